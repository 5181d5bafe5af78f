"""Two users who have nothing in common but what ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from stylecam.styles import Style, read_styles
from tests.looks.machine import Machine
from tests.painted import painted, saved


@pytest.fixture
def shipped(tmp_path: Path) -> tuple[Style, ...]:
    for number, name in enumerate(("ink", "waves")):
        saved(tmp_path / "shipped" / f"{name}.png", painted(900 + number))
    return read_styles(tmp_path / "shipped")


@pytest.fixture
def here(tmp_path: Path, shipped: tuple[Style, ...]) -> Machine:
    return Machine(tmp_path / "here", shipped)


@pytest.fixture
def there(tmp_path: Path, shipped: tuple[Style, ...]) -> Machine:
    return Machine(tmp_path / "there", shipped)

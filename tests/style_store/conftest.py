"""A store of its own for each test, beside two styles that ship."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stylecam.errors import StyleError
from stylecam.style_store import StyleStore
from stylecam.styles import Style, read_styles
from tests.painted import painted, saved


@pytest.fixture
def shipped(tmp_path: Path) -> tuple[Style, ...]:
    for rank, name in enumerate(("waves", "ink"), 1):
        path = saved(tmp_path / "shipped" / f"{name}.png", painted(900 + rank))
        path.with_suffix(".json").write_text(json.dumps({"rank": rank, "category": "Print"}), encoding="utf-8")
    return read_styles(tmp_path / "shipped")


@pytest.fixture
def store(tmp_path: Path, shipped: tuple[Style, ...]) -> StyleStore:
    return StyleStore(tmp_path / "own" / "styles", shipped)


def ids(store: StyleStore) -> list[str]:
    return [style.id for style in store.styles()]


def files(store: StyleStore) -> set[str]:
    """Everything that lies in the folder, hidden or not."""
    return {path.name for path in store.folder.rglob("*") if path.is_file()}


def refusal(error: pytest.ExceptionInfo[StyleError]) -> str:
    message = str(error.value)
    assert "\n" not in message
    assert error.value.exit_code == 2
    return message

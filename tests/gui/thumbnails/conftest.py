"""A gallery that is closed after its test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.thumbnails.parts import Gallery


@pytest.fixture
def gallery(qtbot: QtBot) -> Iterator[Gallery]:
    made = Gallery(qtbot)
    yield made
    made.live.close()

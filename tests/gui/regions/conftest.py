"""The window at work with its page of regions open."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.studio import Studio


@pytest.fixture
def page(qtbot: QtBot, studio: Studio) -> Studio:
    """The camera's picture is known already."""
    studio.window.show_tab("regions")
    qtbot.waitUntil(studio.parts.regions.add.isEnabled)
    return studio

"""The page, in the window."""

from __future__ import annotations

import pytest

from stylecam.gui.output.panel import OutputPanel
from tests.gui.studio import Studio


@pytest.fixture
def page(studio: Studio) -> OutputPanel:
    """In the window, which is high enough for all of it."""
    studio.window.resize(900, 1100)
    studio.window.show_tab("output")
    return studio.parts.output

from __future__ import annotations

import sys

import pytest

from stylecam.errors import UsageError
from stylecam.gui.display import require_display

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there a display may be absent")


def test_without_a_display_the_mend_is_named() -> None:
    with pytest.raises(UsageError, match=r"no display.*stylecam live"):
        require_display({})


def test_a_display_that_does_not_answer_is_named() -> None:
    with pytest.raises(UsageError, match=r"':4711'.*does not answer|system library"):
        require_display({"DISPLAY": ":4711"})


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc:size=640x480"])
def test_platforms_that_need_no_display_are_let_through(platform: str) -> None:
    require_display({"QT_QPA_PLATFORM": platform})


def test_wayland_needs_no_x_display() -> None:
    require_display({"WAYLAND_DISPLAY": "wayland-0"})

from __future__ import annotations

import sys

import pytest

from stylecam.errors import UsageError
from stylecam.gui.display import display_held

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there a display may be absent")


def test_without_a_display_the_mend_is_named() -> None:
    with pytest.raises(UsageError, match=r"no display.*stylecam live"), display_held({}):
        pass


def test_a_display_that_does_not_answer_is_named() -> None:
    with (
        pytest.raises(UsageError, match=r"':4711'.*does not answer|system library"),
        display_held({"DISPLAY": ":4711"}),
    ):
        pass


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc:size=640x480"])
def test_platforms_that_need_no_display_are_let_through(platform: str) -> None:
    with display_held({"QT_QPA_PLATFORM": platform}):
        pass


def test_wayland_needs_no_x_display() -> None:
    with display_held({"WAYLAND_DISPLAY": "wayland-0"}):
        pass

"""The window works on a real display too, here a virtual one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

XVFB = shutil.which("xvfb-run")
TESTS = (
    "test_a_click_on_a_style_paints_the_next_frames_in_it",
    "test_space_shows_the_original_while_it_is_held",
    "test_a_dropped_picture_is_painted_in_and_stays",
    "test_full_screen_is_the_picture_alone",
    "test_everything_has_room_at_every_size",
)
"""Focus, keys, the pointer, drops and sizes: where platforms differ."""


@pytest.mark.skipif(XVFB is None, reason="needs xvfb-run: sudo apt install xvfb")
def test_the_window_works_on_a_display() -> None:
    assert XVFB is not None
    here = Path(__file__).parent
    done = subprocess.run(
        [
            XVFB,
            "-a",
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            str(here / "window"),
            "-k",
            " or ".join(TESTS),
        ],
        env=os.environ | {"QT_QPA_PLATFORM": "xcb"},
        cwd=here.parent.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    # Chosen by name: all of them are still there.
    assert "10 passed" in done.stdout

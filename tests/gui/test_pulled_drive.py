"""A real drive that is pulled out while the window records to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from stylecam.sinks.recovery import rescue
from tests.gui.studio import Studio
from tests.sinks.clips import look
from tests.sinks.drive import NEEDED, Drive, may_be_pulled

LONG = 300_000
"""Milliseconds: an emulated machine is slow."""

pytestmark = [
    pytest.mark.device,
    pytest.mark.timeout(1200),
    pytest.mark.skipif(not may_be_pulled(), reason=f"no scsi_debug disk of {NEEDED} MB may be pulled here"),
]


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[Drive]:
    """Mounted where the window keeps its recordings."""
    drive = Drive(tmp_path / "kept")
    yield drive
    drive.close()


def test_the_window_says_so_in_one_line_and_paints_on(qtbot: QtBot, drive: Drive, studio: Studio) -> None:
    recorder, news = studio.parts.outputs.recorder, studio.parts.messages.news
    recorder.set_on(True)
    (recording,) = recorder.attachments
    qtbot.waitUntil(lambda: recording.status.written > 100, timeout=LONG)
    drive.pull()
    qtbot.waitUntil(lambda: not recorder.on, timeout=LONG)
    qtbot.waitUntil(news.isVisible, timeout=LONG)
    said = news.label.text()
    assert "\n" not in said
    assert "was pulled out; choose another; the frames so far are in " in said
    assert news.property("mood") == "warning"
    painted = studio.pipeline.status().frames_out
    qtbot.waitUntil(lambda: studio.pipeline.status().frames_out > painted + 20, timeout=LONG)

    drive.plug_in()
    (film,) = rescue(drive.folder)
    assert len(look(film).times) > 0
    recorder.set_on(True)
    (again,) = recorder.attachments
    qtbot.waitUntil(lambda: again.status.written > 10, timeout=LONG)
    recorder.set_on(False)
    qtbot.waitUntil(lambda: again.status.state.final, timeout=LONG)
    assert again.status.detail == ""

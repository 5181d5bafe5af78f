"""A recording's microphone listens as long as the recording runs, and its failure costs no picture."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import av
import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from stylecam.clock import MonotonicClock
from stylecam.errors import SourceLost
from stylecam.gui.messages import Message
from stylecam.gui.output.recorder import Recorder
from stylecam.gui.services import Take
from stylecam.microphone.microphone import Microphone
from stylecam.pipeline.pipeline import Pipeline
from stylecam.pipeline.status import State
from stylecam.sinks.recording import recorded_video
from stylecam.sinks.soundtrack import Soundtrack
from stylecam.sound import SoundOptions
from stylecam.styles import Style
from tests.gui.parts import FlatEngine, HalvesSource, flat_look
from tests.microphone.driver import ALL, HandDriver, sound


class Booth:
    """A recorder at a running pipeline, and the microphone that it hears."""

    def __init__(self, pipeline: Pipeline, path: Path) -> None:
        self.driver = HandDriver()
        self.path = path
        self.recorder = Recorder(pipeline, self._make, MonotonicClock())
        self.told: list[Message] = []
        self.microphone: Microphone | None = None
        self.recorder.told.connect(self.told.append)

    def written(self) -> int:
        self.recorder.poll()
        return self.recorder.attachments[0].status.written

    def written_off(self) -> bool:
        self.recorder.poll()
        return bool(self.told)

    def hears(self) -> bool:
        assert self.microphone is not None
        hears = self.microphone.worker_status.state is State.RUNNING
        self.recorder.poll()
        return hears

    def was_told(self, count: int) -> bool:
        self.recorder.poll()
        return len(self.told) == count

    def finished(self) -> bool:
        return self.written_off() and self.path.is_file()

    def _make(self) -> Take:
        microphone = self.microphone = Microphone(SoundOptions(""), self.driver)
        microphone.start()
        return Take([recorded_video(self.path, sound=Soundtrack(microphone))], microphone)


@pytest.fixture
def booth(qapp: QCoreApplication, styles: list[Style], tmp_path: Path) -> Iterator[Booth]:
    assert qapp is not None
    look = flat_look(styles)
    pipeline = Pipeline(HalvesSource, "demo", lambda: FlatEngine(look))
    pipeline.start()
    booth = Booth(pipeline, tmp_path / "spoken.mkv")
    yield booth
    booth.recorder.close()
    pipeline.stop()


def test_a_recording_of_no_picture_is_told_to_be_none(qtbot: QtBot, styles: list[Style], tmp_path: Path) -> None:
    look = flat_look(styles)
    pipeline = Pipeline(HalvesSource, "absent", lambda: FlatEngine(look))
    pipeline.start()
    booth = Booth(pipeline, tmp_path / "nothing.mkv")
    booth.recorder.set_on(True)
    booth.recorder.set_on(False)
    qtbot.waitUntil(booth.written_off)
    booth.recorder.close()
    pipeline.stop()
    assert [message.text for message in booth.told] == ["Nothing was recorded: no picture came."]
    assert not booth.path.exists()


def kinds(path: Path) -> list[str]:
    with av.open(str(path)) as container:
        return [stream.type for stream in container.streams]


def test_the_microphone_listens_while_the_recording_runs(qtbot: QtBot, booth: Booth) -> None:
    booth.recorder.set_on(True)
    qtbot.waitUntil(lambda: booth.written() > 40 and booth.driver.heard is not None)
    assert booth.driver.closed == 0
    booth.recorder.set_on(False)
    qtbot.waitUntil(booth.finished)
    qtbot.waitUntil(lambda: booth.driver.closed == 1)
    assert kinds(booth.path) == ["video", "audio"]
    assert [message.mood for message in booth.told] == ["info"]


def test_a_microphone_that_fails_is_told_once_and_the_picture_is_recorded_on(qtbot: QtBot, booth: Booth) -> None:
    booth.driver.trouble = SourceLost("USB Headset: another program uses it; end that")
    booth.recorder.set_on(True)
    qtbot.waitUntil(lambda: booth.written() > 40 and bool(booth.told))
    booth.recorder.poll()
    assert [message.text for message in booth.told] == [
        "It is recorded on without sound: USB Headset: another program uses it; end that"
    ]
    booth.recorder.set_on(False)
    qtbot.waitUntil(lambda: booth.finished() and len(booth.told) == 2)
    assert "video" in kinds(booth.path)


def test_a_microphone_that_is_unplugged_is_told_each_time(qtbot: QtBot, booth: Booth) -> None:
    booth.recorder.set_on(True)
    for count in (1, 2):
        qtbot.waitUntil(lambda: booth.written() > 0 and booth.driver.opened is not None)
        booth.driver.say(sound(0.0))
        qtbot.waitUntil(booth.hears)
        booth.driver.unplug()
        qtbot.waitUntil(partial(booth.was_told, count))
        booth.driver.plugged = ALL
    assert booth.told[-1].text.startswith("It is recorded on without sound: USB Headset: was unplugged")


def test_at_the_windows_end_the_microphone_is_let_go(qtbot: QtBot, booth: Booth) -> None:
    booth.recorder.set_on(True)
    qtbot.waitUntil(lambda: booth.driver.heard is not None)
    booth.recorder.close()
    assert booth.driver.closed == 1

"""A drive that is pulled out while something is recorded to it, and one that no longer answers: a real file system."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from stylecam.clock import MonotonicClock
from stylecam.errors import PipelineStuck
from stylecam.frame import Frame
from stylecam.pipeline.delivery import Attachment
from stylecam.pipeline.pipeline import Pipeline
from stylecam.pipeline.slots import BoundedFifo
from stylecam.pipeline.status import State
from stylecam.recordings import RecordingOptions
from stylecam.sinks.recording import recorded_video
from stylecam.sinks.recovery import rescue, unfinished
from tests.pipeline.parts import eventually, running
from tests.pipeline.whole import pipeline_of
from tests.sinks.clips import frames_at, look, plain
from tests.sinks.drive import NEEDED, Drive, may_be_pulled

RATE = 20
"""Pictures a second, at most."""
MOST_LOST = 3 * RATE
"""Frames at the end of a recording that a pull may cost: a fragment, and what lies between two syncs of a slow disk."""
WAITING = 20
"""Frames that may wait for the recording."""
SOFTWARE = RecordingOptions(encoder="software")

pytestmark = [
    pytest.mark.device,
    pytest.mark.timeout(600),
    pytest.mark.skipif(
        not may_be_pulled(), reason=f"there is no scsi_debug disk of {NEEDED} MB, or no right to pull it"
    ),
]


class Filming:
    """A camera whose pictures are one grey each."""

    name = "camera"

    def __init__(self) -> None:
        self._clock = MonotonicClock()
        self._closed = threading.Event()
        self._index = 0

    def open(self) -> None:
        pass

    def read(self) -> Frame | None:
        self._clock.wait(self._closed, 1 / RATE)
        self._index += 1
        return plain(self._index, self._clock.now())

    def close(self) -> None:
        self._closed.set()


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[Drive]:
    drive = Drive(tmp_path / "drive")
    yield drive
    drive.close()


def record(pipeline: Pipeline, path: Path) -> Attachment:
    return pipeline.attach(recorded_video(path, SOFTWARE), BoundedFifo(WAITING))


def goes_on(pipeline: Pipeline) -> bool:
    """Whether more is painted, now and then."""
    before = pipeline.status().frames_out
    eventually(lambda: pipeline.status().frames_out > before + WAITING)
    return True


@pytest.mark.parametrize("suffix", [".mp4", ".mkv"])
def test_pulled_out_it_ends_the_recording_which_is_there_once_it_is_back(drive: Drive, suffix: str) -> None:
    pipeline = pipeline_of(Filming())
    recording = record(pipeline, drive.folder / f"film{suffix}")
    with running(pipeline):
        eventually(lambda: recording.status.written > 2 * MOST_LOST)
        recorded = recording.status.written
        drive.pull()
        eventually(lambda: recording.status.state is State.FAILED)
        assert goes_on(pipeline)
    working = drive.folder / f"film.recording{suffix}"
    said = recording.status.detail
    assert said.startswith(f"{drive.folder / f'film{suffix}'}: cannot be written: that disk is ")
    assert said.endswith(f", or was pulled out; choose another; the frames so far are in {working}")

    drive.plug_in()
    assert unfinished(drive.folder) == [working]
    as_it_lies = look(working).times
    assert rescue(drive.folder) == [drive.folder / f"film{suffix}"]
    times = look(drive.folder / f"film{suffix}").times
    print(f"of {recorded} frames {len(times)} are left")
    assert len(times) > recorded - MOST_LOST
    assert times == pytest.approx(as_it_lies, abs=0.001)


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".gif"])
def test_once_it_is_saved_the_drive_may_be_pulled_out(drive: Drive, suffix: str) -> None:
    sink = recorded_video(drive.folder / f"film{suffix}", SOFTWARE)
    sink.open()
    for frame in frames_at(index / 30 for index in range(60)):
        sink.write(frame)
    sink.close()
    assert sink.saved is not None
    seen = len(look(sink.saved).times)
    drive.commit()
    drive.pull()

    drive.plug_in()
    assert len(look(sink.saved).times) == seen
    assert unfinished(drive.folder) == []


def test_one_that_no_longer_answers_holds_up_its_recording_alone(drive: Drive) -> None:
    pipeline = pipeline_of(Filming())
    recording = record(pipeline, drive.folder / "film.mp4")
    pipeline.start()
    eventually(lambda: recording.status.written > WAITING)
    drive.freeze()
    try:
        eventually(lambda: recording.status.dropped > 0)
        assert goes_on(pipeline)
        with pytest.raises(PipelineStuck, match=r"still blocked after 1 s: .*\(film\.mp4\); it ends with the program"):
            pipeline.stop(deadline=1.0)
    finally:
        drive.thaw()
    eventually(lambda: recording.status.state.final)
    assert recording.status.detail == ""
    assert len(look(drive.folder / "film.mp4").times) == recording.status.written

"""Pausing and seeking, from whoever wishes it to the thread that reads."""

from __future__ import annotations

import threading

from stylecam.errors import SourceLost
from stylecam.frame import Frame
from stylecam.pipeline.commands import Pause, PlaybackCommand, Seek
from stylecam.pipeline.pipeline import Pipeline
from stylecam.pipeline.status import Playback, State
from tests.pipeline.parts import CURT, PATIENT, Flow, Reel, Shelf, ToyEngine, eventually, numbered, running
from tests.pipeline.watch import watching
from tests.sources.fake_clock import FakeClock


class Tape(Flow):
    """A flow that can be paused and sought in.

    Attributes:
        obeyed: what it was told, and by which thread.
    """

    def __init__(self, name: str = "tape", duration: float | None = 60.0) -> None:
        super().__init__(name)
        self.obeyed: list[tuple[PlaybackCommand, str]] = []
        self._playback = Playback(0.0, duration, paused=False)

    @property
    def playback(self) -> Playback | None:
        return self._playback

    def play(self, command: PlaybackCommand) -> None:
        self.obeyed.append((command, threading.current_thread().name))
        position, duration, paused = self._playback.position, self._playback.duration, self._playback.paused
        if isinstance(command, Pause):
            self._playback = Playback(position, duration, command.paused)
        else:
            self._playback = Playback(command.seconds, duration, paused)

    @property
    def commands(self) -> list[PlaybackCommand]:
        return [command for command, _ in self.obeyed]


class Drum(Reel):
    """A tape that gives what it is fed, and notes what it is told."""

    def __init__(self) -> None:
        super().__init__("drum")
        self.commands: list[PlaybackCommand] = []
        self.playback = Playback(0.0, None, paused=False)

    def play(self, command: PlaybackCommand) -> None:
        self.commands.append(command)


def test_the_reading_thread_obeys_and_the_status_tells() -> None:
    tape = Tape()
    pipeline = Pipeline(Shelf({"a": tape}), "a", ToyEngine, patience=PATIENT)
    assert pipeline.status().playback is None
    with running(pipeline):
        eventually(lambda: pipeline.status().playback == Playback(0.0, 60.0, paused=False))
        pipeline.play(Pause(True))
        eventually(lambda: pipeline.status().playback == Playback(0.0, 60.0, paused=True))
        pipeline.play(Seek(12.5))
        eventually(lambda: pipeline.status().playback == Playback(12.5, 60.0, paused=True))
        pipeline.play(Pause(False))
        eventually(lambda: pipeline.status().playback == Playback(12.5, 60.0, paused=False))
    assert {thread for _, thread in tape.obeyed} == {"stylecam-reader"}
    assert pipeline.status().playback is None


def test_a_source_that_is_no_recording_does_not_listen() -> None:
    pipeline = Pipeline(Shelf({"a": Flow("camera")}), "a", ToyEngine, patience=PATIENT)
    with running(pipeline):
        pipeline.play(Pause(True))
        pipeline.play(Seek(3.0))
        before = pipeline.status().frames_in
        eventually(lambda: pipeline.status().frames_in > before + 5)
        assert pipeline.status().playback is None


def test_of_several_seeks_between_two_frames_the_last_is_obeyed() -> None:
    """Else a slider that is dragged would be followed for as long as all its moments take."""
    drum = Drum()
    with watching(Shelf({"a": drum})) as watch:
        eventually(drum.reading.is_set)
        for seconds in range(50):
            watch.capture.play(Seek(float(seconds)))
        watch.capture.play(Pause(True))
        drum.feed(numbered(0))
        eventually(lambda: drum.commands)
        drum.feed(None)
        watch.until(State.ENDED)
        assert drum.commands == [Seek(49.0), Pause(True)]


def test_another_source_starts_without_the_wishes_for_the_last_one() -> None:
    first, second = Tape("first"), Tape("second")
    with watching(Shelf({"a": first, "b": second})) as watch:
        watch.until(State.RUNNING)
        watch.capture.play(Pause(True))
        eventually(lambda: watch.capture.playback == Playback(0.0, 60.0, paused=True))
        watch.capture.switch("b")
        watch.until(State.RUNNING, "second")
        assert watch.capture.playback == Playback(0.0, 60.0, paused=False)
        assert second.commands == []


def test_a_paused_source_can_be_switched() -> None:
    tape = Tape()
    with watching(Shelf({"a": tape, "b": Flow("b")})) as watch:
        watch.until(State.RUNNING)
        watch.capture.play(Pause(True))
        eventually(lambda: tape.commands)
        watch.capture.switch("b")
        watch.until(State.RUNNING, "b")
        assert tape.closed.is_set()
        assert watch.capture.playback is None


def test_a_wish_before_the_start_is_for_nobody() -> None:
    tape = Tape()
    pipeline = Pipeline(Shelf({"a": tape}), "a", ToyEngine, patience=PATIENT)
    pipeline.play(Pause(True))
    with running(pipeline):
        eventually(lambda: pipeline.status().playback)
    assert tape.commands == []


def test_a_lost_recording_has_no_place() -> None:
    drum = Drum()
    with watching(Shelf({"a": [drum, Reel("b")]}), patience=CURT) as watch:
        drum.feed(numbered(0))
        eventually(lambda: watch.capture.playback)
        drum.feed(SourceLost("the server has gone"))
        watch.until(State.LOST)
        assert watch.capture.playback is None
        drum.feed(None)


def test_a_search_may_take_as_long_as_an_opening() -> None:
    """It decodes from the key frame before, which a stall between two frames would not allow for."""
    clock, drum = FakeClock(), Drum()
    spent: list[Frame] = []
    with watching(Shelf({"a": drum}), clock=clock, patience=CURT) as watch:
        eventually(drum.reading.is_set)
        watch.capture.play(Seek(5.0))
        drum.feed(numbered(0))
        eventually(lambda: drum.commands)
        clock.time += CURT.next + 1
        drum.feed(numbered(1), None)
        watch.until(State.ENDED)
        spent += watch.rest()
        assert watch.capture.frames == 2
    assert [frame.index for frame in spent] == [0, 1]

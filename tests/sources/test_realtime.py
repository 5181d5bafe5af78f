"""A video played as if it were a camera."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from stylecam.frame import Frame
from stylecam.sources.realtime import LONGEST_SILENCE, RealtimeSource
from stylecam.sources.video import VideoSource
from tests.sources.clips import Clip, number_of
from tests.sources.fake_clock import FakeClock


class SlowVideo:
    """A video of ten frames per second whose decoding takes time, or a stream whose frames come when they come."""

    name = "slow"
    fps = 10.0
    start = 0.0
    duration = None

    def __init__(self, clock: FakeClock, seconds: float, live: bool = False) -> None:
        self.live = live
        self._clock = clock
        self._seconds = seconds
        self._numbers: Iterator[int] = iter(())

    def open(self) -> None:
        self._numbers = itertools.count()

    def read(self) -> Frame | None:
        self._clock.time += self._seconds
        number = next(self._numbers)
        return Frame(np.full((2, 2, 3), number, np.uint8), number, 0.1 * number)

    def seek(self, _seconds: float) -> bool:
        return False

    def close(self) -> None:
        pass


def play(source: RealtimeSource, count: int) -> list[Frame]:
    return [frame for frame in (source.read() for _ in range(count)) if frame]


def open_clip(path: Path, clip: Clip, clock: FakeClock, loop: bool = False) -> RealtimeSource:
    source = RealtimeSource(VideoSource(clip.write(path / "clip.mp4")), clock, loop)
    source.open()
    return source


def test_each_frame_comes_when_it_is_due(tmp_path: Path) -> None:
    source = open_clip(tmp_path, Clip(stamps=[0, 40, 100, 150, 300, 320]), FakeClock())
    frames = play(source, 6)
    assert [frame.captured_at - 100 for frame in frames] == pytest.approx([0, 0.04, 0.1, 0.15, 0.3, 0.32])
    assert [number_of(frame.pixels) for frame in frames] == list(range(6))
    source.close()


def test_a_late_start_is_not_waited_for(tmp_path: Path) -> None:
    clock = FakeClock()
    source = open_clip(tmp_path, Clip(stamps=[5000, 5100, 5200, 5300, 5400, 5500]), clock)
    assert [frame.captured_at - 100 for frame in play(source, 3)] == pytest.approx([0, 0.1, 0.2])
    source.close()


def test_a_slow_reader_misses_frames_and_sees_the_present(tmp_path: Path) -> None:
    clock = FakeClock()
    source = open_clip(tmp_path, Clip(frames=30), clock)
    play(source, 1)
    clock.time += 1.25
    late, following = play(source, 2)
    assert number_of(late.pixels) == late.index == 12
    assert late.captured_at == pytest.approx(101.25)
    assert number_of(following.pixels) == 13
    assert following.captured_at == pytest.approx(101.3)
    source.close()


def test_without_a_loop_it_ends(tmp_path: Path) -> None:
    source = open_clip(tmp_path, Clip(frames=3), FakeClock())
    assert len(play(source, 5)) == 3
    source.close()


def test_a_loop_goes_on_without_a_gap(tmp_path: Path) -> None:
    source = open_clip(tmp_path, Clip(frames=3), FakeClock(), loop=True)
    frames = play(source, 8)
    assert [number_of(frame.pixels) for frame in frames] == [0, 1, 2, 0, 1, 2, 0, 1]
    assert [frame.index for frame in frames] == list(range(8))
    assert [frame.captured_at - 100 for frame in frames] == pytest.approx([0.1 * n for n in range(8)], abs=0.02)
    source.close()


def test_a_long_pause_is_filled_with_the_last_picture(tmp_path: Path) -> None:
    """Else a screen recording that shows one slide for minutes would look like a dead camera."""
    clock = FakeClock()
    source = open_clip(tmp_path, Clip(frames=2, stamps=[0, 1100]), clock)
    frames = play(source, 6)
    assert [number_of(frame.pixels) for frame in frames] == [0, 0, 0, 0, 0, 1]
    assert [frame.index for frame in frames] == list(range(6))
    assert max(clock.waits) <= LONGEST_SILENCE
    assert frames[-1].captured_at == pytest.approx(101.1, abs=1e-3)
    source.close()


def test_a_slow_machine_sees_it_slowed_down_instead_of_nothing() -> None:
    clock = FakeClock()
    source = RealtimeSource(SlowVideo(clock, seconds=0.13), clock)
    source.open()
    frames = play(source, 30)
    gaps = [b.captured_at - a.captured_at for a, b in itertools.pairwise(frames)]
    assert len(frames) == 30
    assert max(gaps) < 0.3, "the picture froze"
    source.close()


def test_a_live_stream_is_passed_on_as_it_comes() -> None:
    clock = FakeClock()
    source = RealtimeSource(SlowVideo(clock, seconds=1.0, live=True), clock)
    source.open()
    frames = play(source, 3)
    assert [frame.captured_at - 100 for frame in frames] == [1.0, 2.0, 3.0]
    assert clock.waits == []
    source.close()

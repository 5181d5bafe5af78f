"""Pausing a video and going to a moment of it, on a clock that passes when it is waited on."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from stylecam.frame import Frame
from stylecam.pipeline.commands import Pause, Seek
from stylecam.pipeline.ports import Recorded
from stylecam.pipeline.status import Playback
from stylecam.sources.demo import DemoSource
from stylecam.sources.realtime import PAUSED_FPS, RealtimeSource
from stylecam.sources.video import VideoSource
from tests.sources.clips import Clip, number_of
from tests.sources.fake_clock import FakeClock
from tests.sources.test_realtime import SlowVideo

TEN = Clip(frames=10, group=4)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def opened(folder: Path, clock: FakeClock, clip: Clip = TEN, name: str = "clip.mp4") -> RealtimeSource:
    source = RealtimeSource(VideoSource(clip.write(folder / name)), clock, loop=True)
    source.open()
    return source


def play(source: RealtimeSource, count: int) -> list[Frame]:
    return [frame for frame in (source.read() for _ in range(count)) if frame]


def numbers(frames: list[Frame]) -> list[int]:
    return [number_of(frame.pixels) for frame in frames]


def where(source: RealtimeSource) -> Playback:
    playback = source.playback
    assert playback is not None
    return Playback(round(playback.position, 3), playback.duration, playback.paused)


def test_a_video_is_recorded_and_the_demo_is_not(tmp_path: Path, clock: FakeClock) -> None:
    source = opened(tmp_path, clock)
    assert isinstance(source, Recorded)
    assert not isinstance(DemoSource(clock=clock), Recorded)
    source.close()


def test_it_tells_where_it_is_over_and_over(tmp_path: Path, clock: FakeClock) -> None:
    source = opened(tmp_path, clock, Clip(frames=3))
    assert where(source) == Playback(0.0, 0.3, paused=False)
    positions = [(play(source, 1), where(source).position)[1] for _ in range(7)]
    assert positions == pytest.approx([0, 0.1, 0.2, 0, 0.1, 0.2, 0])
    source.close()


def test_a_late_start_counts_from_its_first_frame(tmp_path: Path, clock: FakeClock) -> None:
    stamps = [5000 + 100 * number for number in range(10)]
    source = opened(tmp_path, clock, Clip(frames=10, stamps=stamps), "clip.mkv")
    play(source, 3)
    assert where(source).position == 0.2
    source.play(Seek(0.7))
    assert numbers(play(source, 2)) == [7, 8]
    assert where(source).position == 0.8
    source.close()


def test_a_pause_gives_the_same_picture_as_new_frames(tmp_path: Path, clock: FakeClock) -> None:
    source = opened(tmp_path, clock)
    before = play(source, 4)[-1]
    source.play(Pause(True))
    held = play(source, 50)
    assert numbers(held) == [3] * 50
    assert where(source) == Playback(0.3, 1.0, paused=True)
    stamps = [before.captured_at, *(frame.captured_at for frame in held)]
    assert [b - a for a, b in itertools.pairwise(stamps)] == pytest.approx([1 / PAUSED_FPS] * 50)
    assert [frame.index for frame in held] == list(range(before.index + 1, before.index + 51))
    source.close()


def test_after_a_pause_the_next_frame_follows_in_its_time(tmp_path: Path, clock: FakeClock) -> None:
    source = opened(tmp_path, clock)
    play(source, 4)
    source.play(Pause(True))
    last = play(source, 50)[-1]
    source.play(Pause(False))
    after = play(source, 8)
    assert numbers(after) == [4, 5, 6, 7, 8, 9, 0, 1]
    stamps = [last.captured_at, *(frame.captured_at for frame in after)]
    gaps = [b - a for a, b in itertools.pairwise(stamps)]
    assert gaps[0] == pytest.approx(0.1, abs=0.051), "what was left when it was paused, and the last wait"
    assert gaps[1:] == pytest.approx([0.1] * 7, abs=1e-3)
    assert where(source) == Playback(0.1, 1.0, paused=False)
    source.close()


def test_paused_twice_is_paused_once(tmp_path: Path, clock: FakeClock) -> None:
    source = opened(tmp_path, clock)
    play(source, 2)
    source.play(Pause(True))
    play(source, 20)
    source.play(Pause(True))
    play(source, 20)
    source.play(Pause(False))
    source.play(Pause(False))
    assert numbers(play(source, 3)) == [2, 3, 4]
    source.close()


@pytest.mark.parametrize("shown", [9, 10])
def test_a_pause_at_the_end_goes_on_at_the_beginning(tmp_path: Path, clock: FakeClock, shown: int) -> None:
    source = opened(tmp_path, clock)
    assert numbers(play(source, shown))[-1] == shown - 1
    source.play(Pause(True))
    play(source, 100)
    source.play(Pause(False))
    assert numbers(play(source, 12)) == [*range(shown, 10), *range(10), *range(shown - 8)]
    source.close()


def test_a_pause_in_the_midst_of_a_long_picture_keeps_what_is_left_of_it(tmp_path: Path, clock: FakeClock) -> None:
    source = opened(tmp_path, clock, Clip(frames=3, stamps=[0, 1100, 2200]))
    play(source, 3)
    passed = clock.time - 100
    source.play(Pause(True))
    play(source, 200)
    source.play(Pause(False))
    resumed = clock.time
    following = next(frame for frame in play(source, 10) if number_of(frame.pixels) == 1)
    assert following.captured_at - resumed == pytest.approx(1.1 - passed, abs=1e-3)
    source.close()


def test_paused_from_the_start_it_shows_the_first_frame(tmp_path: Path, clock: FakeClock) -> None:
    source = opened(tmp_path, clock)
    source.play(Pause(True))
    assert numbers(play(source, 5)) == [0] * 5
    source.play(Pause(False))
    assert numbers(play(source, 2)) == [1, 2]
    source.close()


def test_a_seek_shows_its_frame_at_once_and_goes_on_from_there(tmp_path: Path, clock: FakeClock) -> None:
    source = opened(tmp_path, clock)
    last = play(source, 3)[-1]
    clock.time += 0.01
    source.play(Seek(0.7))
    frames = play(source, 5)
    assert numbers(frames) == [7, 8, 9, 0, 1]
    assert frames[0].captured_at == pytest.approx(last.captured_at + 0.01)
    assert [b.captured_at - a.captured_at for a, b in itertools.pairwise(frames)] == pytest.approx([0.1] * 4, abs=1e-3)
    assert [frame.index for frame in frames] == list(range(last.index + 1, last.index + 6))
    source.play(Seek(0.25))
    assert numbers(play(source, 2)) == [2, 3]
    source.close()


def test_a_seek_while_paused_shows_its_frame_and_holds_it(tmp_path: Path, clock: FakeClock) -> None:
    source = opened(tmp_path, clock)
    play(source, 2)
    source.play(Pause(True))
    play(source, 20)
    source.play(Seek(0.6))
    waited = len(clock.waits)
    assert numbers(play(source, 1)) == [6]
    assert len(clock.waits) == waited, "it was not waited for"
    assert where(source) == Playback(0.6, 1.0, paused=True)
    assert numbers(play(source, 30)) == [6] * 30
    source.play(Pause(False))
    resumed = clock.time
    after = play(source, 3)
    assert numbers(after) == [7, 8, 9]
    assert [frame.captured_at - resumed for frame in after] == pytest.approx([0.1, 0.2, 0.3], abs=1e-3)
    source.close()


def test_a_seek_in_the_midst_of_a_long_picture_forgets_what_was_to_follow(tmp_path: Path, clock: FakeClock) -> None:
    source = opened(tmp_path, clock, Clip(frames=4, stamps=[0, 1100, 2200, 2300]))
    assert numbers(play(source, 3)) == [0, 0, 0]
    source.play(Seek(2.25))
    assert numbers(play(source, 2)) == [2, 3]
    source.close()


def test_a_seek_beyond_the_end_shows_the_last_frame_and_then_starts_over(tmp_path: Path, clock: FakeClock) -> None:
    source = opened(tmp_path, clock)
    play(source, 1)
    source.play(Seek(3600.0))
    assert numbers(play(source, 3)) == [9, 0, 1]
    source.play(Seek(-1.0))
    assert numbers(play(source, 2)) == [0, 1]
    source.close()


def test_where_nothing_can_be_sought_it_goes_on_as_it_was(tmp_path: Path, clock: FakeClock) -> None:
    source = opened(tmp_path, clock, Clip(frames=10), "clip.h264")
    play(source, 2)
    source.play(Seek(0.5))
    assert where(source).duration is None
    following = play(source, 1)
    assert numbers(following) == [2]
    source.play(Pause(True))
    assert numbers(play(source, 3)) == [2, 2, 2]
    source.close()


def test_opened_again_it_is_not_paused(tmp_path: Path, clock: FakeClock) -> None:
    source = opened(tmp_path, clock)
    play(source, 4)
    source.play(Pause(True))
    source.close()
    source.open()
    assert where(source) == Playback(0.0, 1.0, paused=False)
    assert numbers(play(source, 2)) == [0, 1]
    source.close()


def test_a_live_stream_does_not_listen(clock: FakeClock) -> None:
    source = RealtimeSource(SlowVideo(clock, seconds=1.0, live=True), clock)
    source.open()
    source.play(Pause(True))
    assert source.playback is None
    assert [int(frame.pixels[0, 0, 0]) for frame in play(source, 3)] == [0, 1, 2]
    source.close()


def test_what_is_not_open_does_not_listen(tmp_path: Path, clock: FakeClock) -> None:
    source = RealtimeSource(VideoSource(Clip().write(tmp_path / "clip.mp4")), clock)
    source.play(Pause(True))
    source.play(Seek(0.2))
    source.open()
    assert where(source) == Playback(0.0, 0.6, paused=False)
    source.close()

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
import pytest
from av.container import OutputContainer

from stylecam.errors import SinkError
from stylecam.frame import Frame, Pixels
from stylecam.sinks.container import Container, container_for
from stylecam.sinks.making import AtLeisure
from stylecam.sinks.recording import RecordingSink, recorded_video
from stylecam.sinks.timeline import MediaTime, Ticks
from stylecam.sinks.video import VideoFileSink, drawn_video
from tests.sinks.clips import frames_at, look, plain

UNEVEN = list(accumulate([0, 3000, 2999, 9001, 1, 45_000, 3003, 1500]))
"""Ticks of frames at no particular rate."""

TICKS = {
    Fraction(1, 15_360): range(0, 15_360, 512),
    Fraction(1, 30_000): range(0, 30_030, 1001),
    Fraction(1, 12_800): range(0, 12_800, 512),
    Fraction(1, 29_833): range(0, 29_833, 1000),
    Fraction(1001, 30_000): range(20),
    Fraction(1, 90_000): UNEVEN,
}
"""Time bases of real recordings and ticks in them."""


def media_sink(path: Path, time_base: Fraction = Fraction(1, 15_360)) -> VideoFileSink:
    return VideoFileSink(path, AtLeisure(container_for(path)), MediaTime(time_base))


def write_on(sink: VideoFileSink | RecordingSink, frames: Iterable[Frame]) -> None:
    for frame in frames:
        sink.write(frame)


def write_all(sink: VideoFileSink | RecordingSink, frames: Iterable[Frame]) -> None:
    sink.open()
    write_on(sink, frames)
    sink.close()


@pytest.mark.parametrize("start", [0, 7, 123_457])
@pytest.mark.parametrize("time_base", TICKS, ids=str)
@pytest.mark.parametrize("suffix", [".mp4", ".mov"])
def test_mp4_and_mov_hold_every_time_exactly(tmp_path: Path, suffix: str, time_base: Fraction, start: int) -> None:
    times = [float((start + tick) * time_base) for tick in TICKS[time_base]]
    path = tmp_path / f"film{suffix}"
    write_all(media_sink(path, time_base), frames_at(times))

    assert look(path).times == pytest.approx(times, abs=1e-6)


@pytest.mark.parametrize("suffix", [".mkv", ".webm"])
def test_matroska_and_webm_hold_times_to_the_millisecond(tmp_path: Path, suffix: str) -> None:
    times = [0.5 + tick / 90_000 for tick in UNEVEN]
    path = tmp_path / f"film{suffix}"
    write_all(media_sink(path, Fraction(1, 90_000)), frames_at(times))

    seen = look(path).times
    assert len(seen) == len(times)
    assert seen == pytest.approx(times, abs=0.0015)  # two that round to one millisecond are moved apart by one
    assert all(later > earlier for earlier, later in pairwise(seen))


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".mov", ".webm"])
def test_what_a_camera_gives_starts_at_zero_and_keeps_its_gaps(tmp_path: Path, suffix: str) -> None:
    gaps = [0.0, 0.033, 0.1, 0.5, 0.533, 0.65]
    path = tmp_path / f"film{suffix}"
    write_all(recorded_video(path), frames_at(54_321.0625 + gap for gap in gaps))

    assert look(path).times == pytest.approx(gaps, abs=0.0006)


@pytest.mark.parametrize("suffix", [".mp4", ".mkv"])
def test_a_drawn_film_tells_its_rate(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"film{suffix}"
    write_all(drawn_video(path, Fraction(1, 12_800), fps=25.0), frames_at(index / 25 for index in range(10)))

    seen = look(path)
    assert seen.times == pytest.approx([index / 25 for index in range(10)])
    assert seen.rate == 25


def test_the_last_picture_stays_as_long_as_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    write_all(media_sink(path), frames_at(index / 30 for index in range(15)))

    seen = look(path)
    assert seen.stream_seconds == pytest.approx(0.5)
    assert seen.rate == 30


def test_times_that_stand_still_or_turn_back_lose_no_frame(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    write_all(media_sink(path, Fraction(1, 1000)), frames_at([0.0, 0.1, 0.1, 0.05, 0.2]))

    assert look(path).times == pytest.approx([0.0, 0.1, 0.101, 0.102, 0.2])


def colour_chart(width: int, height: int) -> Pixels:
    """Eleven by eleven patches over the whole colour cube."""
    levels = np.linspace(0, 255, 11).astype(np.uint8)
    red, green = np.meshgrid(levels, levels)
    patches = np.stack([red, green, red[::-1, ::-1] // 2 + green.T // 2], axis=-1)
    rows, columns = np.arange(height) * 11 // height, np.arange(width) * 11 // width
    return np.ascontiguousarray(patches[rows][:, columns])


@pytest.mark.parametrize(("size", "matrix"), [((640, 360), 6), ((1280, 720), 1)])
@pytest.mark.parametrize("suffix", [".mp4", ".webm"])
def test_colours_come_back_by_the_matrix_that_the_file_names(
    tmp_path: Path, suffix: str, size: tuple[int, int], matrix: int
) -> None:
    chart = colour_chart(*size)
    path = tmp_path / f"chart{suffix}"
    write_all(recorded_video(path), [Frame(chart, 0, 0.0)])

    seen = look(path)
    difference = seen.pictures[0].astype(int) - chart
    assert np.abs(difference).mean() < 3  # the edges of patches have half the colour resolution
    assert np.abs(np.median(difference, axis=(0, 1))).max() <= 1
    frame = seen.frames[0]
    limited, bt709 = 1, 1
    assert (frame.colorspace, frame.color_range) == (matrix, limited)
    assert (frame.color_primaries, frame.color_trc) == (bt709, bt709)


def test_an_odd_last_row_and_column_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "odd.mp4"
    write_all(recorded_video(path), frames_at([0.0, 0.1], size=(65, 49)))

    assert look(path).pictures[0].shape == (48, 64, 3)


def test_a_frame_of_another_size_lies_on_black_in_the_first_ones_size(tmp_path: Path) -> None:
    path = tmp_path / "sizes.mp4"
    write_all(recorded_video(path), [plain(20, 0.0, (64, 48)), plain(20, 0.1, (64, 24))])

    first, second = look(path).pictures
    assert first.shape == second.shape
    assert second[20:28].mean() == pytest.approx(first.mean(), abs=3)
    assert second[:8].mean() < 5


def test_a_picture_of_one_pixel_is_refused(tmp_path: Path) -> None:
    sink = recorded_video(tmp_path / "dot.mp4")
    sink.open()
    with pytest.raises(SinkError, match="two pixels"):
        sink.write(plain(0, 0.0, (1, 1)))
    sink.close()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_was_there_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_text("old")
    sink = recorded_video(path)
    sink.open()
    write_on(sink, frames_at([0.0, 0.1, 0.2]))

    assert path.read_text() == "old"
    sink.close()
    assert len(look(path).times) == 3
    assert sink.saved == path


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".mov", ".webm"])
def test_aborted_it_leaves_a_playable_part_beside_the_name(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"film{suffix}"
    path.write_text("old")
    sink = recorded_video(path)
    sink.open()
    write_on(sink, frames_at([0.0, 0.1, 0.2]))
    partial = sink.abort()
    sink.close()

    assert partial == sink.saved == tmp_path / f"film.partial{suffix}"
    assert len(look(partial).times) == 3
    assert path.read_text() == "old"
    assert sorted(tmp_path.iterdir()) == sorted([path, partial])


@pytest.mark.parametrize("opened", [True, False])
def test_aborted_without_a_frame_it_leaves_nothing(tmp_path: Path, opened: bool) -> None:
    sink = recorded_video(tmp_path / "film.mp4")
    if opened:
        sink.open()

    assert sink.abort() is None
    assert list(tmp_path.iterdir()) == []


def noise(count: int) -> Iterator[Frame]:
    """Frames that no encoder makes small."""
    random = np.random.default_rng(0)
    for index in range(count):
        yield Frame(random.integers(0, 256, (240, 320, 3), np.uint8), index, index / 30)


@contextmanager
def files_limited_to(size: int) -> Iterator[None]:
    """A disk on which a file fits only up to that many bytes."""
    resource = pytest.importorskip("resource", reason="file sizes cannot be limited on this system")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".mov"])
def test_on_a_disk_without_room_a_recording_is_kept_up_to_its_last_second(tmp_path: Path, suffix: str) -> None:
    sink = recorded_video(tmp_path / f"film{suffix}")
    with files_limited_to(2_000_000):
        sink.open()
        with pytest.raises(SinkError, match=r"cannot be written: the file is larger .* in .*film\.partial") as raised:
            write_on(sink, noise(300))
        sink.close()

    assert "\n" not in str(raised.value)
    assert sink.saved == tmp_path / f"film.partial{suffix}"
    assert len(look(sink.saved).times) > 10
    assert list(tmp_path.iterdir()) == [sink.saved]


def test_a_rendered_film_on_a_disk_without_room_leaves_no_half_file(tmp_path: Path) -> None:
    sink = media_sink(tmp_path / "film.mp4")
    with files_limited_to(200_000):
        sink.open()
        with pytest.raises(SinkError, match=r"film\.mp4: cannot be written: the file is larger"):
            write_on(sink, noise(300))
        sink.close()

    assert list(tmp_path.iterdir()) == []


class TornSound:
    """Sound that cannot be read from some moment on."""

    def __init__(self, until: float) -> None:
        self._until = until
        self._torn = False

    def open(self, output: OutputContainer, container: Container, ticks: Ticks) -> None:
        pass

    def advance(self, until: float) -> None:
        if until > self._until and not self._torn:
            self._torn = True
            raise SinkError("clip.mp4: its sound cannot be read")

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass


@pytest.mark.parametrize("last", [1.0, math.inf], ids=["between frames", "at the end"])
def test_when_the_sound_cannot_be_read_the_frames_so_far_are_kept(tmp_path: Path, last: float) -> None:
    path = tmp_path / "film.mp4"
    sound = TornSound(until=math.nextafter(last, 0))
    sink = VideoFileSink(path, AtLeisure(container_for(path)), MediaTime(), sound)

    with pytest.raises(SinkError, match=r"its sound cannot be read; the frames so far are in .*film\.partial\.mp4"):
        write_all(sink, frames_at(index / 30 for index in range(90)))
    sink.close()

    assert [path.name for path in tmp_path.iterdir()] == ["film.partial.mp4"]


def test_a_disk_without_room_for_the_end_is_told_by_close(tmp_path: Path) -> None:
    sink = media_sink(tmp_path / "film.mp4")
    sink.open()
    write_on(sink, noise(5))
    with files_limited_to(1000), pytest.raises(SinkError, match=r"film\.mp4: cannot be written"):
        sink.close()
    sink.close()

    assert list(tmp_path.iterdir()) == []

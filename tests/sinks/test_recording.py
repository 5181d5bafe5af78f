from __future__ import annotations

import threading
from fractions import Fraction
from itertools import count, pairwise
from pathlib import Path

import numpy as np
import pytest
from av.container import OutputContainer

from stylecam.errors import SinkError
from stylecam.frame import Frame
from stylecam.recordings import QUALITIES, Quality, RecordingOptions, original_beside
from stylecam.sinks.container import Container, container_for
from stylecam.sinks.making import WhileLive
from stylecam.sinks.recording import ContentOf, RecordingSink, recorded_video
from stylecam.sinks.timeline import CaptureTime, Ticks
from stylecam.sinks.video import VideoFileSink
from tests.sinks.clips import frames_at, look, plain

SOFTWARE = RecordingOptions(encoder="software")


def filmed(path: Path, free: int) -> RecordingSink:
    """A recording on a disk with that many free bytes."""
    making = WhileLive(container_for(path), SOFTWARE)
    return RecordingSink(VideoFileSink(path, making, CaptureTime()), lambda _: free)


def write_for_ever(sink: RecordingSink) -> None:
    for index in count():
        sink.write(plain(index, index / 30))


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".webm", ".gif"])
def test_what_is_captured_while_it_is_paused_leaves_no_gap(tmp_path: Path, suffix: str) -> None:
    sink = recorded_video(tmp_path / f"film{suffix}", SOFTWARE)
    sink.open()
    for frame in frames_at([100.0, 100.1, 100.2]):
        sink.write(frame)
    sink.pause()
    for frame in frames_at([100.3, 105.0, 163.9]):
        sink.write(frame)
    sink.resume()
    for frame in frames_at([164.0, 164.1, 164.2]):
        sink.write(frame)
    sink.close()

    times = look(tmp_path / f"film{suffix}").times
    assert times == pytest.approx([0.0, 0.1, 0.2, 0.3, 0.4, 0.5], abs=0.05 if suffix == ".gif" else 0.002)


def test_it_may_be_paused_more_than_once_and_before_the_first_frame(tmp_path: Path) -> None:
    sink = recorded_video(tmp_path / "film.mp4", SOFTWARE)
    sink.pause()
    sink.open()
    sink.write(plain(0, 10.0))
    sink.resume()
    for start in (20.0, 30.0, 40.0):
        for frame in frames_at([start, start + 0.1]):
            sink.write(frame)
        sink.pause()
        sink.write(plain(0, start + 5.0))
        sink.resume()
    sink.close()

    assert look(tmp_path / "film.mp4").times == pytest.approx([0.0, 0.1, 0.2, 0.3, 0.4, 0.5], abs=1e-4)


def test_one_that_ends_while_it_is_paused_ends_where_it_was_paused(tmp_path: Path) -> None:
    sink = recorded_video(tmp_path / "film.mp4", SOFTWARE)
    sink.open()
    for frame in frames_at([0.0, 0.1, 0.2]):
        sink.write(frame)
    sink.pause()
    sink.write(plain(3, 60.0))
    sink.close()

    assert look(tmp_path / "film.mp4").stream_seconds == pytest.approx(0.3)


class HeardSound:
    """Sound that notes where in the file moments of the frames' clock are."""

    def __init__(self, moments: list[float]) -> None:
        self._moments = moments
        self._ticks: Ticks | None = None
        self.places: list[float | None] = []
        self.until = 0.0

    def open(self, _output: OutputContainer, _container: Container, ticks: Ticks) -> None:
        self._ticks = ticks

    def advance(self, until: float) -> None:
        self.until = until

    def flush(self) -> None:
        assert self._ticks is not None
        self.places = [self._ticks.place(moment) for moment in self._moments]

    def close(self) -> None:
        pass


def test_sound_learns_what_is_cut_out(tmp_path: Path) -> None:
    sound = HeardSound([9.99, 10.0, 10.15, 10.25, 30.0, 49.9, 50.0, 50.05])
    sink = recorded_video(tmp_path / "film.mp4", SOFTWARE, sound)
    sink.open()
    for frame in frames_at([10.0, 10.1]):
        sink.write(frame)
    sink.pause()
    sink.write(plain(2, 30.0))
    assert sound.until == pytest.approx(0.2, abs=1e-4)
    sink.resume()
    sink.write(plain(3, 50.0))
    sink.close()

    before, *rest = sound.places
    assert before == pytest.approx(-0.01)
    assert rest == [pytest.approx(0.0), pytest.approx(0.15), None, None, None, pytest.approx(0.2), pytest.approx(0.25)]


def test_before_the_disk_is_full_it_is_ended_and_kept_under_its_name(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    room = iter([900_000_000, 30_000_000])
    sink = RecordingSink(
        VideoFileSink(path, WhileLive(container_for(path), SOFTWARE), CaptureTime()), lambda _: next(room)
    )
    sink.open()
    with pytest.raises(SinkError, match=r"the disk has only 30 MB left; what was recorded is in .*film\.mp4") as raised:
        write_for_ever(sink)  # until it looks again, a second later
    sink.close()

    assert "\n" not in str(raised.value)
    assert sink.saved == path
    assert len(look(path).times) > 1
    assert list(tmp_path.iterdir()) == [path]


def test_on_a_full_disk_none_is_started(tmp_path: Path) -> None:
    sink = filmed(tmp_path / "film.mp4", free=5_000_000)

    with pytest.raises(SinkError, match="only 5 MB left; nothing was recorded; make room"):
        sink.open()
    sink.close()
    assert list(tmp_path.iterdir()) == []


def test_while_it_runs_it_lies_beside_its_name_and_is_found(tmp_path: Path) -> None:
    sink = recorded_video(tmp_path / "film.mp4", SOFTWARE)
    sink.open()
    assert [path.name for path in tmp_path.iterdir()] == ["film.recording.mp4"]
    sink.write(plain(0, 0.0))
    sink.close()

    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"]


@pytest.mark.parametrize("suffix", [".mp4", ".mov"])
def test_a_finished_one_is_a_plain_file_with_its_table_first(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"film{suffix}"
    sink = recorded_video(path, SOFTWARE)
    sink.open()
    for frame in frames_at(index / 30 for index in range(90)):
        sink.write(frame)
    sink.close()

    data = path.read_bytes()
    assert b"moof" not in data
    assert data.index(b"moov") < data.index(b"mdat")


def test_without_room_for_a_clean_copy_it_is_kept_as_it_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stylecam.sinks.remux.free_bytes", lambda _: 1000)
    sink = recorded_video(tmp_path / "film.mp4", SOFTWARE)
    sink.open()
    for frame in frames_at(index / 30 for index in range(90)):
        sink.write(frame)
    sink.close()

    assert b"moof" in (tmp_path / "film.mp4").read_bytes()
    assert look(tmp_path / "film.mp4").times == pytest.approx([index / 30 for index in range(90)], abs=1e-4)
    assert list(tmp_path.iterdir()) == [tmp_path / "film.mp4"]


@pytest.mark.parametrize("suffix", [".mp4", ".webm"])
def test_a_better_quality_is_nearer_and_larger(tmp_path: Path, suffix: str) -> None:
    random = np.random.default_rng(0)
    coarse = random.integers(0, 256, (60, 80, 3), np.uint8).repeat(4, axis=0).repeat(4, axis=1)
    frames = [Frame(np.roll(coarse, 3 * index, axis=1), index, index / 30) for index in range(12)]

    def outcome(quality: Quality) -> tuple[float, int]:
        path = tmp_path / f"{quality}{suffix}"
        sink = recorded_video(path, RecordingOptions(quality, encoder="software"))
        sink.open()
        for frame in frames:
            sink.write(frame)
        sink.close()
        pairs = zip(frames, look(path).pictures, strict=True)
        return -float(np.mean([np.abs(a.pixels.astype(int) - b).mean() for a, b in pairs])), path.stat().st_size

    outcomes = [outcome(quality) for quality in QUALITIES]
    assert all(worse[0] < better[0] and worse[1] < better[1] for worse, better in pairwise(outcomes))


@pytest.mark.parametrize(("bound", "size"), [((32, 32), (32, 24)), ((640, 480), (64, 48)), ((64, 20), (26, 20))])
def test_a_picture_larger_than_asked_for_is_scaled_down_in_its_shape(
    tmp_path: Path, bound: tuple[int, int], size: tuple[int, int]
) -> None:
    sink = recorded_video(tmp_path / "film.mp4", RecordingOptions(within=bound, encoder="software"))
    sink.open()
    sink.write(plain(20, 0.0))
    sink.close()

    (picture,) = look(tmp_path / "film.mp4").pictures
    assert (picture.shape[1], picture.shape[0]) == size
    assert picture.min() > 100, "there are bars in it"


def test_it_says_what_encodes_it(tmp_path: Path) -> None:
    sink = recorded_video(tmp_path / "film.mp4", SOFTWARE)
    sink.open()
    assert sink.encoder is None
    sink.write(plain(0, 0.0))
    sink.close()

    assert sink.encoder == "libx264"


def test_the_original_is_what_was_painted_from_and_notices_as_they_are(tmp_path: Path) -> None:
    path = original_beside(tmp_path / "film.mp4")
    assert path == tmp_path / "film original.mp4"
    dark, light = np.full((48, 64, 3), 30, np.uint8), np.full((48, 64, 3), 220, np.uint8)
    sink = ContentOf(recorded_video(path, SOFTWARE))
    sink.open()
    sink.write(Frame(light, 0, 0.0, content=dark))
    sink.write(Frame(light, 1, 0.1))
    sink.close()

    assert sink.saved == path
    assert [round(float(picture.mean()), -1) for picture in look(path).pictures] == [30, 220]


def test_pausing_by_another_thread_is_obeyed_between_two_frames(tmp_path: Path) -> None:
    sink = recorded_video(tmp_path / "film.mp4", SOFTWARE)
    sink.open()
    sink.write(plain(0, 0.0))
    thread = threading.Thread(target=sink.pause)
    thread.start()
    thread.join()
    assert sink.paused
    sink.write(plain(1, 0.1))
    sink.resume()
    sink.write(plain(2, 0.2))
    sink.close()

    assert len(look(tmp_path / "film.mp4").times) == 2


def test_key_frames_are_a_second_apart_at_any_rate(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    sink = recorded_video(path, SOFTWARE)
    sink.open()
    for frame in frames_at(float(Fraction(index, 7)) for index in range(50)):
        sink.write(frame)
    sink.close()

    seen = look(path)
    keys = [at for at, frame in zip(seen.times, seen.frames, strict=True) if frame.key_frame]
    assert all(0 < later - earlier <= 1.15 for earlier, later in pairwise(keys))
    assert keys[-1] > 5.5

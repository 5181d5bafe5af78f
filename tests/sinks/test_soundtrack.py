"""Sound beside pictures: their common start, pauses, gaps, and a microphone that fails."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import av
import numpy as np
import pytest

from stylecam.frame import Frame
from stylecam.pipeline.slots import BoundedFifo
from stylecam.sinks.recording import RecordingSink, recorded_video
from stylecam.sinks.recovery import finish
from stylecam.sinks.soundtrack import Soundtrack
from stylecam.sound import SoundBlock
from tests.sinks.clips import Heard, listen, look, plain

START = 700.0
"""When the first picture is taken."""

FPS = 25


class Ear:
    """A microphone whose blocks a test puts into it."""

    def __init__(self) -> None:
        self.blocks: BoundedFifo[SoundBlock] = BoundedFifo(100_000)
        self.left = 0

    def listen(self) -> BoundedFifo[SoundBlock]:
        return self.blocks

    def leave(self, blocks: BoundedFifo[SoundBlock]) -> None:
        assert blocks is self.blocks
        self.left += 1

    def hear(self, start: float, end: float, beeps: Iterable[float] = (), channels: int = 1) -> Ear:
        """Sound from `start` to `end`, in seconds after the first picture, with beeps of a tenth of a second."""
        for index in range(round(start * 100), round(end * 100)):
            times = index / 100 + np.arange(480) / 48_000
            on = np.any([(times >= beep) & (times < beep + 0.1) for beep in (-1.0, *beeps)], axis=0)
            wave = (0.5 * np.sin(2 * np.pi * 1000 * times) * on).astype(np.float32)
            self.blocks.put(SoundBlock(np.tile(wave[:, None], channels), 48_000, START + index / 100))
        return self


def pictures(start: float, end: float) -> list[Frame]:
    return [plain(index, START + index / FPS) for index in range(round(start * FPS), round(end * FPS))]


def film(path: Path, ear: Ear, frames: Iterable[Frame]) -> RecordingSink:
    sink = recorded_video(path, sound=Soundtrack(ear))
    sink.open()
    for frame in frames:
        sink.write(frame)
    return sink


def beeps(heard: Heard) -> list[float]:
    """When beeps start."""
    loud = heard.times[np.abs(heard.samples) > 0.1]
    return [float(at) for at in loud[np.diff(loud, prepend=-np.inf) > 0.05]]


@pytest.mark.parametrize(("suffix", "codec"), [(".mp4", "aac"), (".mov", "aac"), (".mkv", "opus"), (".webm", "opus")])
def test_sound_starts_with_the_first_picture_and_ends_with_the_last(tmp_path: Path, suffix: str, codec: str) -> None:
    path, ear = tmp_path / f"film{suffix}", Ear().hear(-1, 5, beeps=[-0.5, 0.5, 2.5])
    film(path, ear, pictures(0, 3)).close()

    [heard] = listen(path)
    assert heard.codec == codec
    assert beeps(heard) == pytest.approx([0.5, 2.5], abs=0.01)
    assert heard.end == pytest.approx(3.0, abs=0.15)
    assert look(path).times == pytest.approx([index / FPS for index in range(75)], abs=0.0006)
    assert ear.left == 1


def test_of_two_sides_each_stays_on_its_own(tmp_path: Path) -> None:
    path, ear = tmp_path / "film.mkv", Ear()
    for index in range(200):
        sides = np.stack([0.5 * np.sin(np.arange(480) / 480 * 20 * np.pi), np.zeros(480)], axis=1)
        ear.blocks.put(SoundBlock(sides.astype(np.float32), 48_000, START + index / 100))
    film(path, ear, pictures(0, 2)).close()
    with av.open(str(path)) as container:
        decoded = [frame.to_ndarray() for frame in container.decode(audio=0)]
    left, right = np.concatenate(decoded, axis=1)[:, 9600:-9600]
    assert np.abs(left).max() > 0.4
    assert np.abs(right).max() < 0.05


def test_a_pause_is_cut_out_of_both(tmp_path: Path) -> None:
    path, ear = tmp_path / "film.mp4", Ear().hear(0, 0.2)
    sink = film(path, ear, [])
    for frame in pictures(0, 12):
        at = frame.captured_at - START
        # Sound comes sooner than the picture of its moment.
        ear.hear(at + 0.2, at + 0.2 + 1 / FPS, beeps=[1.5, 5.0, 9.9, 10.5, 11.5])
        (sink.pause if 2 <= at < 10 else sink.resume)()
        sink.write(frame)
    sink.close()

    [heard] = listen(path)
    assert look(path).times[-1] == pytest.approx(4 - 1 / FPS, abs=0.01)
    assert beeps(heard) == pytest.approx([1.5, 2.5, 3.5], abs=0.01)
    assert heard.end == pytest.approx(4.0, abs=0.15)


def test_one_that_ends_while_it_is_paused_holds_nothing_of_the_pause(tmp_path: Path) -> None:
    path = tmp_path / "film.mkv"
    sink = film(path, Ear().hear(0, 6, beeps=[1.5, 3.5]), pictures(0, 2))
    sink.pause()
    for frame in pictures(2, 6):
        sink.write(frame)
    sink.close()

    [heard] = listen(path)
    assert beeps(heard) == pytest.approx([1.5], abs=0.01)
    assert heard.end == pytest.approx(2.0, abs=0.15)


@pytest.mark.parametrize("suffix", [".mp4", ".webm"])
def test_a_microphone_that_fails_costs_no_picture(tmp_path: Path, suffix: str) -> None:
    path, ear = tmp_path / f"film{suffix}", Ear().hear(0, 3, beeps=[2.0])
    ear.blocks.close()
    film(path, ear, pictures(0, 12)).close()

    [heard] = listen(path)
    assert len(look(path).times) == 300
    assert beeps(heard) == pytest.approx([2.0], abs=0.01)


def test_one_that_never_gives_a_sound_costs_no_picture_either(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    film(path, Ear(), pictures(0, 6)).close()
    assert len(look(path).times) == 150
    [heard] = listen(path)
    assert not (np.abs(heard.samples) > 0.001).any()


def test_sound_that_was_gone_for_a_while_comes_back_in_its_place(tmp_path: Path) -> None:
    path, ear = tmp_path / "film.mp4", Ear().hear(0, 2, beeps=[1.0, 1.9])
    sink = film(path, ear, pictures(0, 6))
    ear.hear(6, 9, beeps=[8.0])
    for frame in pictures(6, 9):
        sink.write(frame)
    sink.close()
    assert beeps(listen(path)[0]) == pytest.approx([1.0, 1.9, 8.0], abs=0.01)


@pytest.mark.parametrize("suffix", [".mp4", ".mkv"])
def test_what_is_torn_off_plays_with_its_sound_up_to_a_second_or_two(tmp_path: Path, suffix: str) -> None:
    ear = Ear().hear(0, 10, beeps=[1.0, 6.0])
    sink = film(tmp_path / f"film{suffix}", ear, pictures(0, 10))
    torn = tmp_path / f"torn.recording{suffix}"
    torn.write_bytes((tmp_path / f"film.recording{suffix}").read_bytes())
    sink.close()

    rescued = finish(torn)
    assert look(rescued).times[-1] > 8
    [heard] = listen(rescued)
    assert beeps(heard) == pytest.approx([1.0, 6.0], abs=0.01)
    assert heard.end > 8


def test_what_is_aborted_keeps_the_sound_of_its_pictures(tmp_path: Path) -> None:
    kept = film(tmp_path / "film.mp4", Ear().hear(0, 9, beeps=[1.0, 2.5]), pictures(0, 3)).abort()
    assert kept is not None
    [heard] = listen(kept)
    assert beeps(heard) == pytest.approx([1.0, 2.5], abs=0.01)
    assert heard.end == pytest.approx(3.0, abs=0.15)

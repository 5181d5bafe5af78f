from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from stylecam.errors import SinkError
from stylecam.frame import Frame
from stylecam.recordings import RecordingOptions
from stylecam.sinks.loops import LoopSink
from tests.sinks.clips import frames_at, plain

pytestmark = pytest.mark.parametrize("suffix", [".gif", ".webp"])


def durations(path: Path) -> list[int]:
    """Milliseconds that each picture is shown."""
    with Image.open(path) as loop:
        found = []
        for index in range(getattr(loop, "n_frames", 1)):
            loop.seek(index)
            loop.load()
            found.append(int(loop.info["duration"]))
        return found


def write_all(sink: LoopSink, frames: list[Frame]) -> None:
    sink.open()
    write_on(sink, frames)
    sink.close()


def write_on(sink: LoopSink, frames: list[Frame]) -> None:
    for frame in frames:
        sink.write(frame)


def test_it_repeats_for_ever_at_the_speed_of_what_was_seen(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"loop{suffix}"
    write_all(LoopSink(path, RecordingOptions()), frames_at(500 + index / 30 for index in range(60)))

    with Image.open(path) as loop:
        assert loop.info["loop"] == 0
        assert getattr(loop, "is_animated", False)
    assert sum(durations(path)) == pytest.approx(2000, abs=80)
    assert 24 <= len(durations(path)) <= 26


def test_a_large_picture_becomes_smaller_by_the_quality(tmp_path: Path, suffix: str) -> None:
    sizes = {}
    for quality in ("low", "medium", "high"):
        path = tmp_path / f"{quality}{suffix}"
        write_all(LoopSink(path, RecordingOptions(quality=quality)), frames_at([0.0, 0.1], size=(1280, 720)))
        with Image.open(path) as loop:
            sizes[quality] = loop.size

    assert sizes == {"low": (320, 180), "medium": (480, 270), "high": (640, 360)}


def test_its_colours_are_those_of_what_was_seen(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"loop{suffix}"
    colours = [(200, 30, 40), (30, 180, 60), (40, 60, 220)]
    patches = np.zeros((60, 90, 3), np.uint8)
    for index, colour in enumerate(colours):
        patches[:, 30 * index : 30 * index + 30] = colour
    write_all(LoopSink(path, RecordingOptions()), [Frame(patches.copy(), index, index / 10) for index in range(5)])

    with Image.open(path) as loop:
        seen = np.asarray(loop.convert("RGB"), int)
    for index, colour in enumerate(colours):
        assert seen[30, 30 * index + 15] == pytest.approx(colour, abs=8)


def test_at_its_longest_it_is_complete_and_says_so(tmp_path: Path, suffix: str) -> None:
    sink = LoopSink(tmp_path / f"loop{suffix}", RecordingOptions(), longest=1.0)
    sink.open()
    with pytest.raises(SinkError, match=r"lasts 1 seconds at most and is complete; record an \.mp4 for more") as raised:
        write_on(sink, frames_at(index / 30 for index in range(90)))
    sink.close()

    assert "\n" not in str(raised.value)
    assert sink.saved == tmp_path / f"loop{suffix}"
    assert sum(durations(sink.saved)) == pytest.approx(1000, abs=80)


def test_paused_time_does_not_count(tmp_path: Path, suffix: str) -> None:
    sink = LoopSink(tmp_path / f"loop{suffix}", RecordingOptions(), longest=1.0)
    sink.open()
    sink.write(plain(0, 0.0))
    sink.skip(plain(1, 0.1))
    sink.skip(plain(2, 50.0))
    sink.write(plain(3, 50.1))
    sink.close()

    assert sum(durations(tmp_path / f"loop{suffix}")) <= 240


def test_one_pixel_is_refused(tmp_path: Path, suffix: str) -> None:
    sink = LoopSink(tmp_path / f"loop{suffix}", RecordingOptions())
    sink.open()
    with pytest.raises(SinkError, match="two pixels"):
        sink.write(plain(0, 0.0, (1, 1)))
    sink.close()
    assert list(tmp_path.iterdir()) == []

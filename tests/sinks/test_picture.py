from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from stylecam.errors import SinkError
from stylecam.frame import Frame
from stylecam.pictures import load_picture
from stylecam.sinks.picture import PictureFileSink
from tests.sinks.test_video import files_limited_to

PHOTO = np.linspace(0, 255, 40 * 60 * 3).astype(np.uint8).reshape(40, 60, 3)


@pytest.mark.parametrize(("name", "error"), [("a.png", 0), ("a.webp", 0), ("a.JPG", 2), ("a.jpeg", 2)])
def test_a_still_keeps_its_pixels(tmp_path: Path, name: str, error: float) -> None:
    sink = PictureFileSink(tmp_path / name)
    sink.open()
    sink.write(Frame(PHOTO.copy(), 0, 0.0))
    sink.close()

    difference = np.abs(load_picture(tmp_path / name).astype(int) - PHOTO)
    assert difference.mean() <= error
    assert sink.saved == tmp_path / name


def test_any_other_ending_is_refused_with_those_that_work() -> None:
    with pytest.raises(SinkError, match=r"\.png, \.jpg, \.jpeg, \.webp"):
        PictureFileSink(Path("a.bmp"))


def test_a_picture_too_large_for_its_format_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    sink = PictureFileSink(tmp_path / "a.webp")
    sink.open()
    sink.write(Frame(np.zeros((1, 20_000, 3), np.uint8), 0, 0.0))

    with pytest.raises(SinkError, match=r"20000x1.*\.png"):
        sink.close()
    assert list(tmp_path.iterdir()) == []


def test_on_a_disk_without_room_it_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_text("old")
    sink = PictureFileSink(tmp_path / "a.png")
    noise = np.random.default_rng(0).integers(0, 256, (400, 400, 3), np.uint8)
    with files_limited_to(200_000):
        sink.open()
        sink.write(Frame(noise, 0, 0.0))
        with pytest.raises(SinkError, match=r"a\.png: cannot be written: the file is larger than the disk allows"):
            sink.close()

    assert [path.name for path in tmp_path.iterdir()] == ["a.png"]
    assert (tmp_path / "a.png").read_text() == "old"


def test_aborted_it_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_text("old")
    sink = PictureFileSink(tmp_path / "a.png")
    sink.open()
    sink.write(Frame(PHOTO.copy(), 0, 0.0))
    sink.abort()
    sink.close()

    assert (tmp_path / "a.png").read_text() == "old"
    assert sink.saved is None

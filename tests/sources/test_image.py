"""A still picture, with the manners of a camera."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from stylecam.errors import SourceError
from stylecam.sources.image import LARGEST_SIDE, ImageSource
from tests.sources.clips import write_picture
from tests.sources.fake_clock import FakeClock


def test_the_same_pixels_come_at_the_pace_of_the_clock(tmp_path: Path) -> None:
    clock = FakeClock()
    source = ImageSource(write_picture(tmp_path / "picture.png"), fps=20.0, clock=clock)
    source.open()
    frames = [frame for frame in (source.read() for _ in range(4)) if frame]
    assert [frame.index for frame in frames] == [0, 1, 2, 3]
    assert [frame.captured_at for frame in frames] == pytest.approx([100.0, 100.05, 100.1, 100.15])
    assert all(frame.pixels is frames[0].pixels for frame in frames), "the picture was copied"


def test_a_slow_reader_is_not_given_what_it_missed(tmp_path: Path) -> None:
    clock = FakeClock()
    source = ImageSource(write_picture(tmp_path / "picture.png"), fps=10.0, clock=clock)
    source.open()
    source.read()
    clock.time += 1.0
    late = source.read()
    assert late is not None
    assert late.index == 10
    assert late.captured_at == clock.time


def test_a_huge_picture_is_scaled_down(tmp_path: Path) -> None:
    path = tmp_path / "huge.png"
    Image.new("RGB", (4000, 1000)).save(path)
    source = ImageSource(path, clock=FakeClock())
    source.open()
    frame = source.read()
    assert frame is not None
    assert frame.size == (LARGEST_SIDE, LARGEST_SIDE // 4)


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.png"
    path.write_text("Dear reader")
    with pytest.raises(SourceError, match=r"letter\.png: not a picture"):
        ImageSource(path).open()

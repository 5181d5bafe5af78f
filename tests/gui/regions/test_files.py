"""Masks are kept as they were painted, and belong to pictures of their shape."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from stylecam.gui.regions.files import MaskError, fits, keep_mask, mask_from, read_mask, size_for
from stylecam.look import Size
from stylecam.pictures import PictureError


@pytest.fixture
def mask() -> np.ndarray:
    return np.random.default_rng(1).integers(0, 256, (90, 160), np.uint8)


def test_a_mask_comes_back_as_it_was_kept(tmp_path: Path, mask: np.ndarray) -> None:
    path = keep_mask(tmp_path / "masks", mask)
    assert path.suffix == ".png"
    assert np.array_equal(read_mask(path, (160, 90)), mask)
    with Image.open(path) as picture:
        assert picture.mode == "L"


def test_the_same_mask_is_one_file_and_another_is_another(tmp_path: Path, mask: np.ndarray) -> None:
    first = keep_mask(tmp_path, mask)
    assert keep_mask(tmp_path, mask.copy()) == first
    assert keep_mask(tmp_path, 255 - mask) != first
    assert keep_mask(tmp_path, mask.reshape(160, 90)) != first
    assert len(list(tmp_path.iterdir())) == 3


def test_where_none_can_be_written_a_line_says_so(tmp_path: Path, mask: np.ndarray) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(MaskError, match="the mask cannot be kept") as raised:
        keep_mask(tmp_path / "file", mask)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("source", "size"), [((1920, 1080), (960, 540)), ((640, 480), (640, 480)), ((1080, 1920), (540, 960))]
)
def test_a_mask_has_the_shape_of_the_picture(source: Size, size: Size) -> None:
    assert size_for(source) == size


def test_a_picture_of_the_camera_s_shape_is_taken_for_a_mask(tmp_path: Path) -> None:
    path = tmp_path / "drawn.png"
    Image.fromarray(np.array([[0, 255], [0, 255]], np.uint8)).resize((1920, 1080), 0).save(path)
    mask = mask_from(path, (1280, 720))
    assert mask.shape == (540, 960)
    assert (int(mask[0, 0]), int(mask[0, -1])) == (0, 255)
    assert fits(path, (640, 360))


def test_a_picture_of_another_shape_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "drawn.png"
    Image.new("L", (640, 480)).save(path)
    with pytest.raises(MaskError, match=r"drawn\.png: 640x480 is not of the shape .* 1280x720; draw it on"):
        mask_from(path, (1280, 720))
    assert not fits(path, (1280, 720))


def test_what_is_no_picture_fits_nothing(tmp_path: Path) -> None:
    path = tmp_path / "notes.png"
    path.write_text("not a picture")
    assert not fits(path, (16, 9))
    assert not fits(tmp_path / "gone.png", (16, 9))
    with pytest.raises(PictureError):
        mask_from(path, (16, 9))

"""Masks brought to the picture that is shown."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from stylecam.engine.geometry import cover
from stylecam.engine.glance import Field
from stylecam.engine.masks import MaskError, PictureMask, cropped, enlarged, over
from stylecam.frame import Pixels
from stylecam.pictures import PictureError

SOURCE = (320, 240)


def ramp(width: int, height: int) -> Field:
    """From 0 at the left to 1 at the right."""
    return np.tile(np.linspace(0, 1, width, dtype=np.float32), (height, 1))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ramp of half the source's size."""
    path = tmp_path / "ramp.png"
    Image.fromarray(np.rint(255 * ramp(160, 120)).astype(np.uint8)).save(path)
    return path


@pytest.mark.parametrize("output", [(320, 240), (320, 180), (120, 120), (640, 480), (33, 51)])
@pytest.mark.parametrize("mirror", [False, True])
def test_a_picture_file_lies_over_what_is_shown(output: tuple[int, int], mirror: bool, path: Path) -> None:
    found = PictureMask(path).over(SOURCE, output, mirror)
    shown = cover(np.rint(255 * ramp(*SOURCE)).astype(np.uint8)[..., None].repeat(3, axis=2), output)[..., 0] / 255
    assert found.shape == output[::-1]
    np.testing.assert_allclose(found, shown[:, ::-1] if mirror else shown, atol=0.02)


def test_it_is_found_anew_only_where_something_else_is_shown(path: Path) -> None:
    mask = PictureMask(path)
    first = mask.over(SOURCE, (320, 180), False)
    assert mask.over(SOURCE, (320, 180), False) is first
    assert mask.over((640, 480), (320, 240), False).shape == (240, 320)


def test_colours_and_soft_greys_are_as_light_as_they_look(tmp_path: Path) -> None:
    colours = np.zeros((24, 32, 3), np.uint8)
    colours[:, 8:16], colours[:, 16:24], colours[:, 24:] = (128, 128, 128), (255, 255, 255), (0, 0, 255)
    Image.fromarray(colours).save(tmp_path / "colours.png")
    found = PictureMask(tmp_path / "colours.png").over((32, 24), (32, 24), False)[0]
    assert found[[4, 12, 20, 28]].tolist() == pytest.approx([0, 0.5, 1, 0.11], abs=0.01)


def test_a_mask_of_another_shape_is_told(path: Path) -> None:
    mask = PictureMask(path)
    mask.check((640, 480))
    mask.check((1281, 960))
    with pytest.raises(MaskError, match=r"ramp\.png: a mask of 160x120 does not fit a picture of 640x360; .+") as error:
        mask.check((640, 360))
    assert error.value.exit_code == 2
    assert "\n" not in str(error.value)


def test_over_another_cameras_picture_it_is_nowhere(path: Path) -> None:
    assert not PictureMask(path).over((640, 360), (320, 180), False).any()


def test_a_file_that_is_no_picture(tmp_path: Path) -> None:
    with pytest.raises(PictureError, match="no such file"):
        PictureMask(tmp_path / "absent.png")


@pytest.mark.parametrize("output", [(320, 180), (180, 240), (640, 480), (32, 240)])
def test_a_finders_mask_is_cut_as_the_picture_is(output: tuple[int, int]) -> None:
    found = cropped(ramp(80, 60), output)
    shown = cover(np.rint(255 * ramp(*SOURCE)).astype(np.uint8)[..., None].repeat(3, axis=2), output)[..., 0] / 255
    assert found[:, 0].mean() == pytest.approx(shown[:, 0].mean(), abs=0.03)
    assert found[:, -1].mean() == pytest.approx(shown[:, -1].mean(), abs=0.03)


def disc(size: tuple[int, int], centre: tuple[float, float], radius: float) -> Field:
    """Antialiased."""
    x, y = np.meshgrid(np.arange(size[0]) + 0.5, np.arange(size[1]) + 0.5)
    away = np.hypot(x - centre[0], y - centre[1])
    return np.asarray(np.clip(radius - away + 0.5, 0, 1), dtype=np.float32)


def picture_of(mask: Field, noise: float) -> Pixels:
    """Light where the mask is, dark elsewhere."""
    grey = 60 + 120 * mask + np.random.default_rng(3).normal(0, noise, mask.shape)
    return np.asarray(np.rint(grey.clip(0, 255)), dtype=np.uint8)[..., None].repeat(3, axis=2)


@pytest.mark.parametrize("noise", [0.0, 4.0])
def test_enlarged_it_has_the_pictures_edges(noise: float) -> None:
    exact = disc((640, 480), (300, 250), 140)
    content = picture_of(exact, noise)
    small = np.asarray(cv2.resize(exact, (160, 120), interpolation=cv2.INTER_AREA), dtype=np.float32)
    linear = cv2.resize(small, (640, 480))
    found = enlarged(small, content)
    assert np.abs(found - exact).mean() < 0.6 * np.abs(linear - exact).mean()
    assert found.min() >= 0
    assert found.max() <= 1


def test_where_the_picture_tells_nothing_it_is_enlarged_as_it_is() -> None:
    small = disc((160, 120), (75, 62), 35)
    flat = np.full((480, 640, 3), 90, np.uint8)
    np.testing.assert_allclose(enlarged(small, flat), cv2.resize(small, (640, 480)), atol=1e-6)


def test_inside_and_outside_texture_leaves_it_alone() -> None:
    small = disc((160, 120), (75, 62), 35)
    content = np.random.default_rng(5).integers(0, 256, (480, 640, 3), np.uint8)
    far = np.abs(cv2.resize(disc((160, 120), (75, 62), 35), (640, 480)) - 0.5) == 0.5
    inner = cv2.erode(far.astype(np.uint8), np.ones((25, 25), np.uint8)).astype(bool)
    np.testing.assert_allclose(enlarged(small, content)[inner], cv2.resize(small, (640, 480))[inner], atol=1e-4)


def test_a_mask_over_a_mirrored_picture_is_mirrored_along() -> None:
    content = picture_of(disc((320, 240), (90, 120), 60), 0)
    mask = disc((80, 60), (22.5, 30), 15)
    plain = over(mask, content, False)
    turned = over(mask, np.ascontiguousarray(content[:, ::-1]), True)
    np.testing.assert_allclose(turned[:, ::-1], plain, atol=0.02)

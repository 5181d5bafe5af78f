"""The camera's colours in the painting."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from stylecam.engine.colour import MOST_GAIN, ColourKeeper, moments, palette_map, with_chroma_of
from stylecam.frame import Pixels
from tests.engine.pictures import difference, scene

CONTENT, PAINTING = scene((128, 96)), scene((128, 96), look=2.0)[:, :, ::-1].copy()


def flat(*colour: int) -> Pixels:
    return np.full((48, 64, 3), colour, np.uint8)


def soft(pixels: Pixels) -> Pixels:
    """Without black and white, so that no colour is cut off."""
    return np.asarray(np.rint(100 + 0.3 * pixels), dtype=np.uint8)


def lab(pixels: Pixels) -> npt.NDArray[np.float64]:
    """CIELAB after its definition: sRGB to linear light, to XYZ under D65, to L*, a* and b*."""
    encoded = pixels / 255.0
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    to_xyz = np.array([[0.412453, 0.357580, 0.180423], [0.212671, 0.715160, 0.072169], [0.019334, 0.119193, 0.950227]])
    ratio = linear @ to_xyz.T / to_xyz.sum(axis=1)
    f = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    x, y, z = f[..., 0], f[..., 1], f[..., 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def test_luminance_is_the_paintings_lightness_with_the_cameras_hue_and_chroma() -> None:
    content, painting = soft(CONTENT), soft(PAINTING)
    kept = lab(with_chroma_of(content, painting))
    assert np.abs(kept[..., 0] - lab(painting)[..., 0]).max() <= 1
    assert np.abs(kept[..., 1:] - lab(content)[..., 1:]).max() <= 2


def test_a_grey_camera_makes_a_grey_painting() -> None:
    kept = with_chroma_of(flat(90, 90, 90), PAINTING[:48, :64].copy()).astype(np.int16)
    assert np.ptp(kept, axis=2).max() <= 1


def test_moments_are_the_mean_and_the_covariance_of_all_pixels() -> None:
    mean, covariance = moments(CONTENT)
    colours = CONTENT.reshape(-1, 3).astype(np.float64)
    np.testing.assert_allclose(mean, colours.mean(axis=0))
    np.testing.assert_allclose(covariance, np.cov(colours.T, bias=True))


def test_of_a_large_picture_a_sample_says_as_much() -> None:
    large = scene((1280, 720))
    mean, covariance = moments(large)
    colours = large.reshape(-1, 3).astype(np.float64)
    np.testing.assert_allclose(mean, colours.mean(axis=0), atol=1)
    np.testing.assert_allclose(covariance, np.cov(colours.T), atol=0.02 * covariance.max())


def test_a_palette_takes_mean_and_covariance_of_the_camera() -> None:
    content, painting = soft(CONTENT), soft(PAINTING)
    kept = ColourKeeper().keep("palette", content, painting, 0.0, 0.5)
    (mean, covariance), (wanted_mean, wanted_covariance) = moments(kept), moments(content)
    np.testing.assert_allclose(mean, wanted_mean, atol=0.5)
    np.testing.assert_allclose(covariance, wanted_covariance, atol=0.03 * wanted_covariance.max())


def test_a_painting_that_has_the_cameras_palette_already_stays() -> None:
    assert difference(ColourKeeper().keep("palette", CONTENT, CONTENT, 0.0, 0.5), CONTENT) < 0.01


@pytest.mark.parametrize("content", [flat(10, 200, 30), CONTENT[:48, :64].copy()], ids=["flat", "colourful"])
@pytest.mark.parametrize("painting", [flat(128, 128, 128), flat(0, 0, 0), scene((64, 48), look=1.0)])
def test_flat_pictures_have_palettes_too(content: Pixels, painting: Pixels) -> None:
    mapped = palette_map(moments(content), moments(painting))
    assert np.isfinite(mapped).all()
    assert np.linalg.eigvalsh(mapped[:, :3]).max() <= MOST_GAIN + 1e-6
    kept = ColourKeeper().keep("palette", content, painting, 0.0, 0.5)
    np.testing.assert_allclose(moments(kept)[0], moments(content)[0], atol=3)


def test_a_palette_follows_in_the_time_constant() -> None:
    keeper, grey = ColourKeeper(), flat(128, 128, 128)
    assert keeper.keep("palette", flat(100, 100, 100), grey, 0.0, 0.5)[0, 0, 0] == 100
    before = keeper.keep("palette", flat(200, 100, 100), grey, 0.05, 0.5)[0, 0, 0]
    assert 105 < before < 115
    for step in range(2, 60):
        now = keeper.keep("palette", flat(200, 100, 100), grey, step * 0.05, 0.5)[0, 0, 0]
        assert before <= now
        before = now
    assert before >= 199


def test_it_begins_anew_with_no_time_constant_and_after_another_choice() -> None:
    keeper, grey = ColourKeeper(), flat(128, 128, 128)
    keeper.keep("palette", flat(100, 100, 100), grey, 0.0, 0.5)
    assert keeper.keep("palette", flat(200, 100, 100), grey, 0.05, 0.0)[0, 0, 0] == 200
    assert keeper.keep("off", flat(50, 100, 100), grey, 0.1, 0.5) is grey
    assert keeper.keep("palette", flat(50, 100, 100), grey, 0.15, 0.5)[0, 0, 0] == 50

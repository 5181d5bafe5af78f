"""Which colours a slow painting is painted in."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from stylecam.cli.still_colours import recoloured, with_kept_colours
from stylecam.frame import Pixels
from stylecam.sources.scene import scene_frame

CONTENT = scene_frame(1.0, (96, 64))
STYLE = np.ascontiguousarray(255 - scene_frame(5.0, (80, 80)) // 2)


def moments(pixels: Pixels) -> tuple[np.ndarray, np.ndarray]:
    flat = pixels.reshape(-1, 3).astype(np.float64)
    return flat.mean(0), flat.std(0)


def test_all_stay_as_they_are_where_the_styles_colours_are_wanted() -> None:
    content, styles = recoloured(CONTENT, (STYLE,), "off")
    assert content is CONTENT
    assert styles == (STYLE,)
    assert with_kept_colours(CONTENT, STYLE, "off") is STYLE


def test_a_style_is_given_the_contents_palette() -> None:
    content, (style,) = recoloured(CONTENT, (STYLE,), "palette")
    assert content is CONTENT
    for found, wanted, before in zip(moments(style), moments(CONTENT), moments(STYLE), strict=True):
        assert np.abs(found - wanted).max() < 0.25 * np.abs(before - wanted).max()
    assert with_kept_colours(CONTENT, style, "palette") is style


def test_for_luminance_both_are_grey_and_as_bright() -> None:
    content, styles = recoloured(CONTENT, (STYLE, CONTENT), "luminance")
    for grey in (content, *styles):
        assert np.ptp(grey.astype(int), axis=2).max() <= 1
    lightness = [cv2.cvtColor(pixels, cv2.COLOR_RGB2Lab)[..., 0].astype(int) for pixels in (content, CONTENT)]
    assert np.abs(lightness[0] - lightness[1]).max() <= 1
    for style in styles:
        assert float(style.mean()) == pytest.approx(float(content.mean()), abs=4)


def test_then_the_contents_hues_come_back() -> None:
    content, _ = recoloured(CONTENT, (STYLE,), "luminance")
    apart = np.abs(with_kept_colours(CONTENT, content, "luminance").astype(int) - CONTENT)
    assert apart.mean() < 0.5
    assert apart.max() <= 6

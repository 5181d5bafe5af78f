"""The picture's colours in a slow painting: chosen before it is painted, where the live engine can only do it after.

Gatys et al., "Controlling Perceptual Factors in Neural Style Transfer" (2017), section 5: the style's picture is given
the content's palette, or both are painted in grey and the content's hues are put back.
"""

from __future__ import annotations

import numpy as np

from stylecam.engine.colour import ColourKeeper, with_chroma_of
from stylecam.frame import Pixels
from stylecam.look import KeepColor


def recoloured(content: Pixels, styles: tuple[Pixels, ...], keep: KeepColor) -> tuple[Pixels, tuple[Pixels, ...]]:
    """The content and the styles in the colours that they are painted in, so that `keep` stays."""
    if keep == "off":
        return content, styles
    if keep == "luminance":
        content, styles = _grey(content), tuple(map(_grey, styles))
    return content, tuple(ColourKeeper().keep("palette", content, style, 0.0, 0.0) for style in styles)


def with_kept_colours(content: Pixels, painting: Pixels, keep: KeepColor) -> Pixels:
    """A painting of what `recoloured` gave, with the colours that the content keeps."""
    return with_chroma_of(content, painting) if keep == "luminance" else painting


def _grey(pixels: Pixels) -> Pixels:
    """As light as it was."""
    return with_chroma_of(np.full_like(pixels, 128), pixels)

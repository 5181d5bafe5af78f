"""From a rough mask to one whose edges are the picture's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from stylecam.engine.geometry import size_of
from stylecam.engine.person.finder import Mask
from stylecam.frame import Pixels
from stylecam.look import Size

LONGEST = 320
"""Pixels of the longer side of the picture that a person is found in, and of the mask."""

_AROUND = (5, 5)
"""Places of the half as large picture, in which a mask follows its colours."""

_FLAT = 30.0
"""Variance in levels squared below which colours tell nothing."""

_SURE = 0.5
_SPECK = 0.004
"""Share of the picture below which what stands alone is no person, and what is left free in one is no gap."""

_ALONE = 0.04
"""Share of the largest part of a person below which another part is none: a cloud in the window."""

_GAP, _EDGE = np.ones((7, 7), np.uint8), np.ones((5, 5), np.uint8)

_DOUBT = 0.03
"""Mean of a mask in what one encloses above which it is clothes or skin like the background, and no view of it."""

_STEEP = 1.6
"""How many times as steep an edge becomes: a guided filter leaves it softer than the picture's."""


Parts = npt.NDArray[np.int32]
"""Numbers of parts, or of what they have."""


def mask_size(width: int, height: int) -> Size:
    """(width, height) of the small picture for pixels of such a size."""
    share = min(1.0, LONGEST / max(width, height))
    return max(1, round(width * share)), max(1, round(height * share))


def shrunk(pixels: Pixels, size: Size) -> Pixels:
    """The small picture of pixels (H, W, 3)."""
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def without_specks(mask: Mask) -> Mask:
    """The mask without small islands of person; and without holes in one, where these are small or doubtful."""
    least = _SPECK * mask.size
    person = mask >= _SURE
    labels, areas = _parts(person)
    islands = (areas < max(least, _ALONE * areas[1:].max(initial=0)))[labels] & person
    # What almost encloses a place does.
    whole = np.asarray(cv2.morphologyEx((person & ~islands).astype(np.uint8), cv2.MORPH_CLOSE, _GAP)).astype(bool)
    labels, areas = _parts(~whole)
    means = np.bincount(labels.ravel(), mask.ravel(), len(areas)) / np.maximum(areas, 1)
    open_, holes = areas == areas[1:].max(initial=0), (areas < least) | (means > _DOUBT)
    filled = (whole | (holes & ~open_)[labels]).astype(np.uint8)
    inside = cv2.erode(filled, _EDGE, borderValue=1)
    cleaned = np.where(filled, np.maximum(mask, 1 - mask), np.where(islands, 0, mask))
    return np.maximum(cleaned, inside).astype(np.float32)


def with_edges_of(small: Pixels, mask: Mask) -> Mask:
    """A mask (h, w) with the edges of a small picture (h, w, 3).

    A guided filter with a guide of three colours (He, Sun & Tang, "Guided Image Filtering", 2013): around each place
    the mask is taken for a linear map of colours, which is told from a half as large picture, and then smooth.
    """
    size = size_of(small)
    half = max(1, size[0] // 2), max(1, size[1] // 2)
    slopes, offset = _linear_map(shrunk(small, half), _as_mask(cv2.resize(mask, half, interpolation=cv2.INTER_AREA)))
    colours = zip(slopes, cv2.split(small), strict=True)
    rises = (cv2.multiply(cv2.resize(slope, size), colour, dtype=cv2.CV_32F) for slope, colour in colours)
    refined = cv2.resize(offset, size) + sum(rises)
    return np.asarray(np.clip(0.5 + _STEEP * (refined - 0.5), 0, 1), dtype=np.float32)


def _linear_map(small: Pixels, mask: Mask) -> tuple[list[Mask], Mask]:
    """By how much a mask rises with each colour around each place, and from where."""
    # Planes of their own: numbers that lie together are computed several times as fast.
    guide = [plane.astype(np.float32) for plane in cv2.split(small)]
    means, mean_mask = [_around(plane) for plane in guide], _around(mask)
    spread = {(i, j): _around(guide[i] * guide[j]) - means[i] * means[j] for i in range(3) for j in range(i, 3)}
    for i in range(3):
        spread[i, i] += _FLAT
    together = [_around(plane * mask) - mean * mean_mask for plane, mean in zip(guide, means, strict=True)]
    slopes = _solved(spread, together)
    offset = mean_mask - sum(slope * mean for slope, mean in zip(slopes, means, strict=True))
    return [_around(slope) for slope in slopes], _around(offset)


def _parts(there: npt.NDArray[np.bool_]) -> tuple[Parts, Parts]:
    """The connected parts of a region: the number of each place's part, 0 outside, and the area of each part."""
    _, labels, statistics, _ = cv2.connectedComponentsWithStats(there.view(np.uint8), connectivity=4)
    return np.asarray(labels, np.int32), np.asarray(statistics[:, cv2.CC_STAT_AREA], np.int32)


def _around(plane: Mask) -> Mask:
    return _as_mask(cv2.blur(plane, _AROUND))


def _as_mask(array: npt.NDArray[Any]) -> Mask:
    return np.asarray(array, dtype=np.float32)


def _solved(matrix: Mapping[tuple[int, int], Mask], right: Sequence[Mask]) -> list[Mask]:
    """x of M x = y in each place, for a symmetric M, by Cramer's rule."""
    a, b, c, d, e, f = (matrix[place] for place in ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)))
    aa, bb, cc = d * f - e * e, c * e - b * f, b * e - c * d
    dd, ee, ff = a * f - c * c, b * c - a * e, a * d - b * b
    x, y, z = (part / (a * aa + b * bb + c * cc) for part in right)
    return [aa * x + bb * y + cc * z, bb * x + dd * y + ee * z, cc * x + ee * y + ff * z]

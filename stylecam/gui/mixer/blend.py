"""The pad's surface: at each place the corners' pictures in their shares there, without detail."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from stylecam.gui.mixer.geometry import extent, shares_at

SIDE = 48
"""Pixels: the surface is smooth, so it is painted small and scaled up."""
_HINT = 0.15
"""How much of it is picture, and not its colour alone: mixed pictures are murky."""
_DETAIL = 8
"""Cells a side that are left of a picture: its colours and where they are, but hardly a thing to recognise."""


def blended(pictures: Sequence[QImage | None]) -> QImage:
    """The surface's bounding rectangle as a square image; a picture that is not there leaves it transparent."""
    layers = np.stack([_soft(picture) for picture in pictures], axis=2)
    mixed = (_shares(len(pictures))[..., None] * layers).sum(axis=2).round().astype(np.uint8)
    image = QImage(mixed.tobytes(), SIDE, SIDE, SIDE * 4, QImage.Format.Format_RGBA8888_Premultiplied)
    # The image does not own the bytes.
    return image.copy()


@cache
def _shares(count: int) -> npt.NDArray[np.float32]:
    """(SIDE, SIDE, count): the shares at the middle of each pixel."""
    wide, tall = extent(count)
    middles = [(place + 0.5) / SIDE for place in range(SIDE)]
    return np.array([[shares_at(count, (x * wide, y * tall)) for x in middles] for y in middles], np.float32)


def _soft(picture: QImage | None) -> npt.NDArray[np.float32]:
    """(SIDE, SIDE, 4), premultiplied: the picture's colour, with a hint of the picture."""
    if picture is None or picture.isNull():
        return np.zeros((SIDE, SIDE, 4), np.float32)
    hint = _pixels(_scaled(_scaled(picture, _DETAIL), SIDE))
    return _HINT * hint + (1 - _HINT) * _colour_of(_pixels(_scaled(picture, SIDE)))


def _colour_of(pixels: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """(4,): the colour that a picture is remembered by. Plainly averaged, most pictures are grey."""
    colourful = np.ptp(pixels[..., :3], axis=2, keepdims=True) ** 3 + 1
    return np.asarray((colourful * pixels).sum(axis=(0, 1)) / colourful.sum(), np.float32)


def _scaled(image: QImage, side: int) -> QImage:
    smooth = Qt.TransformationMode.SmoothTransformation
    return image.scaled(QSize(side, side), Qt.AspectRatioMode.IgnoreAspectRatio, smooth)


def _pixels(image: QImage) -> npt.NDArray[np.float32]:
    """(height, width, 4), premultiplied. A copy: the bytes go with the image."""
    image = image.convertToFormat(QImage.Format.Format_RGBA8888_Premultiplied)
    return np.array(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4).astype(np.float32)

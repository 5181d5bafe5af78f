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


def _soft(picture: QImage | None) -> npt.NDArray[np.uint8]:
    """(SIDE, SIDE, 4), premultiplied."""
    if picture is None or picture.isNull():
        return np.zeros((SIDE, SIDE, 4), np.uint8)
    image = picture
    for side in (_DETAIL, SIDE):
        image = image.scaled(
            QSize(side, side), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    image = image.convertToFormat(QImage.Format.Format_RGBA8888_Premultiplied)
    # A copy: the bytes go with the image.
    return np.array(image.constBits(), np.uint8).reshape(SIDE, SIDE, 4)

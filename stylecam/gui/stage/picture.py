"""From a frame's pixels to an image on the screen."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

from stylecam.frame import Pixels

_BLUR_FREE = 0.5
"""Painting picks four pixels for one; a picture made smaller than this by it would glitter as it moves."""


def image_of(pixels: Pixels) -> QImage:
    """The pixels as 32-bit image, which outlives them."""
    height, width = pixels.shape[:2]
    whole = np.ascontiguousarray(pixels)
    wrapped = QImage(whole.data, width, height, width * 3, QImage.Format.Format_RGB888)
    # The conversion copies.
    return wrapped.convertToFormat(QImage.Format.Format_RGB32)


def paint_picture(painter: QPainter, place: QRect, image: QImage) -> None:
    """The image in its place, smoothly scaled to the pixels of the screen."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    density = painter.deviceTransform().m11()
    size = place.size() * density
    if size.width() <= image.width() * _BLUR_FREE:
        image = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    painter.drawImage(place, image)

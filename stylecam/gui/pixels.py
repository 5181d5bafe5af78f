"""From an image of Qt's to an array."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage, QPainter

from stylecam.frame import Pixels


def pixels_of(image: QImage) -> Pixels:
    """The image as height x width x 3 RGB uint8, transparency laid over white. Any thread may ask."""
    flat = image if image.format() == QImage.Format.Format_RGB888 else _over_white(image)
    # Qt fills each row up to whole words.
    rows = np.frombuffer(flat.constBits(), np.uint8).reshape(flat.height(), flat.bytesPerLine())
    return np.array(rows[:, : 3 * flat.width()].reshape(flat.height(), flat.width(), 3))


def _over_white(image: QImage) -> QImage:
    flat = QImage(image.size(), QImage.Format.Format_RGB888)
    flat.fill(0xFFFFFFFF)
    painter = QPainter(flat)
    painter.drawImage(flat.rect(), image)
    painter.end()
    return flat

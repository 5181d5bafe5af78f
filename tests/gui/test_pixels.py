from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage

from stylecam.gui.pixels import pixels_of


def test_see_through_pixels_are_laid_over_white() -> None:
    image = QImage(5, 3, QImage.Format.Format_ARGB32)
    image.fill(0x00000000)
    image.setPixel(1, 2, 0xFF0A141E)
    pixels = pixels_of(image)
    assert pixels.shape == (3, 5, 3)
    assert pixels[2, 1].tolist() == [10, 20, 30]
    assert pixels[0, 0].tolist() == [255, 255, 255]


def test_pixels_are_found_behind_the_ends_of_rows_and_outlive_their_image() -> None:
    image = QImage(5, 3, QImage.Format.Format_RGB888)
    image.fill(0xFF0A141E)
    assert image.bytesPerLine() > 15
    pixels = pixels_of(image)
    image.fill(0xFFFFFFFF)
    assert pixels.shape == (3, 5, 3)
    assert np.unique(pixels.reshape(-1, 3), axis=0).tolist() == [[10, 20, 30]]

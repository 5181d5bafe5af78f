"""Pictures that another program can say the number and the colours of."""

from __future__ import annotations

import itertools

import numpy as np

from stylecam.frame import Frame, Pixels

SIZE = (1280, 720)
CORNERS = {"red": (200, 40, 40), "green": (40, 200, 40), "blue": (40, 40, 200), "white": (220, 220, 220)}
DIGITS = 10


def numbered(index: int, size: tuple[int, int] = SIZE) -> Frame:
    """Four quarters of one colour each; at the bottom the index, in black and white, least digit first."""
    width, height = size
    pixels = np.zeros((height, width, 3), np.uint8)
    quarters = itertools.product(
        (slice(0, height // 2), slice(height // 2, height)), (slice(0, width // 2), slice(width // 2, width))
    )
    for (rows, columns), colour in zip(quarters, CORNERS.values(), strict=True):
        pixels[rows, columns] = colour
    for digit in range(DIGITS):
        columns = slice(digit * width // DIGITS, (digit + 1) * width // DIGITS)
        pixels[-height // 18 :, columns] = 255 * (index >> digit & 1)
    return Frame(pixels, index, index / 30)


def number_of(pixels: Pixels) -> int:
    """The number that is read from a picture."""
    height, width = pixels.shape[:2]
    bits = [int(pixels[height - 5, (2 * digit + 1) * width // (2 * DIGITS)].mean() > 128) for digit in range(DIGITS)]
    return sum(bit << digit for digit, bit in enumerate(bits))


def spots_of(pixels: Pixels) -> list[list[int]]:
    """The colours in the middles of its quarters."""
    height, width = pixels.shape[:2]
    rows, columns = (height // 4, 3 * height // 4), (width // 4, 3 * width // 4)
    return [pixels[row, column].tolist() for row in rows for column in columns]

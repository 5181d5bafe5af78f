"""Draws how the time of a frame grows with its pixels: both axes logarithmic, a line for each network."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1400, 840
"""Pixels of one panel."""
LEFT, TOP, RIGHT, BOTTOM = 120, 160, 40, 110
"""Margins around the axes, for their labels."""
EDGE = 24
FINE = 2
"""So many times as large it is drawn, and then made small, so that slanted lines are smooth."""

PAPER, INK, GRID = "#ffffff", "#202124", "#d5d7db"
TARGET = "#6b6f76"
COLOURS = ("#0072b2", "#56b4e9", "#d55e00", "#e69f00", "#7a3b8f", "#009e73")
"""Of the lines in their order, told apart by those who see few colours too (Okabe and Ito); each has its own mark."""
CORNERS = (24, 8, 4, 3, 5, 6)
"""Of the marks."""
MARK, STROKE = 9, 4

FPS = 30
TARGET_MS = 1000 / FPS


@dataclass(frozen=True)
class Line:
    """A network's milliseconds by the pixels of the picture."""

    name: str
    points: tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Panel:
    """What one machine did.

    Attributes:
        sizes: (width, height) of the pictures, which the lower axis names.
    """

    title: str
    sizes: tuple[tuple[int, int], ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Axes:
    """Where things lie in a panel; the ranges are (least, most)."""

    pixels: tuple[float, float]
    ms: tuple[float, float]

    def x(self, pixels: float) -> float:
        return LEFT + _share(pixels, self.pixels) * (WIDTH - LEFT - RIGHT)

    def y(self, ms: float) -> float:
        return HEIGHT - BOTTOM - _share(ms, self.ms) * (HEIGHT - TOP - BOTTOM)


def _share(value: float, between: tuple[float, float]) -> float:
    least, most = (math.log10(end) for end in between)
    return (math.log10(value) - least) / (most - least)


def axes_of(panel: Panel) -> Axes:
    """Axes with room for all points and for the target, times from a power of ten to a power of ten."""
    pixels = [width * height for width, height in panel.sizes]
    times = [ms for line in panel.lines for _, ms in line.points] + [TARGET_MS]
    decades = (10.0 ** math.floor(math.log10(min(times))), 10.0 ** math.ceil(math.log10(max(times))))
    return Axes((min(pixels) / 1.25, max(pixels) * 1.25), decades)


def picture(panels: Sequence[Panel]) -> Image.Image:
    """All panels, one below the other, on white paper: readable wherever it is shown."""
    sheet = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE * len(panels)), PAPER)
    for number, panel in enumerate(panels):
        sheet.paste(_drawn(panel), (0, number * HEIGHT * FINE))
    return sheet.reduce(FINE)


def _drawn(panel: Panel) -> Image.Image:
    image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), PAPER)
    pen, axes = _Pen(ImageDraw.Draw(image)), axes_of(panel)
    pen.text((EDGE, 30), panel.title, 26, "lm")
    _scales(pen, axes, panel.sizes)
    for line, colour, corners in zip(panel.lines, COLOURS, CORNERS, strict=False):
        places = [(axes.x(pixels), axes.y(ms)) for pixels, ms in line.points]
        pen.line(places, colour, STROKE)
        for place in places:
            pen.mark(place, colour, corners)
    _legend(pen, panel.lines)
    return image


def _scales(pen: _Pen, axes: Axes, sizes: Sequence[tuple[int, int]]) -> None:
    left, right, bottom = LEFT, WIDTH - RIGHT, HEIGHT - BOTTOM
    for exponent in range(round(math.log10(axes.ms[0])), round(math.log10(axes.ms[1])) + 1):
        for step in (1, 2, 5):
            ms = step * 10.0**exponent
            if ms <= axes.ms[1] * 1.001:
                pen.line([(left, axes.y(ms)), (right, axes.y(ms))], GRID, 2 if step == 1 else 1)
                pen.text((left - 12, axes.y(ms)), f"{ms:,g}", 22, "rm")
    for width, height in sizes:
        x = axes.x(width * height)
        pen.line([(x, TOP), (x, bottom)], GRID, 1)
        pen.text((x, bottom + 26), f"{width}x{height}", 22, "mm")
    pen.line([(left, TOP), (left, bottom), (right, bottom)], INK, 2)
    pen.text(((left + right) / 2, HEIGHT - 34), "pixels of the picture", 24, "mm")
    pen.text((EDGE, TOP - 30), "ms a frame", 24, "lm")
    pen.dashes((left, right), axes.y(TARGET_MS), TARGET)
    pen.text((right - 10, axes.y(TARGET_MS) - 18), f"{FPS} frames a second", 22, "rm")


def _legend(pen: _Pen, lines: Sequence[Line]) -> None:
    """A row above the axes."""
    x, y = float(EDGE), 78
    for line, colour, corners in zip(lines, COLOURS, CORNERS, strict=False):
        pen.line([(x, y), (x + 40, y)], colour, STROKE)
        pen.mark((x + 20, y), colour, corners)
        x = pen.text((x + 48, y), line.name, 20, "lm") + 20


class _Pen:
    """Draws in a panel's coordinates."""

    def __init__(self, draw: ImageDraw.ImageDraw) -> None:
        self._draw = draw

    def line(self, places: Sequence[tuple[float, float]], colour: str, width: int) -> None:
        self._draw.line([(FINE * x, FINE * y) for x, y in places], fill=colour, width=FINE * width, joint="curve")

    def dashes(self, ends: tuple[int, int], y: float, colour: str) -> None:
        for x in range(*ends, 22):
            self.line([(x, y), (min(x + 12, ends[1]), y)], colour, 3)

    def mark(self, place: tuple[float, float], colour: str, corners: int) -> None:
        x, y = place
        self._draw.regular_polygon((FINE * x, FINE * y, FINE * MARK), corners, fill=colour)

    def text(self, place: tuple[float, float], text: str, size: int, anchor: str) -> float:
        """Returns where it ends, if it begins at its place."""
        x, y = place
        font = ImageFont.load_default(FINE * size)
        self._draw.text((FINE * x, FINE * y), text, fill=INK, font=font, anchor=anchor)
        return x + font.getlength(text) / FINE

"""Notices drawn as pictures, for when there is no frame to show."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from stylecam.frame import Pixels

_BACKGROUND = (24, 26, 32)
_TITLE = (240, 240, 240)
_DETAIL = (168, 172, 184)

_FONTS = ("NotoSansCJK-Regular.ttc", "DejaVuSans.ttf", "segoeui.ttf", "arial.ttf", "Helvetica.ttc")
"""System fonts that know more letters than Pillow's own, which draws boxes for all but plain ones."""

Font = ImageFont.ImageFont | ImageFont.FreeTypeFont

MARGIN = 0.06
"""Of the width, left free on either side."""
SMALLEST_TITLE, SMALLEST_DETAIL = 18, 12
"""Pixels: what can be read without looking twice."""


class _Line(NamedTuple):
    text: str
    font: Font
    height: float
    color: tuple[int, int, int]


def draw_card(size: tuple[int, int], title: str, detail: str = "") -> Pixels:
    """A dark picture of (width, height) with a title and a smaller, wrapped line of detail in its middle."""
    width, height = size
    card = Image.new("RGB", size, _BACKGROUND)
    draw = ImageDraw.Draw(card)
    # An upright picture is narrow rather than tall.
    side, room = min(height, width * 3 // 4), width * (1 - 2 * MARGIN)
    lines = _lines(title, max(SMALLEST_TITLE, side // 12), _TITLE, room)
    lines += _lines(detail, max(SMALLEST_DETAIL, side // 24), _DETAIL, room)
    top = (height - sum(line.height for line in lines)) / 2
    for line in lines:
        draw.text((width / 2, top + line.height / 2), line.text, fill=line.color, font=line.font, anchor="mm")
        top += line.height
    return np.array(card)


def _lines(text: str, size: int, color: tuple[int, int, int], room: float) -> list[_Line]:
    font = _font(size)
    return [_Line(line, font, size * 1.5, color) for line in _wrapped(text, font, room)]


def _wrapped(text: str, font: Font, room: float) -> list[str]:
    """The lines of a text; a word that is wider than the room is broken."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= room:
            lines[-1] = longer
        else:
            lines += _broken(word, font, room)
    return lines


def _broken(word: str, font: Font, room: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and font.getlength(pieces[-1] + letter) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _font(size: int) -> Font:
    for name in _FONTS:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)

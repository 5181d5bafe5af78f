"""Notices drawn as pictures, for when there is no frame to show."""

from __future__ import annotations

import textwrap

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from stylecam.frame import Pixels

_BACKGROUND = (24, 26, 32)
_TITLE = (240, 240, 240)
_DETAIL = (168, 172, 184)


_FONTS = ("NotoSansCJK-Regular.ttc", "DejaVuSans.ttf", "segoeui.ttf", "arial.ttf", "Helvetica.ttc")
"""System fonts that know more letters than Pillow's own, which draws boxes for all but plain ones."""


def _font(size: int) -> ImageFont.ImageFont | ImageFont.FreeTypeFont:
    for name in _FONTS:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)


def draw_card(size: tuple[int, int], title: str, detail: str = "") -> Pixels:
    """A dark picture of (width, height) with a title and a smaller, wrapped line of detail in its middle."""
    width, height = size
    card = Image.new("RGB", size, _BACKGROUND)
    draw = ImageDraw.Draw(card)
    title_font = _font(max(10, height // 12))
    detail_font = _font(max(8, height // 24))
    columns = max(12, int(width * 0.85 / (max(8, height // 24) * 0.55)))
    lines = textwrap.wrap(detail, columns)
    middle = height * (0.5 if not lines else 0.42)
    draw.text((width / 2, middle), title, fill=_TITLE, font=title_font, anchor="mm")
    for row, line in enumerate(lines):
        y = middle + height / 10 + row * height / 16
        draw.text((width / 2, y), line, fill=_DETAIL, font=detail_font, anchor="mm")
    return np.array(card)

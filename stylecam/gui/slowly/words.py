"""What can be painted slowly of a look, in which sizes, and how people read it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from stylecam.gui.scale import PERCENT
from stylecam.look import Look, Size
from stylecam.styles import Style

translate = QCoreApplication.translate

SIZES = (256, 512, 1024)
"""Pixels of a painting's longest side."""

USUAL = 512


def paintable(look: Look) -> Style | None:
    """The strongest style of a mix whose picture is here; None where only statistics are."""
    parts = [part for part in look.mix if part.style.work is None]
    return max(parts, key=lambda part: part.weight).style if parts else None


def size_of(content: Size, longest: int) -> Size:
    """Of a painting of such a picture."""
    width, height = (max(1, round(side * longest / max(content))) for side in content)
    return width, height


def style_title(style: Style | None) -> str:
    """What it is painted in."""
    return style.name if style is not None else translate("Slowly", "None that can be painted slowly")


def style_note(look: Look, style: Style | None) -> str:
    """Why it is not painted in all of the mix; "" where it is."""
    if style is None:
        return translate("Slowly", "Of the masters only statistics are here, and this needs a style's picture.")
    if len(look.mix) > 1:
        return translate("Slowly", "This paints in one style: the strongest of the mix whose picture is here.")
    return ""


def details(look: Look) -> str:
    """What else a person may have set."""
    words = [translate("Slowly", "Strength %1").replace("%1", PERCENT.write(look.strength))]
    if look.brush != 1:
        words.append(translate("Slowly", "brush %1").replace("%1", f"{look.brush:g}"))
    if look.keep_color == "luminance":
        words.append(translate("Slowly", "keeps the camera's hues"))
    elif look.keep_color == "palette":
        words.append(translate("Slowly", "keeps the camera's palette"))
    return ", ".join(words)


def duration(longest: int) -> str:
    """Roughly how long it takes a processor that has nothing else to do."""
    if longest <= 256:
        return translate("Slowly", "a few minutes")
    if longest <= 512:
        return translate("Slowly", "ten minutes or so")
    return translate("Slowly", "half an hour or more")

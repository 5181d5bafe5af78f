"""How people read what is repainted, and how far it is."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from stylecam.gui.choices import title_of
from stylecam.gui.rendering.job import Progress
from stylecam.gui.scale import PERCENT
from stylecam.look import Look
from stylecam.looks import LookError, LookStore

translate = QCoreApplication.translate


def look_title(look: Look, store: LookStore) -> str:
    """The name it is kept under, if it is, and its styles."""
    name = _name_of(look, store)
    return f"{name}: {title_of(look)}" if name else title_of(look)


def look_details(look: Look) -> str:
    """What else a person may have set."""
    words = [translate("Rendering", "strength %1").replace("%1", PERCENT.write(look.strength))]
    if look.brush != 1:
        words.append(translate("Rendering", "brush %1").replace("%1", f"{look.brush:g}"))
    if look.keep_color == "luminance":
        words.append(translate("Rendering", "keeps the file's hues"))
    elif look.keep_color == "palette":
        words.append(translate("Rendering", "keeps the file's palette"))
    line = ", ".join(words)
    return line[:1].upper() + line[1:]


def progress_text(progress: Progress | None) -> str:
    """How far it is and how long it will take; None is before the first frame."""
    if progress is None:
        return translate("Rendering", "Starting …")
    if not progress.total:
        return translate("Rendering", "%1 frames").replace("%1", str(progress.done))
    share = PERCENT.write(progress.done / progress.total)
    return share if progress.seconds_left is None else f"{share}, {_time_left(progress.seconds_left)}"


def _time_left(seconds: float) -> str:
    minutes = math.ceil(seconds / 60)
    if minutes <= 1:
        return translate("Rendering", "under 1 min left")
    if minutes < 60:
        return translate("Rendering", "about %1 min left").replace("%1", str(minutes))
    return (
        translate("Rendering", "about %1 h %2 min left")
        .replace("%1", str(minutes // 60))
        .replace("%2", str(minutes % 60))
    )


def _name_of(look: Look, store: LookStore) -> str:
    loaded = store.load_all().items()
    return next((name for name, read in loaded if not isinstance(read, LookError) and read.look == look), "")

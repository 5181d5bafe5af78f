"""A style as the mixer shows it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QImage

from stylecam.styles import Style


@dataclass(frozen=True, eq=False)
class Corner:
    """One style of the mix.

    Attributes:
        style: it.
        picture: its picture; None while there is none.
    """

    style: Style
    picture: QImage | None

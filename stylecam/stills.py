"""A still as a person takes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from stylecam.frame import Frame
from stylecam.look import Look

StillFormat = Literal["png", "jpg", "webp"]
"""The endings of a still's name; all but "jpg" keep every pixel as it is."""


@dataclass(frozen=True, eq=False)
class Still:
    """What to keep, and how.

    Attributes:
        frame: the painted picture, with what it was painted from.
        look: what it was painted in.
        at: when it was taken, in local time; the stills of a burst share one time.
        format: of the file.
        with_original: what it was painted from is kept too, as a second file.
    """

    frame: Frame
    look: Look
    at: datetime
    format: StillFormat = "png"
    with_original: bool = False

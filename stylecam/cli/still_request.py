"""What both methods of `stylecam still` begin with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from stylecam.frame import Pixels
from stylecam.sinks.picture import PictureFileSink


@dataclass(frozen=True)
class StillRequest:
    """A picture that is to be painted.

    Attributes:
        source: where it comes from.
        target: where the painting goes.
        content: its pixels.
        sink: writes the target; not open yet.
    """

    source: Path
    target: Path
    content: Pixels
    sink: PictureFileSink

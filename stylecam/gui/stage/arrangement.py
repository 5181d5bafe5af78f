"""What is to be seen on the stage, as one value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from stylecam.frame import Frame, Pixels


@dataclass(frozen=True)
class Arrangement:
    """What the window asked for; a frame that nothing was painted on (a card, a source) shows as it is all the same.

    Attributes:
        original: what was painted from instead of what was painted.
        split: what was painted from on the left of a line, what was painted on its right.
        split_place: the line, as share of the picture's width from the left.
        inset: the style's pictures in the corner.
        overlay: the measures on the picture.
        lines: the measures; a tab parts a name from its value.
        notice: said while there is no picture.
        hint: one quiet line below.
        drop_hint: what would happen if what hovers over the window were dropped.
        countdown: seconds until something happens, large; 0 for none.
    """

    original: bool = False
    split: bool = False
    split_place: float = 0.5
    inset: bool = False
    overlay: bool = False
    lines: tuple[str, ...] = ()
    notice: str = ""
    hint: str = ""
    drop_hint: str = ""
    countdown: int = 0

    def shows_original(self, frame: Frame | None) -> bool:
        """Whether all of this frame shows what it was painted from."""
        return self.original and frame is not None and frame.content is not None

    def shows_line(self, frame: Frame | None) -> bool:
        """Whether a line parts this frame."""
        return self.split and not self.original and frame is not None and frame.content is not None

    def shows_inset(self, frame: Frame | None) -> bool:
        """Whether this frame has the style's pictures on it."""
        return self.inset and not self.original and frame is not None and frame.content is not None

    def line_share(self, frame: Frame) -> float:
        """The line's place between two columns of the frame, as share of its width."""
        return round(self.split_place * frame.width) / frame.width

    def pixels_of(self, frame: Frame) -> Pixels:
        """What is seen of a frame."""
        if frame.content is None:
            return frame.pixels
        if self.shows_original(frame):
            return frame.content
        if not self.split:
            return frame.pixels
        column = round(self.split_place * frame.width)
        return np.concatenate((frame.content[:, :column], frame.pixels[:, column:]), axis=1)

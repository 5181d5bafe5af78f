"""Contents by styles as one picture: a row a content, a column a style, the contenders one above another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from stylecam.errors import UsageError
from stylecam.frame import Pixels
from stylecam.look import Size
from stylecam.training.evaluation.material import Still
from stylecam.training.evaluation.scores import Painting

GAP = 6
"""Pixels between two contents."""

LABEL = 16
"""Height of a contender's name in pixels."""


class Grid:
    """Is given paintings in any order and keeps those that it shows.

    Args:
        contents, styles: what is shown, from top to bottom and from left to right.
        contenders: whose paintings, from top to bottom within a content.
        cell: (width, height) of one painting.
    """

    def __init__(
        self, contents: Sequence[Still], styles: Sequence[Still], contenders: Sequence[str], cell: Size
    ) -> None:
        self._cell, self._contenders = cell, list(contenders)
        self._rows = {still.name: row for row, still in enumerate(contents)}
        self._columns = {still.name: column for column, still in enumerate(styles, 1)}
        width = cell[0] * (1 + len(styles))
        height = cell[1] + (len(contenders) * cell[1] + GAP) * len(contents)
        self._sheet = Image.new("RGB", (width, height), "white")
        for still in styles:
            self._paste(still.pixels, self._columns[still.name], 0, "")
        for still in contents:
            self._paste(still.pixels, 0, self._top(still.name, 0), "")

    def kept(self, painting: Painting) -> Painting:
        """Show it, if it has a place here; gives it back."""
        row, column = self._rows.get(painting.content), self._columns.get(painting.style)
        if row is not None and column is not None and painting.contender in self._contenders:
            line = self._contenders.index(painting.contender)
            self._paste(painting.pixels, column, self._top(painting.content, line), painting.contender)
        return painting

    def save(self, path: Path) -> None:
        """Write it as a picture file; the ending names the format.

        Raises:
            UsageError: it cannot be written.
        """
        try:
            self._sheet.save(path)
        except (OSError, ValueError) as error:
            raise UsageError(
                f"{path}: the grid cannot be written ({error}); name a .png in a folder there is"
            ) from None

    def _top(self, content: str, line: int) -> int:
        height = self._cell[1]
        return height + GAP + self._rows[content] * (len(self._contenders) * height + GAP) + line * height

    def _paste(self, pixels: Pixels, column: int, top: int, label: str) -> None:
        left = column * self._cell[0]
        self._sheet.paste(Image.fromarray(pixels).resize(self._cell, Image.Resampling.LANCZOS), (left, top))
        if label and column == 1:
            draw, font = ImageDraw.Draw(self._sheet), ImageFont.load_default(LABEL - 4)
            draw.rectangle((left, top, left + draw.textlength(label, font) + 8, top + LABEL), fill="black")
            draw.text((left + 4, top + 1), label, fill="white", font=font)

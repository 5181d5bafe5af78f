"""The pictures of the styles that are mixed now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from stylecam.gui.gallery.pictures import PictureReader
from stylecam.styles import Style, WeightedStyle

MOST_KEPT = 24
"""Pictures: whoever steps to and fro sees them at once."""


class MixPictures(QObject):
    """Reads them beside the window's thread, and keeps the last ones."""

    changed = Signal()
    """There is another picture, or another mix."""

    def __init__(self) -> None:
        super().__init__()
        self._mix: tuple[WeightedStyle, ...] = ()
        self._styles: set[Style] = set()
        self._pictures: dict[Style, QImage] = {}
        self._reader = PictureReader()
        self._reader.loaded.connect(self._keep)

    def show_mix(self, mix: Sequence[WeightedStyle]) -> None:
        """Have these ready; `changed` follows."""
        if tuple(mix) == self._mix:
            return
        self._mix = tuple(mix)
        styles = {part.style for part in mix}
        if styles != self._styles:
            self._read(styles)
        self.changed.emit()

    def of(self, style: Style) -> QImage | None:
        """A style's picture; None while there is none."""
        return self._pictures.get(style)

    @property
    def heaviest_first(self) -> list[QImage]:
        """The pictures of the mix that are there."""
        parts = sorted(self._mix, key=lambda part: part.weight, reverse=True)
        return [self._pictures[part.style] for part in parts if part.style in self._pictures and part.weight > 0]

    def close(self) -> None:
        """Read nothing more. Idempotent."""
        self._reader.close()

    def _read(self, styles: set[Style]) -> None:
        self._styles = styles
        # Asked for anew: a style that was renamed comes by the same id.
        self._reader.keep_only(())
        for style in styles - self._pictures.keys():
            self._reader.ask(style)

    def _keep(self, style: Style, picture: QImage) -> None:
        self._pictures[style] = picture
        past = [known for known in self._pictures if known not in self._styles]
        for known in past[: max(0, len(self._pictures) - MOST_KEPT)]:
            del self._pictures[known]
        self.changed.emit()

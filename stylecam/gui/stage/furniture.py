"""What lies on the picture, each thing in its corner."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from stylecam.frame import Frame
from stylecam.gui.stage import inset, overlay, split
from stylecam.gui.stage.arrangement import Arrangement
from stylecam.gui.stage.plate import paint_chip
from stylecam.gui.stage.sprites import Sprites


class Furniture:
    """The measures upper left, "Original" upper right, the style lower right, the hint below, the line across."""

    def __init__(self) -> None:
        self._styles: list[QImage] = []
        self._sprites = Sprites()

    def show_styles(self, images: Sequence[QImage]) -> None:
        """The style's pictures, the heaviest first; those that are empty or too many are left out."""
        self._styles = [image for image in images if not image.isNull()][: inset.MOST]

    def paint(
        self, painter: QPainter, place: QRectF, frame: Frame | None, wanted: Arrangement, ring: QColor | None
    ) -> None:
        """Lay it all on the picture.

        Args:
            place: the picture's, or the whole stage's while there is no picture.
            ring: around the line's handle, when keys move it.
        """
        metrics = QFontMetricsF(painter.font())
        x = split.line_at(place, wanted.line_share(frame)) if frame is not None and wanted.shows_line(frame) else None
        if x is not None:
            split.paint_line(painter, place, x)
        tile = self._paint_inset(painter, place) if wanted.shows_inset(frame) else QRectF()
        plate = self._paint_lines(painter, place, wanted.lines) if wanted.overlay and frame is not None else QRectF()
        hint = overlay.hint_place(place, metrics, wanted.hint, beside=tile) if wanted.hint else QRectF()
        if wanted.shows_original(frame):
            word = QCoreApplication.translate("Stage", "Original")
            self._paint_chip(painter, overlay.badge_place(place, metrics, word), word)
        if x is not None:
            self._paint_grip(painter, place, x, taken=[plate, tile, hint], ring=ring)
        if wanted.hint:
            self._paint_chip(painter, hint, wanted.hint)
        if wanted.countdown:
            what = ("countdown", wanted.countdown)
            disc = overlay.countdown_place(place)
            self._sprites.paint(painter, disc, what, lambda p, r: overlay.paint_countdown(p, r, wanted.countdown))

    def _paint_chip(self, painter: QPainter, place: QRectF, text: str) -> None:
        self._sprites.paint(painter, place, ("chip", text), lambda p, r: paint_chip(p, r, text))

    def _paint_inset(self, painter: QPainter, place: QRectF) -> QRectF:
        """The style's pictures; says where they are."""
        tile = inset.inset_place(place, self._styles)
        what = ("inset", *(image.cacheKey() for image in self._styles))
        self._sprites.paint(painter, tile, what, lambda p, r: inset.paint_inset(p, r, self._styles))
        return tile

    def _paint_lines(self, painter: QPainter, place: QRectF, lines: tuple[str, ...]) -> QRectF:
        """The measures, in digits of one width; says where they are."""
        font = painter.font()
        painter.setFont(overlay.lines_font(place, font, lines))
        plate = overlay.lines_place(place, QFontMetricsF(painter.font()), lines)
        self._sprites.paint(painter, plate, ("lines", *lines), lambda p, r: overlay.paint_lines(p, r, lines))
        painter.setFont(font)
        return plate

    def _paint_grip(self, painter: QPainter, place: QRectF, x: float, taken: list[QRectF], ring: QColor | None) -> None:
        """The line's handle and what is on either side of it."""
        words = QCoreApplication.translate("Stage", "Before"), QCoreApplication.translate("Stage", "After")
        for word, chip, opacity in split.label_places(place, x, QFontMetricsF(painter.font()), words, taken):
            painter.setOpacity(opacity)
            self._paint_chip(painter, chip, word)
        painter.setOpacity(1.0)
        handle = split.handle_place(place, x, taken)
        what = ("handle", ring.rgba() if ring else 0)
        self._sprites.paint(painter, handle, what, lambda p, r: split.paint_handle(p, r, ring))

"""What lies on the picture, each thing in its corner."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from stylecam.frame import Frame
from stylecam.gui.stage import overlay, split
from stylecam.gui.stage.arrangement import Arrangement
from stylecam.gui.stage.inset import Inset
from stylecam.gui.stage.plate import paint_chip


def paint_furniture(
    painter: QPainter, place: QRectF, frame: Frame | None, wanted: Arrangement, inset: Inset, ring: QColor | None
) -> None:
    """The measures upper left, "Original" upper right, the style lower right, the hint below, the line across.

    Args:
        place: the picture's, or the whole stage's while there is no picture.
        ring: around the line's handle, when keys move it.
    """
    metrics = QFontMetricsF(painter.font())
    x = split.line_at(place, wanted.line_share(frame)) if frame is not None and wanted.shows_line(frame) else None
    if x is not None:
        split.paint_line(painter, place, x)
    tile = inset.place_in(place) if wanted.shows_inset(frame) else QRectF()
    inset.paint(painter, tile)
    plate = _paint_lines(painter, place, wanted.lines) if wanted.overlay and frame is not None else QRectF()
    hint = overlay.hint_place(place, metrics, wanted.hint, beside=tile) if wanted.hint else QRectF()
    if wanted.shows_original(frame):
        word = QCoreApplication.translate("Stage", "Original")
        paint_chip(painter, overlay.badge_place(place, metrics, word), word)
    if x is not None:
        words = QCoreApplication.translate("Stage", "Before"), QCoreApplication.translate("Stage", "After")
        split.paint_labels(painter, place, x, words, taken=[plate, tile, hint])
        split.paint_handle(painter, split.handle_at(place, x, taken=[plate, tile, hint]), ring)
    if wanted.hint:
        paint_chip(painter, hint, wanted.hint)


def _paint_lines(painter: QPainter, place: QRectF, lines: tuple[str, ...]) -> QRectF:
    """The measures, in digits of one width; says where they are."""
    font = painter.font()
    painter.setFont(overlay.lines_font(place, font, lines))
    plate = overlay.lines_place(place, QFontMetricsF(painter.font()), lines)
    overlay.paint_lines(painter, plate, lines)
    painter.setFont(font)
    return plate

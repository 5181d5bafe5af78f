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
    tile = inset.place_in(place) if wanted.shows_inset(frame) else QRectF()
    inset.paint(painter, tile)
    plate = _paint_lines(painter, place, wanted.lines) if wanted.overlay and frame is not None else QRectF()
    hint = overlay.hint_place(place, metrics, wanted.hint, beside=tile) if wanted.hint else QRectF()
    if frame is not None and wanted.shows_line(frame):
        labels = QCoreApplication.translate("Stage", "Before"), QCoreApplication.translate("Stage", "After")
        x = split.line_at(place, wanted.line_share(frame))
        split.paint_line(painter, place, x, ring)
        split.paint_labels(painter, place, x, labels, taken=[plate, tile, hint])
    if wanted.hint:
        paint_chip(painter, hint, wanted.hint)
    if wanted.shows_original(frame):
        word = QCoreApplication.translate("Stage", "Original")
        paint_chip(painter, overlay.badge_place(place, metrics, word), word)


def _paint_lines(painter: QPainter, place: QRectF, lines: tuple[str, ...]) -> QRectF:
    """The measures, in digits of one width; says where they are."""
    font = painter.font()
    painter.setFont(overlay.tabular(font))
    plate = overlay.lines_place(place, QFontMetricsF(painter.font()), lines)
    overlay.paint_lines(painter, plate, lines)
    painter.setFont(font)
    return plate

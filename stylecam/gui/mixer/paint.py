"""How a pad is painted."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from stylecam.gui import theme
from stylecam.gui.mixer.geometry import corners
from stylecam.gui.mixer.placement import RING, Placement
from stylecam.gui.theme import Scheme

HANDLE = 9.0
"""Radius in pixels."""


def paint_surface(painter: QPainter, placement: Placement, blend: QImage, scheme: Scheme) -> None:
    """The soft blend between the corners."""
    path = QPainterPath()
    if placement.count == 3:
        path.addPolygon(QPolygonF([placement.pixel_of(corner) for corner in corners(3)]))
        path.closeSubpath()
    else:
        path.addRoundedRect(placement.surface, theme.RADIUS, theme.RADIUS)
    painter.fillPath(path, scheme.surface)
    painter.save()
    painter.setClipPath(path)
    painter.drawImage(placement.surface, blend)
    painter.restore()
    painter.setPen(QPen(scheme.line, 1))
    painter.drawPath(path)


def paint_threads(painter: QPainter, placement: Placement, at: QPointF, shares: tuple[float, ...]) -> None:
    """From the handle to each corner, as thick as its share."""
    for corner, share in zip(corners(placement.count), shares, strict=True):
        thread = QColor(theme.DARK.text)
        thread.setAlphaF(0.25 + 0.5 * share)
        painter.setPen(QPen(thread, 0.75 + 4 * share, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(at, placement.pixel_of(corner))


def paint_tile(painter: QPainter, place: QRectF, picture: QImage | None, share: float, scheme: Scheme) -> None:
    """A rounded picture in a ring that is the more coloured the more of the style there is."""
    painter.setPen(QPen(scheme.panel, 2 * RING))
    painter.setBrush(filled(place, picture, painter.device().devicePixelRatio(), scheme))
    painter.drawRoundedRect(place, theme.RADIUS, theme.RADIUS)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = QColor(scheme.accent)
    ring.setAlphaF(min(1.0, share))
    for colour in (scheme.line, ring):
        painter.setPen(QPen(colour, RING - 1))
        painter.drawRoundedRect(place.adjusted(-1, -1, 1, 1), theme.RADIUS + 1, theme.RADIUS + 1)


def paint_name(painter: QPainter, placement: Placement, place: int, name: str) -> None:
    """In one line, shortened where it is too long."""
    room = placement.name_at(place)
    across = corners(placement.count)[place][0]
    side = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight)[round(2 * across)]
    fitting = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, fitting)


def paint_handle(painter: QPainter, at: QPointF, focused: bool, scheme: Scheme) -> None:
    """A light disc with a dark edge: it stands out from any picture, whatever the scheme."""
    rings = [(HANDLE + 1.5, theme.DARK.stage), (HANDLE, theme.DARK.text), (HANDLE - 4, scheme.accent)]
    if focused:
        rings.insert(0, (HANDLE + 5, scheme.accent))
    painter.setPen(Qt.PenStyle.NoPen)
    for radius, colour in rings:
        painter.setBrush(colour)
        painter.drawEllipse(at, radius, radius)


def filled(place: QRectF, picture: QImage | None, density: float, scheme: Scheme) -> QBrush:
    """The picture so scaled that its middle fills the place; a plain colour while there is none.

    Args:
        place: what is to be filled.
        picture: with what.
        density: the screen's pixels a pixel.
        scheme: has the plain colour.
    """
    if picture is None or picture.isNull():
        return QBrush(scheme.surface)
    # Scaled here, smoothly: a brush drops pixels.
    sized = picture.scaled(
        (place.size() * density).toSize(),
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    sized.setDevicePixelRatio(1.0)
    brush = QBrush(sized)
    corner = place.center() - QPointF(sized.width(), sized.height()) / (2 * density)
    brush.setTransform(QTransform.fromTranslate(corner.x(), corner.y()).scale(1 / density, 1 / density))
    return brush

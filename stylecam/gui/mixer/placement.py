"""Where everything of a pad lies in its widget."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from stylecam.gui import theme
from stylecam.gui.mixer.geometry import Point, corners, extent

WIDEST = 340
"""Pixels: a wider pad would only push the sliders out of sight."""
_TILE_SHARE = 0.22
_TILE_LEAST, _TILE_MOST = 44, 68
RING = 3
"""Pixels around a tile."""


@dataclass(frozen=True)
class Placement:
    """A pad of two to four corners in a widget of this width, with tiles centred on its corners and names beside them.

    Attributes:
        count: of corners.
        width: of the widget.
        line: height of a line of text.
    """

    count: int
    width: float
    line: float

    @property
    def tile(self) -> float:
        """The edge of a tile."""
        return min(_TILE_MOST, max(_TILE_LEAST, self._used * _TILE_SHARE))

    @property
    def side(self) -> float:
        """Pixels of the pad's longest side."""
        return self._used - self.tile - 2 * RING

    @property
    def height(self) -> float:
        """Of the widget."""
        above = self._name_room if self.count > 2 else 0
        return above + extent(self.count)[1] * self.side + self.tile + 2 * RING + self._name_room

    @property
    def surface(self) -> QRectF:
        """The bounding rectangle of the places; a line is half as thick as its tiles."""
        wide, tall = extent(self.count)
        place = QRectF(self.pixel_of((0.0, 0.0)), self.pixel_of((wide, tall)))
        return place if tall else place.adjusted(0, -self.tile / 4, 0, self.tile / 4)

    def pixel_of(self, point: Point) -> QPointF:
        return self._origin + QPointF(*point) * self.side

    def point_at(self, pixel: QPointF) -> Point:
        from_origin = (pixel - self._origin) / self.side
        return from_origin.x(), from_origin.y()

    def tile_at(self, place: int) -> QRectF:
        """The tile of a corner."""
        rect = QRectF(0, 0, self.tile, self.tile)
        rect.moveCenter(self.pixel_of(corners(self.count)[place]))
        return rect

    def name_at(self, place: int) -> QRectF:
        """Room for a corner's name: above the upper ones, below the others, half the width where there are two."""
        tile = self.tile_at(place)
        top = tile.top() - RING - self._name_room if self.is_upper(place) else tile.bottom() + RING
        left, used = (self.width - self._used) / 2, self._used
        half = (used - theme.GAP) / 2
        across = corners(self.count)[place][0]
        if across == 0.5:
            return QRectF(left, top, used, self._name_room)
        return QRectF(left if across == 0 else left + used - half, top, half, self._name_room)

    def is_upper(self, place: int) -> bool:
        """Whether the corner's name stands above it."""
        return self.count > 2 and corners(self.count)[place][1] == 0

    @property
    def _used(self) -> float:
        return min(self.width, WIDEST)

    @property
    def _name_room(self) -> float:
        return self.line + theme.GAP / 2

    @property
    def _origin(self) -> QPointF:
        above = self._name_room if self.count > 2 else 0
        return QPointF((self.width - self._used + self.tile) / 2 + RING, above + RING + self.tile / 2)

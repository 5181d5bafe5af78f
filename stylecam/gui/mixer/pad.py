"""A pad with a style in each corner, and a handle between them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from stylecam.gui import theme
from stylecam.gui.icon_button import IconButton
from stylecam.gui.keys import ARROWS, keep_keys
from stylecam.gui.mixer import paint
from stylecam.gui.mixer.blend import blended
from stylecam.gui.mixer.corner import Corner
from stylecam.gui.mixer.geometry import MOST_CORNERS, Point, corners, nearest, place_of, shares_at
from stylecam.gui.mixer.placement import RING, Placement
from stylecam.gui.mixer.shares import equal_shares
from stylecam.gui.scale import PERCENT

STEP, FINE_STEP = 0.05, 0.01
"""Of the pad's side, by an arrow key."""
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_NARROWEST = 140


class MixPad(QWidget):
    """Mixes two to four styles by dragging; with fewer there is nothing to mix and nothing to see."""

    moved = Signal(object)
    """A person moved the handle: the shares there, in the corners' order."""
    removed = Signal(int)
    """A person took this corner's style out."""

    def __init__(self) -> None:
        super().__init__()
        self._corners: tuple[Corner, ...] = ()
        self._shares: tuple[float, ...] = ()
        self._handle: Point = (0.0, 0.0)
        self._grip: QPointF | None = None
        self._blend = QImage()
        self.setAccessibleName(self.tr("Mix of styles"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        keep_keys(self, (*ARROWS, Qt.Key.Key_Home))
        self.removers = [self._remover(place) for place in range(MOST_CORNERS)]
        self.hide()

    @property
    def placement(self) -> Placement:
        """Where everything lies; there are two corners at least."""
        return Placement(len(self._corners), self.width(), self.fontMetrics().height())

    @property
    def handle(self) -> QPointF:
        """The pixel under the handle's middle."""
        return self.placement.pixel_of(self._handle)

    def show_mix(self, corners: Sequence[Corner], shares: Sequence[float]) -> None:
        """Show these styles in these shares, which sum to 1; `moved` stays silent."""
        if tuple(corners) != self._corners:
            self._take_corners(corners)
        self._shares = tuple(shares)
        if self._corners and self._grip is None:
            self._handle = place_of(shares)
        self._describe()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return math.ceil(Placement(max(2, len(self._corners)), width, self.fontMetrics().height()).height)

    def sizeHint(self) -> QSize:
        return QSize(2 * _NARROWEST, self.heightForWidth(2 * _NARROWEST))

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, self.heightForWidth(_NARROWEST))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._tile_under(QPointF(event.pos()))
            text = self.tr("Drag to mix the styles") if place is None else self._corners[place].style.name
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_removers()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
            self._place_removers()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or len(self._corners) < 2:
            return
        at, target = event.position(), event.position()
        place = self._tile_under(at)
        if (at - self.handle).manhattanLength() <= 2 * paint.HANDLE:
            target = self.handle
        elif place is not None:
            target = self.placement.pixel_of(corners(len(self._corners))[place])
        # The handle keeps its distance from the pointer, so that it does not jump when it is taken.
        self._grip = target - at
        self._move_to(self.placement.point_at(target))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self._move_to(self.placement.point_at(event.position() + self._grip))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grip = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Home:
            self._move_to(place_of(equal_shares(len(self._corners))))
        elif event.key() in _STEPS:
            across, down = _STEPS[Qt.Key(event.key())]
            step = FINE_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP
            self._move_to((self._handle[0] + across * step, self._handle[1] + down * step))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if len(self._corners) < 2:
            return
        scheme, placement = theme.scheme_of(self), self.placement
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        paint.paint_surface(painter, placement, self._blend, scheme)
        paint.paint_threads(painter, placement, self.handle, self._shares)
        for place, corner in enumerate(self._corners):
            share = self._shares[place]
            paint.paint_tile(painter, placement.tile_at(place), corner.picture, share, scheme)
            painter.setPen(scheme.text if share else scheme.muted)
            paint.paint_name(painter, placement, place, corner.style.name)
        paint.paint_handle(painter, self.handle, self.hasFocus(), scheme)
        painter.end()

    def _take_corners(self, corners: Sequence[Corner]) -> None:
        if [corner.style for corner in corners] != [corner.style for corner in self._corners]:
            self._grip = None
        self._corners = tuple(corners)
        self._blend = blended([corner.picture for corner in corners]) if corners else QImage()
        self.setVisible(len(corners) > 1)
        self._place_removers()
        self.updateGeometry()

    def _move_to(self, point: Point) -> None:
        count = len(self._corners)
        self._handle = nearest(count, point)
        self._shares = shares_at(count, self._handle)
        self._describe()
        self.update()
        self.moved.emit(self._shares)

    def _tile_under(self, pixel: QPointF) -> int | None:
        places = range(len(self._corners))
        return next((place for place in places if self.placement.tile_at(place).contains(pixel)), None)

    def _describe(self) -> None:
        """Say the mix in words."""
        pairs = zip(self._corners, self._shares, strict=True)
        self.setAccessibleDescription(
            ", ".join(f"{corner.style.name} {PERCENT.write(share)}" for corner, share in pairs)
        )

    def _remover(self, place: int) -> IconButton:
        button = IconButton("close", "")
        button.setParent(self)
        button.setObjectName("cornerButton")
        button.clicked.connect(lambda: self.removed.emit(place))
        return button

    def _place_removers(self) -> None:
        """At the outer upper corner of each tile."""
        count = len(self._corners)
        for place, button in enumerate(self.removers):
            button.setVisible(count > 1 and place < count)
            if place >= count or count < 2:
                continue
            button.set_spoken(self.tr("Take %1 out of the mix").replace("%1", self._corners[place].style.name))
            tile = self.placement.tile_at(place).adjusted(-RING, -RING, RING, RING)
            side = round(min(button.sizeHint().width(), 0.4 * tile.width()))
            left = tile.left() if corners(count)[place][0] == 0 else tile.right() - side
            button.setGeometry(round(left), round(tile.top()), side, side)

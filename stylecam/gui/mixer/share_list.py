"""The styles of a mix and their shares, one under the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stylecam.gui import theme
from stylecam.gui.icon_button import IconButton
from stylecam.gui.keys import keep_keys
from stylecam.gui.mixer.geometry import MOST_CORNERS
from stylecam.gui.mixer.shares import with_share
from stylecam.gui.scale import PERCENT
from stylecam.gui.slider import SLIDER_KEYS, JumpingSlider
from stylecam.styles import Style

STEPS = 100


class ShareBar(JumpingSlider):
    """A slider that is filled as far as its share, with the style's name and the share written on it."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._name = ""
        self.setRange(0, STEPS)
        self.setMouseTracking(True)
        keep_keys(self, SLIDER_KEYS)

    def show_share(self, name: str, share: float) -> None:
        """Show it; `valueChanged` stays silent."""
        with QSignalBlocker(self):
            self.setValue(round(share * STEPS))
        self.setAccessibleName(self.tr("Share of %1").replace("%1", name))
        self.setToolTip(self.tr("How much of %1 is in the picture; the others share the rest").replace("%1", name))
        self._name = name
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().height() + theme.GAP + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go_to(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._go_to(event)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def paintEvent(self, _event: QPaintEvent) -> None:
        scheme, place = theme.scheme_of(self), QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(place, theme.RADIUS - 2, theme.RADIUS - 2)
        painter.fillPath(path, scheme.surface)
        self._paint_fill(painter, place, path, scheme)
        edge = scheme.accent if self.hasFocus() else scheme.line if self.underMouse() else scheme.surface
        painter.setPen(QPen(edge, 1.5))
        painter.drawPath(path)
        self._paint_text(painter, place, scheme)
        painter.end()

    def _paint_fill(self, painter: QPainter, place: QRectF, path: QPainterPath, scheme: theme.Scheme) -> None:
        fill = QColor(scheme.accent)
        fill.setAlphaF(0.3)
        end = place.left() + place.width() * self.value() / STEPS
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(QRectF(place.left(), place.top(), end - place.left(), place.height()), fill)
        # What is dragged.
        painter.fillRect(QRectF(end - 2, place.top(), 2, place.height()), scheme.accent)
        painter.restore()

    def _paint_text(self, painter: QPainter, place: QRectF, scheme: theme.Scheme) -> None:
        room = place.adjusted(theme.GAP, 0, -theme.GAP, 0)
        share = PERCENT.write(self.value() / STEPS)
        letters = painter.fontMetrics()
        left = int(room.width()) - letters.horizontalAdvance(share) - theme.GAP
        painter.setPen(scheme.text if self.value() else scheme.muted)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, share)
        name = letters.elidedText(self._name, Qt.TextElideMode.ElideRight, left)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)

    def _go_to(self, event: QMouseEvent) -> None:
        self.setValue(round(event.position().x() / self.width() * STEPS))


class ShareList(QWidget):
    """A bar for each style; moving one keeps the proportions of the others."""

    moved = Signal(object)
    """A person moved a bar: the shares there, in the styles' order."""
    removed = Signal(int)
    """A person took this style out."""

    def __init__(self) -> None:
        super().__init__()
        self._shares: tuple[float, ...] = ()
        self._before: tuple[float, ...] = ()
        self.bars = [self._bar(place) for place in range(MOST_CORNERS)]
        self.removers = [self._remover(place) for place in range(MOST_CORNERS)]
        self._rows = [QWidget() for _ in range(MOST_CORNERS)]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP // 2)
        for row, bar, remover in zip(self._rows, self.bars, self.removers, strict=True):
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(theme.GAP // 2)
            line.addWidget(bar, 1)
            line.addWidget(remover)
            layout.addWidget(row)

    def show_mix(self, styles: Sequence[Style], shares: Sequence[float]) -> None:
        """Show these styles in these shares, which sum to 1; `moved` stays silent."""
        self._shares = tuple(shares)
        if len(shares) != len(self._before) or not any(bar.isSliderDown() for bar in self.bars):
            self._before = self._shares
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(styles))
            if place < len(styles):
                name = styles[place].name
                self.bars[place].show_share(name, shares[place])
                self.removers[place].set_spoken(self.tr("Take %1 out of the mix").replace("%1", name))

    def _bar(self, place: int) -> ShareBar:
        bar = ShareBar()
        bar.valueChanged.connect(lambda value: self._on_moved(place, value))
        bar.sliderReleased.connect(self._on_released)
        return bar

    def _remover(self, place: int) -> IconButton:
        button = IconButton("close", "")
        button.clicked.connect(lambda: self.removed.emit(place))
        return button

    def _on_moved(self, place: int, value: int) -> None:
        # From where the drag began: the others do not forget their proportions at its far end.
        self.moved.emit(with_share(self._before, place, value / STEPS))

    def _on_released(self) -> None:
        self._before = self._shares

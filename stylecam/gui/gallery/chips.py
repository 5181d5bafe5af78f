"""The shelves as chips, of which one is picked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QScrollArea, QWidget

from stylecam.gui import theme
from stylecam.gui.gallery.shelves import ALL, Shelf, label_of
from stylecam.gui.keys import ARROWS, keep_keys

BETWEEN = 6
"""Pixels between two chips."""
MOST_LINES = 3
"""More lines than these are scrolled, so that the grid keeps its room."""


class Chip(QAbstractButton):
    """One of several that exclude one another."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        keep_keys(self, ARROWS)

    def sizeHint(self) -> QSize:
        letters = self.fontMetrics()
        height = letters.height() + theme.GAP + 2
        return QSize(letters.horizontalAdvance(self.text()) + height, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scheme = theme.scheme_of(self)
        on = self.isChecked()
        ground = scheme.accent if on else scheme.raised if self.underMouse() else scheme.surface
        place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(scheme.text if self.hasFocus() else ground, 2))
        painter.setBrush(ground)
        painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
        painter.setPen(scheme.on_accent if on else scheme.text)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.text())


class ChipRow(QScrollArea):
    """Chips in as many lines as they need. Tab goes to the picked one, the arrow keys pick the others."""

    picked = Signal(object)
    """Shelf: the one to show."""

    def __init__(self) -> None:
        super().__init__()
        self._chips: dict[Shelf, Chip] = {}
        self._picked = ALL
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(self._toggle)
        self._inner = QWidget()
        self.setWidget(self._inner)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Shelves"))
        self.viewport().setAutoFillBackground(False)
        self._inner.setAutoFillBackground(False)

    @property
    def shelf(self) -> Shelf:
        """The one that is picked."""
        return self._picked

    @property
    def shelves(self) -> tuple[Shelf, ...]:
        return tuple(self._chips)

    def show_shelves(self, shelves: Sequence[Shelf]) -> None:
        """These and no others; the one that was picked stays so, or else the first is picked."""
        if tuple(shelves) == self.shelves:
            return
        for chip in self._chips.values():
            self._group.removeButton(chip)
            chip.deleteLater()
        self._chips = {shelf: self._made(shelf) for shelf in shelves}
        self.pick(self._picked if self._picked in self._chips else shelves[0])
        self._flow()

    def pick(self, shelf: Shelf) -> None:
        """Show this one, if it is there."""
        if shelf in self._chips:
            self._chips[shelf].setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._flow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._flow()

    def _made(self, shelf: Shelf) -> Chip:
        chip = Chip(label_of(shelf), self._inner)
        chip.setToolTip(self.tr("Show: %1").replace("%1", label_of(shelf)))
        self._group.addButton(chip)
        chip.show()
        return chip

    def _toggle(self, chip: QAbstractButton, on: bool) -> None:
        shelf = next((shelf for shelf, known in self._chips.items() if known is chip), self._picked)
        if not on:
            return
        self.ensureWidgetVisible(chip, 0, 0)
        if shelf != self._picked:
            self._picked = shelf
            self.picked.emit(shelf)

    def _flow(self) -> None:
        """Place the chips line by line. The scroll bar's room is kept free, so that the lines do not depend on it."""
        if not self._chips:
            return
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        corner, step = QPoint(0, 0), 0
        for chip in self._chips.values():
            size = chip.sizeHint()
            step = size.height() + BETWEEN
            if corner.x() and corner.x() + size.width() > room:
                corner = QPoint(0, corner.y() + step)
            chip.setGeometry(corner.x(), corner.y(), min(size.width(), room), size.height())
            corner.setX(corner.x() + size.width() + BETWEEN)
        height = corner.y() + step - BETWEEN
        self._inner.resize(room, height)
        self.setFixedHeight(min(height, MOST_LINES * step - BETWEEN))

"""A list to choose one thing from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter

from stylecam.gui import theme
from stylecam.gui.keys import keep_keys

TEXT_LEFT, TEXT_RIGHT = 11, 27
"""Pixels beside the text: as the sheet's, with the arrow on the right."""


@dataclass(frozen=True)
class Entry:
    """One line: what people read, and what it stands for."""

    label: str
    value: object


class Picker(QComboBox):
    """Entries by name, the chosen one shown.

    Args:
        name: what is chosen here.
        tip: what it does to the picture.
    """

    picked = Signal(object)
    """The value of the entry that a person chose, also when it was chosen already."""

    def __init__(self, name: str, tip: str) -> None:
        super().__init__()
        self._tip = tip
        self._why = ""
        self._entries: tuple[Entry | None, ...] = ()
        self._chosen: object = None
        self.setAccessibleName(name)
        self.setToolTip(tip)
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(self._on_activated)
        keep_keys(self, (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Space))

    @property
    def entries(self) -> tuple[Entry | None, ...]:
        """What is offered; None is a line between entries."""
        return self._entries

    def offer(self, entries: Sequence[Entry | None], chosen: object) -> None:
        """Offer these and show the one of that value, none if it is not among them; `picked` stays silent."""
        with QSignalBlocker(self):
            if tuple(entries) != self._entries:
                self._fill(tuple(entries))
            places = [place for place, entry in enumerate(entries) if entry is not None and entry.value == chosen]
            self.setCurrentIndex(places[0] if places else -1)
        self._chosen = chosen
        self._show_tip()
        self.update()

    def show_current(self) -> None:
        """Show what was chosen before a person picked another entry."""
        self.offer(self._entries, self._chosen)

    def set_alone(self, alone: bool, why: str) -> None:
        """There is nothing to choose, and that is why; or there is."""
        self.setDisabled(alone)
        self._why = why if alone else ""
        self._show_tip()

    def showPopup(self) -> None:
        # As wide as its longest line, where the box is narrower.
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + 2 * theme.GAP)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # What scrolls the page must not choose another camera.
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        scheme = theme.scheme_of(self)
        place = self._text_place()
        text = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, place.width())
        painter.setPen(scheme.text if self.isEnabled() else scheme.muted)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        if self.isEnabled():
            self._draw_arrow(painter)
        painter.end()

    def _draw_arrow(self, painter: QPainter) -> None:
        # A style sheet takes arrows from files only; drawn, it follows the theme and the screen's density.
        middle = QPointF(self.width() - 16, self.height() / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.scheme_of(self).muted, 1.6, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline([middle + QPointF(x, y) for x, y in ((-4, -2), (0, 2), (4, -2))])

    def _fill(self, entries: tuple[Entry | None, ...]) -> None:
        self._entries = entries
        self.clear()
        for entry in entries:
            if entry is None:
                self.insertSeparator(self.count())
            else:
                self.addItem(entry.label)

    def _show_tip(self) -> None:
        lines = (self.currentText() if self._text_is_cut() else "", self._tip, self._why)
        self.setToolTip("\n".join(line for line in lines if line))

    def _text_place(self) -> QRect:
        return self.rect().adjusted(TEXT_LEFT, 0, -TEXT_RIGHT, 0)

    def _text_is_cut(self) -> bool:
        return self.fontMetrics().horizontalAdvance(self.currentText()) > self._text_place().width()

    def _on_activated(self, place: int) -> None:
        entry = self._entries[place]
        if entry is not None:
            self.picked.emit(entry.value)

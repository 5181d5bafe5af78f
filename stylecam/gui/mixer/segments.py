"""One of a few, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QPushButton, QWidget

from stylecam.gui.keys import ARROWS, keep_keys


@dataclass(frozen=True)
class Segment:
    """One of them.

    Attributes:
        id: what it is asked for by.
        label: what people read.
        tip: what it does to the picture.
    """

    id: str
    label: str
    tip: str


class Segments(QWidget):
    """Exclusive buttons in a row, or one under the other where there is no room; arrow keys go from one to the next.

    Args:
        name: of the whole, for screen readers.
        segments: from the left.
    """

    chosen = Signal(str)
    """A person chose the one of this id."""

    def __init__(self, name: str, segments: Sequence[Segment]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self.buttons: dict[str, QPushButton] = {}
        for segment in segments:
            button = self.buttons[segment.id] = QPushButton(segment.label)
            button.setObjectName("segment")
            button.setCheckable(True)
            button.setToolTip(segment.tip)
            button.setAccessibleName(f"{name}: {segment.label}")
            button.setAccessibleDescription(segment.tip)
            keep_keys(button, (*ARROWS, Qt.Key.Key_Space))
            self._group.addButton(button)
            self._row.addWidget(button, 1)
        self._group.buttonClicked.connect(self._on_clicked)

    def choose(self, chosen: str) -> None:
        """Mark this one; `chosen` stays silent."""
        self.buttons[chosen].setChecked(True)

    def minimumSizeHint(self) -> QSize:
        # No wider than one under the other; the height is the layout's of now.
        return QSize(max(map(_width_of, self.buttons.values())), self._row.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        wanted = sum(_width_of(button) + self._row.spacing() for button in self.buttons.values())
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(beside if wanted <= self.width() else below)
        self.updateGeometry()

    def _on_clicked(self) -> None:
        checked = self._group.checkedButton()
        self.chosen.emit(next(key for key, button in self.buttons.items() if button is checked))


def _width_of(button: QPushButton) -> int:
    """Wide enough for when it is chosen, and bold."""
    bold = QFont(button.font())
    bold.setBold(True)
    more = QFontMetrics(bold).horizontalAdvance(button.text()) - button.fontMetrics().horizontalAdvance(button.text())
    return button.sizeHint().width() + max(0, more)

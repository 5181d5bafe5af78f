"""Names and fields side by side, or below one another where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from stylecam.gui import theme

FIELD_LETTERS = 24
"""The width of a field at least, beside its name."""


class Form(QWidget):
    """Rows of a name and a field; all of them break alike."""

    def __init__(self) -> None:
        super().__init__()
        self._labels: dict[QWidget, QLabel] = {}
        self._rows: list[tuple[QLabel | None, QWidget | None]] = []
        self._apart = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * theme.GAP)
        self._grid.setVerticalSpacing(theme.GAP - 2)
        self._grid.setColumnStretch(1, 1)

    def add(self, name: str, field: QWidget) -> None:
        """A row; its name leads to the field."""
        label = QLabel(name)
        label.setBuddy(field)
        self._labels[field] = label
        self._append(label, field)

    def add_heading(self, text: str) -> None:
        """The title of the rows that follow."""
        heading = theme.named(QLabel(text), "heading")
        heading.setContentsMargins(0, 2 * theme.GAP if self._rows else 0, 0, 0)
        self._append(heading, None)

    def add_nameless(self, field: QWidget) -> None:
        """A row without a name."""
        self._append(None, field)

    def set_shown(self, field: QWidget, shown: bool) -> None:
        """Whether a field's row is there."""
        field.setVisible(shown)
        self._labels[field].setVisible(shown)

    def minimumSizeHint(self) -> QSize:
        # Not the rows' own: they break before they are cut off.
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._break()

    def _append(self, label: QLabel | None, field: QWidget | None) -> None:
        self._rows.append((label, field))
        self._place(len(self._rows) - 1)

    def _place(self, number: int) -> None:
        """Two lines of the grid are a row's, of which the first one is empty while names stand beside their fields."""
        label, field = self._rows[number]
        above, line = 2 * number, 2 * number + 1
        if label is not None and (self._apart or field is None):
            self._grid.addWidget(label, above, 0, 1, 2)
        elif label is not None:
            self._grid.addWidget(label, line, 0)
        if field is not None:
            column = 0 if self._apart else 1
            self._grid.addWidget(field, line, column, 1, 2 - column)

    def _break(self) -> None:
        names = max((label.sizeHint().width() for label in self._labels.values()), default=0)
        fields = FIELD_LETTERS * theme.letter_width(self.fontMetrics())
        apart = names + self._grid.horizontalSpacing() + fields > self.width()
        if apart == self._apart:
            return
        self._apart = apart
        for label in self._labels.values():
            # A name stands nearer to its own field than to the one above.
            label.setContentsMargins(0, theme.GAP // 2 if apart else 0, 0, 0)
        for number in range(len(self._rows)):
            self._place(number)

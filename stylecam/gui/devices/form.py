"""Names and fields side by side, or below one another where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from stylecam.gui import theme

FIELD_CHARACTERS = 18
"""What of a field's text is seen at least beside its name."""


class Form(QWidget):
    """Rows of a name and a field; all of them break alike."""

    def __init__(self) -> None:
        super().__init__()
        self._labels: list[QLabel] = []
        self._rows = QFormLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(2 * theme.GAP)
        self._rows.setVerticalSpacing(theme.GAP)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

    def add(self, name: str, field: QWidget) -> None:
        """A row; its name leads to the field."""
        label = QLabel(name)
        label.setBuddy(field)
        self._labels.append(label)
        self._rows.addRow(label, field)

    def add_heading(self, text: str) -> None:
        """The title of the rows that follow."""
        heading = theme.named(QLabel(text), "heading")
        heading.setContentsMargins(0, 2 * theme.GAP if self._rows.rowCount() else 0, 0, 0)
        self._rows.addRow(heading)

    def add_wide(self, field: QWidget) -> None:
        """A row without a name."""
        self._rows.addRow(field)

    def set_shown(self, field: QWidget, shown: bool) -> None:
        """Whether a field's row is there."""
        self._rows.setRowVisible(field, shown)

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

    def _break(self) -> None:
        names = max((label.sizeHint().width() for label in self._labels), default=0)
        fields = FIELD_CHARACTERS * self.fontMetrics().averageCharWidth() + 6 * theme.GAP
        apart = names + self._rows.horizontalSpacing() + fields > self.width()
        policy = QFormLayout.RowWrapPolicy
        self._rows.setRowWrapPolicy(policy.WrapAllRows if apart else policy.DontWrapRows)

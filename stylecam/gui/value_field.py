"""A number that is read, and typed anew after a double click or Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from stylecam.gui import theme
from stylecam.gui.scale import Scale, Unit

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ValueField(QLineEdit):
    """Shows a value; what is typed and is no number between the scale's ends leaves it as it is.

    Args:
        name: of the value.
        scale: its ends.
        unit: how it is written.
    """

    typed = Signal(float)
    """A person typed this value."""

    def __init__(self, name: str, scale: Scale, unit: Unit) -> None:
        super().__init__()
        theme.named(self, "value")
        self._scale = scale
        self._unit = unit
        self._value = scale.default
        self.setAccessibleName(name)
        self.setToolTip(self.tr("Double-click to type a number"))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        # A click leaves the keys to the window; Tab still comes here.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._keeps_focus = True
        self._show_reading()

    def set_value(self, value: float) -> None:
        """Show it; what is being typed stays."""
        self._value = value
        if self.isReadOnly():
            self.setText(self._unit.write(value))

    def sizeHint(self) -> QSize:
        """As wide as its widest value."""
        scale, letters = self._scale, self.fontMetrics()
        widest = max(letters.horizontalAdvance(self._unit.write(value)) for value in (scale.least, scale.most))
        return QSize(widest + 2 * theme.GAP, letters.height() + theme.GAP // 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            own = (*_ENTER,) if self.isReadOnly() else (*_ENTER, Qt.Key.Key_Escape)
            if event.key() in own:
                event.accept()
                return True
        return super().event(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.isReadOnly():
            self._start_typing()
        else:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in _ENTER
        if self.isReadOnly():
            # Every other key is the window's.
            if entered:
                self._start_typing()
            else:
                event.ignore()
        elif entered:
            self._take()
        elif event.key() == Qt.Key.Key_Escape:
            self._end_typing()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.isReadOnly():
            self._take()

    def _start_typing(self) -> None:
        self._keeps_focus = self.hasFocus()
        self.setReadOnly(False)
        self.setFocus()
        self.selectAll()
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def _take(self) -> None:
        value = self._unit.read(self.text())
        self._end_typing()
        if value is not None and self._scale.least <= value <= self._scale.most:
            self.typed.emit(value)

    def _end_typing(self) -> None:
        self._show_reading()
        if not self._keeps_focus:
            self.clearFocus()

    def _show_reading(self) -> None:
        self.setReadOnly(True)
        self.deselect()
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.set_value(self._value)

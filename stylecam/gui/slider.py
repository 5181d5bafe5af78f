"""A slider with its name, its value and a way back."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QStyle, QStyleOptionSlider, QWidget

from stylecam.gui import theme
from stylecam.gui.icon_button import IconButton
from stylecam.gui.keys import ARROWS, keep_keys
from stylecam.gui.scale import Scale, Unit
from stylecam.gui.value_field import ValueField

SLIDER_KEYS = (*ARROWS, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End)
_PAGE = 10
"""Parts of a slider that Page Up passes in one step."""


class JumpingSlider(QSlider):
    """Goes where it is clicked, as video players' do; the wheel turns it only while it has the focus."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, self
        )
        at = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and not handle.contains(at):
            run = self.width() - handle.width()
            value = QStyle.sliderValueFromPosition(
                self.minimum(),
                self.maximum(),
                at.x() - handle.width() // 2,
                run,
                option.upsideDown,
            )
            self.setValue(value)
        # The handle is under the pointer now: the drag starts here.
        super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            # Whoever scrolls past a slider does not mean it.
            event.ignore()


class _Resettable(JumpingSlider):
    doubled = Signal()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        # The first click of the two has begun a drag.
        self.setSliderDown(False)
        self.doubled.emit()


class LabelledSlider(QWidget):
    """A value between two ends, moved, typed, or set back to its default by a double click or the button beside it.

    Args:
        name: what it changes.
        scale: its values.
        unit: how they are written.
        tip: what it does to the picture.
    """

    moved = Signal(float)
    """A person moved it there, on the way too."""

    def __init__(self, name: str, scale: Scale, unit: Unit, tip: str) -> None:
        super().__init__()
        self._scale = scale
        self._unit = unit
        self.slider = _Resettable(Qt.Orientation.Horizontal)
        self.slider.setRange(0, scale.steps)
        self.slider.setPageStep(max(1, scale.steps // _PAGE))
        self.slider.setAccessibleName(name)
        keep_keys(self.slider, SLIDER_KEYS)
        self.label = QLabel(name, wordWrap=True)
        self.field = ValueField(name, scale, unit)
        self.reset = IconButton("reset", self.tr("Reset %1").replace("%1", name))
        self._lay_out(tip)
        self.slider.valueChanged.connect(self._on_moved)
        self.slider.doubled.connect(self._reset)
        self.field.typed.connect(self._ask)
        self.reset.clicked.connect(self._reset)
        self.set_value(scale.default)

    def set_value(self, value: float) -> None:
        """Show it; `moved` stays silent."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(self._scale.place_of(value))
        written = self._unit.write(value)
        self.field.set_value(value)
        # Qt reads out a slider's place; what people know it by is said after it.
        self.slider.setAccessibleDescription(written)
        differs = written != self._unit.write(self._scale.default)
        if not differs and self.reset.hasFocus():
            self.slider.setFocus(Qt.FocusReason.TabFocusReason)
        self.reset.setEnabled(differs)

    def _lay_out(self, tip: str) -> None:
        for part in (self.label, self.slider):
            part.setToolTip(tip)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP // 2)
        layout.setVerticalSpacing(0)
        layout.setColumnStretch(0, 1)
        layout.addWidget(self.label, 0, 0)
        layout.addWidget(self.field, 0, 1, 1, 2)
        layout.addWidget(self.slider, 1, 0, 1, 2)
        layout.addWidget(self.reset, 1, 2)
        self.setTabOrder(self.slider, self.field)
        self.setTabOrder(self.field, self.reset)

    def _on_moved(self) -> None:
        self._ask(self._scale.value_at(self.slider.value()))

    def _reset(self) -> None:
        self._ask(self._scale.default)

    def _ask(self, value: float) -> None:
        self.set_value(value)
        self.moved.emit(value)

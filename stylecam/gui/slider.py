"""A slider with its name and its value."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QStyle, QStyleOptionSlider, QWidget

from stylecam.gui import theme
from stylecam.gui.keys import ARROWS, keep_keys


class _JumpingSlider(QSlider):
    """Goes where it is clicked, as video players' do."""

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


class LabelledSlider(QWidget):
    """A number between 0 and `most`, in steps of `step`.

    Args:
        name: what it changes.
        most: the right end.
        step: what an arrow key adds.
        show: the value as people read it.
        tip: what it does to the picture.
    """

    moved = Signal(float)
    """A person moved it there."""

    def __init__(self, name: str, most: float, step: float, show: Callable[[float], str], tip: str) -> None:
        super().__init__()
        self._step = step
        self._show = show
        self.slider = _JumpingSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, round(most / step))
        self.slider.setAccessibleName(name)
        self.slider.valueChanged.connect(self._on_value)
        keep_keys(self.slider, ARROWS)
        self._value = theme.named(QLabel(), "value")
        self.setToolTip(tip)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(QLabel(name), 0, 0)
        layout.addWidget(self._value, 0, 1, Qt.AlignmentFlag.AlignRight)
        layout.addWidget(self.slider, 1, 0, 1, 2)
        self._write()

    def set_value(self, value: float) -> None:
        """Show it; `moved` stays silent."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(value / self._step))
        self._value.setText(self._show(value))

    def _on_value(self) -> None:
        self._write()
        self.moved.emit(self.slider.value() * self._step)

    def _write(self) -> None:
        self._value.setText(self._show(self.slider.value() * self._step))

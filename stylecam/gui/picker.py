"""Which camera, file or scene is painted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QSizePolicy

from stylecam.gui import theme
from stylecam.gui.choices import SourceChoice
from stylecam.gui.keys import keep_keys


def label_of(spec: str) -> str:
    """A file goes by its name, anything else by its specification."""
    path = PurePath(spec)
    return path.name if path.suffix and "://" not in spec else spec


class SourcePicker(QComboBox):
    """The sources by name. To pick the current one again opens it again."""

    picked = Signal(str)
    """The specification a person asked for."""

    def __init__(self, choices: Sequence[SourceChoice]) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Source"))
        self.setToolTip(self.tr("Where the picture comes from; pick it again to open it again"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for choice in choices:
            self.addItem(choice.label, choice.spec)
        self.activated.connect(self._on_activated)
        keep_keys(self, (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Space))

    def show_source(self, spec: str) -> None:
        """Show this one as the current; one that is not listed joins the list."""
        if self.findData(spec) < 0:
            self.addItem(label_of(spec), spec)
        self.setCurrentIndex(self.findData(spec))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        # A style sheet takes arrows from files only; drawn, it follows the theme and the screen's density.
        middle = QPointF(self.width() - 16, self.height() / 2)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.MUTED, 1.6, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline([middle + QPointF(x, y) for x, y in ((-4, -2), (0, 2), (4, -2))])
        painter.end()

    def _on_activated(self, place: int) -> None:
        self.picked.emit(self.itemData(place))

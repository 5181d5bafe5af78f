"""What lies over a widget for a while: where a drop would go, and how far a long intake has come."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QToolButton, QWidget

from stylecam.gui import theme

_VEIL = 225
"""Opacity, of 255, of the ground that the hint is written on."""


class DropHint(QWidget):
    """Covers its parent while something is held over it that it would take. It takes no clicks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        parent.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.resize(watched.size())
        return False

    def offer(self) -> None:
        """Show it above all else."""
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        scheme = theme.scheme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(scheme.panel)
        veil.setAlpha(_VEIL)
        painter.setBrush(veil)
        painter.setPen(QPen(scheme.accent, 2, Qt.PenStyle.DashLine))
        place = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        painter.drawRoundedRect(place, theme.RADIUS, theme.RADIUS)
        painter.setPen(scheme.text)
        font = painter.font()
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(
            place.adjusted(theme.GAP, theme.GAP, -theme.GAP, -theme.GAP), flags, self.tr("Drop to add as a style")
        )


class IntakeProgress(QWidget):
    """How much of what was dropped is taken in, and a button that ends it. Hidden while nothing is waited for."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.label = theme.named(QLabel(wordWrap=True), "quiet")
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(self.tr("Pictures taken in"))
        self.cancel_button = theme.named(QToolButton(), "quietButton")
        self.cancel_button.setText(self.tr("Cancel"))
        self.cancel_button.setToolTip(self.tr("Take in no more pictures"))
        self.cancel_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.cancel_button.clicked.connect(self.cancelled)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.label, 0, 0)
        layout.addWidget(self.cancel_button, 0, 1)
        layout.addWidget(self.bar, 1, 0, 1, 2)
        layout.setColumnStretch(0, 1)
        self.hide()

    def show_pictures(self, done: int, total: int) -> None:
        """So many of so many; a single one is there before a bar would be read."""
        self._show(done, total, self.tr("Adding %1 of %2").replace("%1", str(done + 1)).replace("%2", str(total)))
        self.setVisible(done < total and total > 1)

    def show_bytes(self, done: int, total: int) -> None:
        """So much of so much of what is fetched; a total of 0 is the end."""
        megabytes = f"{done / 2**20:.1f}"
        self._show(done, total, self.tr("Fetching: %1 MB").replace("%1", megabytes))
        self.setVisible(total > 0)

    def _show(self, done: int, total: int, text: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.label.setText(text)

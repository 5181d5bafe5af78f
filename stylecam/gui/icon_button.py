"""A small button that is an icon."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QToolButton

from stylecam.gui.icons import icon
from stylecam.gui.keys import keep_keys
from stylecam.gui.theme import Scheme, scheme_of

_REDRESSED = frozenset({QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange})


class IconButton(QToolButton):
    """As large as its letters, in the colours of the theme.

    Args:
        name: of the icon.
        spoken: what it does, read out and as its tip.
    """

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        self._name = name
        self._worn: Scheme | None = None
        self.setAutoRaise(True)
        self.setObjectName("iconButton")
        self.set_spoken(spoken)
        keep_keys(self, (Qt.Key.Key_Space,))
        self._dress()

    def set_spoken(self, spoken: str) -> None:
        """What it does now."""
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _REDRESSED:
            self._dress()

    def sizeHint(self) -> QSize:
        side = self.fontMetrics().height() + 4
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _dress(self) -> None:
        side = round(0.9 * self.fontMetrics().height())
        self.setIconSize(QSize(side, side))
        scheme = scheme_of(self)
        if scheme is not self._worn:
            self._worn = scheme
            self.setIcon(icon(self._name, scheme))

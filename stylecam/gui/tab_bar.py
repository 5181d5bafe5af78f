"""Tabs of which all are always seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QTabBar

from stylecam.gui import theme
from stylecam.gui.icons import icon

PADDING = 8
"""Pixels beside a title, both sides together: as the sheet's. The open tab among icons has twice that."""


class TabBar(QTabBar):
    """Titles; where they have no room together, icons for all but the open one, whose titles are tooltips then.

    Args:
        tabs: icon and title of each tab that will be added.
    """

    def __init__(self, tabs: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._tabs = tabs
        self.setUsesScrollButtons(False)
        self.currentChanged.connect(self._fit)

    def tabInserted(self, place: int) -> None:
        super().tabInserted(place)
        self.setAccessibleTabName(place, self._tabs[place][1])
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        # Qt's own icons lie at their tabs' left ends when there is no text.
        painter = QPainter(self)
        scheme = theme.scheme_of(self)
        quiet = replace(scheme, text=scheme.muted)
        for place, (name, _) in enumerate(self._tabs[: self.count()]):
            tab = self.tabRect(place)
            if not self.tabText(place):
                side = min(tab.width() - PADDING, self.fontMetrics().height())
                square = QRect(0, 0, side, side)
                square.moveCenter(tab.center())
                icon(name, quiet).paint(painter, square)
        painter.end()

    def _fit(self) -> None:
        """With titles if all of them have room."""
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        titles = [title for _, title in self._tabs]
        widths, open_ = (list(map(QFontMetrics(font).horizontalAdvance, titles)) for font in (self.font(), bold))
        widest = max(wide - width for wide, width in zip(open_, widths, strict=True))
        roomy = sum(widths) + widest + len(titles) * PADDING <= self.width()
        theme.set_mood(self, "" if roomy else "icons")
        for place, title in enumerate(titles[: self.count()]):
            titled = roomy or place == self.currentIndex()
            self.setTabText(place, title if titled else "")
            self.setTabToolTip(place, "" if titled else title)

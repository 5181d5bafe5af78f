"""The side of the window where things are chosen: one tab a task, and the strength, which every task needs, below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from stylecam.gui import theme
from stylecam.gui.tab_bar import TabBar

NARROWEST_LETTERS, WIDEST_LETTERS = 42, 62
"""Widths in letters, so that the panel grows with the text."""
SHARE = 0.26
"""Of the window's width."""


class Panel(QWidget):
    """Tabs above, a foot below.

    Args:
        tabs: name, title and page of each; its icon goes by its name.
        foot: what every tab needs.
    """

    def __init__(self, tabs: Sequence[tuple[str, str, QWidget]], foot: QWidget) -> None:
        super().__init__()
        theme.named(self, "panel")
        self._names = [name for name, _, _ in tabs]
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.tr("What to choose"))
        bar = TabBar([(name, title) for name, title, _ in tabs])
        bar.setAccessibleName(self.tr("What to choose"))
        self.tabs.setTabBar(bar)
        # Which sets the bar anew.
        self.tabs.setDocumentMode(True)
        bar.setExpanding(True)
        bar.setDrawBase(False)
        for _, title, page in tabs:
            self.tabs.addTab(page, title)
        holder = QWidget()
        below = QVBoxLayout(holder)
        below.setContentsMargins(2 * theme.GAP, theme.GAP, 2 * theme.GAP, 2 * theme.GAP)
        below.addWidget(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(holder)

    @property
    def tab(self) -> str:
        """The name of the tab that is shown."""
        return self._names[self.tabs.currentIndex()]

    def show_tab(self, name: str) -> None:
        """Show this tab; one that there is not changes nothing."""
        if name in self._names:
            self.tabs.setCurrentIndex(self._names.index(name))

    def fit_to(self, window_width: int) -> None:
        """Take a fair share of the window."""
        letter = theme.letter_width(self.fontMetrics())
        least, most = NARROWEST_LETTERS * letter, WIDEST_LETTERS * letter
        # Never more than half: the picture is what the window is for.
        self.setFixedWidth(min(most, max(least, round(window_width * SHARE)), window_width // 2))

"""The row of buttons below the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from stylecam.gui import theme
from stylecam.gui.actions import plain, with_key
from stylecam.gui.icons import icon

BETWEEN = 2 * theme.GAP
"""Pixels between two groups."""


@dataclass(frozen=True)
class Tool:
    """A button: its action, its icon, its short name, and what it does to the picture."""

    action: QAction
    icon: str
    name: str
    about: str


class ToolBar(QFrame):
    """Buttons for actions, in groups.

    Where there is no room for their names they are icons alone; where there is none for the icons, group below group.

    Args:
        groups: from left to right; the last one is at the right edge.
    """

    def __init__(self, groups: Sequence[Sequence[Tool]]) -> None:
        super().__init__()
        theme.named(self, "toolBar")
        self._worn: theme.Scheme | None = None
        self._tools = [tool for group in groups for tool in group]
        self.buttons = {tool.action: _button(tool) for tool in self._tools}
        self._groups = [_side_by_side([self.buttons[tool.action] for tool in group]) for group in groups]
        layout = self._column = QVBoxLayout(self)
        # The bar may be narrower than its names.
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        layout.setContentsMargins(theme.GAP, theme.GAP // 2, theme.GAP, theme.GAP // 2)
        layout.setSpacing(theme.GAP // 2)
        self._rows: list[range] = []
        # As many as may ever be needed: Qt leaves no gap for one without buttons.
        self._lines = [QHBoxLayout() for _ in groups]
        for line in self._lines:
            line.setSpacing(0)
            layout.addLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._tint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _tint(self) -> None:
        """Icons in the theme's colours, as large as the letters."""
        scheme = theme.scheme_of(self)
        side = round(self.fontMetrics().height() * 1.2)
        for tool in self._tools:
            self.buttons[tool.action].setIconSize(QSize(side, side))
            if scheme is not self._worn:
                # On the action: its button takes its icon from there again whenever the action changes.
                tool.action.setIcon(icon(tool.icon, scheme))
        self._worn = scheme
        self._fit()

    def _fit(self) -> None:
        """With names if all of them have room, else in as few rows as the icons need."""
        rows = self._rows_with(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        if len(rows) > 1:
            rows = self._rows_with(Qt.ToolButtonStyle.ToolButtonIconOnly)
        if rows != self._rows:
            self._rows = rows
            self._lay_out()

    def _rows_with(self, style: Qt.ToolButtonStyle) -> list[range]:
        """Dress all buttons so; which groups are side by side then."""
        for button in self.buttons.values():
            button.setToolButtonStyle(style)
        margins = self._column.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        return rows_of([group.minimumSizeHint().width() for group in self._groups], BETWEEN, room)

    def _lay_out(self) -> None:
        for line in self._lines:
            while line.count():
                line.takeAt(0)
        last = len(self._groups) - 1
        for line, row in zip(self._lines, self._rows, strict=False):
            for place in row:
                if place == last:
                    line.addStretch(1)
                elif place > row.start:
                    line.addSpacing(BETWEEN)
                line.addWidget(self._groups[place])
            if last not in row:
                line.addStretch(1)


def rows_of(widths: Sequence[int], gap: int, room: int) -> list[range]:
    """Which of things in a line go side by side, in as few rows as there is room for.

    The lower rows are the full ones: the last thing is never alone where another has room beside it.
    """
    rows: list[range] = []
    end = len(widths)
    while end:
        start = end - 1
        while start and sum(widths[start - 1 : end]) + gap * (end - start) <= room:
            start -= 1
        rows.insert(0, range(start, end))
        end = start
    return rows


def _side_by_side(buttons: Sequence[QToolButton]) -> QWidget:
    group = QWidget()
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.GAP // 2)
    for button in buttons:
        row.addWidget(button)
    return group


def _button(tool: Tool) -> QToolButton:
    button = QToolButton()
    # Qt leaves two pixels between icon and name, whatever their size.
    tool.action.setIconText(f" {tool.name}")
    tool.action.setIconVisibleInMenu(False)
    tool.action.setToolTip(f"{with_key(tool.action)}\n{tool.about}")
    button.setDefaultAction(tool.action)
    button.setAccessibleName(plain(tool.action.text()))
    # A click leaves the keys to the window; Tab still comes here.
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def set_busy(button: QWidget, busy: bool) -> None:
    """Marked as at work, such as the button of a recording that runs."""
    theme.set_mood(button, "busy" if busy else "")

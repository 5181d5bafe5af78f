"""The row of buttons below the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QToolButton, QWidget

from stylecam.gui import theme
from stylecam.gui.actions import plain, with_key
from stylecam.gui.icons import icon


@dataclass(frozen=True)
class Tool:
    """A button: its action, its icon, its short name, and what it does to the picture."""

    action: QAction
    icon: str
    name: str
    about: str


class ToolBar(QFrame):
    """Buttons for actions, in groups; where there is no room for their names they are icons alone.

    Args:
        groups: from left to right; the last one is at the right edge.
    """

    def __init__(self, groups: Sequence[Sequence[Tool]]) -> None:
        super().__init__()
        theme.named(self, "toolBar")
        self._worn: theme.Scheme | None = None
        self._tools = [tool for group in groups for tool in group]
        self.buttons = {tool.action: _button(tool) for tool in self._tools}
        layout = self._row = QHBoxLayout(self)
        # The bar may be narrower than its names.
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        layout.setContentsMargins(theme.GAP, theme.GAP // 2, theme.GAP, theme.GAP // 2)
        layout.setSpacing(theme.GAP // 2)
        for place, group in enumerate(groups):
            if place == len(groups) - 1:
                layout.addStretch(1)
            elif place:
                layout.addSpacing(2 * theme.GAP)
            for tool in group:
                layout.addWidget(self.buttons[tool.action])
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
        """With names if all of them have room."""
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in self.buttons.values():
            button.setToolButtonStyle(beside)
        if self._row.minimumSize().width() > self.width():
            for button in self.buttons.values():
                button.setToolButtonStyle(alone)


def _button(tool: Tool) -> QToolButton:
    button = QToolButton()
    tool.action.setIconText(tool.name)
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

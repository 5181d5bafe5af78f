"""What keys and menus do: one action each, so that menus, tool bar and the sheet of shortcuts say the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

Key = Qt.Key | QKeySequence.StandardKey | str


@dataclass(frozen=True)
class Group:
    """One menu: its title and its actions, with None for a line between them."""

    title: str
    entries: list[QAction | None]


class Actions:
    """The actions of a window, group by group.

    Args:
        window: whose keys they are.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.groups: list[Group] = []

    def group(self, title: str) -> None:
        """What is added from now on belongs to this menu."""
        self.groups.append(Group(title, []))

    def line(self) -> None:
        """A line in the menu."""
        self.groups[-1].entries.append(None)

    def add(self, text: str, key: Key | None, does: Callable[[], object]) -> QAction:
        """An action that its key triggers once, however long it is held."""
        action = self._add(text, key)
        action.setAutoRepeat(False)
        action.triggered.connect(lambda: does())
        return action

    def add_stepping(self, text: str, key: Key, does: Callable[[], object]) -> QAction:
        """An action that goes on while its key is held."""
        action = self.add(text, key, does)
        action.setAutoRepeat(True)
        return action

    def add_switch(self, text: str, key: Key | None, switch: Callable[[bool], object], on: bool = False) -> QAction:
        """An action that is on or off; `switch` hears which."""
        action = self._add(text, key)
        action.setAutoRepeat(False)
        action.setCheckable(True)
        action.setChecked(on)
        action.toggled.connect(switch)
        return action

    def fill(self, bar: QMenuBar) -> list[QMenu]:
        """Make the menus."""
        menus = []
        for group in self.groups:
            menu = bar.addMenu(group.title)
            for entry in group.entries:
                if entry is None:
                    menu.addSeparator()
                else:
                    menu.addAction(entry)
            menus.append(menu)
        return menus

    def _add(self, text: str, key: Key | None) -> QAction:
        action = QAction(text, self._window)
        if key is not None:
            action.setShortcut(QKeySequence(key))
        # Shown in menus, but also heard while the menu bar is hidden.
        self._window.addAction(action)
        self.groups[-1].entries.append(action)
        return action


def plain(text: str) -> str:
    """A menu text without its marks: "&Open file…" is "Open file", and "打开(&O)…" is "打开"."""
    return re.sub(r"\(&\w\)|&(.)", r"\1", text).removesuffix("…")


def with_key(action: QAction) -> str:
    """A tooltip's first line: what the action is called, and its key."""
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{plain(action.text())} ({key})" if key else plain(action.text())

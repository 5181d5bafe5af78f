"""The sheet of shortcuts, made from the actions themselves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from stylecam.gui import theme
from stylecam.gui.actions import Group, plain

COLUMNS = 2


class ShortcutSheet(QDialog):
    """Every action that has a key, menu by menu.

    Args:
        groups: the window's actions.
        more: keys that are no actions: what is pressed, what it does.
        parent: the window.
    """

    def __init__(self, groups: Sequence[Group], more: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        blocks = [(plain(group.title), self._rows(group)) for group in groups]
        blocks.append((self.tr("In the gallery and the mixer"), list(more)))
        sheet = QWidget()
        layout = QHBoxLayout(sheet)
        layout.setSpacing(5 * theme.GAP)
        for column in self._columns([block for block in blocks if block[1]]):
            layout.addLayout(column)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(sheet)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.addWidget(scroll)
        outer.addWidget(buttons)
        wanted = sheet.sizeHint()
        room = parent.screen().availableSize() * 0.9
        self.resize(min(room.width(), wanted.width() + 64), min(room.height(), wanted.height() + 96))

    @staticmethod
    def _rows(group: Group) -> list[tuple[str, str]]:
        keyed = [entry for entry in group.entries if entry is not None and not entry.shortcut().isEmpty()]
        native = QKeySequence.SequenceFormat.NativeText
        return [(entry.shortcut().toString(native), plain(entry.text())) for entry in keyed]

    @staticmethod
    def _columns(blocks: Sequence[tuple[str, list[tuple[str, str]]]]) -> list[QVBoxLayout]:
        """The blocks in order, cut into columns of about the same height."""
        total = sum(len(rows) + 2 for _, rows in blocks)
        columns = [QVBoxLayout() for _ in range(COLUMNS)]
        done = 0
        for title, rows in blocks:
            column = columns[min(COLUMNS - 1, done * COLUMNS // total)]
            column.addWidget(theme.named(QLabel(title), "heading"))
            column.addLayout(_grid(rows))
            column.addSpacing(2 * theme.GAP)
            done += len(rows) + 2
        for column in columns:
            column.addStretch(1)
        return columns


def _grid(rows: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setColumnStretch(1, 1)
    grid.setHorizontalSpacing(2 * theme.GAP)
    grid.setVerticalSpacing(theme.GAP - 2)
    for place, (keys, does) in enumerate(rows):
        grid.addWidget(theme.named(QLabel(keys), "key"), place, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(QLabel(does), place, 1)
    return grid

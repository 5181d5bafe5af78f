"""The sheet of shortcuts, made from the actions themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
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


@dataclass(frozen=True)
class Block:
    """Keys that belong together: a title, and what is pressed with what it does."""

    title: str
    rows: Sequence[tuple[str, str]]


class ShortcutSheet(QDialog):
    """Every action that has a key, menu by menu.

    Args:
        groups: the window's actions.
        more: keys that are no actions.
        parent: the window.
    """

    def __init__(self, groups: Sequence[Group], more: Block, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        blocks = [*(Block(plain(group.title), _rows(group)) for group in groups), more]
        sheet = QWidget()
        layout = QHBoxLayout(sheet)
        layout.setSpacing(6 * theme.GAP)
        for column in _columns([block for block in blocks if block.rows]):
            layout.addLayout(column)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(sheet)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.addWidget(scroll)
        outer.addWidget(buttons)
        # As large as everything needs, where the screen has room; beside it the scroll bar.
        wanted = sheet.sizeHint()
        scroll.setMinimumWidth(wanted.width() + scroll.verticalScrollBar().sizeHint().width())
        room = parent.screen().availableSize()
        self.resize(self.minimumSizeHint().width(), min(round(room.height() * 0.9), wanted.height() + 80))


def _rows(group: Group) -> list[tuple[str, str]]:
    """What has a key; the row of digits is one line."""
    native = QKeySequence.SequenceFormat.NativeText
    keyed = [entry for entry in group.entries if entry is not None and not entry.shortcut().isEmpty()]
    rows = [(entry.shortcut().toString(native), plain(entry.text())) for entry in keyed]
    digits = [row for row in rows if row[0].isdigit()]
    if len(digits) < 2:
        return rows
    about = QCoreApplication.translate("ShortcutSheet", "The style at that place of the gallery")
    merged = (f"{digits[0][0]} – {digits[-1][0]}", about)
    return [merged if row == digits[0] else row for row in rows if row not in digits[1:]]


def _columns(blocks: Sequence[Block]) -> list[QGridLayout]:
    """The blocks in order, cut into columns of about the same height."""
    total = sum(len(block.rows) + 2 for block in blocks)
    columns = [_Column() for _ in range(COLUMNS)]
    done = 0
    for block in blocks:
        height = len(block.rows) + 2
        # By its middle, so that a tall block goes where most of it belongs.
        columns[min(COLUMNS - 1, (2 * done + height) * COLUMNS // (2 * total))].add(block)
        done += height
    return [column.finished() for column in columns]


class _Column:
    """One grid for all its blocks, so that what the keys do is aligned."""

    def __init__(self) -> None:
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(2 * theme.GAP)
        self._grid.setVerticalSpacing(theme.GAP - 2)
        self._row = 0

    def add(self, block: Block) -> None:
        if self._row:
            self._grid.setRowMinimumHeight(self._row, 2 * theme.GAP)
            self._row += 1
        self._grid.addWidget(theme.named(QLabel(block.title), "heading"), self._row, 0, 1, 2)
        for keys, does in block.rows:
            self._row += 1
            self._grid.addWidget(theme.named(QLabel(keys), "key"), self._row, 0, Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(QLabel(does), self._row, 1)
        self._row += 1

    def finished(self) -> QGridLayout:
        self._grid.setRowStretch(self._row, 1)
        return self._grid

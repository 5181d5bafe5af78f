"""The named looks as a list: name, and what is in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from stylecam.gui import theme
from stylecam.gui.keys import keep_keys

NAME = Qt.ItemDataRole.DisplayRole
ABOUT, SOUND, MARKED = (Qt.ItemDataRole.UserRole + n for n in range(3))

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Row:
    """One look: its name, what is in it, and why it cannot be shown, "" if it can."""

    name: str
    about: str
    trouble: str = ""


class LookList(QListWidget):
    """Looks by name, those that are shown just now in bold."""

    load_asked = Signal()
    rename_asked = Signal()
    remove_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        theme.named(self, "gallery")
        self.setAccessibleName(self.tr("Looks"))
        self.setItemDelegate(_Delegate(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemDoubleClicked.connect(lambda: self.load_asked.emit())
        keys = Qt.Key
        moving = (keys.Key_Up, keys.Key_Down, keys.Key_Home, keys.Key_End, keys.Key_PageUp, keys.Key_PageDown)
        keep_keys(self, (*moving, keys.Key_Return, keys.Key_Enter, keys.Key_F2, keys.Key_Delete))

    @property
    def chosen(self) -> str:
        """The selected look's name, "" while none is."""
        item = self.currentItem()
        return str(item.data(NAME)) if item is not None else ""

    @property
    def marked(self) -> list[str]:
        """The names in bold."""
        return [item.data(NAME) for item in self._all() if item.data(MARKED)]

    def show_rows(self, rows: Sequence[Row], chosen: str) -> None:
        """List these; the chosen one is selected, or what is in its place now."""
        place = self.currentRow()
        self.clear()
        for row in rows:
            item = QListWidgetItem(self)
            item.setData(NAME, row.name)
            item.setData(ABOUT, row.about)
            item.setData(SOUND, not row.trouble)
            item.setToolTip(f"{row.name}\n{row.trouble or row.about}")
        names = [row.name for row in rows]
        self.setCurrentRow(names.index(chosen) if chosen in names else min(max(0, place), len(rows) - 1))

    def mark(self, names: Collection[str]) -> None:
        """Show these in bold."""
        for item in self._all():
            on = item.data(NAME) in names
            item.setData(MARKED, on)
            spoken = f"{item.data(NAME)}, {item.data(ABOUT)}"
            heard = self.tr("%1, shown now").replace("%1", spoken) if on else spoken
            item.setData(Qt.ItemDataRole.AccessibleTextRole, heard)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = {
            Qt.Key.Key_Return: self.load_asked,
            Qt.Key.Key_Enter: self.load_asked,
            Qt.Key.Key_F2: self.rename_asked,
            Qt.Key.Key_Delete: self.remove_asked,
        }.get(Qt.Key(event.key()))
        if asked is None or not self.chosen:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            asked.emit()

    def _all(self) -> list[QListWidgetItem]:
        return [self.item(place) for place in range(self.count())]


class _Delegate(QStyledItemDelegate):
    """The name, and below it what is in the look."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, 2 * QFontMetrics(option.font).lineSpacing() + 2 * theme.GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        scheme = theme.scheme_of(option.widget)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = chosen and option.widget.hasFocus()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or over:
            painter.setPen(QPen(scheme.accent, 2) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(scheme.raised if chosen else scheme.surface)
            painter.drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), theme.RADIUS - 2, theme.RADIUS - 2)
        inside = option.rect.adjusted(theme.GAP + 2, theme.GAP, -theme.GAP - 2, -theme.GAP)
        half = inside.height() // 2
        name = QFont(option.font)
        name.setBold(bool(index.data(MARKED)))
        upper = QRect(inside.left(), inside.top(), inside.width(), half)
        sound = bool(index.data(SOUND))
        painter.setPen(scheme.text)
        _write(painter, upper, name, index.data(NAME))
        painter.setPen(scheme.muted if sound else scheme.error)
        _write(painter, upper.translated(0, half), option.font, index.data(ABOUT))
        painter.restore()


def _write(painter: QPainter, place: QRect, font: QFont, text: str) -> None:
    painter.setFont(font)
    short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, short)

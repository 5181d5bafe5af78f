"""The painted regions, one under the other."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from stylecam.gui import theme
from stylecam.gui.desk import Desk
from stylecam.gui.devices.combo import Entry, Picker
from stylecam.gui.icon_button import IconButton
from stylecam.gui.regions.tints import tint_of
from stylecam.gui.regions.words import treatment_name
from stylecam.look import Look, MaskedRegion, Treatment

NOW = "the styles chosen now"
"""The value of an entry; no treatment is called so."""
ALWAYS: tuple[Treatment, ...] = ("original", "blur")
"""What is offered for every region."""
SPOT = 12
"""Pixels."""


class Rows(QWidget):
    """What becomes of each region; those below are laid over those above.

    Args:
        desk: what is asked, and what holds the regions.
    """

    edit_asked = Signal(int)
    """A person wants to paint on the region at this place."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.rows: list[Row] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.GAP // 2)
        desk.look_changed.connect(self._show_look)
        self._show_look(desk.look)

    def _show_look(self, look: Look) -> None:
        while len(self.rows) < len(look.masks):
            self._add()
        while len(self.rows) > len(look.masks):
            row = self.rows.pop()
            # Before it goes: the focus would go to the next widget that is to go, too.
            row.hide()
            row.deleteLater()
        for row, region in zip(self.rows, look.masks, strict=True):
            row.show_region(region)
        self.setVisible(bool(self.rows))

    def _add(self) -> None:
        place = len(self.rows)
        row = Row(place)
        row.paint.picked.connect(lambda paint: self._paint(place, paint))
        row.edit.clicked.connect(lambda: self.edit_asked.emit(place))
        row.remove.clicked.connect(lambda: self._remove(place))
        self.rows.append(row)
        self._layout.addWidget(row)

    def _paint(self, place: int, picked: object) -> None:
        masks = self._desk.look.masks
        if picked == NOW:
            paint: Treatment = self._desk.look.mix
        else:
            # Beside those that are always offered only what it is already.
            paint = next((each for each in ALWAYS if each == picked), masks[place].paint)
        self._desk.set_masks((*masks[:place], replace(masks[place], paint=paint), *masks[place + 1 :]))
        # Also when nothing has changed: what is chosen is the desk's to say.
        self._show_look(self._desk.look)

    def _remove(self, place: int) -> None:
        masks = self._desk.look.masks
        self._desk.set_masks((*masks[:place], *masks[place + 1 :]))


class Row(QWidget):
    """One region: its tint, what becomes of it, and buttons to paint on it and to remove it.

    Args:
        place: in the list, from 0.
    """

    def __init__(self, place: int) -> None:
        super().__init__()
        number = str(place + 1)
        self.paint = Picker(
            self.tr("Region %1").replace("%1", number), self.tr("What becomes of this region of the picture")
        )
        self.edit = IconButton("brush", self.tr("Paint on region %1").replace("%1", number))
        self.remove = IconButton("close", self.tr("Remove region %1").replace("%1", number))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        for part in (_Tint(place), QLabel(number)):
            layout.addWidget(part)
        layout.addWidget(self.paint, 1)
        layout.addWidget(self.edit)
        layout.addWidget(self.remove)

    def show_region(self, region: MaskedRegion) -> None:
        """Show what becomes of it."""
        offered = ALWAYS if isinstance(region.paint, str) else (*ALWAYS, region.paint)
        entries: list[Entry | None] = [Entry(treatment_name(each), each) for each in offered]
        self.paint.offer([*entries, None, Entry(self.tr("The styles chosen now"), NOW)], region.paint)


class _Tint(QWidget):
    """A round spot of the region's colour."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self._place = place
        self.setFixedSize(QSize(SPOT, SPOT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint_of(self._place))
        painter.drawEllipse(self.rect())
        painter.end()

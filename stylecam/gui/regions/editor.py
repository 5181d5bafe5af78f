"""The region that is painted just now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from stylecam.errors import StylecamError
from stylecam.gui.desk import Desk
from stylecam.gui.messages import Message
from stylecam.gui.regions.files import keep_mask, mask_from, read_mask, size_for
from stylecam.gui.regions.strokes import Drawing, Point
from stylecam.look import Look, MaskedRegion, Size, Treatment

NARROWEST, WIDEST = 0.01, 0.6
"""Of the brush, as share of the picture's height."""
AT_FIRST = 0.12

NEW_PAINT: Treatment = "original"
"""What becomes of a new region until another is chosen."""


class Editor(QObject):
    """Paints one mask at a time, and hands it to the desk when it is done.

    Args:
        desk: holds the masks.
        folder: where their files are kept.
    """

    changed = Signal()
    """Begun, ended, painted, or another brush."""
    told = Signal(object)
    """Message."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__()
        self._desk, self._folder = desk, folder
        self._source: Size | None = None
        self._before: tuple[MaskedRegion, ...] = ()
        self._place = 0
        self._drawing: Drawing | None = None
        self._width = AT_FIRST
        self._erases = False
        desk.look_changed.connect(self._on_look)

    @property
    def drawing(self) -> Drawing | None:
        """What is painted so far; None while nothing is."""
        return self._drawing

    @property
    def place(self) -> int:
        """The region's in the list; past its end for a new one."""
        return self._place

    @property
    def source(self) -> Size | None:
        """(width, height) of the camera's picture; None before there is one."""
        return self._source

    @property
    def width(self) -> float:
        """Of the brush, as share of the picture's height."""
        return self._width

    @property
    def erases(self) -> bool:
        """Whether the brush takes away."""
        return self._erases

    def set_source(self, size: Size | None) -> None:
        """The camera's picture is of this size; what is painted on one of another shape is given up."""
        if size == self._source:
            return
        if size is not None and self._source is not None and size_for(size) != size_for(self._source):
            self._drawing = None
        self._source = size
        self.changed.emit()

    def set_width(self, width: float) -> None:
        """Clipped to what a brush can have."""
        self._width = min(WIDEST, max(NARROWEST, width))
        self.changed.emit()

    def set_erases(self, erases: bool) -> None:
        self._erases = erases
        self.changed.emit()

    def begin(self, place: int) -> None:
        """Paint the region at this place of the list, or a new one past its end; without a picture nothing happens."""
        self.finish()
        masks = self._desk.look.masks
        if self._source is None:
            return
        size = size_for(self._source)
        try:
            ground = read_mask(masks[place].mask, size) if place < len(masks) else None
        except StylecamError as error:
            self.told.emit(Message(str(error), "error"))
            return
        self._before, self._place, self._erases = masks, place, False
        self._drawing = Drawing(size, ground)
        self.changed.emit()

    def stroke(self, at: Point, erases: bool) -> None:
        """Set the brush down."""
        if self._drawing is not None:
            self._drawing.begin(at, self._width / 2, erases)
            self.changed.emit()

    def pull(self, to: Point) -> None:
        """Pull it on."""
        if self._drawing is not None and self._drawing.strokes:
            self._drawing.go_on(to)
            self.changed.emit()

    def undo(self) -> bool:
        """Take the last stroke back; whether anything is painted at all just now."""
        if self._drawing is None:
            return False
        self._drawing.undo()
        self.changed.emit()
        return True

    def clear(self) -> None:
        """Take everything away."""
        if self._drawing is not None:
            self._drawing.clear()
            self.changed.emit()

    def finish(self) -> bool:
        """Take the region as it is painted, or away where nothing is; whether there was one to end."""
        drawing, self._drawing = self._drawing, None
        if drawing is None:
            return False
        before, place = self._before, self._place
        if not drawing.mask.any():
            self._desk.set_masks((*before[:place], *before[place + 1 :]))
        elif drawing.touched:
            self._keep(drawing, place)
        self.changed.emit()
        return True

    def add_picture(self, path: Path) -> None:
        """A new region, whose mask is a picture."""
        self.finish()
        if self._source is None:
            return
        try:
            kept = keep_mask(self._folder, mask_from(path, self._source))
        except StylecamError as error:
            self.told.emit(Message(str(error), "error"))
        else:
            self._desk.set_masks((*self._desk.look.masks, MaskedRegion(kept, NEW_PAINT)))

    def _keep(self, drawing: Drawing, place: int) -> None:
        masks = self._before
        try:
            kept = keep_mask(self._folder, drawing.mask)
        except StylecamError as error:
            self.told.emit(Message(str(error), "error"))
            return
        old = masks[place] if place < len(masks) else MaskedRegion(kept, NEW_PAINT)
        self._desk.set_masks((*masks[:place], replace(old, mask=kept), *masks[place + 1 :]))

    def _on_look(self, look: Look) -> None:
        # A look with other regions has been loaded: what was painted belongs to none of them.
        if self._drawing is not None and look.masks != self._before:
            self._drawing = None
            self.changed.emit()

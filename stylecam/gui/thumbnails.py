"""The live picture painted in each style of the gallery: which one when."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtGui import QImage

from stylecam.errors import StylecamError
from stylecam.frame import Pixels
from stylecam.gui.gallery.pictures import SIDE, square
from stylecam.gui.pixels import pixels_of
from stylecam.gui.services import ThumbnailPainter
from stylecam.styles import Style

REFRESH_EVERY = 500
"""Milliseconds at least between two repainted tiles, when all have been painted once."""
_LEISURE = 3
"""The pause is at least this many times what the last tile took: the live picture gets three quarters of that core's
time for itself, and a busy machine, which takes long, is asked less often."""

_ENOUGH = 360
"""Rows that are left at least of a larger content before it is scaled."""
_CELLS = 16
_CHANGE = 8.0
"""Levels by which the mean colour of a cell differs when something in it has moved; noise stays under 2."""
_CUT = 34.0
"""Levels by which the cells of another scene differ on average, as in the engine."""


@dataclass(frozen=True, eq=False)
class _Content:
    """What tiles are painted from: a square, and the mean colours of its cells, by which it is compared."""

    pixels: Pixels
    cells: npt.NDArray[np.float32]

    def differs_from(self, other: _Content) -> bool:
        """Whether somebody moved. Noise is not seen: a cell is the mean of many pixels."""
        return float(np.abs(self.cells - other.cells).max()) > _CHANGE

    def is_another_scene_than(self, other: _Content) -> bool:
        return float(np.abs(self.cells - other.cells).mean()) > _CUT


@dataclass(frozen=True, eq=False)
class _Request:
    """One tile that is being painted, and in which round that began."""

    style: Style
    content: _Content
    round: int


class LiveThumbnails(QObject):
    """Decides which style is painted when; one at a time, and each on the newest content.

    After each there is a pause, as long as a few tiles take. First every style is painted once, the visible ones before
    the others. From then on a visible tile is repainted after each pause, which is longer now, the one that has waited
    longest first, where its content has changed.

    Args:
        painter: is closed with it.
        refresh_every: milliseconds at least of a pause in which there is no new tile to be painted.
    """

    painted = Signal(object, QImage)
    """Style, the content in it, `SIDE` pixels square."""
    failed = Signal(object, str)
    """Style, one line on why it cannot be painted; it is not tried again until `restart`."""
    progress = Signal(int, int)
    """Styles that have been painted once or failed, and how many there are."""

    _answered = Signal(object)

    def __init__(self, painter: ThumbnailPainter, refresh_every: int = REFRESH_EVERY) -> None:
        super().__init__()
        self._painter: ThumbnailPainter | None = painter
        self._visible: frozenset[Style] = frozenset()
        self._styles: tuple[Style, ...] = ()
        self._content: _Content | None = None
        self._active = True
        self._round = 0
        self._request: _Request | None = None
        # In the order in which they were painted, the oldest first.
        self._painted: dict[Style, _Content] = {}
        self._failed: set[Style] = set()
        self._refresh_every = refresh_every
        self._has_loaded = False
        self._asked_at = QElapsedTimer()
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._paint_next)
        self._answered.connect(self._receive)

    def set_content(self, pixels: Pixels) -> None:
        """The newest picture, height x width x 3, before it is painted. Takes a millisecond or two."""
        # As large as the tiles at their largest: a stroke is so many pixels, and would cover too much of less.
        middle = pixels_of(square(_thinned(pixels), SIDE))
        content = _Content(middle, pixels_of(square(middle, _CELLS)).astype(np.float32))
        if self._content is not None and content.is_another_scene_than(self._content):
            self.restart()
        self._content = content
        self._paint_next()

    def set_styles(self, visible: Sequence[Style], others: Sequence[Style] = ()) -> None:
        """The styles whose tiles are to be seen, and those that would have to be scrolled to."""
        self._visible = frozenset(visible)
        self._styles = tuple(dict.fromkeys((*visible, *others)))
        known = set(self._styles)
        self._painted = {style: content for style, content in self._painted.items() if style in known}
        self._failed &= known
        self._paint_next()

    def set_active(self, active: bool) -> None:
        """Whether anybody looks at the tiles; nothing is begun while nobody does."""
        self._active = active
        self._paint_next()

    def restart(self) -> None:
        """The source is another: paint every tile anew, the visible ones first, once its content comes.

        A content that has little in common with the one before does this by itself.
        """
        self._round += 1
        self._content = None
        self._painted.clear()
        self._failed.clear()

    def cancel(self) -> None:
        """Leave the tiles that have not been painted yet as they are, until `restart`."""
        self._failed |= set(self._styles) - self._painted.keys()
        self._tell_progress()

    def close(self) -> None:
        """Paint nothing more, and close the painter. Idempotent."""
        painter, self._painter = self._painter, None
        if painter is not None:
            self._round += 1
            self._pause.stop()
            painter.close()

    def _paint_next(self) -> None:
        painter, content = self._painter, self._content
        if painter is None or content is None or not self._active or self._request is not None:
            return
        if self._pause.isActive() or (style := self._next_new() or self._next_old(content)) is None:
            return
        self._asked_at.start()
        self._request = _Request(style, content, self._round)
        # Called in the painter's thread; the signal brings it into the window's.
        painter.paint(content.pixels, style).add_done_callback(self._answered.emit)

    def _next_new(self) -> Style | None:
        return next((style for style in self._styles if style not in self._painted and style not in self._failed), None)

    def _next_old(self, content: _Content) -> Style | None:
        return next(
            (style for style, seen in self._painted.items() if style in self._visible and content.differs_from(seen)),
            None,
        )

    def _receive(self, answer: Future[Pixels]) -> None:
        # The first answer waited for the painter to load, which is no measure of a tile.
        took = self._asked_at.elapsed() if self._has_loaded else 0
        self._has_loaded = True
        request = self._request
        if request is not None and request.round == self._round and request.style in self._styles:
            self._show(request, answer)
        self._request = None
        if self._painter is not None:
            least = self._refresh_every if self._next_new() is None else 0
            self._pause.start(max(least, _LEISURE * took))

    def _show(self, request: _Request, answer: Future[Pixels]) -> None:
        style = request.style
        is_new = self._painted.pop(style, None) is None
        try:
            picture = square(answer.result(), SIDE)
        except StylecamError as error:
            self._failed.add(style)
            self.failed.emit(style, str(error))
        else:
            self._painted[style] = request.content
            self.painted.emit(style, picture)
        if is_new:
            self._tell_progress()

    def _tell_progress(self) -> None:
        self.progress.emit(len(self._painted.keys() | self._failed), len(self._styles))


def _thinned(pixels: Pixels) -> Pixels:
    """Every second or third row and column of a large picture, as to scale all of it takes many milliseconds."""
    step = max(1, min(pixels.shape[:2]) // _ENOUGH)
    return np.ascontiguousarray(pixels[::step, ::step])

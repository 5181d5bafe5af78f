"""The styles' own pictures, small, read beside the window's thread; of a painting that is not here its label."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QImage

from stylecam.errors import StylecamError
from stylecam.frame import Pixels
from stylecam.gui.gallery.label import museum_label
from stylecam.pictures import load_picture
from stylecam.styles import Style

SIDE = 256
"""Pixels: enough for the largest tile on a screen of twice the density."""


def square(pixels: Pixels, side: int) -> QImage:
    """The middle of a picture as a square of that side, in memory of its own."""
    height, width = pixels.shape[:2]
    middle = middle_of(QImage(pixels.data, width, height, width * 3, QImage.Format.Format_RGB888))
    smooth = Qt.TransformationMode.SmoothTransformation
    return middle.scaled(side, side, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)


def middle_of(image: QImage) -> QImage:
    """The largest square in the middle of an image, in memory of its own."""
    edge = min(image.width(), image.height())
    return image.copy(QRect((image.width() - edge) // 2, (image.height() - edge) // 2, edge, edge))


class PictureReader(QObject):
    """Reads one picture after the other in one thread, so that the painting of the live picture keeps its cores."""

    loaded = Signal(object, QImage)
    """Style, its picture."""
    failed = Signal(object, str)
    """Style, one line on why there is no picture."""

    def __init__(self) -> None:
        super().__init__()
        self._asked: set[str] = set()
        self._closed = False
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="stylecam-pictures")

    def ask(self, style: Style) -> None:
        """`loaded` or `failed` follows, once for each id; nothing after the closing."""
        if style.id not in self._asked and not self._closed:
            self._asked.add(style.id)
            self._reader.submit(self._read, style)

    def keep_only(self, styles: Iterable[Style]) -> None:
        """Read all others again when they are asked for: another style may come by the same id."""
        self._asked &= {style.id for style in styles}

    def close(self) -> None:
        """Drop what was asked for and end the thread; waits for at most one picture. Idempotent."""
        self._closed = True
        self._reader.shutdown(wait=True, cancel_futures=True)

    def _read(self, style: Style) -> None:
        if style.work is not None:
            self.loaded.emit(style, museum_label(style.name, style.author, style.work, SIDE))
            return
        try:
            picture = square(load_picture(style.path, max_side=2 * SIDE), SIDE)
        except StylecamError as error:
            self.failed.emit(style, str(error))
        else:
            self.loaded.emit(style, picture)

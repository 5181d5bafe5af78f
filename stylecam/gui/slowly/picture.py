"""A picture in a dialog."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from stylecam.gui.stage.geometry import fit
from stylecam.gui.stage.picture import paint_picture


class Picture(QWidget):
    """An image, whole and as large as there is room.

    Args:
        name: what it is, for screen readers.
        least: the smallest size that it is shown in.
        usual: the one that it begins with.
    """

    def __init__(self, name: str, least: QSize, usual: QSize) -> None:
        super().__init__()
        self._image, self._usual = QImage(), usual
        self.setAccessibleName(name)
        self.setMinimumSize(least)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def image(self) -> QImage:
        """What is shown."""
        return self._image

    @property
    def place(self) -> QRect:
        """Where it is painted."""
        return fit(self._image.size(), self.rect())

    def show_image(self, image: QImage) -> None:
        """Show this from now on; nothing changes where there is none in it."""
        if not image.isNull():
            self._image = image
            self.update()

    def sizeHint(self) -> QSize:
        return self._usual

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._image.isNull():
            painter = QPainter(self)
            paint_picture(painter, self.place, self._image)
            painter.end()

"""What lies over the stage while a region is painted: the tints of all regions, and the brush."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QEnterEvent, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QTransform, QWheelEvent
from PySide6.QtWidgets import QWidget

from stylecam.errors import StylecamError
from stylecam.gui.desk import Desk
from stylecam.gui.regions.editor import Editor
from stylecam.gui.regions.files import read_mask, size_for
from stylecam.gui.regions.strokes import image_of_mask
from stylecam.gui.regions.tints import AT_WORK, BESIDE, tint_of, tinted
from stylecam.gui.regions.view import View, view_of
from stylecam.gui.stage.stage import Stage

NOTCH = 120
"""Of a wheel, in its own units."""
GROWTH = 1.15
"""Of the brush with each notch."""

_EDGES = ((QColor(14, 15, 18, 200), 3.0), (QColor(255, 255, 255), 1.4))
"""Of the brush's ring: dark around light is seen on any picture."""


class Canvas(QWidget):
    """Shown while a region is painted: the left button paints or erases, the right one erases, the wheel sizes.

    Args:
        stage: what it lies over, of the same size.
        desk: holds the regions, and whether the picture is mirrored.
        editor: is told the strokes.
    """

    def __init__(self, stage: Stage, desk: Desk, editor: Editor) -> None:
        super().__init__()
        self._stage, self._desk, self._editor = stage, desk, editor
        self._pointer: QPointF | None = None
        self._others: dict[tuple[Path, int], QImage] = {}
        self.setAccessibleName(self.tr("Paint the region here"))
        self.setCursor(Qt.CursorShape.CrossCursor)
        # The right button is the eraser.
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setMouseTracking(True)
        self.hide()
        editor.changed.connect(self._on_changed)

    @property
    def view(self) -> View | None:
        """What is seen where; None while there is no picture."""
        frame, source = self._stage.newest, self._editor.source
        if frame is None or source is None:
            return None
        return view_of(QRectF(self._stage.picture_place), frame.size, source, self._desk.look.mirror)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        erases = {Qt.MouseButton.LeftButton: self._editor.erases, Qt.MouseButton.RightButton: True}
        self._pointer = event.position()
        if self.view is not None and event.button() in erases:
            self._editor.stroke(self.view.share_at(self._pointer), erases[event.button()])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        held = event.buttons() & (Qt.MouseButton.LeftButton | Qt.MouseButton.RightButton)
        if self.view is not None and held:
            self._editor.pull(self.view.share_at(self._pointer))
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._editor.set_width(self._editor.width * GROWTH ** (event.angleDelta().y() / NOTCH))
        event.accept()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._pointer = event.position()
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        self._pointer = None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        view, drawing = self.view, self._editor.drawing
        if view is None or drawing is None:
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipRect(view.place)
        for place, region in enumerate(self._desk.look.masks):
            if place != self._editor.place:
                _lay(painter, view, self._other(region.mask, place), BESIDE)
        _lay(painter, view, tinted(drawing.image, tint_of(self._editor.place)), AT_WORK)
        if self._pointer is not None:
            radius = view.pixels(self._editor.width / 2)
            for colour, width in _EDGES:
                painter.setPen(QPen(colour, width))
                painter.drawEllipse(self._pointer, radius, radius)
        painter.end()

    def _other(self, path: Path, place: int) -> QImage:
        """The tint of a region that is not painted just now; empty where its mask cannot be read."""
        source = self._editor.source
        if (path, place) not in self._others and source is not None:
            try:
                mask = image_of_mask(read_mask(path, size_for(source)))
            except StylecamError:
                mask = QImage()
            self._others[path, place] = tinted(mask, tint_of(place))
        return self._others.get((path, place), QImage())

    def _on_changed(self) -> None:
        painting = self._editor.drawing is not None
        if painting == self.isHidden():
            self._others = {}
            self._pointer = None
            self.setVisible(painting)
        self.update()


def _lay(painter: QPainter, view: View, tint: QImage, density: float) -> None:
    """A tint of the whole picture, where it is seen."""
    if tint.isNull():
        return
    painter.save()
    painter.setTransform(QTransform.fromScale(1 / tint.width(), 1 / tint.height()) * view.to_stage, combine=True)
    painter.setOpacity(density)
    painter.drawImage(0, 0, tint)
    painter.restore()

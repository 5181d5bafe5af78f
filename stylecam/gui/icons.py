"""Line icons, tinted for the appearance they are shown in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from stylecam.gui.theme import Scheme

FOLDER = Path(__file__).parent / "icons"
"""One file an icon: 24x24, drawn in `currentColor`."""

SIZES = (16, 20, 24, 32, 48)


def icon(name: str, scheme: Scheme) -> QIcon:
    """The icon of that name: faint when it cannot be used, in the accent's counter-colour when it is on.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    source = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    states = (
        (QIcon.Mode.Normal, QIcon.State.Off, scheme.text),
        (QIcon.Mode.Normal, QIcon.State.On, scheme.on_accent),
        (QIcon.Mode.Disabled, QIcon.State.Off, scheme.line),
    )
    made = QIcon()
    for mode, state, colour in states:
        for side in SIZES:
            made.addPixmap(_drawn(source, colour, side), mode, state)
    return made


def _drawn(source: str, colour: QColor, side: int) -> QPixmap:
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour.name()).encode()))
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return pixmap

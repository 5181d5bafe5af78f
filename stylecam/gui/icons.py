"""Line icons, tinted for the appearance they are shown in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
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
    states = (
        (QIcon.Mode.Normal, QIcon.State.Off, scheme.text),
        (QIcon.Mode.Normal, QIcon.State.On, scheme.on_accent),
        (QIcon.Mode.Disabled, QIcon.State.Off, scheme.line),
    )
    made = QIcon()
    for mode, state, colour in states:
        for side in SIZES:
            made.addPixmap(_drawn(name, colour.name(), side), mode, state)
    return made


def _drawn(name: str, colour: str, side: int) -> QPixmap:
    # A change of theme or of the text's size dresses every button several times over.
    key = f"stylecam {name} {colour} {side}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    source = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    QPixmapCache.insert(key, pixmap)
    return pixmap

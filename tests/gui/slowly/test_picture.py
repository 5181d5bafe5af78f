from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from stylecam.gui.slowly.picture import Picture
from tests.gui.parts import rgb


@pytest.fixture
def picture(qtbot: QtBot) -> Picture:
    made = Picture("The painting", QSize(100, 100), QSize(150, 150))
    qtbot.addWidget(made)
    made.resize(200, 200)
    return made


def test_an_image_is_whole_in_the_middle(picture: Picture) -> None:
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(QColor(200, 0, 0))
    picture.show_image(image)
    assert (picture.place.width(), picture.place.height()) == (200, 100)
    shown = picture.grab().toImage()
    assert rgb(shown.pixelColor(QPoint(100, 100))) == (200, 0, 0)
    assert rgb(shown.pixelColor(QPoint(100, 20))) != (200, 0, 0)


def test_nothing_takes_the_place_of_an_image(picture: Picture) -> None:
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    picture.show_image(image)
    picture.show_image(QImage())
    assert picture.image == image

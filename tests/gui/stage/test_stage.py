from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stylecam.frame import Card, Frame
from stylecam.gui import theme
from stylecam.gui.stage import Stage
from tests.gui.parts import rgb
from tests.gui.stage.parts import AFTER, Theatre, colour_at, flat, painted


@pytest.mark.parametrize("size", [(160, 90), (90, 160), (101, 77)])
def test_a_picture_is_shown_whole_with_bars_around_it(qtbot: QtBot, size: tuple[int, int]) -> None:
    theatre = Theatre(qtbot, (400, 400))
    stage = theatre.show(painted(*size))
    place = stage.picture_place
    assert place.width() / place.height() == pytest.approx(size[0] / size[1], rel=0.01)
    shown = stage.grab().toImage()
    for point in (QPoint(200, 200), place.topLeft(), place.bottomRight()):
        assert rgb(shown.pixelColor(point)) == AFTER
    assert (place.x(), place.y()) == (0, 0) or shown.pixelColor(1, 1) == theme.scheme_of(stage).stage


@pytest.fixture
def plain_palette() -> Iterator[None]:
    """The application's colours are as they were afterwards."""
    before = QApplication.palette()
    yield
    QApplication.setPalette(before)


@pytest.mark.usefixtures("plain_palette")
@pytest.mark.parametrize("scheme", [theme.DARK, theme.LIGHT])
def test_bars_follow_the_theme_and_the_next_picture(qtbot: QtBot, scheme: theme.Scheme) -> None:
    theatre = Theatre(qtbot, (400, 400))
    QApplication.setPalette(theme.palette_of(scheme))
    stage = theatre.show(painted())
    assert colour_at(stage, QPoint(200, 5)) == rgb(scheme.stage)
    theatre.show(painted(90, 160))
    assert colour_at(stage, QPoint(5, 200)) == rgb(scheme.stage)


def test_on_the_screen_a_picture_of_another_shape_leaves_nothing_of_the_one_before(qtbot: QtBot) -> None:
    theatre = Theatre(qtbot, (400, 400))
    stage = theatre.stage

    def on_screen(x: int, y: int) -> tuple[int, int, int]:
        return rgb(stage.screen().grabWindow(stage.winId()).toImage().pixelColor(x, y))

    theatre.show(painted(90, 160))
    qtbot.waitUntil(lambda: on_screen(200, 20) == AFTER)
    theatre.show(painted(160, 90))
    qtbot.waitUntil(lambda: on_screen(20, 200) == AFTER)
    assert on_screen(200, 20) == rgb(theme.scheme_of(stage).stage)


def test_the_newest_frame_is_at_hand(qtbot: QtBot) -> None:
    theatre = Theatre(qtbot)
    assert theatre.stage.newest is None
    assert theatre.stage.picture_place.isEmpty()
    frame = painted()
    assert theatre.show(frame).newest is frame
    theatre.stage.clear()
    assert theatre.stage.newest is None


def test_latency_is_noted_once_a_frame_and_not_for_cards(qtbot: QtBot) -> None:
    theatre = Theatre(qtbot)
    stage = theatre.show(Card(flat(AFTER), 0, 0.0))
    stage.grab()
    assert stage.latency.percentiles() is None
    theatre.slot.put(Frame(flat(AFTER), 0, time.monotonic()))
    qtbot.waitUntil(lambda: stage.latency.count == 1)
    stage.grab()
    assert stage.latency.count == 1


def test_a_notice_stands_where_there_is_no_picture(qtbot: QtBot) -> None:
    theatre = Theatre(qtbot)
    empty = theatre.stage.grab().toImage()
    theatre.stage.show_notice("Opening the camera …")
    noticed = theatre.stage.grab().toImage()
    assert noticed != empty
    theatre.show(painted())
    assert theatre.colour(0.5) == AFTER
    theatre.stage.clear()
    assert theatre.stage.grab().toImage() == noticed


def test_stopped_it_takes_nothing_more(qtbot: QtBot) -> None:
    asked: list[None] = []
    stage = Stage(lambda: asked.append(None))
    qtbot.addWidget(stage)
    qtbot.waitUntil(lambda: len(asked) > 2)
    stage.stop()
    before = len(asked)
    qtbot.wait(50)
    assert len(asked) == before


def test_reached_by_tab_it_wears_a_frame_until_it_is_clicked(qtbot: QtBot) -> None:
    theatre = Theatre(qtbot)
    stage = theatre.show(painted())
    with qtbot.waitActive(stage):
        stage.activateWindow()

    def edge() -> tuple[int, int, int]:
        """On the screen: what a grab paints anew may never have been shown."""
        return rgb(stage.screen().grabWindow(stage.winId()).toImage().pixelColor(160, 3))

    scheme = theme.scheme_of(stage)
    stage.clearFocus()
    stage.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: edge() == rgb(scheme.accent))
    QTest.mouseClick(stage, Qt.MouseButton.LeftButton, pos=QPoint(50, 120))
    qtbot.waitUntil(lambda: edge() == rgb(scheme.stage))


def test_a_menu_can_be_asked_for(qtbot: QtBot) -> None:
    stage = Theatre(qtbot).stage
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(20, 30), stage.mapToGlobal(QPoint(20, 30)))
    with qtbot.waitSignal(stage.customContextMenuRequested) as asked:
        QApplication.sendEvent(stage, event)
    assert asked.args == [QPoint(20, 30)]


def test_keys_of_the_line_go_before_shortcuts_and_only_while_there_is_a_line(qtbot: QtBot) -> None:
    theatre = Theatre(qtbot)
    stage = theatre.show(painted())
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(stage)
    heard: list[str] = []
    for keys in ("Ctrl+Right", "Right"):
        QShortcut(QKeySequence(keys), window).activated.connect(lambda keys=keys: heard.append(keys))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    stage.setFocus()

    def press() -> None:
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Right)

    press()
    assert heard == ["Ctrl+Right", "Right"]
    stage.set_split(True)
    press()
    assert heard == ["Ctrl+Right", "Right", "Right"]
    assert stage.split_place == pytest.approx(0.52)

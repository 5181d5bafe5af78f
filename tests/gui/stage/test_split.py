from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stylecam.frame import Frame
from stylecam.gui import theme
from stylecam.gui.stage import Stage, split
from stylecam.gui.stage.plate import INK
from tests.gui.parts import rgb
from tests.gui.pointer import NO_BUTTON, double_click, move_pointer
from tests.gui.stage.parts import AFTER, BEFORE, Theatre, flat, painted

PLACE = QRectF(10, 20, 200, 100)


def test_a_share_and_its_line_are_one() -> None:
    assert split.line_at(PLACE, 0.25) == 60
    assert split.share_at(PLACE, 60) == 0.25
    assert split.share_at(PLACE, -5) == 0
    assert split.share_at(PLACE, 900) == 1


@pytest.mark.parametrize(
    ("point", "near"),
    [((60, 70), True), ((60 + split.REACH, 20), True), ((60 - split.REACH - 1, 70), False), ((60, 15), False)],
)
def test_the_line_is_taken_hold_of_near_it_anywhere_on_the_picture(point: tuple[int, int], near: bool) -> None:
    assert split.is_near(PLACE, 0.25, QPointF(*point)) is near


@pytest.mark.usefixtures("qtbot")
def test_labels_fade_as_their_side_narrows_and_give_way() -> None:
    metrics = QFontMetricsF(QApplication.font())
    wide = QRectF(0, 0, 800, 400)

    def labels(x: float, *taken: QRectF) -> dict[str, float]:
        found = split.label_places(wide, x, metrics, ("Before", "After"), list(taken))
        return {word: opacity for word, _, opacity in found}

    assert labels(400) == {"Before": 1, "After": 1}
    assert labels(20) == {"After": 1}
    assert labels(795) == {"Before": 1}
    assert labels(400, QRectF(0, 0, 395, 50)) == {"After": 1}
    narrowing = [labels(x).get("Before", 0.0) for x in range(0, 200)]
    assert narrowing == sorted(narrowing)
    assert any(0 < opacity < 1 for opacity in narrowing)


def test_the_handle_moves_out_of_the_way() -> None:
    middle = split.handle_place(PLACE, 110, [])
    assert middle.center() == QPointF(110, 70)
    taken = QRectF(100, 60, 20, 20)
    big = QRectF(0, 0, 200, 800)
    assert split.handle_place(big, 110, [QRectF(100, 390, 20, 20)]).center().y() == 480
    assert split.handle_place(PLACE, 110, [QRectF(0, 0, 999, 999), taken]).center() == QPointF(110, 70)


def shown(qtbot: QtBot, size: tuple[int, int] = (400, 400)) -> Theatre:
    theatre = Theatre(qtbot, size)
    theatre.show(painted())
    theatre.stage.set_split(True)
    return theatre


def drag(stage: Stage, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(stage, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    move_pointer(stage, end)
    QTest.mouseRelease(stage, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)


@pytest.mark.parametrize("size", [(400, 400), (400, 100)])
def test_before_is_left_of_a_light_line_and_after_is_right(qtbot: QtBot, size: tuple[int, int]) -> None:
    theatre = shown(qtbot, size)
    theatre.stage.set_split_place(0.3)
    assert theatre.colour(0.2, 0.9) == BEFORE
    assert theatre.colour(0.3, 0.9) == rgb(INK)
    assert theatre.colour(0.4, 0.9) == AFTER
    theatre.stage.set_split(False)
    assert theatre.colour(0.2, 0.9) == theatre.colour(0.3, 0.9) == AFTER


def test_the_line_follows_the_pointer(qtbot: QtBot) -> None:
    theatre = shown(qtbot)
    drag(theatre.stage, theatre.point(0.5, 0.1) + QPoint(5, 0), theatre.point(0.8, 0.9) + QPoint(5, 0))
    # It is moved by as much as the pointer, and does not jump to it.
    assert theatre.stage.split_place == pytest.approx(0.8, abs=0.005)
    assert theatre.colour(0.7, 0.9) == BEFORE


def test_the_line_stays_in_the_picture(qtbot: QtBot) -> None:
    theatre = shown(qtbot, (400, 100))
    drag(theatre.stage, theatre.point(0.5), QPoint(-50, 50))
    assert theatre.stage.split_place == 0
    theatre.stage.set_split_place(7)
    assert theatre.stage.split_place == 1


def test_dragging_beside_the_line_or_without_one_moves_nothing(qtbot: QtBot) -> None:
    theatre = shown(qtbot)
    drag(theatre.stage, theatre.point(0.2), theatre.point(0.8))
    assert theatre.stage.split_place == 0.5
    theatre.stage.set_split(False)
    drag(theatre.stage, theatre.point(0.5), theatre.point(0.8))
    assert theatre.stage.split_place == 0.5
    theatre.stage.set_split(True)
    theatre.show(Frame(flat(AFTER), 1, 0.0))
    drag(theatre.stage, theatre.point(0.5), theatre.point(0.8))
    assert theatre.stage.split_place == 0.5


def test_the_pointer_tells_where_the_line_can_be_taken(qtbot: QtBot) -> None:
    theatre = shown(qtbot)
    shapes = []
    for across in (0.2, 0.5, 0.8):
        move_pointer(theatre.stage, theatre.point(across), NO_BUTTON)
        shapes.append(theatre.stage.cursor().shape())
    assert shapes == [Qt.CursorShape.ArrowCursor, Qt.CursorShape.SplitHCursor, Qt.CursorShape.ArrowCursor]


def test_a_double_click_on_the_line_centres_it_and_elsewhere_fills_the_screen(qtbot: QtBot) -> None:
    theatre = shown(qtbot)
    theatre.stage.set_split_place(0.2)
    with qtbot.assertNotEmitted(theatre.stage.toggled_full_screen):
        double_click(theatre.stage, theatre.point(0.2))
    assert theatre.stage.split_place == 0.5
    with qtbot.waitSignal(theatre.stage.toggled_full_screen):
        double_click(theatre.stage, theatre.point(0.2))
    with qtbot.assertNotEmitted(theatre.stage.toggled_full_screen):
        double_click(theatre.stage, theatre.point(0.2), Qt.MouseButton.RightButton)


def test_keys_with_control_move_the_line_and_plain_ones_are_left_to_the_window(qtbot: QtBot) -> None:
    theatre = shown(qtbot)
    stage = theatre.stage
    QTest.keyClick(stage, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert stage.split_place == pytest.approx(0.52)
    QTest.keyClick(stage, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(stage, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert stage.split_place == pytest.approx(0.48)
    QTest.keyClick(stage, Qt.Key.Key_Left)
    QTest.keyClick(stage, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert stage.split_place == pytest.approx(0.48)


def test_the_handle_shows_that_keys_move_it_only_when_they_were_used_to_get_there(qtbot: QtBot) -> None:
    theatre = shown(qtbot)
    stage = theatre.stage
    accent = rgb(theme.scheme_of(stage).accent)

    def ringed() -> bool:
        shot = stage.grab().toImage()
        middle = theatre.point(0.5)
        return accent in [rgb(shot.pixelColor(middle.x() + x, middle.y())) for x in range(10, 18)]

    with qtbot.waitActive(stage):
        stage.activateWindow()
    stage.clearFocus()
    stage.setFocus(Qt.FocusReason.TabFocusReason)
    assert ringed()
    QTest.mouseClick(stage, Qt.MouseButton.LeftButton, pos=theatre.point(0.2))
    assert not ringed()

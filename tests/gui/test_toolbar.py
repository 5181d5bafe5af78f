from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stylecam.gui.actions import Actions
from stylecam.gui.toolbar import Tool, ToolBar, rows_of


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_a_button_does_what_its_action_does_and_says_its_key(qtbot: QtBot, window: QWidget) -> None:
    actions = Actions(window)
    actions.group("&Picture")
    heard: list[bool] = []
    mirror = actions.add_switch("&Mirror", Qt.Key.Key_M, heard.append)
    bar = ToolBar([[Tool(mirror, "mirror", "Mirror", "Flips the picture left to right")]])
    qtbot.addWidget(bar)
    button = bar.buttons[mirror]
    assert button.toolTip() == "Mirror (M)\nFlips the picture left to right"
    assert button.accessibleName() == "Mirror"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard == [True]
    assert button.isChecked()


@pytest.fixture
def bar(qtbot: QtBot, window: QWidget) -> ToolBar:
    """Eight buttons in three groups, as the window has."""
    actions = Actions(window)
    actions.group("Output")

    def tool(name: str) -> Tool:
        return Tool(actions.add(name, None, lambda: None), name, name.title(), "")

    names = (("original", "split", "inset", "mirror"), ("still", "record", "virtual-camera"), ("full-screen",))
    made = ToolBar([[tool(name) for name in group] for group in names])
    qtbot.addWidget(made)
    made.resize(1000, 40)
    made.show()
    return made


def heights(bar: ToolBar) -> list[int]:
    """Of the rows, from the top."""
    return sorted({button.mapTo(bar, QPoint()).y() for button in bar.buttons.values()})


def lay_out(bar: ToolBar, width: int) -> None:
    """As the window does: so wide, and as high as it then needs."""
    bar.resize(width, bar.height())
    if (layout := bar.layout()) is not None:
        layout.activate()
    bar.resize(width, bar.sizeHint().height())


def test_names_give_way_where_there_is_no_room(bar: ToolBar) -> None:
    styles = {button.toolButtonStyle() for button in bar.buttons.values()}
    assert styles == {Qt.ToolButtonStyle.ToolButtonTextBesideIcon}
    lay_out(bar, 400)
    styles = {button.toolButtonStyle() for button in bar.buttons.values()}
    assert styles == {Qt.ToolButtonStyle.ToolButtonIconOnly}
    assert len(heights(bar)) == 1


def test_icons_without_room_take_a_second_row_and_stay_as_large(bar: ToolBar) -> None:
    lay_out(bar, 400)
    sizes = [button.size() for button in bar.buttons.values()]
    height = bar.height()
    lay_out(bar, 240)
    assert len(heights(bar)) == 2
    assert bar.height() > 1.5 * height
    assert [button.size() for button in bar.buttons.values()] == sizes
    places = [QRect(button.mapTo(bar, QPoint()), button.size()) for button in bar.buttons.values()]
    assert all(bar.rect().contains(place) for place in places)
    assert not any(one.intersects(other) for one, other in combinations(places, 2))
    lay_out(bar, 400)
    assert len(heights(bar)) == 1
    assert bar.height() == height


def test_larger_letters_have_larger_icons_in_more_rows(qtbot: QtBot, bar: ToolBar) -> None:
    lay_out(bar, 320)
    (side,) = {button.iconSize().width() for button in bar.buttons.values()}
    font = QFont(bar.font())
    font.setPointSizeF(2 * font.pointSizeF())
    bar.setFont(font)
    qtbot.waitUntil(lambda: {button.iconSize().width() > 1.8 * side for button in bar.buttons.values()} == {True})
    lay_out(bar, 320)
    assert len(heights(bar)) == 2
    assert all(button.width() > 1.8 * side for button in bar.buttons.values())


@pytest.mark.parametrize(
    ("room", "rows"),
    [
        (100, [range(0, 3)]),
        (99, [range(0, 1), range(1, 3)]),
        (54, [range(0, 1), range(1, 2), range(2, 3)]),
        (1, [range(0, 1), range(1, 2), range(2, 3)]),
    ],
)
def test_rows_are_few_and_the_last_thing_has_company(room: int, rows: list[range]) -> None:
    assert rows_of([40, 30, 20], 5, room) == rows


def test_a_held_key_triggers_only_actions_that_step(window: QWidget) -> None:
    actions = Actions(window)
    actions.group("Style")
    assert not actions.add("Random", Qt.Key.Key_R, lambda: None).autoRepeat()
    assert actions.add_stepping("Stronger", Qt.Key.Key_Up, lambda: None).autoRepeat()

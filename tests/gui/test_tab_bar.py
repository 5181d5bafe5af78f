"""Every tab is seen, and says what it is, at every width."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from stylecam.gui.panel import Panel
from stylecam.gui.tab_bar import TabBar
from stylecam.gui.theme import Appearance, scheme_of

TITLES = ["Styles", "Mixer", "Looks", "Devices", "Output"]
WIDE, NARROW = 600, 320


@pytest.fixture
def panel(qtbot: QtBot, qapp: QApplication) -> Panel:
    Appearance(qapp)
    made = Panel([(title.lower(), title, QWidget()) for title in TITLES], QWidget())
    qtbot.addWidget(made)
    made.setFixedWidth(WIDE)
    made.show()
    return made


@pytest.fixture
def enlarge(qapp: QApplication) -> Callable[[float], None]:
    return Appearance(qapp).scale_text


def bar_of(panel: Panel) -> TabBar:
    bar = panel.tabs.tabBar()
    assert isinstance(bar, TabBar)
    return bar


def shown(panel: Panel) -> list[str]:
    return [bar_of(panel).tabText(place) for place in range(len(TITLES))]


def test_titles_are_shown_where_they_have_room(panel: Panel) -> None:
    assert shown(panel) == TITLES


@pytest.mark.parametrize("place", range(len(TITLES)))
def test_only_the_open_tab_has_its_title_where_they_have_none(
    panel: Panel, enlarge: Callable[[float], None], place: int
) -> None:
    enlarge(2.0)
    panel.setFixedWidth(NARROW)
    panel.tabs.setCurrentIndex(place)
    assert shown(panel) == [title if title == TITLES[place] else "" for title in TITLES]
    panel.setFixedWidth(2 * WIDE)
    assert shown(panel) == TITLES


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [248, NARROW, WIDE])
def test_every_tab_is_inside_the_bar(panel: Panel, enlarge: Callable[[float], None], width: int, scale: float) -> None:
    enlarge(scale)
    panel.setFixedWidth(width)
    bar = bar_of(panel)
    for place in range(len(TITLES)):
        panel.tabs.setCurrentIndex(place)
        tabs = [bar.tabRect(each) for each in range(len(TITLES))]
        assert all(bar.rect().contains(tab) for tab in tabs)
        assert min(tab.width() for tab in tabs) > 16
        assert bar.fontMetrics().horizontalAdvance(bar.tabText(place)) < tabs[place].width()


def test_icons_are_in_the_middle_of_their_tabs(panel: Panel, enlarge: Callable[[float], None]) -> None:
    enlarge(2.0)
    panel.setFixedWidth(NARROW)
    bar = bar_of(panel)
    ground = scheme_of(panel).panel
    for place in range(1, len(TITLES)):
        tab = bar.tabRect(place)
        picture = bar.grab(tab).toImage()
        columns = range(picture.width())
        drawn = [x for x in columns if any(picture.pixelColor(x, y) != ground for y in range(picture.height()))]
        left, right = min(drawn), max(drawn)
        assert abs(left + right - picture.width()) <= 4, TITLES[place]


def test_an_icon_is_opened_by_a_click_and_has_its_title_as_a_tooltip(
    panel: Panel, enlarge: Callable[[float], None]
) -> None:
    enlarge(2.0)
    panel.setFixedWidth(NARROW)
    bar = bar_of(panel)
    assert [bar.tabToolTip(place) for place in range(len(TITLES))] == ["", *TITLES[1:]]
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(3).center())
    assert panel.tab == "devices"


def test_those_who_cannot_see_the_icons_hear_the_titles(panel: Panel, enlarge: Callable[[float], None]) -> None:
    enlarge(2.0)
    panel.setFixedWidth(NARROW)
    bar = QAccessible.queryAccessibleInterface(bar_of(panel))
    assert [bar.child(place).text(QAccessible.Text.Name) for place in range(len(TITLES))] == TITLES

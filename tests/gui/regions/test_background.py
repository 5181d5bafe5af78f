"""What is chosen for the background is what the next frames are painted with."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stylecam.look import Look
from stylecam.pipeline.status import PersonStatus
from tests.gui.acts import click, click_style, press
from tests.gui.parts import COLOURS, DARK, NOBODY
from tests.gui.studio import Studio

BEHIND = 0.9
"""Share of the picture's width: there the engine sees the background."""
BLURRED = (140, 140, 140)
SHIFT = Qt.KeyboardModifier.ShiftModifier


def choose(studio: Studio, choice: str) -> None:
    click(studio.parts.regions.background.choice.buttons[choice])


def chosen(studio: Studio) -> str:
    buttons = studio.parts.regions.background.choice.buttons
    return next(key for key, button in buttons.items() if button.isChecked())


@pytest.mark.parametrize(("choice", "colour"), [("original", DARK), ("blur", BLURRED)])
def test_the_background_alone_is_as_it_was_chosen(
    qtbot: QtBot, page: Studio, choice: str, colour: tuple[int, int, int]
) -> None:
    choose(page, choice)
    qtbot.waitUntil(page.shows(colour, BEHIND))
    assert page.colour() == COLOURS["red"]
    choose(page, "none")
    qtbot.waitUntil(page.shows(COLOURS["red"], BEHIND))


def test_the_background_keeps_its_style_while_the_person_gets_another(qtbot: QtBot, page: Studio) -> None:
    choose(page, "styles")
    click_style(page, 1)
    qtbot.waitUntil(page.shows(COLOURS["green"]))
    assert page.colour(BEHIND) == COLOURS["red"]
    assert page.parts.regions.background.swatches.accessibleName() == "Red"
    click_style(page, 2)
    click(page.parts.regions.background.take)
    qtbot.waitUntil(page.shows(COLOURS["blue"], BEHIND))
    assert page.parts.regions.background.swatches.accessibleName() == "Blue"


def test_its_styles_come_back_when_they_are_chosen_again(qtbot: QtBot, page: Studio) -> None:
    choose(page, "styles")
    click_style(page, 1)
    choose(page, "original")
    assert not page.parts.regions.background.take.isVisible()
    choose(page, "styles")
    qtbot.waitUntil(page.shows(COLOURS["red"], BEHIND))


def test_the_swatches_show_the_pictures_of_the_styles(qtbot: QtBot, page: Studio) -> None:
    choose(page, "styles")
    swatches = page.parts.regions.background.swatches

    def shows_red() -> bool:
        middle = swatches.grab().toImage().pixelColor(swatches.height() // 2, swatches.height() // 2)
        return (middle.red(), middle.green(), middle.blue()) == COLOURS["red"]

    qtbot.waitUntil(shows_red)


def test_a_style_of_the_gallery_can_be_given_to_the_background(qtbot: QtBot, page: Studio) -> None:
    page.parts.gallery.background_asked.emit(page.styles[2])
    qtbot.waitUntil(page.shows(COLOURS["blue"], BEHIND))
    assert page.colour() == COLOURS["red"]
    assert chosen(page) == "styles"


def test_a_key_goes_round_the_choices(qtbot: QtBot, page: Studio) -> None:
    page.parts.stage.setFocus()
    for choice in ("original", "blur", "styles", "none"):
        press(page, Qt.Key.Key_B, SHIFT)
        assert chosen(page) == choice
    qtbot.waitUntil(page.shows(COLOURS["red"], BEHIND))


def test_a_background_that_is_refused_is_told_and_taken_back(qtbot: QtBot, page: Studio) -> None:
    page.engine.person = PersonStatus("none")
    choose(page, "blur")
    assert chosen(page) == "blur"
    news = page.parts.messages.news
    qtbot.waitUntil(news.isVisible)
    assert news.label.text() == NOBODY
    assert chosen(page) == "none"
    assert page.parts.desk.look.background == "none"
    click(news.offer_button)
    assert page.parts.stage.hint == "Leave the picture"


@pytest.mark.parametrize(
    ("person", "line"),
    [
        (PersonStatus("none"), "Nothing finds the person yet."),
        (PersonStatus("network"), "A network finds the person."),
        (PersonStatus("plate"), "The learned background finds the person."),
    ],
)
def test_a_line_says_what_finds_the_person(qtbot: QtBot, page: Studio, person: PersonStatus, line: str) -> None:
    page.engine.person = person
    qtbot.waitUntil(lambda: page.parts.regions.background.person.text() == line)
    assert not page.parts.regions.background.trouble.isVisible()


def test_what_is_wrong_with_the_finding_stands_below(qtbot: QtBot, page: Studio) -> None:
    page.engine.person = PersonStatus("plate", trouble="the camera has moved; let the background be learned again")
    trouble = page.parts.regions.background.trouble
    qtbot.waitUntil(trouble.isVisible)
    assert trouble.text() == "the camera has moved; let the background be learned again"


def test_a_look_that_is_kept_has_its_background(qtbot: QtBot, page: Studio) -> None:
    choose(page, "blur")
    page.looks.save("Calm", page.parts.desk.look)
    choose(page, "none")
    qtbot.waitUntil(page.shows(COLOURS["red"], BEHIND))
    loaded: Look = page.looks.load("Calm", page.parts.desk.look).look
    page.parts.desk.use_look(loaded)
    qtbot.waitUntil(page.shows(BLURRED, BEHIND))
    assert chosen(page) == "blur"

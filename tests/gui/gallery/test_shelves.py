from __future__ import annotations

from pathlib import Path

import pytest

from stylecam.gui.gallery.shelves import ALL, FAVOURITES, RECENT, Shelf, label_of, matching, shelves_of, styles_on
from stylecam.styles import Style

WAVE = Style("great-wave", "The Claw of the Wave", "Hokusaï", Path("great-wave.png"), "Print")
DANCE = Style("ærø", "Fête de la Danse", "J. Straße", Path("ærø.png"), "Painting")
PLAIN = Style("plain", "夏の海", "", Path("plain.png"))
STYLES = (WAVE, DANCE, PLAIN)


def test_the_categories_that_there_are_follow_the_fixed_shelves() -> None:
    assert shelves_of(STYLES) == [ALL, FAVOURITES, RECENT, Shelf("category", "Print"), Shelf("category", "Painting")]
    assert label_of(Shelf("category", "Etchings")) == "Etchings"


@pytest.mark.parametrize(
    ("shelf", "found"),
    [
        (ALL, [WAVE, DANCE, PLAIN]),
        (FAVOURITES, [PLAIN, WAVE]),
        (RECENT, [DANCE]),
        (Shelf("category", "Print"), [WAVE]),
    ],
)
def test_marked_styles_lie_with_the_newest_first(shelf: Shelf, found: list[Style]) -> None:
    assert styles_on(shelf, STYLES, favourites=["plain", "gone", "great-wave"], recent=["ærø"]) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [WAVE, DANCE, PLAIN]),
        ("  wave ", [WAVE]),
        ("FETE", [DANCE]),
        ("fête", [DANCE]),
        ("strasse", [DANCE]),
        ("hokusai print", [WAVE]),
        ("great-w", [WAVE]),
        ("夏", [PLAIN]),
        ("wave danse", []),
    ],
)
def test_every_word_is_looked_for_without_case_and_accents(query: str, found: list[Style]) -> None:
    assert matching(STYLES, query) == found

"""Looks by name."""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np
import pytest

from stylecam.look import Look
from stylecam.look_json import LookError
from stylecam.looks import LookStore
from stylecam.styles import Style, WeightedStyle
from tests.looks.machine import Machine, look_of
from tests.painted import painted, saved


def test_a_look_is_kept_by_its_name(here: Machine, shipped: tuple[Style, ...]) -> None:
    cat = here.styles.add_pixels(painted(1), "My cat").style
    look = look_of(cat, *shipped)
    assert here.looks.names() == ()
    assert here.looks.save(" Stormy\nnight ", look) == "Stormy night"
    assert here.looks.names() == ("Stormy night",)
    assert here.looks.exists("stormy NIGHT")
    read = here.looks.load("Stormy night")
    assert (read.name, read.look, read.notes) == ("Stormy night", look, ())
    (path,) = (here.folder / "looks").iterdir()
    assert path.name == "stormy-night.json"
    assert "picture" not in path.read_text(encoding="utf-8")


def test_names_are_in_alphabetical_order_and_in_any_script(here: Machine, shipped: tuple[Style, ...]) -> None:
    for name in ("zebra", "Äther", "apple", "Mango", "星夜", "???"):
        here.looks.save(name, look_of(shipped[0]))
    assert here.looks.names() == ("???", "apple", "Mango", "zebra", "Äther", "星夜")
    assert here.looks.load("星夜").name == "星夜"


def test_all_looks_are_loaded_and_those_that_cannot_be_say_why(here: Machine, shipped: tuple[Style, ...]) -> None:
    gone = here.styles.add_pixels(np.full((20, 20, 3), 7, np.uint8), "Gone").style
    for name, style in (("b", shipped[0]), ("Broken", gone), ("A", shipped[1])):
        here.looks.save(name, Look((WeightedStyle(style),)))
    here.styles.remove(gone)
    loaded = here.looks.load_all()
    assert list(loaded) == ["A", "b", "Broken"]
    assert loaded["A"] == here.looks.load("A")
    with pytest.raises(LookError) as told:
        here.looks.load("Broken")
    assert str(loaded["Broken"]) == str(told.value)


def test_saving_under_the_same_name_replaces(here: Machine, shipped: tuple[Style, ...]) -> None:
    here.looks.save("Stormy", look_of(shipped[0]))
    here.looks.save("stormy", look_of(shipped[1]))
    assert here.looks.names() == ("stormy",)
    assert here.looks.load("Stormy").look == look_of(shipped[1])


def test_names_that_differ_have_files_that_differ(here: Machine, shipped: tuple[Style, ...]) -> None:
    here.looks.save("a b", look_of(shipped[0]))
    here.looks.save("a-b", look_of(shipped[1]))
    assert here.looks.load("a b").look == look_of(shipped[0])
    assert here.looks.load("a-b").look == look_of(shipped[1])


def test_a_style_outside_of_the_store_is_found_by_its_path(here: Machine, tmp_path: Path) -> None:
    path = saved(tmp_path / "photo.png", painted(1))
    style = Style(str(path), "photo", "", path)
    here.looks.save("Photo", look_of(style))
    assert here.looks.load("Photo").look == look_of(style)


def test_a_renamed_or_readded_style_is_found(here: Machine) -> None:
    cat = here.styles.add_pixels(painted(1), "cat").style
    here.looks.save("Cat", look_of(cat))
    here.styles.rename(cat, "Tiger")
    assert here.looks.load("Cat").look.mix[0].style.name == "Tiger"
    here.styles.remove(cat)
    again = here.styles.add_pixels(painted(1), "panther").style
    assert here.looks.load("Cat").look.mix[0].style == again


def test_a_style_that_is_gone(here: Machine, shipped: tuple[Style, ...]) -> None:
    cat = here.styles.add_pixels(painted(1), "cat").style
    here.looks.save("Cat", look_of(cat))
    here.looks.save("Both", look_of(cat, shipped[0]))
    here.styles.remove(cat)
    with pytest.raises(LookError, match="its style 'cat' is not here"):
        here.looks.load("Cat")
    read = here.looks.load("Both")
    assert [part.style for part in read.look.mix] == [shipped[0]]
    assert read.notes == ("left out of the mix, as it is not here: 'cat'",)


def test_a_look_is_renamed(here: Machine, shipped: tuple[Style, ...]) -> None:
    for name in ("one", "two"):
        here.looks.save(name, look_of(shipped[0]))
    assert here.looks.rename("one", " Three ") == "Three"
    assert here.looks.rename("two", "Two") == "Two"
    assert here.looks.names() == ("Three", "Two")
    with pytest.raises(LookError, match="there is a look 'three' already"):
        here.looks.rename("Two", "three")
    with pytest.raises(LookError, match="type one"):
        here.looks.rename("Two", " ")
    with pytest.raises(LookError, match="there is no look 'one'"):
        here.looks.rename("one", "four")


def test_a_removed_look_can_be_had_back(here: Machine, shipped: tuple[Style, ...]) -> None:
    here.looks.save("Stormy", look_of(shipped[0]))
    removed = here.looks.remove("Stormy")
    assert here.looks.names() == ()
    here.looks.save("stormy", look_of(shipped[1]))
    assert here.looks.restore(removed) == "Stormy 2"
    assert here.looks.load("Stormy 2").look == look_of(shipped[0])
    with pytest.raises(LookError, match="cannot be brought back"):
        here.looks.restore(removed)


def test_a_removed_look_is_kept_for_30_days(here: Machine, shipped: tuple[Style, ...]) -> None:
    here.looks.save("Stormy", look_of(shipped[0]))
    removed = here.looks.remove("Stormy")
    then = time.time() - 31 * 86_400
    os.utime(removed.place, (then, then))
    LookStore(here.folder / "looks", here.styles)
    assert not removed.place.exists()


def test_damaged_files_in_the_folder_are_passed_over(here: Machine, shipped: tuple[Style, ...]) -> None:
    here.looks.save("Stormy", look_of(shipped[0]))
    for number, content in enumerate((b"", b"{}", b"[]", b"\xff", b'{"stylecam": "look", "name": 5}')):
        (here.folder / "looks" / f"bad{number}.json").write_bytes(content)
    assert here.looks.names() == ("bad4", "Stormy")
    with pytest.raises(LookError, match="'styles' must be"):
        here.looks.load("bad4")

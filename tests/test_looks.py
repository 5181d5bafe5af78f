"""Looks by name, and as files that work on another machine."""

from __future__ import annotations

import base64
import io
import json
import os
import random
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from stylecam.errors import StylecamError
from stylecam.files import to_json
from stylecam.look import AutoSize, Look
from stylecam.look_files import find_here, holds_look, look_to_pass_on, open_look, read_look, write_look
from stylecam.look_json import LookError
from stylecam.looks import LookStore
from stylecam.origin import Origin, saving_options
from stylecam.pictures import decode_picture
from stylecam.style_store import StyleStore
from stylecam.styles import Style, WeightedStyle, read_styles
from tests.painted import painted, saved
from tests.test_look_json import any_json


class Machine:
    """The styles and looks of one user."""

    def __init__(self, folder: Path, shipped: tuple[Style, ...]) -> None:
        self.folder = folder
        self.styles = StyleStore(folder / "styles", shipped)
        self.looks = LookStore(folder / "looks", self.styles)

    def ids(self) -> set[str]:
        """Ids of the user's own styles."""
        return {style.id for style in self.styles.styles() if self.styles.owns(style)}


@pytest.fixture
def shipped(tmp_path: Path) -> tuple[Style, ...]:
    for number, name in enumerate(("ink", "waves")):
        saved(tmp_path / "shipped" / f"{name}.png", painted(900 + number))
    return read_styles(tmp_path / "shipped")


@pytest.fixture
def here(tmp_path: Path, shipped: tuple[Style, ...]) -> Machine:
    return Machine(tmp_path / "here", shipped)


@pytest.fixture
def there(tmp_path: Path, shipped: tuple[Style, ...]) -> Machine:
    return Machine(tmp_path / "there", shipped)


def look_of(*styles: Style) -> Look:
    mix = tuple(WeightedStyle(style, 1.0 + number) for number, style in enumerate(styles))
    return Look(mix, strength=0.7, mirror=True, size=AutoSize(24.0), keep_color="luminance")


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


def test_an_exported_look_works_on_another_machine(
    here: Machine, there: Machine, shipped: tuple[Style, ...], tmp_path: Path
) -> None:
    large = np.asarray(np.linspace(0, 255, 900 * 600 * 3).reshape(600, 900, 3), np.uint8)
    cat = here.styles.add_pixels(large, "My cat").style
    here.looks.save("Stormy", look_of(cat, shipped[1]))
    file = tmp_path / "stormy.json"
    assert here.looks.export("Stormy", file) == ()
    first, second = json.loads(file.read_text(encoding="utf-8"))["styles"]
    assert "picture" not in second
    assert decode_picture(base64.b64decode(first["picture"]), "it").shape == (213, 320, 3)

    read = there.looks.import_file(file)
    assert (read.name, read.notes) == ("Stormy", ())
    assert there.looks.names() == ("Stormy",)
    assert there.looks.load("Stormy").look == read.look
    mine, waves = (part.style for part in read.look.mix)
    assert (mine.id, mine.name, waves) == ("my-cat", "My cat", shipped[1])
    assert there.styles.owns(mine)
    assert replace(read.look, mix=()) == replace(look_of(), mix=())
    assert [part.weight for part in read.look.mix] == [1.0, 2.0]


def test_to_import_a_look_twice_changes_nothing(here: Machine, there: Machine, tmp_path: Path) -> None:
    cat = here.styles.add_pixels(painted(1), "cat").style
    here.looks.save("Stormy", look_of(cat))
    here.looks.export("Stormy", tmp_path / "stormy.json")
    for machine in (there, there, here):
        assert machine.looks.import_file(tmp_path / "stormy.json").name == "Stormy"
        assert machine.looks.names() == ("Stormy",)
        assert machine.ids() == {"cat"}


def test_another_look_and_another_picture_of_the_same_name_stay(
    here: Machine, there: Machine, shipped: tuple[Style, ...], tmp_path: Path
) -> None:
    here.looks.save("Stormy", look_of(here.styles.add_pixels(painted(1), "cat").style))
    here.looks.export("Stormy", tmp_path / "stormy.json")
    theirs = there.styles.add_pixels(painted(2), "cat").style
    there.looks.save("Stormy", look_of(theirs, shipped[0]))
    read = there.looks.import_file(tmp_path / "stormy.json")
    assert read.name == "Stormy 2"
    assert read.look.mix[0].style.id == "cat-2"
    assert there.looks.load("Stormy").look == look_of(theirs, shipped[0])


def huge() -> bytes:
    """Few bytes that unpack to many pixels."""
    file = io.BytesIO()
    Image.new("1", (5000, 4000)).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("picture", [b"no picture", huge()], ids=["no picture", "a huge one"])
def test_a_picture_in_a_look_that_cannot_be_read_is_as_none(picture: bytes, there: Machine, tmp_path: Path) -> None:
    data = {"stylecam": "look", "styles": [{"id": "cat", "picture": base64.b64encode(picture).decode()}]}
    (tmp_path / "look.json").write_bytes(to_json(data))
    with pytest.raises(LookError, match=r"look\.json: its style 'cat' is not here"):
        there.looks.import_file(tmp_path / "look.json")
    assert there.ids() == set()


def test_a_file_from_elsewhere_opens_no_other_file(there: Machine, tmp_path: Path) -> None:
    path = saved(tmp_path / "private.png", painted(1))
    (tmp_path / "look.json").write_bytes(to_json({"stylecam": "look", "styles": [{"id": str(path)}]}))
    with pytest.raises(LookError, match="is not here"):
        open_look(tmp_path / "look.json", there.styles)
    assert read_look(tmp_path / "look.json", find_here(there.styles)).look.mix[0].style.path == path


def test_a_look_without_a_name_takes_that_of_its_file(there: Machine, tmp_path: Path) -> None:
    (tmp_path / "summer.json").write_bytes(to_json({"stylecam": "look", "styles": [{"id": "ink"}]}))
    assert there.looks.import_file(tmp_path / "summer.json").name == "summer"


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("name", ["still", "still.json"])
def test_a_still_is_imported_whatever_its_name_ends_in(
    here: Machine, there: Machine, shipped: tuple[Style, ...], tmp_path: Path, form: str, name: str
) -> None:
    look = look_of(here.styles.add_pixels(painted(1, (400, 300)), "cat").style, shipped[0])
    origin = Origin(look_to_pass_on(look, "Stormy", here.styles), datetime(2026, 11, 20))
    path = tmp_path / name
    Image.fromarray(painted(2)).save(path, form, **saving_options(form, origin))
    assert holds_look(path)
    read = there.looks.import_file(path)
    assert (read.name, read.notes, there.ids()) == ("Stormy", (), {"cat"})
    assert there.looks.load("Stormy").look == read.look
    assert [part.weight for part in read.look.mix] == [1.0, 2.0]


def test_a_picture_without_a_look_is_told_in_one_line(there: Machine, tmp_path: Path) -> None:
    path = saved(tmp_path / "holiday.png", painted(1))
    assert not holds_look(path)
    assert not holds_look(tmp_path)
    with pytest.raises(LookError, match=r"holiday\.png: there is no look in this picture"):
        there.looks.import_file(path)
    path.write_bytes(path.read_bytes()[:20])
    with pytest.raises(LookError, match=r"holiday\.png: the picture cannot be read"):
        there.looks.import_file(path)
    assert there.looks.names() == ()


def test_a_picture_that_says_something_else_is_no_look(there: Machine, tmp_path: Path) -> None:
    for number, text in enumerate(("[]", "{", "hello")):
        chunks = PngInfo()
        chunks.add_itxt("stylecam", text)
        path = tmp_path / f"{number}.png"
        Image.fromarray(painted(1)).save(path, pnginfo=chunks)
        with pytest.raises(LookError, match=r"png: not a look"):
            there.looks.import_file(path)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 99_999, b'{"stylecam": 1}'])
def test_a_file_that_is_no_look(content: bytes, there: Machine, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_bytes(content)
    with pytest.raises(LookError, match=r"bad\.json: ") as error:
        there.looks.import_file(tmp_path / "bad.json")
    assert "\n" not in str(error.value)


def test_files_that_cannot_be_read_or_written(here: Machine, shipped: tuple[Style, ...], tmp_path: Path) -> None:
    with pytest.raises(LookError, match=r"absent\.json: the look cannot be read"):
        here.looks.import_file(tmp_path / "absent.json")
    with pytest.raises(LookError, match="there is no look 'Absent'"):
        here.looks.export("Absent", tmp_path / "x.json")
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LookError, match=r"x\.json: cannot be written"):
        write_look(tmp_path / "file" / "x.json", look_of(shipped[0]), "X", here.styles)
    with pytest.raises(LookError, match="cannot be written"):
        LookStore(tmp_path / "file", here.styles).save("X", look_of(shipped[0]))
    with pytest.raises(LookError, match="type one"):
        here.looks.save(" ", look_of(shipped[0]))


def test_damaged_files_in_the_folder_are_passed_over(here: Machine, shipped: tuple[Style, ...]) -> None:
    here.looks.save("Stormy", look_of(shipped[0]))
    for number, content in enumerate((b"", b"{}", b"[]", b"\xff", b'{"stylecam": "look", "name": 5}')):
        (here.folder / "looks" / f"bad{number}.json").write_bytes(content)
    assert here.looks.names() == ("bad4", "Stormy")
    with pytest.raises(LookError, match="'styles' must be"):
        here.looks.load("bad4")


def test_any_file_ends_in_a_look_or_in_one_line(there: Machine, tmp_path: Path) -> None:
    chance = random.Random(7)
    file = tmp_path / "any.json"
    lines = []
    for _ in range(150):
        data = {"stylecam": "look", "name": any_json(chance), "styles": [{"id": any_json(chance)}], "size": None}
        file.write_bytes(to_json(data)[: chance.choice([None, None, 40])])
        for read in (there.looks.import_file, lambda path: read_look(path, find_here(there.styles))):
            try:
                assert read(file).look.mix
            except StylecamError as error:
                lines.append(str(error))
    assert len(lines) > 10
    assert not any("\n" in line for line in lines)

"""Looks as files that work on another machine."""

from __future__ import annotations

import base64
import io
import json
import random
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from stylecam.errors import StylecamError
from stylecam.files import to_json
from stylecam.look_files import find_here, holds_look, look_to_pass_on, open_look, read_look, write_look
from stylecam.look_json import LookError
from stylecam.looks import LookStore
from stylecam.origin import Origin, saving_options
from stylecam.pictures import decode_picture
from stylecam.styles import Style
from tests.looks.machine import Machine, look_of
from tests.painted import painted, saved
from tests.test_look_json import any_json


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

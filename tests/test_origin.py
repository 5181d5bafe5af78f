"""A look goes into a picture's metadata, other programs can read what is meant for them, and the look comes out."""

from __future__ import annotations

import io
import json
import random
import zlib
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import ExifTags, Image

from stylecam.look_json import LookError
from stylecam.origin import HEAD, Origin, is_picture, look_text, saving_options

AT = datetime(2026, 11, 20, 14, 3, 7)
LOOK = {"stylecam": "look", "name": "Sea & 星夜", "styles": [{"id": "cat", "picture": "AbC+/=" * 50}]}
LARGE = {"stylecam": "look", "styles": [{"id": f"cat-{number}", "picture": "AbC+" * 20_000} for number in range(3)]}
FORMATS = ("PNG", "JPEG", "WEBP")
PIXELS = np.linspace(0, 255, 40 * 60 * 3).astype(np.uint8).reshape(40, 60, 3)


def content(form: str, look: dict[str, Any] = LOOK) -> bytes:
    file = io.BytesIO()
    Image.fromarray(PIXELS).save(file, form, **saving_options(form, Origin(look, AT)))
    return file.getvalue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "still"


@pytest.mark.parametrize("look", [LOOK, LARGE], ids=["small", "of three segments"])
@pytest.mark.parametrize("form", FORMATS)
def test_the_look_comes_out_as_it_went_in(form: str, look: dict[str, Any], path: Path) -> None:
    path.write_bytes(content(form, look))
    assert json.loads(look_text(path)) == look


@pytest.mark.parametrize("form", FORMATS)
def test_the_picture_is_as_without_it(form: str) -> None:
    bare = io.BytesIO()
    Image.fromarray(PIXELS).save(bare, form)
    with Image.open(io.BytesIO(content(form, LARGE))) as picture, Image.open(bare) as same:
        assert picture.format == form
        assert np.array_equal(np.asarray(picture), np.asarray(same))


def test_other_programs_find_the_program_and_the_time_in_a_png() -> None:
    with Image.open(io.BytesIO(content("PNG"))) as picture:
        assert picture.info["Software"] == "stylecam"
        assert picture.info["Creation Time"] == "2026-11-20T14:03:07"


@pytest.mark.parametrize("look", [LOOK, LARGE], ids=["small", "of three segments"])
@pytest.mark.parametrize("form", ["JPEG", "WEBP"])
def test_other_programs_find_the_program_and_the_time_in_the_exif(form: str, look: dict[str, Any]) -> None:
    with Image.open(io.BytesIO(content(form, look))) as picture:
        exif = picture.getexif()
    assert exif[ExifTags.Base.Software] == "stylecam"
    assert exif[ExifTags.Base.DateTime] == "2026:11:20 14:03:07"
    assert exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] == "2026:11:20 14:03:07"


@pytest.mark.parametrize("form", [*FORMATS, "GIF", "BMP", "TIFF"])
def test_a_picture_is_known_by_its_first_bytes(form: str) -> None:
    file = io.BytesIO()
    Image.fromarray(PIXELS).save(file, form)
    assert is_picture(file.getvalue()[:HEAD]) == (form in FORMATS)
    assert not is_picture(b'{"stylecam": "look"}')
    assert not is_picture(b"")


@pytest.mark.parametrize("form", FORMATS)
def test_a_picture_from_elsewhere_has_no_look(form: str, path: Path) -> None:
    Image.fromarray(PIXELS).save(path, form)
    with pytest.raises(LookError, match="there is no look in this picture"):
        look_text(path)


@pytest.mark.parametrize("comment", [b"", b"ASCII\0\0\0   ", b"UNICODE\0{\0}\0", "a text", 7])
def test_another_comment_is_no_look(comment: object, path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.UserComment] = comment
    Image.fromarray(PIXELS).save(path, "JPEG", exif=exif)
    with pytest.raises(LookError, match="there is no look in this picture"):
        look_text(path)


def test_a_missing_file_is_the_callers_to_tell(path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        look_text(path)


@pytest.mark.parametrize("form", FORMATS)
def test_any_damage_leaves_the_look_or_ends_in_one_line(form: str, path: Path) -> None:
    chance = random.Random(form)
    sound, lines = content(form), []
    start = max(0, sound.find(b"Exif" if form == "JPEG" else b"EXIF"))
    for _ in range(300):
        data = bytearray(sound)
        for _ in range(chance.choice([1, 3, 20])):
            first = chance.choice([0, start])
            place = chance.randrange(first, min(first + chance.choice([40, 150, len(data)]), len(data)))
            data[place] = chance.choice([0, 1, 2, 255, chance.randrange(256)])
        path.write_bytes(data[: chance.choice([None, None, chance.randrange(len(data))])])
        try:
            assert look_text(path)
        except LookError as error:
            lines.append(str(error))
    assert len(lines) > 30
    assert not any("\n" in line for line in lines)


def test_a_picture_that_claims_to_be_huge_is_refused(path: Path) -> None:
    data = bytearray(content("PNG"))
    data[16:24] = b"\0\x01\x80\0" * 2
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    path.write_bytes(data)
    with pytest.raises(LookError, match="the picture cannot be read"):
        look_text(path)

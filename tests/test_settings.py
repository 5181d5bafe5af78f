"""Settings as a user writes them."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from stylecam.errors import UsageError
from stylecam.settings import Settings, load_settings, number_between, parse_option, parse_size


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def loaded(path: Path, said: Any, base: Settings | None = None) -> Settings:
    path.write_text(json.dumps(said), encoding="utf-8")
    return load_settings(path, base or Settings())


def refusal(path: Path) -> str:
    """What is said of a file that is refused, after its name: one line."""
    with pytest.raises(UsageError) as caught:
        load_settings(path, Settings())
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(f"{path}: ")
    assert caught.value.exit_code == 2
    return message.removeprefix(f"{path}: ")


def refusal_of(path: Path, said: Any) -> str:
    path.write_text(json.dumps(said), encoding="utf-8")
    return refusal(path)


def test_a_file_says_what_the_command_line_says(path: Path) -> None:
    said = {
        "source": "demo",
        "style": ["great-wave", "ink:0.5"],
        "strength": 0.8,
        "smoothing": "1.5",
        "brush": 2,
        "size": "640x360",
        "fps": 25,
        "device": "cpu",
        "precision": "float32",
        "model": "compact",
        "mirror": True,
        "keep_color": "palette",
        "background": "blur",
        "mask": ["wall.png=ink", "door.png=original"],
    }
    assert said.keys() == {field.name for field in fields(Settings)}
    assert loaded(path, said) == Settings(
        "demo",
        ("great-wave", "ink:0.5"),
        0.8,
        1.5,
        2.0,
        (640, 360),
        25.0,
        "cpu",
        "float32",
        "compact",
        True,
        "palette",
        ("blur",),
        ("wall.png=ink", "door.png=original"),
    )


def test_what_a_file_does_not_say_stays(path: Path) -> None:
    base = Settings(strength=0.3, size=(320, 240))
    assert loaded(path, {}, base) == base
    assert loaded(path, {"strength": 0.5}, base) == Settings(strength=0.5, size=(320, 240))
    assert loaded(path, {"strength": None, "size": None, "mirror": None, "style": None}, base) == base


def test_a_single_style_and_a_camera_by_number(path: Path) -> None:
    assert loaded(path, {"style": "ink:0.5"}).style == ("ink:0.5",)
    assert loaded(path, {"source": 0}).source == "0"


def test_a_size_that_is_left_to_the_machine(path: Path) -> None:
    assert loaded(path, {"size": "auto"}).size == "auto"
    assert parse_option("size", "AUTO") == "auto"
    with pytest.raises(ValueError, match="'auto' is not a size"):
        parse_option("fixed_size", "auto")


def test_a_file_saved_with_a_byte_order_mark(path: Path) -> None:
    path.write_text('{"strength": 0.5}', encoding="utf-8-sig")
    assert load_settings(path, Settings()).strength == 0.5


def test_a_missing_file_and_a_folder(path: Path, tmp_path: Path) -> None:
    assert refusal(path) == "the settings cannot be read (No such file or directory)"
    assert refusal(tmp_path).startswith("the settings cannot be read (")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"strength: 0.8", b"{'strength': 0.8}", b"\xff\xfe\x00", b"[" * 100_000]
)
def test_a_file_that_is_not_json(content: bytes, path: Path) -> None:
    path.write_bytes(content)
    assert refusal(path).startswith("the settings are not JSON (")


@pytest.mark.parametrize("said", [[], 3, "demo", None])
def test_json_that_is_no_object(said: Any, path: Path) -> None:
    assert refusal_of(path, said) == 'the settings are one JSON object, such as {"strength": 0.8}'


def test_an_unknown_setting_is_answered_with_those_there_are(path: Path) -> None:
    assert refusal_of(path, {"strenght": 0.8}) == (
        "there is no setting 'strenght'; there are: "
        "background, brush, device, fps, keep_color, mask, mirror, model, precision, size, smoothing, source, strength,"
        " style"
    )


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"strength": 1.5}, "'strength': 1.5 is out of range; it is 0 to 1"),
        ({"strength": -0.1}, "'strength': -0.1 is out of range; it is 0 to 1"),
        ({"strength": float("nan")}, "'strength': nan is out of range; it is 0 to 1"),
        ({"strength": "much"}, "'strength': 'much' is not a number; it is 0 to 1"),
        ({"strength": True}, "'strength': 'True' is not a number; it is 0 to 1"),
        ({"smoothing": 61}, "'smoothing': 61 is out of range; it is 0 to 60"),
        ({"brush": 0.1}, "'brush': 0.1 is out of range; it is 0.25 to 4"),
        ({"fps": 0}, "'fps': 0 is out of range; it is 1 to 1000"),
        ({"size": "640"}, "'size': '640' is not a size; write it as 640x360, or auto"),
        ({"size": [640, 360]}, "'size': '[640, 360]' is not a size; write it as 640x360, or auto"),
        ({"size": "8x8"}, "'size': '8x8' is out of range; each side is 16 to 16384, or auto"),
        ({"keep_color": "some"}, "'keep_color': 'some' is no way to keep colours; it is off, luminance or palette"),
        ({"keep_color": True}, "'keep_color': 'True' is no way to keep colours; it is off, luminance or palette"),
        ({"mirror": "yes"}, "'mirror': 'yes' is neither true nor false"),
        ({"style": 5}, "'style': 5 is neither a style nor a list of styles"),
        ({"style": ["ink", 5]}, "'style': ['ink', 5] is neither a style nor a list of styles"),
    ],
)
def test_a_value_that_is_none(said: Any, reason: str, path: Path) -> None:
    assert refusal_of(path, said) == reason


@pytest.mark.parametrize(("text", "size"), [("640x360", (640, 360)), ("16X16384", (16, 16384))])
def test_sizes(text: str, size: tuple[int, int]) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "x", "640", "640x", "x360", "640x360x3", "axb", "6.4x3", "640*360"])
def test_what_is_no_size(text: str) -> None:
    with pytest.raises(ValueError, match=rf"'{text.replace('*', '.')}' is not a size; write it as 640x360"):
        parse_size(text)


@pytest.mark.parametrize("text", ["0x0", "15x360", "640x16385", "-640x360"])
def test_sizes_out_of_range(text: str) -> None:
    with pytest.raises(ValueError, match=f"'{text}' is out of range; each side is 16 to 16384"):
        parse_size(text)


def test_numbers_with_their_ends_included() -> None:
    assert number_between(0, 1, "0") == 0.0
    assert number_between(0, 1, " 1 ") == 1.0
    for text in ("1.0001", "-1e-9", "nan", "inf"):
        with pytest.raises(ValueError, match="is out of range; it is 0 to 1"):
            number_between(0, 1, text)


def test_an_option_that_is_text_is_taken_as_it_is() -> None:
    assert parse_option("device", "auto") == "auto"
    assert parse_option("size", "64x48") == (64, 48)
    assert parse_option("brush", "0.5") == 0.5

"""Small files: whole or as they were; names that every file system takes."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from stylecam.files import (
    LONGEST_NAME,
    LONGEST_STEM,
    clean_name,
    parse_json_object,
    read_json_object,
    slug,
    to_json,
    unused,
    write_atomically,
)


def test_a_file_is_written_with_its_folders_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "file.json"
    for content in (b"one", b"two"):
        write_atomically(path, content)
        assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]


def test_where_writing_fails_all_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file.json"
    write_atomically(path, b"one")

    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(path, b"two")
    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]


def test_json_comes_back_as_it_was_written(tmp_path: Path) -> None:
    value = {"name": "星夜", "half": "\ud800", "list": [1, 2.5, None, True]}
    write_atomically(tmp_path / "x.json", to_json(value))
    assert read_json_object(tmp_path / "x.json") == value
    assert "星夜" in to_json(value).decode()
    assert json.loads(to_json(value)) == value


def test_a_byte_order_mark_is_no_fault() -> None:
    assert parse_json_object(b"\xef\xbb\xbf{}") == {}


@pytest.mark.parametrize("levels", [33, 200, 100_000])
def test_what_is_nested_too_deeply_to_be_written_again_is_not_read(levels: int) -> None:
    with pytest.raises(ValueError, match="nested too deeply"):
        parse_json_object(b'{"a":' * levels + b"1" + b"}" * levels)


def test_a_name_is_one_line_of_what_can_be_printed() -> None:
    assert clean_name(" Stormy\n\tnight\0\u202e\ud800 ") == "Stormy night"
    assert clean_name("\n\0") == ""
    assert len(clean_name("x" * 500)) == LONGEST_NAME


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("My Cat!", "my-cat"),
        ("  -- ", "style"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\x", "c-x"),
        ("Étoile", "étoile"),
        (unicodedata.normalize("NFD", "Étoile"), "étoile"),
        ("星夜", "星夜"),
        ("aux", "aux-style"),
        ("COM1", "com1-style"),
        ("a.png", "a-png"),
    ],
)
def test_a_stem_is_made_of_letters_and_digits(name: str, stem: str) -> None:
    assert slug(name, "style") == stem


def test_a_stem_leaves_room_for_the_longest_letters() -> None:
    assert len(slug("𠜎" * 500, "style")) == LONGEST_STEM
    assert len(f"{slug('𠜎' * 500, 'style')}-1000.json".encode()) < 255


def test_an_unused_stem_is_one_in_capitals_too() -> None:
    assert unused("cat", ()) == "cat"
    assert unused("cat", ("Cat", "dog")) == "cat-2"
    assert unused("cat", ("cat", "CAT-2")) == "cat-3"

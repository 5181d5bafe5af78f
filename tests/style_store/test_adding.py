"""Pictures become styles: each once, under an id of its own, and is found again."""

from __future__ import annotations

import io
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from stylecam.frame import Pixels
from stylecam.pictures import LARGEST_STORED, LONGEST_STORED, load_picture
from stylecam.style_store import Added, StyleStore
from stylecam.styles import Style
from tests.painted import painted, saved
from tests.style_store.conftest import files, ids


def test_without_own_styles_there_are_the_shipped_ones_in_their_order(store: StyleStore) -> None:
    assert ids(store) == ["waves", "ink"]
    assert not store.folder.exists()


def test_an_added_file_is_copied_as_it_is(store: StyleStore, tmp_path: Path) -> None:
    path = saved(tmp_path / "My_holiday-photo.png", painted(1))
    added = store.add_file(path)
    assert not added.already
    style = added.style
    assert (style.id, style.name, style.category) == ("my-holiday-photo", "My holiday photo", "Mine")
    assert style.path.read_bytes() == path.read_bytes()
    assert store.styles()[0] == style
    assert store.owns(style)
    path.unlink()
    np.testing.assert_array_equal(load_picture(style.path), painted(1))


def test_the_newest_comes_first(store: StyleStore) -> None:
    for name in ("c", "a", "b"):
        store.add_pixels(painted(ord(name)), name)
    assert ids(store) == ["b", "a", "c", "waves", "ink"]


def test_pictures_put_there_by_hand_join_by_their_files_time(store: StyleStore) -> None:
    store.add_pixels(painted(1), "added")
    for name, age in (("yesterday", 86_400), ("tomorrow", -86_400)):
        path = saved(store.folder / f"{name}.png", painted(age % 97))
        os.utime(path, (time.time() - age, time.time() - age))
    assert ids(store)[:3] == ["tomorrow", "added", "yesterday"]


def test_names_in_any_script(store: StyleStore, tmp_path: Path) -> None:
    style = store.add_file(saved(tmp_path / "星夜.jpg", painted(1))).style
    assert (style.id, style.name) == ("星夜", "星夜")
    assert store.add_pixels(painted(2), "  À la\nplage!\u202e ").style.name == "À la plage!"
    assert store.add_pixels(painted(3), "हिन्दी").style.id == "हिन्दी"
    assert store.add_pixels(painted(4), "???").style.id == "style"
    assert store.add_pixels(painted(5), "").style.name == "Style"
    assert store.add_pixels(painted(6), "星" * 500).style.path.is_file()
    assert store.add_pixels(painted(7), "../../up").style.path.parent == store.folder
    assert store.add_pixels(painted(8), "NUL").style.id == "nul-style"


def test_an_id_stands_for_one_style_only(store: StyleStore) -> None:
    store.add_pixels(painted(1), "Waves")
    store.add_pixels(painted(2), "waves")
    assert ids(store) == ["waves-3", "waves-2", "waves", "ink"]
    saved(store.folder / "ink.png", painted(3))
    assert sorted(ids(store)) == ["ink", "waves", "waves-2", "waves-3"]


@pytest.mark.parametrize("suffix", [".png", ".bmp", ".tif", ".webp"])
def test_the_same_picture_is_recognised_in_another_kind_of_file(suffix: str, store: StyleStore, tmp_path: Path) -> None:
    first = store.add_file(saved(tmp_path / "first.png", painted(1))).style
    path = tmp_path / f"again{suffix}"
    Image.fromarray(painted(1)).save(path, lossless=True)
    again = store.add_file(path)
    assert again.already
    assert again.style == first
    assert files(store) == {"first.png", "first.json"}


def test_a_shipped_picture_is_recognised(store: StyleStore, shipped: tuple[Style, ...]) -> None:
    added = store.add_file(shipped[1].path)
    assert (added.already, added.style) == (True, shipped[1])
    assert not store.folder.exists()


def test_a_picture_put_there_by_hand_is_recognised(store: StyleStore) -> None:
    saved(store.folder / "by-hand.png", painted(1))
    assert store.add_pixels(painted(1), "again").style.id == "by-hand"


def test_a_large_picture_is_stored_smaller_and_still_recognised(store: StyleStore, tmp_path: Path) -> None:
    path = saved(tmp_path / "wide.png", np.full((20, LONGEST_STORED + 500, 3), 90, np.uint8))
    style = store.add_file(path).style
    assert style.path.suffix == ".jpg"
    assert load_picture(style.path).shape[1] == LONGEST_STORED
    assert store.add_file(path).already


def test_a_heavy_file_is_stored_lighter(store: StyleStore, tmp_path: Path) -> None:
    path = saved(tmp_path / "noise.bmp", painted(1, (1500, 1000)))
    assert path.stat().st_size > LARGEST_STORED
    assert store.add_file(path).style.path.stat().st_size < LARGEST_STORED


def test_an_unusual_kind_of_file_becomes_a_usual_one(store: StyleStore, tmp_path: Path) -> None:
    path = saved(tmp_path / "old.ppm", painted(1))
    assert store.add_file(path).style.path.suffix == ".jpg"


def test_bytes_go_by_what_they_are_and_not_by_their_name(store: StyleStore) -> None:
    file = io.BytesIO()
    Image.fromarray(painted(1)).save(file, "PNG")
    style = store.add_bytes(file.getvalue(), "dropped_picture.jpg").style
    assert (style.path.name, style.name) == ("dropped-picture.png", "Dropped picture")
    assert style.path.read_bytes() == file.getvalue()


def test_a_folder_of_pictures(store: StyleStore, tmp_path: Path) -> None:
    place = tmp_path / "pictures"
    saved(place / "one.png", painted(1))
    saved(place / "deeper" / "two.png", painted(2))
    saved(place / "deeper" / "still" / "three.png", painted(3))
    saved(place / ".hidden" / "four.png", painted(4))
    saved(place / "one again.png", painted(1))
    (place / "bad.jpg").write_text("no picture")
    (place / "readme.txt").write_text("no picture, and none is expected")
    result = store.add_folder(place)
    assert {style.id for style in result.added} == {"one-again", "two"}
    assert [style.id for style in result.already] == ["one-again"]
    ((path, reason),) = result.failed
    assert path == place / "bad.jpg"
    assert "not a picture" in reason


def test_a_style_is_found_by_its_id_and_by_its_picture(store: StyleStore, shipped: tuple[Style, ...]) -> None:
    cat = store.add_pixels(painted(1), "cat").style
    assert store.find("cat") == cat
    assert store.find("other name", store.sha256(cat)) == cat
    assert store.find("cat", store.sha256(shipped[0])) == shipped[0]
    assert store.find("cat", "0" * 64) == cat
    assert store.find("dog", "0" * 64) is None


def test_one_picture_added_by_many_threads_is_there_once(store: StyleStore) -> None:
    start = threading.Barrier(8)

    def add(pixels: Pixels) -> Added:
        start.wait(10)
        return store.add_pixels(pixels, "cat")

    with ThreadPoolExecutor(8) as threads:
        results = list(threads.map(add, [painted(1, (800, 600))] * 8))
    assert sum(not result.already for result in results) == 1
    assert {result.style.id for result in results} == {"cat"}

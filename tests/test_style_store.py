"""The user's own styles: added once, renamed, removed, restored; nothing half-written, nothing lost."""

from __future__ import annotations

import io
import json
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from stylecam.errors import StyleError
from stylecam.frame import Pixels
from stylecam.pictures import LARGEST_STORED, LONGEST_STORED, PictureError, load_picture
from stylecam.style_store import Added, StyleStore
from stylecam.styles import Style, read_styles


def painted(seed: int, size: tuple[int, int] = (40, 30)) -> Pixels:
    """A picture unlike that of any other seed."""
    return np.random.default_rng(seed).integers(0, 256, (size[1], size[0], 3), np.uint8)


def saved(path: Path, pixels: Pixels) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path)
    return path


@pytest.fixture
def shipped(tmp_path: Path) -> tuple[Style, ...]:
    for rank, name in enumerate(("waves", "ink"), 1):
        path = saved(tmp_path / "shipped" / f"{name}.png", painted(900 + rank))
        path.with_suffix(".json").write_text(json.dumps({"rank": rank, "category": "Print"}), encoding="utf-8")
    return read_styles(tmp_path / "shipped")


@pytest.fixture
def store(tmp_path: Path, shipped: tuple[Style, ...]) -> StyleStore:
    return StyleStore(tmp_path / "own" / "styles", shipped)


def ids(store: StyleStore) -> list[str]:
    return [style.id for style in store.styles()]


def files(store: StyleStore) -> set[str]:
    """Everything that lies in the folder, hidden or not."""
    return {path.name for path in store.folder.rglob("*") if path.is_file()}


def refusal(error: pytest.ExceptionInfo[StyleError]) -> str:
    message = str(error.value)
    assert "\n" not in message
    assert error.value.exit_code == 2
    return message


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


def test_what_is_no_picture_leaves_nothing_behind(store: StyleStore, tmp_path: Path) -> None:
    text = tmp_path / "story.png"
    text.write_text("once upon a time")
    with pytest.raises(PictureError, match="not a picture"):
        store.add_file(text)
    with pytest.raises(PictureError, match="the picture: not a picture"):
        store.add_bytes(b"once", "")
    cut = saved(tmp_path / "cut.png", painted(1)).read_bytes()[:900]
    with pytest.raises(PictureError, match="cut"):
        store.add_bytes(cut, "cut")
    assert not store.folder.exists()


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


def test_a_folder_that_is_not_there(store: StyleStore, tmp_path: Path) -> None:
    with pytest.raises(StyleError, match="cannot be read") as error:
        store.add_folder(tmp_path / "absent")
    refusal(error)


def test_a_style_is_renamed_but_keeps_its_id_and_its_place(store: StyleStore) -> None:
    first = store.add_pixels(painted(1), "first").style
    store.add_pixels(painted(2), "second")
    renamed = store.rename(first, " A new\nname ")
    assert (renamed.id, renamed.path, renamed.name) == (first.id, first.path, "A new name")
    assert [style.name for style in store.styles()][:2] == ["second", "A new name"]
    assert store.add_pixels(painted(1), "again").already


def test_what_else_a_sidecar_says_survives_a_renaming(store: StyleStore) -> None:
    path = saved(store.folder / "mine.png", painted(1))
    path.with_suffix(".json").write_text('{"author": "Grandma", "category": "Family", "note": [1]}', encoding="utf-8")
    style = store.styles()[0]
    assert (style.name, style.author, style.category) == ("Mine", "Grandma", "Family")
    store.rename(style, "Cat")
    about = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert (about["name"], about["author"], about["note"]) == ("Cat", "Grandma", [1])
    assert store.styles()[0].category == "Family"


def test_a_picture_put_there_by_hand_keeps_its_place_when_it_is_renamed(store: StyleStore) -> None:
    path = saved(store.folder / "old.png", painted(1))
    os.utime(path, (1_000_000_000, 1_000_000_000))
    added = store.add_pixels(painted(2), "new").style
    renamed = store.rename(store.styles()[1], "Renamed")
    os.utime(path)
    assert store.styles()[:2] == (added, renamed)


def test_an_empty_name_is_refused(store: StyleStore) -> None:
    style = store.add_pixels(painted(1), "first").style
    with pytest.raises(StyleError, match="type one") as error:
        store.rename(style, " \n ")
    refusal(error)


def test_a_removed_style_can_be_had_back(store: StyleStore) -> None:
    style = store.add_pixels(painted(1), "first").style
    store.add_pixels(painted(2), "second")
    removed = store.remove(store.rename(style, "Renamed"))
    assert ids(store)[:2] == ["second", "waves"]
    restored = store.restore(removed)
    assert (restored.id, restored.name, restored.category) == ("first", "Renamed", "Mine")
    assert ids(store)[:2] == ["second", "first"]
    np.testing.assert_array_equal(load_picture(restored.path), load_picture(style.path))
    assert not any((store.folder / ".removed").iterdir())


def test_a_removed_style_comes_back_under_another_id_where_its_own_is_taken(store: StyleStore) -> None:
    removed = store.remove(store.add_pixels(painted(1), "cat").style)
    store.add_pixels(painted(2), "cat")
    assert store.restore(removed).id == "cat-2"
    assert ids(store)[:2] == ["cat", "cat-2"]


def test_a_removed_picture_can_be_added_again(store: StyleStore) -> None:
    store.remove(store.add_pixels(painted(1), "cat").style)
    assert not store.add_pixels(painted(1), "cat").already


def test_what_was_removed_is_kept_for_30_days(store: StyleStore, shipped: tuple[Style, ...]) -> None:
    old = store.remove(store.add_pixels(painted(1), "old").style)
    young = store.remove(store.add_pixels(painted(2), "young").style)
    for removed, days in ((old, 31), (young, 29)):
        then = time.time() - days * 86_400
        os.utime(removed.place, (then, then))
    again = StyleStore(store.folder, shipped)
    assert again.restore(young).id == "young"
    with pytest.raises(StyleError, match="cannot be brought back") as error:
        again.restore(old)
    refusal(error)


def test_shipped_styles_and_files_elsewhere_are_left_alone(
    store: StyleStore, shipped: tuple[Style, ...], tmp_path: Path
) -> None:
    path = saved(tmp_path / "elsewhere.png", painted(1))
    for style in (shipped[0], Style(str(path), "Elsewhere", "", path)):
        assert not store.owns(style)
        with pytest.raises(StyleError, match=f"'{style.name}' cannot be removed: only styles that you added can"):
            store.remove(style)
        with pytest.raises(StyleError, match=f"'{style.name}' cannot be renamed"):
            store.rename(style, "mine")
        assert style.path.is_file()


def test_a_style_whose_file_has_gone_is_no_longer_owned(store: StyleStore) -> None:
    style = store.add_pixels(painted(1), "cat").style
    style.path.unlink()
    assert not store.owns(style)
    assert store.sha256(style) == ""


def test_a_style_is_found_by_its_id_and_by_its_picture(store: StyleStore, shipped: tuple[Style, ...]) -> None:
    cat = store.add_pixels(painted(1), "cat").style
    assert store.find("cat") == cat
    assert store.find("other name", store.sha256(cat)) == cat
    assert store.find("cat", store.sha256(shipped[0])) == shipped[0]
    assert store.find("cat", "0" * 64) == cat
    assert store.find("dog", "0" * 64) is None


def test_a_folder_that_cannot_be_made(tmp_path: Path, shipped: tuple[Style, ...]) -> None:
    (tmp_path / "file").write_text("in the way")
    store = StyleStore(tmp_path / "file" / "styles", shipped)
    assert ids(store) == ["waves", "ink"]
    with pytest.raises(StyleError, match="the style cannot be stored there") as error:
        store.add_pixels(painted(1), "cat")
    assert str(store.folder) in refusal(error)


def test_where_the_sidecar_cannot_be_written_the_picture_goes_too(
    store: StyleStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Path.replace

    def no_sidecars(self: Path, target: Path) -> Path:
        if target.suffix == ".json":
            raise OSError(28, "No space left on device")
        return whole(self, target)

    monkeypatch.setattr(Path, "replace", no_sidecars)
    with pytest.raises(StyleError, match="No space left"):
        store.add_pixels(painted(1), "cat")
    assert files(store) == set()


def test_damaged_sidecars_do_no_harm(store: StyleStore) -> None:
    for number, text in enumerate(
        [
            '{"added": 5, "name": {}}',
            '{"added": "soon"}',
            '{"added": "0001-01-01T00:00:00+23:59", "sha256": "x"}',
            "[" * 99_999,
        ]
    ):
        path = saved(store.folder / f"s{number}.png", painted(number))
        path.with_suffix(".json").write_text(text, encoding="utf-8")
    own = [style for style in store.styles() if store.owns(style)]
    assert {style.id for style in own} == {"s0", "s1", "s2", "s3"}
    assert all(store.add_pixels(painted(number), "again").already for number in range(4))
    assert {store.rename(style, "New").name for style in own} == {"New"}


def test_one_picture_added_by_many_threads_is_there_once(store: StyleStore) -> None:
    start = threading.Barrier(8)

    def add(pixels: Pixels) -> Added:
        start.wait(10)
        return store.add_pixels(pixels, "cat")

    with ThreadPoolExecutor(8) as threads:
        results = list(threads.map(add, [painted(1, (800, 600))] * 8))
    assert sum(not result.already for result in results) == 1
    assert {result.style.id for result in results} == {"cat"}

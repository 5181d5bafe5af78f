"""The user's own styles are renamed, removed and brought back; all others are left alone."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import numpy as np
import pytest

from stylecam.errors import StyleError
from stylecam.pictures import load_picture
from stylecam.style_store import StyleStore
from stylecam.styles import Style
from tests.painted import painted, saved
from tests.style_store.conftest import ids, refusal


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

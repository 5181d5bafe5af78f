"""What was removed lies aside for a month."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from stylecam.removed import FOLDER, KEPT_DAYS, forget_old, set_aside


def test_files_are_set_aside_together(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("cat.png", "cat.json")]
    for path in paths:
        path.write_text(path.name)
    place = set_aside(paths, tmp_path)
    assert {path.name for path in place.iterdir()} == {"cat.png", "cat.json"}
    assert list(tmp_path.iterdir()) == [tmp_path / FOLDER]


def test_where_one_cannot_be_moved_all_stay(tmp_path: Path) -> None:
    (tmp_path / "cat.png").write_text("cat")
    with pytest.raises(FileNotFoundError):
        set_aside([tmp_path / "cat.png", tmp_path / "absent.json"], tmp_path)
    assert (tmp_path / "cat.png").read_text() == "cat"
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_it_is_forgotten_after_a_month(tmp_path: Path) -> None:
    places = {}
    for days in (KEPT_DAYS - 1, KEPT_DAYS + 1):
        (tmp_path / "cat.png").write_text("cat")
        places[days] = set_aside([tmp_path / "cat.png"], tmp_path)
        then = time.time() - days * 86_400
        os.utime(places[days], (then, then))
    forget_old(tmp_path)
    assert list((tmp_path / FOLDER).iterdir()) == [places[KEPT_DAYS - 1]]


def test_the_age_of_the_file_itself_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "cat.png").write_text("cat")
    os.utime(tmp_path / "cat.png", (0, 0))
    place = set_aside([tmp_path / "cat.png"], tmp_path)
    forget_old(tmp_path)
    assert (place / "cat.png").stat().st_mtime == 0


def test_where_nothing_was_removed_there_is_nothing_to_forget(tmp_path: Path) -> None:
    forget_old(tmp_path / "absent")
    assert list(tmp_path.iterdir()) == []

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from stylecam.errors import SinkError
from stylecam.look import Look
from stylecam.naming import new_file
from stylecam.styles import Style, WeightedStyle

AT = datetime(2026, 11, 20, 14, 3, 7)


def look(*names: str) -> Look:
    return Look(tuple(WeightedStyle(Style(name, name, "", Path(f"{name}.png"))) for name in names))


def test_a_file_is_named_after_the_moment_and_the_style(tmp_path: Path) -> None:
    path = new_file(tmp_path / "new", look("Starry Dream"), ".mp4", AT)
    assert path == tmp_path / "new" / "stylecam 2026-11-20 14.03.07 starry-dream.mp4"
    assert path.parent.is_dir()


def test_a_mix_is_named_after_all_its_styles(tmp_path: Path) -> None:
    assert new_file(tmp_path, look("Wave", "星夜"), ".png", AT).stem.endswith(" wave + 星夜")


@pytest.mark.parametrize("name", ["The Great Wave off Kanagawa", "神奈川沖浪裏"])
def test_a_mix_of_many_has_a_name_that_a_disk_takes(tmp_path: Path, name: str) -> None:
    path = new_file(tmp_path, look(*[name] * 32), ".webm", AT)
    path.with_name(f"{path.stem} original.recording-2{path.suffix}").touch()
    assert path.stem[-1].isalnum()


def test_two_of_one_second_do_not_meet(tmp_path: Path) -> None:
    first = new_file(tmp_path, look("Wave"), ".png", AT)
    first.touch()
    second = new_file(tmp_path, look("Wave"), ".png", AT)
    second.touch()
    assert len({first, second, new_file(tmp_path, look("Wave"), ".png", AT)}) == 3


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SinkError, match=r"file/videos: the folder cannot be made"):
        new_file(tmp_path / "file" / "videos", look("Wave"), ".mp4", AT)

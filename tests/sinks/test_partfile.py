from __future__ import annotations

from pathlib import Path

import pytest

from stylecam.errors import SinkError
from stylecam.sinks.partfile import PartFile


def test_the_name_appears_when_the_file_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "film.mp4"
    target.write_text("old")
    part = PartFile(target)
    part.file.write(b"new")

    assert target.read_text() == "old"
    assert part.path.name.startswith(".")

    part.close()
    part.rename(target)
    assert target.read_text() == "new"
    assert list(tmp_path.iterdir()) == [target]


def test_what_is_discarded_leaves_nothing(tmp_path: Path) -> None:
    part = PartFile(tmp_path / "film.mp4")
    part.file.write(b"half")

    part.discard()
    part.discard()
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_deleted_is_left(tmp_path: Path) -> None:
    part = PartFile(tmp_path / "film.mp4")
    part.path.unlink()
    part.path.mkdir()

    part.discard()
    assert part.file.closed


def test_a_missing_folder_is_told_with_the_mend(tmp_path: Path) -> None:
    with pytest.raises(SinkError, match="its folder does not exist; make it first"):
        PartFile(tmp_path / "nowhere" / "film.mp4")


def test_a_name_too_long_for_the_disk_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(SinkError, match="too long"):
        PartFile(tmp_path / f"{'a' * 300}.mp4")


def test_a_name_that_cannot_be_replaced_leaves_the_whole_file_where_the_message_says(tmp_path: Path) -> None:
    target = tmp_path / "film.mp4"
    part = PartFile(target)
    part.file.write(b"new")
    part.close()
    (target / "folder").mkdir(parents=True)

    with pytest.raises(SinkError, match=r"the new file is complete in .*\.part") as raised:
        part.rename(target)
    assert str(part.path) in str(raised.value)
    assert part.path.read_bytes() == b"new"

"""Folders of pictures, and squares cut out of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from stylecam.errors import UsageError
from stylecam.training.pictures import PictureFolder, centre_crop, random_crop, scaled
from tests.training.tiny import pictures


def test_pictures_are_kept_at_their_short_side(tmp_path: Path) -> None:
    folder = PictureFolder(pictures(tmp_path / "p", 3, 0), 40)
    assert len(folder) == 3
    found = folder.picture(0)
    assert found is not None
    assert found.shape == (40, 51, 3)
    assert folder.picture(0) is found


def test_what_cannot_be_read_is_left_out_and_counted(tmp_path: Path) -> None:
    place = pictures(tmp_path / "p", 2, 0)
    (place / "0a.jpg").write_bytes(b"no picture")
    folder, random = PictureFolder(place, 40), np.random.default_rng(0)
    drawn = dict(folder.draw(random) for _ in range(40))
    assert set(drawn) == {0, 2}
    assert all(pixels is folder.picture(number) for number, pixels in drawn.items())
    assert folder.unreadable == 1


def test_one_picture_is_a_folder_of_one(tmp_path: Path) -> None:
    place = pictures(tmp_path / "p", 2, 0)
    one, other = (PictureFolder(place / f"{number}.png", 40) for number in (0, 1))
    assert one.paths == [place / "0.png"]
    assert one.picture(0) is not None
    assert one.fingerprint() != other.fingerprint()


def test_pictures_in_folders_below_count_and_other_files_do_not(tmp_path: Path) -> None:
    place = pictures(tmp_path / "p", 1, 0)
    pictures(place / "more", 2, 0)
    (place / "notes.txt").write_text("no picture", encoding="utf-8")
    assert len(PictureFolder(place, 40)) == 3


def test_the_fingerprint_is_that_of_the_names(tmp_path: Path) -> None:
    a, b = (PictureFolder(pictures(tmp_path / name, count, 0), 40) for name, count in (("a", 2), ("b", 2)))
    assert a.fingerprint() == b.fingerprint()
    assert PictureFolder(pictures(tmp_path / "c", 3, 0), 40).fingerprint() != a.fingerprint()


def test_folders_that_cannot_be_used_are_one_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no such folder"):
        PictureFolder(tmp_path / "none", 40)
    with pytest.raises(UsageError, match="there are no pictures in it"):
        PictureFolder(tmp_path, 40)
    (tmp_path / "a.png").write_bytes(b"")
    with pytest.raises(UsageError, match="none of its 1 pictures can be read"):
        PictureFolder(tmp_path, 40)


def test_a_crop_is_a_part_of_the_picture_and_mirrored_where_asked() -> None:
    ramp = np.repeat(np.arange(60, dtype=np.uint8)[None, :, None], 40, axis=0).repeat(3, axis=2)
    plain = random_crop(ramp, 32, 0.0, np.random.default_rng(3))
    mirrored = random_crop(ramp, 32, 1.0, np.random.default_rng(3))
    assert plain.shape == (32, 32, 3)
    assert np.array_equal(plain, mirrored[:, ::-1])
    assert plain[0, 0, 0] < plain[0, -1, 0]


def test_crops_of_a_picture_of_their_own_size_are_all_of_it() -> None:
    picture = np.random.default_rng(0).integers(0, 256, (32, 32, 3), dtype=np.uint8)
    assert np.array_equal(random_crop(picture, 32, 0.0, np.random.default_rng(1)), picture)
    assert np.array_equal(centre_crop(picture, 32), picture)


def test_small_pictures_are_made_large_enough() -> None:
    assert scaled(np.zeros((10, 20, 3), np.uint8), 40).shape == (40, 80, 3)

"""Names of painted files, and what becomes of an order."""

from __future__ import annotations

from pathlib import Path

import pytest

from stylecam.gui.rendering.order import PICTURE_ENDINGS, VIDEO_ENDINGS, fate_of, proposal
from stylecam.sinks.container import CONTAINERS
from stylecam.sinks.picture import PictureFileSink


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "film.avi"
    path.touch()
    return path


def test_the_endings_are_those_that_can_be_written() -> None:
    assert set(VIDEO_ENDINGS) == CONTAINERS.keys()
    for ending in PICTURE_ENDINGS:
        PictureFileSink(Path(f"painted{ending}"))


def test_the_painted_file_lies_beside_its_source(film: Path) -> None:
    assert proposal(film) == film.with_name("film painted.mp4")
    assert proposal(film.with_name("clip.MKV")).name == "clip painted.mkv"
    assert proposal(film.with_name("scan.tiff")).name == "scan painted.png"
    assert proposal(film.with_name("photo.jpeg")).name == "photo painted.jpeg"


def test_a_proposed_name_replaces_nothing(film: Path) -> None:
    film.with_name("film painted.mp4").touch()
    waiting = [film.with_name("film painted 2.mp4")]
    assert proposal(film, waiting).name == "film painted 3.mp4"


def test_a_proposed_name_is_one_that_a_disk_takes(tmp_path: Path) -> None:
    film = tmp_path / f"{'ü' * 125}.mp4"
    film.touch()
    painted = proposal(film)
    painted.touch()
    assert proposal(film).name == f"{'ü' * 100} painted 2.mp4"


def test_a_name_that_no_file_can_have_does_no_harm(film: Path) -> None:
    assert fate_of(film, film.with_name(f"{'x' * 300}.mp4")) == "new"
    assert fate_of(film.with_name(f"{'x' * 300}.mp4"), film.with_name("new.mp4")) == "gone"


def test_what_becomes_of_an_order(film: Path) -> None:
    there, picture = film.with_name("there.mp4"), film.with_name("scan.png")
    there.touch()
    picture.touch()
    new = film.with_name("new.mp4")
    assert fate_of(None, None) == "nothing"
    assert fate_of(film, new) == "new"
    assert fate_of(film, there) == "replaces"
    assert fate_of(film, new, [new]) == "waiting"
    assert fate_of(film, film.with_name("new.txt")) == "ending"
    assert fate_of(picture, new) == "ending"
    assert fate_of(picture, picture.with_name("new.webp")) == "new"
    assert fate_of(film, film.parent / "nowhere" / "new.mp4") == "folder"
    assert fate_of(film.with_name("gone.mp4"), new) == "gone"


def test_a_file_is_not_painted_over_itself_by_whatever_name(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.touch()
    link = tmp_path / "link.mp4"
    link.symlink_to(film)
    assert fate_of(film, film) == "same"
    assert fate_of(film, link) == "same"

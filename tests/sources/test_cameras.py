"""Which camera somebody means."""

from __future__ import annotations

import pytest

from stylecam.errors import SourceError
from stylecam.sources.cameras import CameraInfo, find_again, find_camera, list_cameras, unlisted_camera

BUILT_IN = CameraInfo(0, "Integrated Camera", "/dev/video0", 200)
DESK = CameraInfo(2, "Logitech C920", "/dev/video2", 200)
SHELF = CameraInfo(4, "Logitech C920", "/dev/video4", 200)
PHONE = CameraInfo(6, "Phone Camera", "/dev/video6", 200)
ALL = [BUILT_IN, DESK, SHELF, PHONE]


@pytest.mark.parametrize(
    ("spec", "camera"),
    [
        ("0", BUILT_IN),
        ("6", PHONE),
        ("/dev/video4", SHELF),
        ("Phone Camera", PHONE),
        ("phone camera", PHONE),
        ("integ", BUILT_IN),
        ("c920", DESK),
        ("1", None),
        ("/dev/video1", None),
        ("toaster", None),
    ],
)
def test_an_index_a_path_a_name_or_a_part_of_it(spec: str, camera: CameraInfo | None) -> None:
    assert find_camera(spec, ALL) == camera


def test_a_part_that_fits_several_names_is_refused() -> None:
    with pytest.raises(SourceError, match="'Integrated Camera', 'Phone Camera'; write more of the name"):
        find_camera("camera", ALL)


def test_after_replugging_the_path_tells_twins_apart_and_the_name_finds_a_moved_one() -> None:
    assert find_again(SHELF, ALL) == SHELF
    moved = CameraInfo(1, SHELF.name, "/dev/video1", 200)
    assert find_again(SHELF, [BUILT_IN, moved]) == moved
    assert find_again(SHELF, [BUILT_IN, PHONE]) is None


@pytest.mark.parametrize(
    ("spec", "index"), [("3", 3), ("/dev/video3", 3), ("Logitech", None), ("/dev/null", None), ("9" * 11, None)]
)
def test_a_system_that_lists_nothing_is_asked_by_index(spec: str, index: int | None) -> None:
    camera = unlisted_camera(spec)
    assert (camera and camera.index) == index


def test_listing_never_fails() -> None:
    cameras = list_cameras()
    assert [camera.index for camera in cameras] == sorted(camera.index for camera in cameras)

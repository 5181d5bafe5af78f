from __future__ import annotations

from pathlib import Path

import pytest

from stylecam import app
from stylecam.gui.devices.choices import (
    address_trouble,
    find_camera,
    folder_of,
    is_camera,
    is_recording,
    label_of,
    rate_text,
    rates_of,
    sizes_of,
    with_recent,
)
from stylecam.gui.services import Camera
from stylecam.source_spec import CameraMode

MODES = [CameraMode((640, 480), 30.0), CameraMode((1280, 720), 10.0), CameraMode((640, 480), 60.0)]


@pytest.mark.parametrize(
    ("spec", "label"),
    [
        ("/home/ada/clips/beach.mp4", "beach.mp4"),
        ("rtsp://camera.local/door.sdp", "rtsp://camera.local/door.sdp"),
        ("rtsp://ada:secret@camera.local:554/door", "rtsp://camera.local:554/door"),
        ("rtsp://ada:p@ss@camera.local/door", "rtsp://camera.local/door"),
        ("rtsp://ada:secret@[broken/door", "rtsp://[broken/door"),
        ("http://camera.local/?who=ada@home", "http://camera.local/?who=ada@home"),
        ("/dev/video0", "/dev/video0"),
        ("Camera v1.2", "Camera v1.2"),
    ],
)
def test_a_file_goes_by_its_name_and_an_address_keeps_its_password_to_itself(spec: str, label: str) -> None:
    assert label_of(spec) == label


@pytest.mark.parametrize("spec", ["clip.mp4", "/gone/clip", "http://camera.local", "picture.PNG"])
def test_files_and_addresses_are_recordings_be_they_there_or_not(spec: str) -> None:
    assert is_recording(spec)


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("0", True),
        ("Desk camera@640x480@30", True),
        ("/dev/video0", True),
        ("demo", False),
        ("demo@640x360", False),
        ("http://camera.local/stream", False),
    ],
)
def test_a_camera_is_what_the_start_takes_for_one(spec: str, expected: bool) -> None:
    assert is_camera(spec) is app.is_camera(spec) is expected


def test_a_file_that_is_gone_is_no_camera() -> None:
    assert not is_camera("clip.mp4")


@pytest.mark.parametrize("spec", ["demo", "0", "Desk camera", "Camera v1.2", "/dev/video0"])
def test_cameras_and_the_scene_are_none(spec: str) -> None:
    assert not is_recording(spec)


def test_a_file_without_an_ending_is_a_recording_where_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert not is_recording("clip")
    Path("clip").touch()
    assert is_recording("clip")


def test_a_camera_is_found_by_its_name_or_a_part_that_only_it_has() -> None:
    cameras = [Camera("Cam"), Camera("Cam 2"), Camera("Phone")]
    assert find_camera("cam", cameras) == cameras[0]
    assert find_camera("PHO", cameras) == cameras[2]
    assert find_camera("am", cameras) is None
    assert find_camera("gone", cameras) is None


def test_resolutions_and_rates_come_once_the_largest_first() -> None:
    assert sizes_of(MODES) == [(1280, 720), (640, 480)]
    assert rates_of(MODES, (640, 480)) == [60.0, 30.0]
    assert rates_of(MODES, None) == []


def test_a_rate_is_written_with_the_digits_it_needs() -> None:
    assert [rate_text(fps) for fps in (30.0, 29.97, 7.5)] == ["30", "29.97", "7.5"]


@pytest.mark.parametrize(
    ("address", "trouble"),
    [
        ("rtsp://door.local/live", ""),
        (" HTTPS://example.org/a.mp4 ", ""),
        ("udp://@:1234", ""),
        ("rtsp://", "host"),
        ("http://[::1", "host"),
        ("door.local/live", "scheme"),
        ("gopher://door.local", "scheme"),
        ("http:door.local", "scheme"),
    ],
)
def test_it_is_known_what_is_wrong_with_an_address(address: str, trouble: str) -> None:
    assert address_trouble(address) == trouble


def test_a_recording_that_is_opened_again_moves_to_the_front() -> None:
    assert with_recent("b", ("a", "b", "c"), 3) == ("b", "a", "c")
    assert with_recent("d", ("a", "b", "c"), 3) == ("d", "a", "b")


def test_files_are_sought_where_the_latest_one_lies(tmp_path: Path) -> None:
    clip = tmp_path / "clip.mp4"
    clip.touch()
    assert folder_of(["http://example.org/a", str(tmp_path / "gone.mp4"), str(clip)]) == str(tmp_path)
    assert folder_of(["rtsp://door.local"]) == ""

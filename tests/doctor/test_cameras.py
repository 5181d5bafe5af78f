from __future__ import annotations

from pathlib import Path

import pytest

from stylecam.doctor.cameras import VideoNode, check_access, check_cameras, describe, read_nodes
from stylecam.doctor.distribution import Distribution
from stylecam.source_spec import CameraMode

UBUNTU = Distribution("debian")


def test_cameras_are_named() -> None:
    assert check_cameras(["0: Integrated Camera", "2: C920"], "Linux").detail == "0: Integrated Camera, 2: C920"


def test_a_cameras_largest_format_is_named_where_it_is_known() -> None:
    modes = [CameraMode((1920, 1080), 29.97), CameraMode((640, 480), 30.0)]
    assert describe(0, "Integrated Camera", modes) == "0: Integrated Camera (up to 1920x1080 at 29.97 fps)"
    assert describe(2, "C920", []) == "2: C920"


@pytest.mark.parametrize(
    ("system", "mend"), [("Windows", "desktop apps"), ("Darwin", "terminal"), ("Linux", "pass it")]
)
def test_no_camera_is_optional_and_has_a_mend(system: str, mend: str) -> None:
    check = check_cameras([], system)
    assert (check.ok, check.required) == (False, False)
    assert mend in check.fix


def test_devices_that_may_be_opened() -> None:
    assert check_access([VideoNode("/dev/video0", "video", True)], UBUNTU).ok
    assert check_access([], UBUNTU).ok


def test_no_permission_is_mended_by_the_group() -> None:
    check = check_access([VideoNode("/dev/video0", "video", False)], UBUNTU)
    assert check.detail == "no permission for /dev/video0"
    assert check.fix == 'sudo usermod -aG video "$USER", then log out and in again'


def test_a_device_whose_group_helps_nobody_gets_one_that_does() -> None:
    check = check_access([VideoNode("/dev/video0", "", False)], UBUNTU)
    assert check.fix.startswith("sudo chgrp video /dev/video0 && sudo chmod g+rw /dev/video0 && sudo usermod -aG video")


def test_a_program_that_holds_the_camera_is_named() -> None:
    check = check_access([VideoNode("/dev/video0", "video", True, ("zoom (4711)",))], UBUNTU)
    assert check.detail == "/dev/video0 is open in zoom (4711)"
    assert "close that program" in check.fix


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A camera that zoom has open, and a virtual one."""
    for name in ("video0", "video9", "video-radio"):
        (tmp_path / "dev").mkdir(exist_ok=True)
        (tmp_path / "dev" / name).touch()
    (tmp_path / "sys/devices/virtual/video4linux/video9").mkdir(parents=True)
    (tmp_path / "proc/4711/fd").mkdir(parents=True)
    (tmp_path / "proc/4711/comm").write_text("zoom\n")
    (tmp_path / "proc/4711/fd/12").symlink_to("/dev/video0")
    return tmp_path


def test_devices_are_read_from_the_system(machine: Path) -> None:
    [node] = read_nodes(machine, allowed=lambda _: False)
    assert (node.path, node.allowed, node.holders) == ("/dev/video0", False, ("zoom (4711)",))


def test_a_machine_without_video_devices(tmp_path: Path) -> None:
    assert read_nodes(tmp_path) == []

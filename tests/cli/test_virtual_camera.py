from __future__ import annotations

from collections.abc import Iterator

import pytest

from stylecam.cli.main import main
from stylecam.cli.virtual_camera import virtual_camera
from stylecam.doctor.check import Check, fails, works
from stylecam.errors import SinkError

READY = works("pyvirtualcam", "is here")
ABSENT = fails("virtual camera", "v4l2loopback is not installed", "sudo apt-get install v4l2loopback-dkms")
LACKING = fails("pyvirtualcam", "is not installed", "python -m pip install pyvirtualcam")


@pytest.fixture
def findings(monkeypatch: pytest.MonkeyPatch) -> list[Check]:
    """What the doctor finds; a test changes it."""
    found: list[Check] = []

    def checks() -> Iterator[Check]:
        yield from found

    monkeypatch.setattr("stylecam.cli.virtual_camera.checks_to_send", checks)
    return found


def test_what_is_lacking_first_is_told_in_one_line_with_its_mend(findings: list[Check]) -> None:
    findings[:] = [ABSENT, LACKING]
    with pytest.raises(SinkError) as raised:
        virtual_camera()
    assert str(raised.value) == (
        "virtual camera: v4l2loopback is not installed: sudo apt-get install v4l2loopback-dkms"
    )


def test_once_the_command_has_been_run_it_is_there_without_a_restart(findings: list[Check]) -> None:
    findings[:] = [LACKING]
    with pytest.raises(SinkError, match="pip install pyvirtualcam"):
        virtual_camera()
    findings[:] = [READY]
    assert virtual_camera().name == "virtual camera"


def test_a_run_without_a_window_says_so_before_anything_starts(
    findings: list[Check], capsys: pytest.CaptureFixture[str]
) -> None:
    findings[:] = [ABSENT]
    assert main(["live", "--source", "demo", "--virtual-camera", "--duration", "0.5"]) == 2
    assert "sudo apt-get install v4l2loopback-dkms" in capsys.readouterr().err

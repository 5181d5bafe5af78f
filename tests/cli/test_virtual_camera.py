from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from stylecam.cli.desktop import camera_as, virtual_cameras
from stylecam.cli.main import main
from stylecam.cli.options import Parser
from stylecam.cli.virtual_camera import add_virtual_camera_options, card_from, virtual_camera, virtual_camera_for
from stylecam.doctor.check import Check, fails, works
from stylecam.errors import SinkError, StylecamError, UsageError
from stylecam.gui.services import Choice
from stylecam.outputs import CameraChoice
from stylecam.sinks.pipewire import PIPEWIRE
from stylecam.sinks.virtual_camera import CameraForm, VirtualCameraSink

READY = works("pyvirtualcam", "is here")
ABSENT = fails("virtual camera", "v4l2loopback is not installed", "sudo apt-get install v4l2loopback-dkms")
LACKING = fails("pyvirtualcam", "is not installed", "python -m pip install pyvirtualcam")


class Doctor:
    """Says what a test lets it find.

    Attributes:
        found: its findings.
        choice: where it sends to when nobody names a device.
        asked: the devices that it looked at.
    """

    def __init__(self) -> None:
        self.found: list[Check] = []
        self.choice = ""
        self.asked: list[str] = []

    def chosen(self, device: str) -> str:
        return device or self.choice

    def checks(self, device: str) -> Iterator[Check]:
        self.asked.append(device)
        yield from self.found


class Made(VirtualCameraSink):
    """Keeps what it is made with."""

    def __init__(self, device: str | None, form: CameraForm) -> None:
        super().__init__(device, form)
        self.device, self.form = device, form


@pytest.fixture
def doctor(monkeypatch: pytest.MonkeyPatch) -> Doctor:
    doctor = Doctor()
    monkeypatch.setattr("stylecam.cli.virtual_camera.checks_to_send", doctor.checks)
    monkeypatch.setattr("stylecam.cli.virtual_camera.chosen", doctor.chosen)
    monkeypatch.setattr("stylecam.cli.virtual_camera.VirtualCameraSink", Made)
    return doctor


def asked(*words: str) -> argparse.Namespace:
    parser = Parser()
    add_virtual_camera_options(parser.add_argument_group())
    return parser.parse_args(words)


def made(*words: str) -> Made:
    sink = virtual_camera_for(asked(*words))
    assert isinstance(sink, Made)
    return sink


def test_what_is_lacking_first_is_told_in_one_line_with_its_mend(doctor: Doctor) -> None:
    doctor.found = [ABSENT, LACKING]
    with pytest.raises(SinkError) as raised:
        virtual_camera()
    assert str(raised.value) == (
        "virtual camera: v4l2loopback is not installed: sudo apt-get install v4l2loopback-dkms"
    )


def test_once_the_command_has_been_run_it_is_there_without_a_restart(doctor: Doctor) -> None:
    doctor.found = [LACKING]
    with pytest.raises(SinkError, match="pip install pyvirtualcam"):
        virtual_camera()
    doctor.found = [READY]
    assert virtual_camera().name == "virtual camera"


def test_left_alone_it_goes_where_this_machine_has_something(doctor: Doctor) -> None:
    assert made("--virtual-camera").device is None
    doctor.choice = PIPEWIRE
    assert made("--virtual-camera").device == PIPEWIRE
    assert doctor.asked == ["", PIPEWIRE]


@pytest.mark.parametrize("device", ["/dev/video9", "pipewire"])
def test_a_named_device_is_taken_whatever_there_is(doctor: Doctor, device: str) -> None:
    doctor.choice = "another"
    assert made("--virtual-camera", device).device == device
    assert doctor.asked == [device]


def test_the_windows_camera_is_made_at_the_device_that_is_chosen(doctor: Doctor) -> None:
    camera = camera_as(CameraChoice((640, 480), 24.0, "crop", device="/dev/video9"))
    assert isinstance(camera, Made)
    assert (camera.device, camera.form.size, camera.form.fit) == ("/dev/video9", (640, 480), "crop")
    assert doctor.asked == ["/dev/video9"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system has one camera of its own")
def test_the_window_offers_the_loopback_devices_and_pipewire(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stylecam.cli.desktop.loopbacks", lambda: iter([("/dev/video9", "Loop")]))
    assert virtual_cameras() == [Choice("/dev/video9", "Loop (/dev/video9)"), Choice(PIPEWIRE, "PipeWire")]


def test_without_the_option_there_is_none(doctor: Doctor) -> None:
    assert virtual_camera_for(asked()) is None
    assert doctor.asked == []


@pytest.mark.usefixtures("doctor")
def test_what_other_programs_get_is_720p_at_30_between_bars_unless_somebody_asks_for_more() -> None:
    usual = made("--virtual-camera").form
    assert (usual.size, usual.fps, usual.fit, usual.card) == ((1280, 720), 30.0, "letterbox", None)
    words = "--virtual-camera-size 640x360 --virtual-camera-fps 25 --virtual-camera-fit crop --card #0a141e"
    form = made("--virtual-camera", *words.split()).form
    assert (form.size, form.fps, form.fit) == ((640, 360), 25.0, "crop")
    assert form.card is not None
    assert form.card.shape == (360, 640, 3)
    assert np.all(form.card == (10, 20, 30))


@pytest.mark.usefixtures("doctor")
@pytest.mark.parametrize("option", ["--virtual-camera-size 640x360", "--virtual-camera-fit crop", "--card #000000"])
def test_an_option_of_a_camera_that_is_not_asked_for_is_told(option: str) -> None:
    with pytest.raises(UsageError, match=f"{option.split()[0]}: .*add --virtual-camera"):
        virtual_camera_for(asked(*option.split()))


@pytest.mark.parametrize("size", ["641x360", "640x361", "640", "8x8"])
def test_a_size_that_no_camera_has_is_refused(size: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        asked("--virtual-camera", "--virtual-camera-size", size)
    assert size in capsys.readouterr().err


def test_a_card_may_be_a_picture_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("away.png", "#1.png"):
        Image.new("RGB", (40, 20), (9, 8, 7)).save(name)
        card = card_from(name, (1280, 720))
        assert card.shape == (20, 40, 3)
        assert np.all(card == (9, 8, 7))


@pytest.mark.parametrize("card", ["#12345", "#gggggg", "nowhere.png"])
def test_a_card_that_is_none_is_told_in_one_line(card: str) -> None:
    with pytest.raises(StylecamError, match=card) as raised:
        card_from(card, (1280, 720))
    assert raised.value.exit_code == 2
    assert "\n" not in str(raised.value)


def test_a_run_without_a_window_says_so_before_anything_starts(
    doctor: Doctor, capsys: pytest.CaptureFixture[str]
) -> None:
    doctor.found = [ABSENT]
    assert main(["live", "--source", "demo", "--virtual-camera", "--duration", "0.5"]) == 2
    assert "sudo apt-get install v4l2loopback-dkms" in capsys.readouterr().err

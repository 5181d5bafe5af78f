"""The virtual camera is made at the device that is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from stylecam.frame import Frame
from stylecam.gui.output.camera import CameraRows
from stylecam.gui.output.panel import OutputPanel
from stylecam.gui.outputs import Outputs
from stylecam.gui.services import Choice
from stylecam.outputs import CameraChoice, OutputChoices
from tests.gui.acts import pick
from tests.gui.studio import Studio


class Made:
    """A camera that keeps which devices were opened."""

    name = "virtual camera"

    def __init__(self, device: str, opened: list[str]) -> None:
        self._device, self._opened = device, opened

    def open(self) -> None:
        self._opened.append(self._device)

    def write(self, frame: Frame) -> None:
        pass

    def close(self) -> None:
        pass


class Bench:
    """A page of its own at the studio's pipeline.

    Attributes:
        there: the devices that there are.
        opened: those that the camera was opened at.
    """

    def __init__(self, studio: Studio, chosen: str = "") -> None:
        self.there = [Choice("/dev/video9", "Loop (/dev/video9)"), Choice("pipewire", "PipeWire")]
        self.opened: list[str] = []
        services = replace(
            studio.parts.services,
            virtual_cameras=lambda: list(self.there),
            virtual_camera=lambda choice: Made(choice.device, self.opened),
        )
        choices = OutputChoices(camera=CameraChoice(device=chosen))
        self.outputs = Outputs(studio.pipeline, studio.parts.desk, services, choices)
        self.page = OutputPanel(self.outputs, services)

    @property
    def rows(self) -> CameraRows:
        return self.page.camera

    def offered(self) -> list[str]:
        return [self.rows.device.itemText(place) for place in range(self.rows.device.count())]

    def was_opened(self, *devices: str) -> bool:
        self.outputs.poll()
        return self.opened == list(devices)


@pytest.fixture
def chosen() -> str:
    """The device that is remembered."""
    return ""


@pytest.fixture
def bench(qtbot: QtBot, studio: Studio, chosen: str) -> Iterator[Bench]:
    bench = Bench(studio, chosen)
    qtbot.addWidget(bench.page)
    yield bench
    bench.page.close_look()
    bench.outputs.close()


def test_the_camera_is_opened_at_the_device_that_is_chosen_and_moves_to_another(qtbot: QtBot, bench: Bench) -> None:
    bench.page.show()
    qtbot.waitUntil(lambda: bench.offered() == ["Automatic", "Loop (/dev/video9)", "PipeWire"])
    bench.outputs.camera.set_on(True)
    qtbot.waitUntil(lambda: bench.was_opened(""))
    pick(bench.rows.device, "Loop (/dev/video9)")
    qtbot.waitUntil(lambda: bench.was_opened("", "/dev/video9"))
    pick(bench.rows.device, "PipeWire")
    qtbot.waitUntil(lambda: bench.was_opened("", "/dev/video9", "pipewire"))
    assert bench.outputs.choices.camera == CameraChoice(device="pipewire")
    bench.outputs.camera.set_on(False)


@pytest.mark.parametrize("chosen", ["/dev/video7"])
def test_a_device_that_is_gone_stays_chosen(qtbot: QtBot, bench: Bench) -> None:
    assert bench.rows.device.currentText() == "/dev/video7"
    bench.page.show()
    qtbot.waitUntil(lambda: bench.offered() == ["Automatic", "/dev/video7", "Loop (/dev/video9)", "PipeWire"])
    assert bench.rows.device.currentText() == "/dev/video7"
    pick(bench.rows.device, "Automatic")
    assert bench.offered() == ["Automatic", "Loop (/dev/video9)", "PipeWire"]


def test_where_there_is_no_choice_none_is_offered(qtbot: QtBot, bench: Bench) -> None:
    bench.there.clear()
    with qtbot.waitSignal(bench.page.devices.found):
        bench.page.show()
    assert not bench.rows.device.isVisible()

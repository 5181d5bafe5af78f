"""What is switched on is fed, what is switched off gives its device back, and one device is never opened twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from stylecam.errors import SinkError
from stylecam.frame import Frame
from stylecam.gui.messages import Message
from stylecam.gui.output.outlet import Outlet
from stylecam.pipeline.pipeline import Pipeline
from stylecam.pipeline.status import State
from stylecam.styles import Style
from tests.gui.parts import FlatEngine, HalvesSource, flat_look


class Device:
    """Can be opened once at a time.

    Attributes:
        events: what was done to it.
        broken: it takes no more.
    """

    def __init__(self) -> None:
        self.events: list[str] = []
        self.open = self.broken = False


class DeviceSink:
    """Feeds a device."""

    name = "device"

    def __init__(self, device: Device) -> None:
        self._device = device

    def open(self) -> None:
        if self._device.open:
            raise SinkError("the device is busy; end what uses it")
        self._device.open = True
        self._device.events.append("open")

    def write(self, frame: Frame) -> None:  # noqa: ARG002  (the protocol's name)
        if self._device.broken:
            raise SinkError("the device is gone; plug it in again")

    def close(self) -> None:
        if self._device.open:
            self._device.open = False
            self._device.events.append("closed")


class Bench:
    """An outlet at a running pipeline."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.device = Device()
        self.refusal = ""
        self.outlet = Outlet(pipeline, self._make)
        self.told: list[Message] = []
        self.switched: list[bool] = []
        self.outlet.told.connect(self.told.append)
        self.outlet.changed.connect(self.switched.append)

    def runs(self) -> bool:
        self.outlet.poll()
        attachment = self.outlet.attachment
        return attachment is not None and attachment.status.state is State.RUNNING

    def has(self, *events: str) -> bool:
        self.outlet.poll()
        return self.device.events == list(events)

    def _make(self) -> DeviceSink:
        if self.refusal:
            raise SinkError(self.refusal)
        return DeviceSink(self.device)


@pytest.fixture
def bench(qapp: QCoreApplication, styles: list[Style]) -> Iterator[Bench]:
    assert qapp is not None
    look = flat_look(styles)
    pipeline = Pipeline(HalvesSource, "demo", lambda: FlatEngine(look))
    pipeline.start()
    yield Bench(pipeline)
    pipeline.stop()


def test_it_is_fed_until_it_is_switched_off(qtbot: QtBot, bench: Bench) -> None:
    bench.outlet.set_on(True)
    qtbot.waitUntil(bench.runs)
    bench.outlet.set_on(False)
    qtbot.waitUntil(lambda: bench.has("open", "closed"))
    assert bench.switched == [True, False]
    assert bench.told == []


def test_what_cannot_be_is_told_and_stays_off(bench: Bench) -> None:
    bench.refusal = "there is no such device; plug one in"
    bench.outlet.set_on(True)
    assert [(message.text, message.mood) for message in bench.told] == [(bench.refusal, "error")]
    assert not bench.outlet.on
    assert bench.switched == [False]


def test_what_ends_by_itself_is_told_and_off(qtbot: QtBot, bench: Bench) -> None:
    bench.outlet.set_on(True)
    qtbot.waitUntil(bench.runs)
    bench.device.broken = True
    qtbot.waitUntil(lambda: bench.has("open", "closed"))
    qtbot.waitUntil(lambda: not bench.runs() and bool(bench.told))
    assert bench.switched == [True, False]
    assert bench.told[0].text == "the device is gone; plug it in again"


def test_the_device_is_opened_again_only_once_it_was_given_back(qtbot: QtBot, bench: Bench) -> None:
    bench.outlet.set_on(True)
    qtbot.waitUntil(bench.runs)
    bench.outlet.restart()
    assert bench.outlet.on
    bench.outlet.set_on(False)
    bench.outlet.set_on(True)
    qtbot.waitUntil(lambda: bench.has("open", "closed", "open"))
    assert bench.told == []
    assert bench.switched == [True, False, True]


def test_a_restart_that_fails_is_told_and_off(qtbot: QtBot, bench: Bench) -> None:
    bench.outlet.set_on(True)
    qtbot.waitUntil(bench.runs)
    bench.refusal = "there is no such card; choose another"
    bench.outlet.restart()
    qtbot.waitUntil(lambda: bench.has("open", "closed") and not bench.outlet.on)
    assert bench.switched == [True, False]
    assert [message.text for message in bench.told] == [bench.refusal]


def test_to_restart_what_is_off_starts_nothing(bench: Bench) -> None:
    bench.outlet.restart()
    assert bench.has()
    assert not bench.outlet.on

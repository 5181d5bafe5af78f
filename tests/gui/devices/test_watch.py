from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from stylecam.gui.devices.watch import CameraWatch
from stylecam.gui.services import Camera
from tests.pipeline.parts import eventually

DESK, PHONE = Camera("Desk camera"), Camera("Phone")


class Plugs:
    """Cameras as they are plugged in, and who asked for them."""

    def __init__(self, *cameras: Camera) -> None:
        self.cameras = list(cameras)
        self.asked = 0
        self.threads: set[str] = set()

    def __call__(self) -> list[Camera]:
        self.threads.add(threading.current_thread().name)
        found = list(self.cameras)
        self.asked += 1
        return found


@pytest.fixture
def plugs() -> Plugs:
    return Plugs(DESK)


@pytest.fixture
def watch(plugs: Plugs) -> Iterator[CameraWatch]:
    made = CameraWatch(plugs, every=0.002)
    yield made
    made.close()


def heard_from(watch: CameraWatch) -> list[tuple[Camera, ...]]:
    heard: list[tuple[Camera, ...]] = []
    watch.changed.connect(heard.append)
    return heard


def test_plugging_and_unplugging_is_told(qtbot: QtBot, watch: CameraWatch, plugs: Plugs) -> None:
    heard = heard_from(watch)
    watch.set_active(True)
    qtbot.waitUntil(lambda: heard == [(DESK,)])
    plugs.cameras.append(PHONE)
    qtbot.waitUntil(lambda: heard[1:] == [(DESK, PHONE)])
    plugs.cameras.remove(DESK)
    qtbot.waitUntil(lambda: heard[2:] == [(PHONE,)])


def test_that_there_is_no_camera_is_told_too(qtbot: QtBot, watch: CameraWatch, plugs: Plugs) -> None:
    plugs.cameras.clear()
    with qtbot.waitSignal(watch.changed) as told:
        watch.set_active(True)
    assert told.args == [()]


def test_the_same_list_is_told_once(qtbot: QtBot, watch: CameraWatch, plugs: Plugs) -> None:
    heard = heard_from(watch)
    watch.set_active(True)
    qtbot.waitUntil(lambda: plugs.asked > 5)
    assert heard == [(DESK,)]


def test_cameras_are_listed_beside_the_windows_thread(watch: CameraWatch, plugs: Plugs) -> None:
    watch.set_active(True)
    eventually(lambda: plugs.asked)
    assert plugs.threads == {"stylecam-cameras"}


@pytest.fixture
def drowsy(plugs: Plugs) -> Iterator[CameraWatch]:
    """Its second look by itself is never seen."""
    made = CameraWatch(plugs, every=1e6)
    yield made
    made.close()


def test_it_rests_until_it_is_active_and_looks_again_at_once(qtbot: QtBot, drowsy: CameraWatch, plugs: Plugs) -> None:
    watch = drowsy
    heard = heard_from(watch)
    assert plugs.asked == 0
    watch.set_active(True)
    qtbot.waitUntil(lambda: len(heard) == 1)
    watch.set_active(False)
    plugs.cameras.append(PHONE)
    watch.set_active(True)
    qtbot.waitUntil(lambda: heard[1:] == [(DESK, PHONE)])


def test_an_end_in_the_middle_of_a_pause_does_not_wait_for_its_end(plugs: Plugs) -> None:
    watch = CameraWatch(plugs, every=1e6)
    watch.set_active(True)
    eventually(lambda: plugs.asked)
    watch.close()
    watch.close()
    assert "stylecam-cameras" not in {thread.name for thread in threading.enumerate()}

"""One device is opened once, and what a recording hears is never ended under it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from stylecam.errors import SourceLost
from stylecam.gui.output.ear import Ear
from stylecam.microphone.microphone import Microphone
from tests.microphone.driver import HandDriver
from tests.pipeline.parts import eventually


@pytest.fixture
def driver() -> HandDriver:
    return HandDriver()


@pytest.fixture
def ear(driver: HandDriver) -> Iterator[Ear]:
    ear = Ear(lambda options: Microphone(options, driver))
    yield ear
    ear.close()


def test_a_recording_right_after_the_page_was_left_waits_for_the_device(driver: HandDriver, ear: Ear) -> None:
    ear.choose("", muted=False)
    ear.watch(True)
    eventually(lambda: driver.heard is not None)
    ear.watch(False)
    heard: object = ear.for_recording()
    assert heard is not None
    assert driver.closed == 1
    eventually(lambda: driver.heard is heard)


def test_what_was_lent_is_not_ended_when_nobody_watches_any_more(driver: HandDriver, ear: Ear) -> None:
    ear.choose("", muted=False)
    ear.watch(True)
    lent = ear.for_recording()
    ear.lend()
    assert lent is not None
    eventually(lambda: driver.heard is not None)
    ear.watch(False)
    ear.close()
    assert driver.closed == 0
    lent.stop()
    assert lent.join(20)


def test_a_second_recording_gets_a_microphone_that_the_first_does_not_end(ear: Ear) -> None:
    ear.choose("", muted=False)
    first = ear.for_recording()
    ear.lend()
    second = ear.for_recording()
    ear.lend()
    assert first is not None
    assert second is not None
    assert first is not second
    for each in (first, second):
        each.stop()
        assert each.join(20)


def test_while_a_recording_is_deaf_that_stays_to_be_seen(driver: HandDriver, ear: Ear) -> None:
    driver.trouble = SourceLost("USB Headset: another program uses it; end that")
    ear.choose("", muted=False)
    ear.for_recording()
    ear.lend()
    eventually(lambda: ear.trouble != "")
    ear.watch(True)
    assert ear.trouble == "USB Headset: another program uses it; end that"
    ear.take_back()
    driver.trouble = None
    ear.poll()
    eventually(lambda: driver.heard is not None)
    assert ear.trouble == ""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from stylecam.errors import SourceError, SourceLost
from stylecam.microphone.microphone import BEHIND, POLL, SILENT, Microphone, find_microphone, list_microphones
from stylecam.pipeline.slots import BoundedFifo, SlotClosed
from stylecam.pipeline.status import State
from stylecam.sound import SILENCE, SoundBlock, SoundOptions
from tests.microphone.driver import ALL, DESK, HEADSET, HandDriver, sound
from tests.pipeline.parts import DEADLINE, eventually
from tests.sinks.hand_clock import HandClock


@contextmanager
def at_work(microphone: Microphone) -> Iterator[Microphone]:
    microphone.start()
    eventually(lambda: microphone.status.worker.state is not State.STARTING)
    try:
        yield microphone
    finally:
        microphone.stop()
        assert microphone.join(DEADLINE)


def taken(blocks: BoundedFifo[SoundBlock]) -> list[float]:
    """When the blocks that lie there were captured."""
    return [block.captured_at for block in iter(blocks.take, None)]


def is_closed(blocks: BoundedFifo[SoundBlock]) -> bool:
    try:
        blocks.get(0.0)
    except SlotClosed:
        return True
    return False


def test_the_usual_one_comes_first() -> None:
    assert list_microphones(HandDriver())[0] is HEADSET


@pytest.mark.parametrize(
    ("name", "meant"),
    [("", "USB Headset"), ("desk", "Desk Microphone"), ("usb headset", "USB Headset"), ("FREE", ALL[2].name)],
)
def test_a_microphone_is_found_by_a_part_of_its_name(name: str, meant: str) -> None:
    assert find_microphone(name, ALL).name == meant


@pytest.mark.parametrize(("name", "says"), [("set", "fits several"), ("piano", "is no microphone here; choose one of")])
def test_a_name_that_fits_none_or_several_is_told_with_those_there_are(name: str, says: str) -> None:
    with pytest.raises(SourceError, match=says) as told:
        find_microphone(name, ALL)
    assert HEADSET.name in str(told.value)


def test_where_there_is_none_it_says_so() -> None:
    with pytest.raises(SourceError, match="plug one in"):
        find_microphone("", [])


def test_all_who_listen_hear_the_same_in_order() -> None:
    driver = HandDriver()
    with at_work(Microphone(SoundOptions("desk"), driver)) as microphone:
        assert driver.opened is DESK
        assert microphone.status.worker.name == DESK.name
        one, other = microphone.listen(), microphone.listen()
        driver.say(sound(1.00), sound(1.01), sound(1.02))
        assert taken(one) == taken(other) == [1.00, 1.01, 1.02]
        microphone.leave(one)
        driver.say(sound(1.03))
        assert taken(one) == []
        assert taken(other) == [1.03]
    assert is_closed(other)
    assert driver.closed == 1
    assert microphone.status.worker.state is State.ENDED


def test_who_comes_later_hears_what_was_a_moment_ago() -> None:
    """A picture is written some time after it was taken, and its sound with it."""
    driver = HandDriver()
    with at_work(Microphone(SoundOptions(""), driver)) as microphone:
        driver.say(*(sound(index / 10) for index in range(100)))
        blocks = microphone.listen()
        driver.say(sound(10.0))
        heard = taken(blocks)
    assert heard == [index / 10 for index in range(100 - round(BEHIND * 10) - 1, 101)]


def test_muted_it_gives_silence_at_the_same_times_and_still_tells_its_level() -> None:
    driver = HandDriver()
    with at_work(Microphone(SoundOptions("", muted=True), driver)) as microphone:
        blocks = microphone.listen()
        driver.say(sound(1.0))
        microphone.mute(False)
        driver.say(sound(2.0))
        microphone.mute(True)
        driver.say(sound(3.0))
        given = list(iter(blocks.take, None))
        assert [block.captured_at for block in given] == [1.0, 2.0, 3.0]
        assert [bool(block.samples.any()) for block in given] == [False, True, False]
        assert microphone.level.peak == pytest.approx(-6.02, abs=0.01)
        driver.say(sound(4.0, amplitude=0.0))
        assert microphone.level.peak == SILENCE


def test_what_a_listener_has_no_room_for_and_what_the_driver_loses_is_counted() -> None:
    driver = HandDriver()
    with at_work(Microphone(SoundOptions(""), driver)) as microphone:
        blocks = microphone.listen()
        driver.say(*(sound(index / 100) for index in range(6010)))
        assert driver.heard is not None
        driver.heard.overrun()
        assert microphone.status.lost == 11
        microphone.leave(blocks)
        assert microphone.status.lost == 11


def test_unplugged_it_says_so_and_is_heard_again_when_it_is_back() -> None:
    driver = HandDriver()
    with at_work(Microphone(SoundOptions("desk"), driver)) as microphone:
        blocks = microphone.listen()
        driver.say(sound(1.0))
        driver.unplug()
        eventually(lambda: microphone.status.worker.state is State.LOST)
        told = microphone.status.worker
        assert isinstance(told.error, SourceLost)
        assert told.detail == "Desk Microphone: was unplugged, or gives no sound any more; plug it in again"
        assert microphone.level.peak == SILENCE
        assert driver.closed == 1

        driver.plugged = ALL
        eventually(lambda: driver.opened is DESK)
        assert microphone.status.worker.state is State.LOST, "it has given no sound yet"
        driver.say(sound(5.0))
        eventually(lambda: microphone.status.worker.state is State.RUNNING)
        assert microphone.status.worker.detail == ""
        assert taken(blocks) == [1.0, 5.0], "who listens goes on listening"
        assert microphone.level.peak != SILENCE
    assert is_closed(blocks)
    assert driver.closed == 2


def test_one_that_gives_not_even_silence_counts_as_unplugged() -> None:
    driver, clock = HandDriver(), HandClock()
    with at_work(Microphone(SoundOptions(""), driver, clock)) as microphone:
        for _ in range(3):
            clock.advance(SILENT * 0.9)
            driver.say(sound(clock.now()))
            assert microphone.status.worker.state is State.RUNNING
        clock.advance_alone(SILENT * 1.1)
        eventually(lambda: microphone.status.worker.state is State.LOST)


def test_it_is_looked_for_ever_more_seldom() -> None:
    driver, clock = HandDriver(), HandClock()
    with at_work(Microphone(SoundOptions("usb headset"), driver, clock)) as microphone:
        driver.unplug()
        clock.advance(POLL)
        assert microphone.status.worker.state is State.LOST
        looks = []
        for _ in range(20):
            clock.advance(1.0)
            looks.append(driver.looks)
        assert driver.closed == 1
    # After 0.5, 1.5, 3.5, 7.5, 12.5 and 17.5 seconds.
    assert looks == [2, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5, 6, 6, 6, 6, 6, 7, 7, 7]


def test_no_other_one_takes_the_place_of_one_that_the_system_had_chosen() -> None:
    driver, clock = HandDriver((HEADSET, DESK)), HandClock()
    with at_work(Microphone(SoundOptions(""), driver, clock)) as microphone:
        driver.unplug()
        clock.advance(20.0)
        assert microphone.status.worker.state is State.LOST
        assert driver.opened is None
        driver.plugged = (DESK, HEADSET)
        clock.advance(5.0)
        assert driver.opened is HEADSET


def test_one_that_is_not_there_any_more_can_be_let_go() -> None:
    driver = HandDriver()
    microphone = Microphone(SoundOptions(""), driver)
    with at_work(microphone):
        blocks = microphone.listen()
        driver.unplug()
        eventually(lambda: microphone.status.worker.state is State.LOST)
    assert microphone.status.worker.state is State.ENDED
    assert is_closed(blocks)


def test_one_that_cannot_be_opened_says_why_in_its_status() -> None:
    driver = HandDriver()
    driver.trouble = SourceLost("USB Headset: cannot be opened; close what else listens to it")
    with at_work(Microphone(SoundOptions(""), driver)) as microphone:
        eventually(lambda: microphone.status.worker.state is State.FAILED)
        assert microphone.status.worker.error is driver.trouble
        assert is_closed(microphone.listen())
    assert driver.closed == 0

"""A camera gets exactly so many pictures a second, whatever comes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from stylecam.errors import SinkError
from stylecam.frame import Pixels
from stylecam.sinks.steady import PATIENCE, Steady
from tests.pipeline.parts import eventually
from tests.sinks.cameras import Watched
from tests.sinks.hand_clock import HandClock

SIZE = (8, 6)
CARD = 255


def plain(number: int) -> Pixels:
    return np.full((SIZE[1], SIZE[0], 3), number, np.uint8)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def camera() -> Watched:
    return Watched(None, SIZE, 30.0)


@pytest.fixture
def steady(camera: Watched, clock: HandClock) -> Iterator[Steady]:
    steady = Steady(camera, 30.0, plain(CARD), clock)
    yield steady
    steady.stop()


def test_the_first_picture_is_the_card_at_once(steady: Steady, camera: Watched, clock: HandClock) -> None:
    steady.start()
    clock.advance(0)
    assert camera.colours() == [CARD]


def test_a_picture_is_repeated_while_no_newer_one_comes(steady: Steady, camera: Watched, clock: HandClock) -> None:
    steady.start()
    clock.advance(0.001)
    for number in range(10):  # a network that paints ten a second
        steady.show(plain(number))
        clock.advance(0.1)
    assert camera.colours() == [CARD] + [number for number in range(10) for _ in range(3)]


def test_of_a_faster_source_some_pictures_are_never_shown(steady: Steady, camera: Watched, clock: HandClock) -> None:
    steady.start()
    for number in range(120):
        steady.show(plain(number))
        clock.advance(1 / 120)
    shown = camera.colours()[1:]
    assert len(shown) == 30
    assert np.diff(shown).tolist() == [4] * 29, "one of four, evenly"


@pytest.mark.parametrize("fps", [15.0, 24.0, 29.97, 30.0, 60.0])
def test_after_a_hundred_seconds_not_one_is_missing(fps: float, clock: HandClock) -> None:
    camera = Watched(None, SIZE, fps)
    steady = Steady(camera, fps, plain(CARD), clock)
    steady.start()
    clock.advance(100.0)
    steady.stop()
    assert len(camera.shown) == int(100 * fps) + 1


def test_after_a_standstill_of_the_machine_nothing_is_made_up_for(
    steady: Steady, camera: Watched, clock: HandClock
) -> None:
    steady.start()
    clock.advance(0.001)
    clock.advance_alone(1.0)
    clock.advance(0.001)
    assert len(camera.shown) == 3, "the one it waited for, and the one that is due"


def test_a_face_is_not_frozen_for_longer_than_two_seconds(steady: Steady, camera: Watched, clock: HandClock) -> None:
    steady.start()
    clock.advance(0)
    steady.show(plain(7))
    clock.advance(PATIENCE - 0.05)
    assert camera.colours()[-1] == 7
    clock.advance(0.1)
    assert camera.colours()[-1] == CARD
    steady.show(plain(8))
    clock.advance(0.1)
    assert camera.colours()[-1] == 8


def test_a_notice_stays(steady: Steady, camera: Watched, clock: HandClock) -> None:
    steady.start()
    steady.show_notice(plain(9))
    clock.advance(10 * PATIENCE)
    assert camera.colours()[-1] == 9
    steady.show_card()
    clock.advance(1 / 30)
    assert camera.colours()[-1] == CARD


def test_after_the_end_nothing_is_sent(steady: Steady, camera: Watched, clock: HandClock) -> None:
    steady.start()
    clock.advance(1)
    steady.stop()
    count = len(camera.shown)
    steady.show(plain(1))
    assert len(camera.shown) == count == 31


def test_that_the_camera_takes_no_more_is_told_with_the_next_picture(
    steady: Steady, camera: Watched, clock: HandClock
) -> None:
    steady.start()
    clock.advance(0)
    camera.trouble = SinkError("gone")
    clock.advance_alone(1)

    def refused() -> bool:
        try:
            steady.show(plain(1))
        except SinkError as error:
            return str(error) == "gone"
        return False

    eventually(refused)


def test_a_stop_before_the_start_is_none() -> None:
    Steady(Watched(None, SIZE, 30.0), 30.0, plain(CARD), HandClock()).stop()

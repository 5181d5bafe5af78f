"""The engine at work, and the size that is left to the machine."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from stylecam.errors import StylecamError
from stylecam.frame import Frame
from stylecam.look import AutoSize, Look, Size
from stylecam.pipeline.commands import Command, GovernSize, SetSize, SetStrength, SetWorkingSize, SwitchEngine
from stylecam.pipeline.helm import Helm
from tests.pipeline.parts import numbered
from tests.sources.fake_clock import FakeClock

AUTO = AutoSize(30)


class SizedEngine:
    """Takes so many nanoseconds of a fake clock for each pixel of the size it paints at."""

    name = "sized"

    def __init__(self, clock: FakeClock, nanoseconds: float, look: Look | None = None) -> None:
        self.look = look or Look((), size=(640, 360))
        self.nanoseconds = nanoseconds
        self.working: Size | None = None
        self.closed = 0
        self._clock = clock

    def open(self) -> None:
        if self.nanoseconds < 0:
            raise StylecamError("there is no such machine")

    def apply(self, command: Command) -> None:
        if isinstance(command, SetSize):
            self.look = replace(self.look, size=command.size)
        elif isinstance(command, GovernSize):
            self.look = replace(self.look, size=command.target)
        elif isinstance(command, SetWorkingSize):
            self.working = command.size
        elif isinstance(command, SetStrength):
            self.look = replace(self.look, strength=command.strength)

    def stylize(self, frame: Frame) -> Frame:
        width, height = self.look.size if isinstance(self.look.size, tuple) else frame.size
        at = self.painted_at((width, height))
        if self.look.strength > 0:
            self._clock.time += at[0] * at[1] * self.nanoseconds * 1e-9
        return replace(frame, pixels=np.zeros((height, width, 3), np.uint8))

    def painted_at(self, output: Size) -> Size:
        return self.working or output

    def close(self) -> None:
        self.closed += 1


class Bridge:
    """A helm with a clock, and every speed of engine to change to: the model names the nanoseconds."""

    def __init__(self, nanoseconds: float) -> None:
        self.clock = FakeClock()
        self.first = SizedEngine(self.clock, nanoseconds)
        self.helm = Helm(self.first, lambda _, model, look: SizedEngine(self.clock, float(model), look))

    def paint(self, seconds: float, source: Size = (1280, 720)) -> list[Size]:
        """The sizes that are painted at in so long; the output is of one size."""
        frame, sizes, end = numbered(0, source), [], self.clock.time + seconds
        while self.clock.time < end:
            began, engine = self.clock.time, self.helm.engine
            assert isinstance(engine, SizedEngine)
            output = self.helm.begin(frame)().size
            assert output == (engine.look.size if isinstance(engine.look.size, tuple) else source)
            assert self.helm.working_size == engine.working
            sizes.append(engine.painted_at(output))
            self.helm.painted(output, self.clock.time - began)
            self.clock.time = max(self.clock.time, began + 1 / 30)
        return sizes


def test_a_size_that_is_left_to_it_goes_where_the_rate_is_kept() -> None:
    bridge = Bridge(nanoseconds=200)
    assert set(bridge.paint(2)) == {(640, 360)}
    bridge.helm.obey(GovernSize(AUTO))
    sizes = bridge.paint(60)
    assert (sizes[0], sizes[-1]) == ((640, 360), (480, 270))
    assert bridge.helm.engine.look.size == AUTO
    assert bridge.helm.working_size == (480, 270)


def test_it_begins_at_the_size_as_it_is_in_the_shape_of_the_source() -> None:
    bridge = Bridge(nanoseconds=70)
    bridge.helm.obey(GovernSize(AUTO))
    assert bridge.paint(0.1, source=(640, 480)) == [(640, 360), (480, 360), (480, 360)]


def test_a_size_that_is_chosen_ends_it() -> None:
    bridge = Bridge(nanoseconds=200)
    bridge.helm.obey(GovernSize(AUTO))
    bridge.paint(10)
    bridge.helm.obey(SetSize((960, 540)))
    assert set(bridge.paint(10)) == {(960, 540)}
    assert bridge.helm.engine.look.size == (960, 540)
    assert bridge.helm.working_size is None


def test_a_source_that_is_small_enough_is_painted_at_its_own_size() -> None:
    bridge = Bridge(nanoseconds=70)
    bridge.helm.obey(SetWorkingSize((640, 360)))
    bridge.helm.obey(GovernSize(AUTO))
    assert bridge.paint(1, source=(320, 180))[-1] == (320, 180)
    assert bridge.helm.working_size is None


def test_where_nothing_is_painted_the_size_stays() -> None:
    bridge = Bridge(nanoseconds=70)
    bridge.helm.obey(GovernSize(AUTO))
    bridge.helm.obey(SetStrength(0))
    assert set(bridge.paint(30)) == {(640, 360)}


def test_another_engine_goes_on_from_the_size_of_the_one_before() -> None:
    bridge = Bridge(nanoseconds=200)
    bridge.helm.obey(GovernSize(AUTO))
    assert bridge.paint(30)[-1] == (480, 270)
    bridge.helm.obey(SwitchEngine("cuda", "5"))
    assert bridge.first.closed == 1
    sizes = bridge.paint(60)
    assert (sizes[0], sizes[-1]) == ((480, 270), (1280, 720))
    assert bridge.helm.engine.look.size == AUTO

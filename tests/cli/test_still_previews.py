"""The painting so far, as a file."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from rich.console import Console

from stylecam.cli.still_previews import APART, Previews
from stylecam.cli.still_report import TerminalTeller
from stylecam.frame import Pixels
from stylecam.slow.painting import Step
from tests.cli.stills import step
from tests.sources.fake_clock import FakeClock


@pytest.fixture
def said() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def teller(said: io.StringIO) -> TerminalTeller:
    return TerminalTeller(Console(file=said, width=400, markup=False, color_system=None), "out.png")


def shown(step: Step) -> Pixels:
    return step.pixels((24, 16))


def value(path: Path) -> int:
    with Image.open(path) as picture:
        return int(np.asarray(picture)[0, 0, 0])


def test_a_preview_comes_at_once_and_then_every_few_seconds(teller: TerminalTeller, tmp_path: Path) -> None:
    clock, path = FakeClock(), tmp_path / "so-far.png"
    previews = Previews(path, shown, clock, teller)
    previews.show(step(1))
    assert value(path) == 1
    clock.time += 0.9 * APART
    previews.show(step(2))
    assert value(path) == 1
    clock.time += 0.2 * APART
    previews.show(step(3))
    assert value(path) == 3
    assert list(tmp_path.iterdir()) == [path]


def test_where_nobody_asked_for_previews_no_picture_is_made(teller: TerminalTeller) -> None:
    def fail(_: Step) -> Pixels:
        raise AssertionError("nobody looks at it")

    Previews(None, fail, FakeClock(), teller).show(step(1))


def test_a_preview_that_cannot_be_written_is_the_last_one(
    teller: TerminalTeller, said: io.StringIO, tmp_path: Path
) -> None:
    clock, folder = FakeClock(), tmp_path / "gone"
    previews = Previews(folder / "so-far.png", shown, clock, teller)
    previews.show(step(1))
    folder.mkdir()
    clock.time += 2 * APART
    previews.show(step(2))
    assert said.getvalue().count("there is no preview any more") == 1
    assert list(folder.iterdir()) == []

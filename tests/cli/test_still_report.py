"""What people see of a slow painting."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from rich.console import Console

from stylecam.cli.still_report import APART, Previews, about, progress
from stylecam.clock import MonotonicClock
from stylecam.frame import Pixels
from stylecam.slow.painting import Step


class HandClock(MonotonicClock):
    """Time passes when the test says so."""

    time = 100.0

    def now(self) -> float:
        return self.time


def step(number: int) -> Step:
    """One whose picture is its number."""
    picture = torch.full((1, 3, 16, 24), number / 255)
    return Step(2, 3, (24, 16), number, 50, number / 100, 0.25, picture)


def shown(step: Step) -> Pixels:
    return step.pixels((24, 16))


def value(path: Path) -> int:
    with Image.open(path) as picture:
        return int(np.asarray(picture)[0, 0, 0])


@pytest.fixture
def said() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def console(said: io.StringIO) -> Console:
    return Console(file=said, width=400, force_terminal=True, markup=False, color_system=None)


def test_a_step_is_told_with_its_scale_and_its_loss() -> None:
    assert about(step(7)) == "scale 2/3 (24x16), step 7/50, loss 0.2500"


def test_on_a_terminal_there_is_a_bar_that_grows(console: Console, said: io.StringIO) -> None:
    with progress(console, "out [slow].png") as told:
        told(step(7))
        told(step(50))
    bars = [line for line in said.getvalue().splitlines() if "out [slow].png" in line]
    assert "step 50/50, loss 0.2500 left:" in bars[-1]


def test_a_log_file_gets_no_bar(said: io.StringIO) -> None:
    with progress(Console(file=said), "out.png") as told:
        told(step(7))
    assert said.getvalue().strip() == ""


def test_a_preview_comes_at_once_and_then_every_few_seconds(console: Console, tmp_path: Path) -> None:
    clock, path = HandClock(), tmp_path / "so-far.png"
    previews = Previews(path, shown, clock, console)
    previews.show(step(1))
    assert value(path) == 1
    clock.time += 0.9 * APART
    previews.show(step(2))
    assert value(path) == 1
    clock.time += 0.2 * APART
    previews.show(step(3))
    assert value(path) == 3
    assert list(tmp_path.iterdir()) == [path]


def test_where_nobody_asked_for_previews_no_picture_is_made(console: Console) -> None:
    def fail(_: Step) -> Pixels:
        raise AssertionError("nobody looks at it")

    Previews(None, fail, HandClock(), console).show(step(1))


def test_a_preview_that_cannot_be_written_is_the_last_one(console: Console, said: io.StringIO, tmp_path: Path) -> None:
    clock, folder = HandClock(), tmp_path / "gone"
    previews = Previews(folder / "so-far.png", shown, clock, console)
    previews.show(step(1))
    folder.mkdir()
    clock.time += 2 * APART
    previews.show(step(2))
    assert said.getvalue().count("there is no preview any more") == 1
    assert list(folder.iterdir()) == []

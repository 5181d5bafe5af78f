"""`--timeline`: a path through looks, over the look of the other options."""

from __future__ import annotations

import argparse
import threading
import time
from dataclasses import replace
from pathlib import Path

from stylecam.app import Plan
from stylecam.pipeline.conducting import Conductor
from stylecam.pipeline.pipeline import Pipeline
from stylecam.style_store import StyleStore
from stylecam.styles import StyleLibrary
from stylecam.timeline import opening_look
from stylecam.timeline_json import read_timeline

STEP = 0.04
"""Seconds from one step along the path to the next, while the main loop waits."""


def add_timeline_option(parser: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
    parser.add_argument(
        "--timeline",
        type=Path,
        metavar="FILE",
        help="a path through looks over time, a JSON file; the options say what it does not",
    )


def conducted(path: Path | None, plan: Plan, styles: StyleStore) -> tuple[Plan, Conductor | None]:
    """The plan that begins where the path does, and who leads its engine from there; for None as it is, and nobody.

    Raises:
        TimelineError: the file cannot be used.
    """
    if path is None:
        return plan, None
    timeline = read_timeline(path, StyleLibrary(styles.styles()).parse)
    return replace(plan, look=opening_look(timeline, plan.look)), Conductor(timeline, plan.look)


class Lead:
    """Leads a running pipeline by the clock, from the thread that waits for its end.

    Args:
        pipeline: is sent the commands.
        conductor: says them; None for a look that stays.
    """

    def __init__(self, pipeline: Pipeline, conductor: Conductor | None) -> None:
        self._pipeline, self._conductor = pipeline, conductor
        self._began: float | None = None

    def begin(self) -> None:
        """The first frame is there: the path begins now."""
        self._began = time.monotonic()

    def wait(self, stop: threading.Event, seconds: float) -> bool:
        """Wait so long, or until a stop is asked for: whether it is. Meanwhile the pipeline is led."""
        if self._conductor is None or self._began is None:
            return stop.wait(seconds)
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if stop.wait(min(STEP, left)):
                return True
            for command in self._conductor.to(time.monotonic() - self._began):
                self._pipeline.send(command)
        return stop.is_set()

"""What the live gallery costs the live picture: the demo scene with it off, in its first round, refreshed.

    python -m benchmarks.thumbnails --seconds 8 --rounds 5 --json thumbnails.json

The three take turns within one run, so that whatever else the machine does falls on all of them alike.
"""

from __future__ import annotations

import argparse
import json
import statistics
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from stylecam.app import Plan, live_settings, make_plan, style_library
from stylecam.clock import MonotonicClock
from stylecam.engine.machine import this_machine
from stylecam.engine.stylizer import Stylizer
from stylecam.frame import Frame, Pixels
from stylecam.gui.thumbnails import LiveThumbnails
from stylecam.look import Size
from stylecam.pipeline.pipeline import Pipeline
from stylecam.settings import Settings, parse_size
from stylecam.sources.factory import SourceFactory
from stylecam.thumbnailer import ProcessThumbnailer
from stylecam.user_files import style_cache

OFF, FIRST, REFRESH = "off", "first round", "refresh"
TURNS = (OFF, FIRST, OFF, REFRESH)
"""One round; each turn with thumbnails is compared with the two beside it, as the machine's load changes."""

SETTLE = 1.0
"""Seconds at the beginning of a turn that are not looked at."""

CONTENT_EVERY = 1.0
"""Seconds between two pictures for the gallery, as in the window."""

MOST_COST = {FIRST: 0.07, REFRESH: 0.03}
"""The share of the frames that the tiles may cost."""


@dataclass(frozen=True)
class Turn:
    """What one turn showed: painted frames per second, milliseconds of the engine for one, tiles per second."""

    name: str
    fps: float
    stylize: float
    tiles: float


class TimedStylizer(Stylizer):
    """Notes what it takes for each frame."""

    seconds: list[float]

    def stylize(self, frame: Frame) -> Frame:
        began = time.perf_counter()
        painted = super().stylize(frame)
        self.seconds.append(time.perf_counter() - began)
        return painted


class Bench:
    """The pipeline and the gallery at work; each turn begins where the one before ended."""

    def __init__(self, plan: Plan, size: Size) -> None:
        self._times: list[float] = []
        self._plan = plan
        self.pipeline = Pipeline(SourceFactory(size, plan.settings.fps), "demo", self._engine)
        self.gallery = LiveThumbnails(ProcessThumbnailer(plan.settings.model))
        self.gallery.set_active(False)
        self.gallery.set_styles(list(style_library()))
        self.gallery.painted.connect(self._count)
        self.gallery.progress.connect(self._note_progress)
        self._tiles = 0
        self._complete = False
        self._content: Pixels | None = None
        self._content_at = 0.0

    def complete_round(self) -> None:
        """Every tile has been painted once, so that what follows is refreshing."""
        self.gallery.set_active(True)
        while not self._complete:
            self._step(REFRESH)

    def turn(self, name: str, seconds: float) -> Turn:
        """Some seconds in one of the three ways."""
        if name == REFRESH:
            self.complete_round()
        self.gallery.set_active(name != OFF)
        self._run(name, SETTLE)
        frames, tiles, began = len(self._times), self._tiles, time.monotonic()
        self._run(name, seconds)
        elapsed = time.monotonic() - began
        taken = self._times[frames:]
        if not taken:
            status = self.pipeline.status()
            raise SystemExit(f"no frame was painted: {status.engine.detail or status.source.detail}")
        return Turn(name, len(taken) / elapsed, statistics.median(taken) * 1000, (self._tiles - tiles) / elapsed)

    def close(self) -> None:
        self.gallery.close()
        self.pipeline.stop()

    def _engine(self) -> Stylizer:
        engine = TimedStylizer(self._plan.load, self._plan.look, style_cache())
        engine.seconds = self._times
        return engine

    def _run(self, name: str, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self._step(name)

    def _step(self, name: str) -> None:
        if (frame := self.pipeline.preview.take()) is not None:
            self._content = frame.content
        if name == FIRST and self._complete:
            # One first round after the other.
            self.gallery.restart()
            self._complete = False
            self._content_at = 0.0
        if self._content is not None and time.monotonic() - self._content_at > CONTENT_EVERY:
            self.gallery.set_content(self._content)
            self._content_at = time.monotonic()
        QCoreApplication.processEvents()
        MonotonicClock().wait(threading.Event(), 0.005)

    def _count(self) -> None:
        self._tiles += 1

    def _note_progress(self, done: int, total: int) -> None:
        self._complete = done == total


def measure(plan: Plan, size: Size, seconds: float, rounds: int) -> list[Turn]:
    """All turns in the order they were taken."""
    bench = Bench(plan, size)
    bench.pipeline.start()
    try:
        bench.complete_round()
        return [bench.turn(name, seconds) for name in (*TURNS * rounds, OFF)]
    finally:
        bench.close()


def ratio(turns: Sequence[Turn], name: str, value: Callable[[Turn], float]) -> float:
    """The median of a way's turns, each divided by the mean of the turns before and after it."""
    ratios = [
        value(turn) / statistics.fmean((value(before), value(after)))
        for before, turn, after in zip(turns, turns[1:], turns[2:], strict=False)
        if turn.name == name
    ]
    return statistics.median(ratios)


def report(turns: Sequence[Turn]) -> str:
    """Each way with its ratios to `OFF`."""
    lines = [f"{'thumbnails':12} {'fps':>6} {'ratio':>6}  {'stylize':>8} {'ratio':>6}  {'tiles/s':>7}"]
    for name in (OFF, FIRST, REFRESH):
        same = [turn for turn in turns if turn.name == name]
        fps = statistics.median(turn.fps for turn in same)
        stylize = statistics.median(turn.stylize for turn in same)
        tiles = statistics.median(turn.tiles for turn in same)
        rates, times = (1.0, 1.0) if name == OFF else (ratio(turns, name, rate), ratio(turns, name, time_of_one))
        lines.append(f"{name:12} {fps:6.1f} {rates:6.3f}  {stylize:5.1f} ms {times:6.3f}  {tiles:7.1f}")
    for name, most in MOST_COST.items():
        cost = 1 - ratio(turns, name, rate)
        mark = "met" if cost <= most else "MISSED"
        lines.append(f"{name} costs {cost:.1%} of the frames, at most {most:.0%}: {mark}")
    return "\n".join(lines)


def rate(turn: Turn) -> float:
    return turn.fps


def time_of_one(turn: Turn) -> float:
    return turn.stylize


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=8.0, help="of one turn")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--size", type=parse_size, default=(640, 360))
    parser.add_argument("--fps", type=float, help="of the demo scene; a rate it cannot keep up with shows every cost")
    parser.add_argument("--device", default="auto")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(argv)
    application = QCoreApplication.instance() or QCoreApplication([])
    settings = Settings(source="demo", size=options.size, device=options.device, fps=options.fps)
    turns = measure(make_plan(live_settings(settings)), options.size, options.seconds, options.rounds)
    application.processEvents()
    print(this_machine())
    print(report(turns))
    if options.json:
        found = {"machine": asdict(this_machine()), "turns": [asdict(turn) for turn in turns]}
        options.json.write_text(json.dumps(found, indent=2))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""The whole pipeline on the demo scene: rate, latency, overhead, a style's swap, the first frame, memory over time.

    python -m benchmarks.live --seconds 180 --json live.json

Everything runs in one process as `stylecam live --source demo` runs it. The bars it prints are the project's own.
"""

from __future__ import annotations

import argparse
import json
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import psutil

from stylecam.app import Plan, live_settings, make_plan, style_library
from stylecam.clock import MonotonicClock
from stylecam.engine.machine import this_machine
from stylecam.engine.stylizer import LoadedModel, Stylizer
from stylecam.engine.timed_painter import TimedPainter
from stylecam.frame import Frame
from stylecam.pipeline.commands import SetStyle
from stylecam.pipeline.meter import Durations
from stylecam.pipeline.pipeline import Pipeline
from stylecam.pipeline.slots import Latest
from stylecam.settings import Settings, parse_size
from stylecam.sources.factory import SourceFactory
from stylecam.styles import WeightedStyle
from stylecam.user_files import style_cache

WARM_UP = 20.0
"""Seconds after which memory should stand still."""

SWAP_EVERY = 3.0
"""Seconds between two changes of style."""


@dataclass(frozen=True)
class Result:
    """What one run showed; times in milliseconds, memory in MB.

    Attributes:
        fps: painted frames per second, first to last.
        latency: capture to sink, median.
        latency_frames: the same in frame times of the source.
        forward: the network alone, median, within this very run.
        busy: what the inference thread takes for a frame, hand-over included, median.
        overhead: the share of `busy` that is not the network.
        swap_frames: painted frames from a style's command to the first that shows it, median. The first of them is
            mostly one that was being painted already.
        swap_worst: the same, the most of all swaps.
        first_frame: from the pipeline's start to the first painted frame.
        growth: of the process's resident memory, from the end of the warm-up to the end.
    """

    fps: float
    latency: float
    latency_frames: float
    forward: float
    busy: float
    overhead: float
    swap_frames: float
    swap_worst: int
    first_frame: float
    growth: float


class SwapWatch:
    """A sink that counts frames between a style's command and the first picture that shows it."""

    name = "swap watch"

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._before: np.ndarray | None = None
        self._waiting: int | None = None
        self._usual = 0.0
        self.first_at: float | None = None
        self.swaps: list[int] = []

    def command_sent(self) -> None:
        """Count from the next frame on."""
        with self._lock:
            self._waiting = 0

    def open(self) -> None: ...

    def write(self, frame: Frame) -> None:
        self.first_at = self.first_at or time.monotonic()
        now = frame.pixels[::8, ::8].astype(np.float32)
        change = 0.0 if self._before is None else float(np.abs(now - self._before).mean())
        self._before = now
        with self._lock:
            if self._waiting is None:
                self._usual = max(change, 0.95 * self._usual)
                return
            self._waiting += 1
            # More than motion alone has changed lately: the new style shows.
            if change > 1.5 * self._usual:
                self.swaps.append(self._waiting)
                self._waiting = None

    def close(self) -> None: ...


def measure(plan: Plan, seconds: float) -> Result:
    """Run the pipeline for some seconds, swapping between two cached styles every three."""
    forward = Durations()
    watch = SwapWatch()

    def load() -> LoadedModel:
        model = plan.load()
        return replace(model, painter=TimedPainter(model.painter, forward.add))

    source = SourceFactory(plan.source_size, plan.settings.fps)
    pipeline = Pipeline(source, "demo", lambda: Stylizer(load, plan.look, style_cache()))
    pipeline.attach(watch, Latest())
    began = time.monotonic()
    pipeline.start()
    memory = _drive(pipeline, watch, began, seconds)
    pipeline.stop()
    status = pipeline.status()
    latency, busy, net = status.sinks[0].latency_ms, status.busy_ms, forward.percentiles()
    if latency is None or busy is None or net is None or watch.first_at is None:
        raise SystemExit(f"no frame was painted: {status.engine.detail or status.source.detail}")
    return Result(
        fps=status.average_fps,
        latency=latency.p50,
        latency_frames=latency.p50 * (plan.settings.fps or 30.0) / 1000,
        forward=net.p50,
        busy=busy.p50,
        overhead=1 - net.p50 / busy.p50,
        swap_frames=statistics.median(watch.swaps) if watch.swaps else 0.0,
        swap_worst=max(watch.swaps, default=0),
        first_frame=(watch.first_at - began) * 1000,
        growth=growth(memory, min(WARM_UP, seconds / 2)),
    )


def _drive(pipeline: Pipeline, watch: SwapWatch, began: float, seconds: float) -> list[tuple[float, float]]:
    """Swap styles until the time is over; resident memory in MB, each with its second."""
    process, clock, never = psutil.Process(), MonotonicClock(), threading.Event()
    styles = [SetStyle((WeightedStyle(style),)) for style in list(style_library())[:2]]
    memory: list[tuple[float, float]] = []
    swaps = 0
    while (elapsed := time.monotonic() - began) < seconds:
        clock.wait(never, 0.25)
        memory.append((elapsed, process.memory_info().rss / 1e6))
        if elapsed < SWAP_EVERY * (swaps + 1):
            continue
        swaps += 1
        pipeline.send(styles[swaps % 2])
        # The first two commands compute their styles; from then on they are cached.
        if swaps > 2:
            watch.command_sent()
    return memory


def growth(memory: Sequence[tuple[float, float]], warm_up: float) -> float:
    """MB that memory grew by after the warm-up: medians of the first and the last tenth of what follows it.

    Single readings differ by the buffers of a frame in the making, some 20 MB.
    """
    after = [value for second, value in memory if second >= warm_up]
    tenth = max(1, len(after) // 10)
    return statistics.median(after[-tenth:]) - statistics.median(after[:tenth])


def report(result: Result) -> str:
    """Each number with its bar."""
    rows = (
        ("frames per second", f"{result.fps:.1f}", "at least 25", result.fps >= 25),
        ("latency, capture to sink", f"{result.latency:.1f} ms", "", None),
        ("... in frame times", f"{result.latency_frames:.2f}", "at most 2", result.latency_frames <= 2),
        ("network alone", f"{result.forward:.1f} ms", "", None),
        ("inference thread", f"{result.busy:.1f} ms", "", None),
        ("overhead outside the network", f"{result.overhead:.1%}", "at most 15%", result.overhead <= 0.15),
        ("frames until a swap shows", f"{result.swap_frames:g}", "at most 2", 0 < result.swap_frames <= 2),
        ("... at worst", f"{result.swap_worst}", "", None),
        ("start to first frame", f"{result.first_frame:.0f} ms", "under 4000", result.first_frame < 4000),
        ("memory growth after warm-up", f"{result.growth:.1f} MB", "under 5", result.growth < 5),
    )
    marks = {True: "met", False: "MISSED", None: ""}
    return "\n".join(f"{name:30} {value:>12}  {bar:12} {marks[met]}".rstrip() for name, value, bar, met in rows)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=180.0)
    parser.add_argument("--size", type=parse_size, default=(640, 360))
    parser.add_argument("--device", default="auto")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(argv)
    settings = Settings(source="demo", size=options.size, device=options.device)
    result = measure(make_plan(live_settings(settings)), options.seconds)
    print(this_machine())
    print(report(result))
    if options.json:
        options.json.write_text(json.dumps({"machine": asdict(this_machine()), "result": asdict(result)}, indent=2))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

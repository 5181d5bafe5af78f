"""What showing the picture costs: the window's stage on its own, at a camera's rate.

    python -m benchmarks.stage --seconds 10 --json stage.json
    QT_QPA_PLATFORM=xcb xvfb-run -a python -m benchmarks.stage

It shows 1280x720 at 30 frames a second and counts the process's CPU time, all its threads together. Beside it the
cost of the copy that no widget is spared is measured in the same process: from the pipeline's RGB to the 32 bits of the
screen. The bar is a tenth of a core beyond that copy. The variants run in turn, several rounds, and the median counts.

On two cores of a Xeon under Xvfb, both busy with other work, medians of three rounds: the picture alone takes 4.4 % of
a core beyond the copy, 6.4 % when it is scaled to 947x533, and 9.2 % scaled with all that can lie on it, most of the
difference for the split, whose picture is put together from two. Scaling with `QImage.scaled` instead of the painter
takes three times as long; it is left for pictures shown at half their size or smaller.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from stylecam.engine.machine import this_machine
from stylecam.frame import Frame, Pixels
from stylecam.gui.stage.picture import image_of
from stylecam.gui.stage.stage import Stage
from stylecam.pipeline.slots import Latest
from stylecam.sources.scene import scene_frame

SIZE = (1280, 720)
FPS = 30.0
BAR = 10.0
"""Per cent of a core beyond the copy."""
SETTLE = 0.5
"""Seconds before counting begins."""
MEASURES = ["fps\t29.8", "latency\t42 ms", "dropped\t0", "size\t1280×720", "device\tCPU, 8 threads"]


@dataclass(frozen=True)
class Variant:
    """A way to show the same frames.

    Attributes:
        size: of the stage, width and height.
    """

    name: str
    size: tuple[int, int]
    arrange: Callable[[Stage], None]


@dataclass(frozen=True)
class Cost:
    """One variant's, medians over the rounds.

    Attributes:
        frames: shown a second.
        frame_ms: CPU time a frame, copy included.
        copy_ms: CPU time of the copy alone.
        core: per cent of a core, copy included.
        beyond_copy: per cent of a core without it.
    """

    name: str
    size: tuple[int, int]
    frames: float
    frame_ms: float
    copy_ms: float
    core: float
    beyond_copy: float


def bare(_stage: Stage) -> None:
    """The picture alone."""


def with_overlay(stage: Stage) -> None:
    stage.show_overlay(MEASURES)
    stage.set_overlay(True)


def with_inset(stage: Stage) -> None:
    picture = image_of(scene_frame(0.0, (512, 512)))
    stage.show_styles([picture] * 4)
    stage.set_inset(True)


def with_split(stage: Stage) -> None:
    stage.set_split(True)


def with_all(stage: Stage) -> None:
    for arrange in (with_overlay, with_inset, with_split):
        arrange(stage)


WAYS = {"picture": bare, "overlay": with_overlay, "inset": with_inset, "split": with_split, "all": with_all}
STAGES = (SIZE, (947, 533))
VARIANTS = [Variant(name, size, arrange) for size in STAGES for name, arrange in WAYS.items()]


def pictures() -> list[tuple[Pixels, Pixels]]:
    """What is painted, and what from: half a second of the demo scene, made beforehand."""
    contents = [scene_frame(n / FPS, SIZE) for n in range(15)]
    return [(np.ascontiguousarray(255 - content), content) for content in contents]


def copy_seconds(shown: Sequence[tuple[Pixels, Pixels]], rounds: int = 60) -> float:
    """CPU time of one copy, on average."""
    started = time.process_time()
    for n in range(rounds):
        image_of(shown[n % len(shown)][0])
    return (time.process_time() - started) / rounds


class Feeder(QObject):
    """Puts painted frames into a slot at the camera's rate, from the thread of the stage."""

    def __init__(self, slot: Latest[Frame], shown: Sequence[tuple[Pixels, Pixels]]) -> None:
        super().__init__()
        self._slot, self._shown, self._index = slot, shown, 0
        self._started = time.monotonic()
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, singleShot=True)
        self._timer.timeout.connect(self._feed)
        self._feed()

    def _feed(self) -> None:
        painted, content = self._shown[self._index % len(self._shown)]
        self._slot.put(Frame(painted, self._index, time.monotonic(), content))
        self._index += 1
        # By the clock, so that late ticks do not add up.
        due = self._started + self._index / FPS
        self._timer.start(max(0, round((due - time.monotonic()) * 1000)))


def run_for(seconds: float) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def show(variant: Variant, shown: Sequence[tuple[Pixels, Pixels]], seconds: float) -> tuple[float, float]:
    """Frames painted a second, and CPU seconds a frame; the first half second does not count."""
    slot: Latest[Frame] = Latest()
    stage = Stage(slot.take)
    stage.resize(*variant.size)
    variant.arrange(stage)
    feeder = Feeder(slot, shown)
    stage.show()
    run_for(SETTLE)
    painted, cpu, started = stage.latency.count, time.process_time(), time.monotonic()
    run_for(seconds)
    frames = stage.latency.count - painted
    cpu, lasted = time.process_time() - cpu, time.monotonic() - started
    feeder.deleteLater()
    stage.stop()
    stage.close()
    stage.deleteLater()
    return frames / lasted, cpu / frames


def measure(variants: Sequence[Variant], seconds: float, rounds: int) -> list[Cost]:
    """All variants in turn, `rounds` times over, and the copy before each."""
    shown = pictures()
    taken: dict[Variant, list[tuple[float, float, float]]] = {variant: [] for variant in variants}
    for _ in range(rounds):
        for variant, results in taken.items():
            results.append((copy_seconds(shown), *show(variant, shown, seconds)))
    return [cost_of(variant, results) for variant, results in taken.items()]


def cost_of(variant: Variant, results: Sequence[tuple[float, float, float]]) -> Cost:
    """Medians of (copy, frames a second, CPU seconds a frame); the rate asked for makes them shares of a core."""
    copy, frames, frame = (statistics.median(column) for column in zip(*results, strict=True))
    beyond = statistics.median(frame - copy for copy, _, frame in results)
    return Cost(variant.name, variant.size, frames, frame * 1e3, copy * 1e3, frame * FPS * 100, beyond * FPS * 100)


def report(costs: Sequence[Cost]) -> str:
    """A line each, and whether the dearest keeps the bar."""
    lines = [
        f"{cost.name:8} {cost.size[0]}x{cost.size[1]:<5} {cost.frames:5.1f} fps   {cost.frame_ms:5.2f} ms a frame, "
        f"the copy {cost.copy_ms:4.2f}   {cost.core:5.1f} % of a core, beyond the copy {cost.beyond_copy:5.1f} %"
        for cost in costs
    ]
    most = max(cost.beyond_copy for cost in costs)
    return "\n".join([*lines, f"at most {most:.1f} % (bar {BAR:.0f} %): {'kept' if most < BAR else 'MISSED'}"])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=5.0, help="of showing, a variant and round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    app = QApplication.instance() or QApplication([])
    costs = measure(VARIANTS, options.seconds, options.rounds)
    platform = QGuiApplication.platformName()
    print(f"{this_machine()}; Qt {qVersion()} on {platform}")
    print(report(costs))
    if options.json:
        told = {"machine": asdict(this_machine()), "platform": platform, "costs": [asdict(cost) for cost in costs]}
        options.json.write_text(json.dumps(told, indent=2))
    del app
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""How long one picture takes in `compact` by one runtime or another, on the CPU, and how far their pictures differ.

    python -m benchmarks.runtimes --json runtimes.json
    ONEDNN_MAX_CPU_ISA=AVX2 ATEN_CPU_CAPABILITY=avx2 python -m benchmarks.runtimes

torch as the engine runs it, the plain network, the same compiled, and the exported network in ONNX Runtime and in
OpenVINO: each that is installed, in float32, in bfloat16 where the processor has it, and the engine in int8 too
(`benchmarks/runtime_runners.py`). They run in turn, in one process, on the same number of threads. Differences are from
the first, which paints in float32 as the engine does, in 255ths. `pip install openvino` adds OpenVINO.

The second line is for the processors that lack AVX-512: the first word keeps torch's and OpenVINO's convolutions from
it, the second torch's other operations. ONNX Runtime has no such switch and uses what is there.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from benchmarks.arguments import positive, size
from benchmarks.conditions import conditions
from benchmarks.pace import WARMUP, ms
from benchmarks.runtime_runners import Painting, Runner, Task, Unavailable, makers, painter
from benchmarks.timing import Timing, interleaved
from stylecam.cli.output import write_json
from stylecam.engine.device import choose_compute
from stylecam.errors import StylecamError, UsageError
from stylecam.look import Size
from stylecam.models.registry import find_weights
from stylecam.resources import shipped_weights
from stylecam.sources.scene import scene_frame

SIZES: tuple[Size, ...] = ((640, 360), (1280, 720))
STYLE_SIZE: Size = (320, 240)
STYLE_MOMENT, MOMENT = 5.0, 2.0
"""Of the demo scene, in seconds: what the style and the picture are."""

LIMITS = ("ONEDNN_MAX_CPU_ISA", "ATEN_CPU_CAPABILITY")
"""Variables that keep a runtime from a processor's instructions."""


@dataclass(frozen=True)
class Row:
    """One runtime at one size.

    Attributes:
        ratio: how many times as long as the first it takes.
        most, mean: difference of its picture from the first's, in 255ths.
    """

    runner: Runner
    timing: Timing
    ratio: float
    most: float
    mean: float

    def told(self) -> dict[str, Any]:
        """For a file."""
        return {
            "name": self.runner.name,
            "note": self.runner.note,
            "rounds": len(self.timing.seconds),
            "ms": ms(self.timing),
            "ratio_to_first": round(self.ratio, 3),
            "difference": {"max": round(self.most, 4), "mean": round(self.mean, 4)},
        }

    def line(self) -> str:
        """For a person."""
        found = ms(self.timing)
        return (
            f"{self.runner.name:22} {found['p50']:8.1f} {found['p5']:8.1f} {found['p95']:8.1f} {self.ratio:6.2f}x"
            f" {self.most:8.2f} {self.mean:8.3f}  {self.runner.note}"
        )


HEADER = f"{'':22} {'ms p50':>8} {'p5':>8} {'p95':>8} {'ratio':>7} {'max':>8} {'mean':>8}"


def task_at(shown: Size, threads: int) -> Task:
    """A moment of the demo scene in the colours and shapes of another.

    Raises:
        WeightsError: the weights are missing or damaged.
    """
    weights = find_weights(shipped_weights(), "compact")
    blank = Task(weights, _scene(MOMENT, shown), torch.empty(0), threads)
    style = painter(blank, torch.float32).style(_scene(STYLE_MOMENT, STYLE_SIZE))
    return Task(weights, blank.picture, style, threads)


def made(task: Task, names: Sequence[str]) -> tuple[list[Runner], dict[str, str]]:
    """Those that can run here, and why the others cannot."""
    runners, left_out = [], {}
    for name in names:
        try:
            runners.append(makers()[name](task))
        except Unavailable as error:
            left_out[name] = str(error)
    return runners, left_out


def compare(runners: Sequence[Runner], rounds: int, warmup: int) -> list[Row]:
    """Time them in turn, and lay their pictures beside the first's."""
    paintings = [runner.painting() for runner in runners]
    timings = interleaved({runner.name: runner.run for runner in runners}, rounds, warmup)
    first = timings[runners[0].name]
    return [
        Row(runner, timings[runner.name], timings[runner.name].ratio_to(first), *_difference(painting, paintings[0]))
        for runner, painting in zip(runners, paintings, strict=True)
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns its exit code."""
    options = _parser().parse_args(arguments)
    torch.set_num_threads(options.threads)
    try:
        names = chosen(options.only)
        told = {
            "kind": "runtimes",
            "conditions": conditions(choose_compute("cpu")),
            "threads": options.threads,
            "limits": {name: os.environ[name] for name in LIMITS if name in os.environ},
            "sizes": [_at(shown, names, options.threads, options.rounds) for shown in options.size or SIZES],
        }
        if options.json is not None:
            write_json(options.json, told)
    except StylecamError as error:
        print(f"benchmark: {error}", file=sys.stderr)
        return error.exit_code
    return 0


def chosen(wanted: Sequence[str] | None) -> list[str]:
    """The first, and those whose name begins with one of these words, or all.

    Raises:
        UsageError: a word is the beginning of none.
    """
    first, *others = makers()
    for word in wanted or ():
        if not any(name.startswith(word) for name in (first, *others)):
            raise UsageError(f"there is no runtime '{word}'; there is: {'; '.join((first, *others))}")
    return [first, *(name for name in others if wanted is None or name.startswith(tuple(wanted)))]


@torch.inference_mode()
def _at(shown: Size, names: Sequence[str], threads: int, rounds: int) -> Mapping[str, Any]:
    """All at one size, for a file; printed too."""
    runners, left_out = made(task_at(shown, threads), names)
    rows = compare(runners, rounds, WARMUP)
    print(f"{shown[0]}x{shown[1]}, {threads} threads, {rounds} rounds\n{HEADER}")
    print("\n".join([row.line() for row in rows] + [f"{name}: left out, {why}" for name, why in left_out.items()]))
    return {"size": list(shown), "rows": [row.told() for row in rows], "left_out": left_out}


def _difference(found: Painting, expected: Painting) -> tuple[float, float]:
    away = 255 * np.abs(found - expected)
    return float(away.max()), float(away.mean())


def _scene(at: float, shown: Size) -> torch.Tensor:
    return torch.from_numpy(scene_frame(at, shown).copy()).permute(2, 0, 1)[None].float().div_(255)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.runtimes", description=__doc__.split("\n", 1)[0])
    add = parser.add_argument
    add(
        "--size",
        type=size,
        action="append",
        metavar="WxH",
        help="multiples of 8; several are several (640x360, 1280x720)",
    )
    add(
        "--only",
        action="append",
        metavar="NAME",
        help="leave out all others but the first: engine, eager, compiled, ...",
    )
    add("--rounds", type=positive, default=30, metavar="N", help="counted rounds (30)")
    add("--threads", type=positive, default=torch.get_num_threads(), metavar="N", help="of each runtime (all cores)")
    add("--json", type=Path, metavar="FILE", help="write the measurements there too")
    return parser


if __name__ == "__main__":
    sys.exit(main())

"""How long one picture takes in the network alone: `compact` as the engine runs it, against published networks.

    python -m benchmarks.forward --microast microast.safetensors

The peers run as they are published, in float32 and eagerly; MicroAST is spared its style encoder (the style is cached,
as stylecam's is), and is shown in channels-last memory too, which suits many CPUs better. The VGG-19 pipeline encodes
the style for every frame. All run in turn, in one process, on the CPU, on the same number of threads.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from benchmarks.peers.vgg19_adain import random_vgg19_adain
from benchmarks.timing import Timing, interleaved
from stylecam.engine.device import choose_compute
from stylecam.engine.machine import Machine, this_machine
from stylecam.engine.smoothing import Smoother
from stylecam.errors import StylecamError, UsageError
from stylecam.models.registry import find_weights, load_painter
from stylecam.training.evaluation.peers import microast

COMPACT = "compact"
WEIGHTS = Path(__file__).parents[1] / "weights"
STYLE_SIDE = 512
"""Pixels of the style's square picture: what the published pipeline scales a style to unless told otherwise."""
FULL_STRENGTH = 1.0
FRAME_TIME, SMOOTHING = 1 / 30, 0.5
"""Seconds from frame to frame, and the time constant of the moving average."""
WARMUP = 3
VGG_EVERY = 5
"""The VGG-19 pipeline is so slow that it runs in every fifth round only."""


@dataclass(frozen=True)
class Candidate:
    """One network, ready to paint the same picture again and again."""

    name: str
    run: Callable[[], object]
    note: str
    every: int = 1


def compact_candidate(content: Tensor, style: Tensor) -> Candidate:
    """`compact` as the engine runs it on a live stream: the style cached, the content's statistics smoothed.

    Raises:
        WeightsError: its weights are missing or damaged.
    """
    compute = choose_compute("cpu")
    painter = load_painter(find_weights(WEIGHTS, COMPACT), compute.device, compute.dtype)
    picture = content.to(painter.dtype, memory_format=torch.channels_last)
    code = painter.style(style)
    smoother = Smoother()
    moments = (n * FRAME_TIME for n in itertools.count())

    def run() -> None:
        _, seen = painter.paint(picture, code, FULL_STRENGTH, smoother.value)
        smoother.follow(seen, next(moments), SMOOTHING)

    return Candidate(COMPACT, run, f"{compute.label}, style cached, statistics smoothed")


def microast_candidates(weights: Path, content: Tensor, style: Tensor) -> list[Candidate]:
    """MicroAST in both memory layouts, its style computed beforehand.

    Raises:
        WeightsError: the file does not hold MicroAST's weights.
    """
    network = microast.load(weights)
    style_side = network.style(style)
    last = microast.load(weights)
    nn.utils.convert_conv2d_weight_memory_format(last, torch.channels_last)
    content_last = content.to(memory_format=torch.channels_last)
    return [
        Candidate("MicroAST", lambda: network(content, style_side), "float32, style cached"),
        Candidate("MicroAST (nhwc)", lambda: last(content_last, style_side), "float32, style cached, channels last"),
    ]


def vgg19_candidate(content: Tensor, style: Tensor) -> Candidate:
    """The published AdaIN pipeline."""
    network = random_vgg19_adain()
    return Candidate("VGG-19 AdaIN", lambda: network(content, style), "float32, style encoded each frame", VGG_EVERY)


def measure(candidates: Sequence[Candidate], rounds: int, warmup: int) -> dict[str, Timing]:
    """Time them in turn."""
    return interleaved({c.name: c.run for c in candidates}, rounds, warmup, every={c.name: c.every for c in candidates})


def table(candidates: Sequence[Candidate], timings: Mapping[str, Timing]) -> str:
    """One line for each candidate: milliseconds, frames per second, and how many times as long as `compact`."""
    lines = [f"{'':16} {'ms p50':>8} {'p5':>8} {'p95':>8} {'fps':>7} {'ratio':>7}"]
    for candidate in candidates:
        timing = timings[candidate.name]
        lines.append(
            f"{candidate.name:16} {1e3 * timing.p50:8.1f} {1e3 * timing.p5:8.1f} {1e3 * timing.p95:8.1f}"
            f" {1 / timing.p50:7.1f} {timing.ratio_to(timings[COMPACT]):6.1f}x  {candidate.note}"
        )
    return "\n".join(lines)


def report(
    candidates: Sequence[Candidate], timings: Mapping[str, Timing], size: tuple[int, int], machine: Machine
) -> dict[str, object]:
    """The same, for a file."""
    return {
        "machine": asdict(machine),
        "size": size,
        "candidates": [
            {
                "name": candidate.name,
                "note": candidate.note,
                "rounds": len(timings[candidate.name].seconds),
                "ms_p5": round(1e3 * timings[candidate.name].p5, 3),
                "ms_p50": round(1e3 * timings[candidate.name].p50, 3),
                "ms_p95": round(1e3 * timings[candidate.name].p95, 3),
                "ratio_to_compact": round(timings[candidate.name].ratio_to(timings[COMPACT]), 3),
            }
            for candidate in candidates
        ],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns its exit code."""
    options = _parser().parse_args(arguments)
    torch.set_num_threads(options.threads)
    try:
        _compare(options.microast, options.size, options.rounds, options.json)
    except StylecamError as error:
        print(f"benchmark: {error}", file=sys.stderr)
        return error.exit_code
    return 0


@torch.inference_mode()
def _compare(microast_weights: Path | None, size: tuple[int, int], rounds: int, json_file: Path | None) -> None:
    width, height = size
    generator = torch.Generator().manual_seed(0)
    content = torch.rand(1, 3, height, width, generator=generator)
    style = torch.rand(1, 3, STYLE_SIDE, STYLE_SIDE, generator=generator)
    candidates = [compact_candidate(content, style)]
    if microast_weights is None:
        print("MicroAST is left out: --microast names no weights.")
    else:
        candidates += microast_candidates(microast_weights, content, style)
    candidates.append(vgg19_candidate(content, style))
    timings = measure(candidates, rounds, WARMUP)
    machine = this_machine()
    print(f"{machine}\nOne forward at {width}x{height}, {rounds} rounds:\n{table(candidates, timings)}")
    if json_file is not None:
        text = json.dumps(report(candidates, timings, size, machine), indent=2)
        try:
            json_file.write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            raise UsageError(f"{json_file}: cannot be written ({error.strerror})") from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.forward", description=__doc__.split("\n", 1)[0])
    parser.add_argument("--microast", type=Path, metavar="FILE", help="MicroAST's weights (safetensors)")
    parser.add_argument("--size", type=_size, default=(640, 360), metavar="WxH", help="multiples of 8 (640x360)")
    parser.add_argument("--rounds", type=_positive, default=30, metavar="N", help="counted rounds (30)")
    parser.add_argument(
        "--threads", type=_positive, default=torch.get_num_threads(), metavar="N", help="torch's (all cores)"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the measurements there too")
    return parser


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    sides = [int(side) for side in (width, height) if side.isdecimal()]
    if len(sides) != 2 or min(sides) < 16 or any(side % 8 for side in sides):
        raise argparse.ArgumentTypeError(f"'{text}' is not WIDTHxHEIGHT in multiples of 8 from 16 up, such as 640x360")
    return sides[0], sides[1]


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number above 0")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())

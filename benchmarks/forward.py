"""How long one picture takes in the network alone: `compact` as the engine runs it, against published networks.

    python -m benchmarks.forward --microast microast.safetensors

The peers run as they are published, in float32 and eagerly; MicroAST is spared its style encoder (the style is cached,
as stylecam's is), and is shown in channels-last memory too, which suits many CPUs better. The VGG-19 pipeline encodes
the style for every frame. All run in turn, in one process, on the CPU, on the same number of threads.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor

from benchmarks.arguments import positive, size
from benchmarks.contenders import (
    COMPACT,
    MICROAST,
    Contender,
    compact,
    compacts,
    microast_contender,
    random_styles,
    vgg19,
)
from benchmarks.timing import Timing, interleaved
from stylecam.engine.device import choose_compute
from stylecam.engine.machine import Machine, this_machine
from stylecam.errors import StylecamError, UsageError

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


def candidate(contender: Contender, content: Tensor, every: int = 1) -> Candidate:
    """A contender before one picture."""
    picture = contender.picture(content)
    return Candidate(contender.name, lambda: contender.paint(picture), contender.note, every)


def microast_candidates(weights: Path, content: Tensor, styles: Tensor) -> list[Candidate]:
    """MicroAST in both memory layouts.

    Raises:
        WeightsError: the file does not hold MicroAST's weights.
    """
    layouts = {MICROAST: torch.contiguous_format, f"{MICROAST} (nhwc)": torch.channels_last}
    cpu = torch.device("cpu")
    return [
        candidate(microast_contender(name, weights, cpu, torch.float32, layout, styles), content)
        for name, layout in layouts.items()
    ]


def measure(candidates: Sequence[Candidate], rounds: int, warmup: int) -> dict[str, Timing]:
    """Time them in turn, each after a picture that is not counted."""
    fns, every = {c.name: c.run for c in candidates}, {c.name: c.every for c in candidates}
    return interleaved(fns, rounds, warmup, every=every, lead=dict.fromkeys(fns, 1))


def table(candidates: Sequence[Candidate], timings: Mapping[str, Timing]) -> str:
    """One line for each candidate: milliseconds, frames per second, and how many times as long as `compact`."""
    lines = [f"{'':20} {'ms p50':>8} {'p5':>8} {'p95':>8} {'fps':>7} {'ratio':>7}"]
    for candidate in candidates:
        timing = timings[candidate.name]
        lines.append(
            f"{candidate.name:20} {1e3 * timing.p50:8.1f} {1e3 * timing.p5:8.1f} {1e3 * timing.p95:8.1f}"
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
    content = torch.rand(1, 3, height, width, generator=torch.Generator().manual_seed(1))
    styles = random_styles(1)
    compute = choose_compute("cpu")
    own = compacts(compute.device)
    candidates = [candidate(compact(name, numbers, styles), content) for name, numbers in own.items()]
    if microast_weights is None:
        print("MicroAST is left out: --microast names no weights.")
    else:
        candidates += microast_candidates(microast_weights, content, styles)
    candidates.append(candidate(vgg19(compute.device, styles), content, VGG_EVERY))
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
    parser.add_argument("--size", type=size, default=(640, 360), metavar="WxH", help="multiples of 8 (640x360)")
    parser.add_argument("--rounds", type=positive, default=30, metavar="N", help="counted rounds (30)")
    parser.add_argument(
        "--threads", type=positive, default=torch.get_num_threads(), metavar="N", help="torch's (all cores)"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the measurements there too")
    return parser


if __name__ == "__main__":
    sys.exit(main())

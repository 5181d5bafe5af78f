"""How much of what the machine can do each network uses: counted work against measured time and measured peaks.

    python -m benchmarks.roofline --microast microast.safetensors --json benchmarks/results/roofline-cpu.json

The peaks are what torch reaches here: its fastest product of square matrices in the network's numbers, and a copy too
large for the caches, both taken in turn with the networks. A network needs at least the longer of two times, its
operations at the one peak and its bytes at the other (Williams et al., "Roofline", 2009); the share reached is that by
the time it took. Feature maps that stay in a cache can bring it above 1 where bytes are the bound.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import torch

from benchmarks.arguments import add_comparison, size
from benchmarks.ceilings import COPIED, COPY, SIDES, Peaks, copy, peaks_of, products
from benchmarks.conditions import conditions
from benchmarks.contenders import (
    COMPACT,
    COMPACT_EXACT,
    MICROAST,
    MICROAST_FAST,
    STYLE_SIDE,
    VGG19,
    VGG19_FAST,
    Contender,
    chosen,
    makers,
    random_styles,
)
from benchmarks.layers import COMPACT as COMPACT_STEPS
from benchmarks.layers import MICROAST as MICROAST_STEPS
from benchmarks.layers import VGG19_ADAIN, VGG19_ENCODER, Steps, macs, traffic
from benchmarks.pace import WARMUP, ms, pace
from benchmarks.sizes import forward
from benchmarks.timing import Timing, interleaved
from stylecam.cli.output import write_json
from stylecam.engine.device import Compute, choose_compute, dtype_name
from stylecam.errors import StylecamError
from stylecam.look import Size

SIZES: tuple[Size, ...] = ((640, 360), (1280, 720))
STEPS: Mapping[str, Steps] = {
    COMPACT: COMPACT_STEPS,
    COMPACT_EXACT: COMPACT_STEPS,
    MICROAST: MICROAST_STEPS,
    MICROAST_FAST: MICROAST_STEPS,
    VGG19: VGG19_ADAIN,
    VGG19_FAST: VGG19_ADAIN,
}


@dataclass(frozen=True)
class Work:
    """What a frame costs.

    Attributes:
        flops: a multiplication and an addition count as two.
        bytes: moved to and from memory.
    """

    flops: float
    bytes: float


@dataclass(frozen=True)
class Share:
    """What part of the peaks is reached.

    Attributes:
        compute, memory: of each peak by itself.
        bound: which of them decides the least time.
    """

    compute: float
    memory: float
    bound: Literal["compute", "memory"]

    @property
    def reached(self) -> float:
        """Least time by time taken."""
        return max(self.compute, self.memory)


def work_of(network: str, pixels: int, number: int) -> Work:
    """Of one frame of so many pixels, in numbers of so many bytes. The published pipeline encodes a style for each."""
    steps = STEPS[network]
    flops, moved = 2 * macs(steps, pixels), traffic(steps, pixels, number)
    if network == VGG19:
        flops += 2 * macs(VGG19_ENCODER, STYLE_SIDE**2)
        moved += traffic(VGG19_ENCODER, STYLE_SIDE**2, number)
    return Work(flops, moved)


def share_of(work: Work, peaks: Peaks, taken: float) -> Share:
    """What part of the peaks is reached by work that took so many seconds."""
    compute, memory = work.flops / (taken * peaks.flops), work.bytes / (taken * peaks.bytes)
    return Share(compute, memory, "compute" if compute >= memory else "memory")


def told_of(contender: Contender, shown: Size, timing: Timing, peaks: Peaks) -> dict[str, Any]:
    """A row for a file."""
    work = work_of(contender.name, shown[0] * shown[1], contender.numbers.itemsize)
    share = share_of(work, peaks, timing.p50)
    return {
        "network": contender.name,
        "note": contender.note,
        "dtype": dtype_name(contender.numbers),
        "size": list(shown),
        "gmac": round(work.flops / 2e9, 3),
        "mb": round(work.bytes / 1e6, 2),
        "forward_ms": ms(timing),
        "compute_share": round(share.compute, 4),
        "memory_share": round(share.memory, 4),
        "bound": share.bound,
        "reached": round(share.reached, 4),
    }


@torch.inference_mode()
def measure(
    networks: Mapping[str, Contender], shown: Size, compute: Compute, rounds: int, budget: float
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows of the networks at a size, and of the peaks in each kind of numbers meanwhile, for a file."""
    device = compute.device.type
    sides, copied = SIDES[device], COPIED[device]
    dtypes = tuple(dict.fromkeys(network.numbers for network in networks.values()))
    fns: dict[str, Callable[[], object]] = {
        **{name: forward(network, shown) for name, network in networks.items()},
        **products(compute, dtypes, sides),
        COPY: copy(compute, copied),
    }
    once = interleaved(fns, rounds=1, warmup=1)
    often = pace({name: timing.p50 for name, timing in once.items()}, rounds, budget)
    timings = interleaved(fns, often.rounds, WARMUP, every=often.every, lead=often.lead)
    peaks = {dtype: peaks_of(timings, dtype, sides, copied) for dtype in dtypes}
    rows = [told_of(network, shown, timings[name], peaks[network.numbers]) for name, network in networks.items()]
    told = [
        {
            "dtype": dtype_name(dtype),
            "size": list(shown),
            "gflops": round(peak.flops / 1e9, 1),
            "gb_s": round(peak.bytes / 1e9, 2),
        }
        for dtype, peak in peaks.items()
    ]
    return rows, told


def line(told: Mapping[str, Any]) -> str:
    """A row for people."""
    width, height = told["size"]
    return (
        f"{f'{width}x{height}':10} {told['network']:22} {told['gmac']:8.1f} GMAC {told['mb']:9.0f} MB"
        f" {told['forward_ms']['p50']:9.1f} ms   of the operations {told['compute_share']:6.1%}"
        f"   of the bytes {told['memory_share']:6.1%}   bound by {told['bound']}, {told['dtype']}"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns its exit code."""
    options = _parser().parse_args(arguments)
    torch.set_num_threads(options.threads)
    if options.microast is None:
        print("MicroAST is left out: --microast names no weights.")
    try:
        compute = choose_compute(options.device)
        if options.device == "cuda":
            # Convolutions in float32 may round as TF32 by default; so shall the products that are their peak.
            torch.set_float32_matmul_precision("high")
        about = conditions(compute)
        with torch.inference_mode():
            makes = chosen(makers(compute, options.microast, random_styles(1)), options.network)
            networks = {name: make() for name, make in makes.items()}
        rows: list[dict[str, Any]] = []
        peaks: list[dict[str, Any]] = []
        for shown in options.size or SIZES:
            found, meanwhile = measure(networks, shown, compute, options.rounds, options.budget)
            rows, peaks = rows + found, peaks + meanwhile
            print("\n".join(line(row) for row in found), flush=True)
        if options.json is not None:
            write_json(options.json, {"kind": "roofline", "conditions": about, "peaks": peaks, "rows": rows})
    except StylecamError as error:
        print(f"benchmark: {error}", file=sys.stderr)
        return error.exit_code
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.roofline", description=__doc__.split("\n", 1)[0])
    add_comparison(parser)
    parser.add_argument("--size", type=size, action="append", metavar="WxH", help="again for more (640x360, 1280x720)")
    return parser


if __name__ == "__main__":
    sys.exit(main())

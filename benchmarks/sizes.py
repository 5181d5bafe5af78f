"""Each network at each size of picture: its forward alone, whole frames, memory, the first frame, and mixes of styles.

    python -m benchmarks.sizes --microast microast.safetensors --json benchmarks/results/sizes-cpu.json

First each network paints in a process of its own, which tells its memory and its first frame, and whether it fits.
Those that do run in turn in this one, so that ratios are taken within rounds. Run it where nothing else runs.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from benchmarks.arguments import add_comparison, seconds, size
from benchmarks.conditions import conditions
from benchmarks.contenders import COMPACT, Contender, chosen, makers, random_styles
from benchmarks.frames import paintings
from benchmarks.pace import WARMUP, Pace, ms, pace
from benchmarks.probe import LeftOut, Probe, Setting, probe
from benchmarks.timing import Timing, interleaved
from stylecam.cli.output import write_json
from stylecam.engine.device import Compute, choose_compute, dtype_name, settle
from stylecam.errors import StylecamError
from stylecam.look import Size

SIZES: tuple[Size, ...] = ((320, 240), (640, 360), (1280, 720), (1920, 1080), (3840, 2160))
MIXES = (1, 2, 4)
"""Numbers of styles mixed."""
KINDS = ("forward", "frame")


@dataclass(frozen=True)
class Row:
    """One network at one size."""

    contender: Contender
    size: Size
    probe: Probe
    forward: Timing
    frame: Timing


def forward(contender: Contender, size: Size) -> Callable[[], None]:
    """The network alone, before one picture, until the device is done."""
    content = torch.rand(1, 3, size[1], size[0], generator=torch.Generator().manual_seed(1))
    picture = contender.picture(content)

    def run() -> None:
        contender.paint(picture)
        settle(contender.device)

    return run


def rows_at(size: Size, probes: Mapping[str, Probe], compute: Compute, microast: Path | None, often: Pace) -> list[Row]:
    """Time those networks at a size that were probed there.

    Raises:
        StylecamError: one of them cannot be used.
    """
    makes = makers(compute, microast, random_styles(1))
    contenders = {name: makes[name]() for name in probes}
    with tempfile.TemporaryDirectory() as cache:
        frames = paintings(compute, microast, 1, Path(cache))
        runs: dict[str, dict[str, Callable[[], object]]] = {
            "forward": {name: forward(contender, size) for name, contender in contenders.items()},
            "frame": {name: frames[name](size) for name in probes},
        }
        fns = {f"{name} {kind}": runs[kind][name] for name in probes for kind in KINDS}
        often = often.of_runs({f"{name} {kind}": name for name in probes for kind in KINDS})
        timings = interleaved(fns, often.rounds, WARMUP, every=often.every, lead=often.lead)
    return [
        Row(contenders[name], size, probes[name], timings[f"{name} forward"], timings[f"{name} frame"])
        for name in probes
    ]


def mixes_at(
    size: Size, probes: Mapping[str, Probe], compute: Compute, microast: Path | None, often: Pace
) -> dict[str, dict[int, Timing]]:
    """Whole frames in mixes of so many styles, by network and number.

    Raises:
        StylecamError: one of them cannot be used.
    """
    with tempfile.TemporaryDirectory() as cache:
        frames = {count: paintings(compute, microast, count, Path(cache)) for count in MIXES}
        fns = {f"{name} {count}": frames[count][name](size) for name in probes for count in MIXES}
        often = often.of_runs({f"{name} {count}": name for name in probes for count in MIXES})
        timings = interleaved(fns, often.rounds, WARMUP, every=often.every, lead=often.lead)
    return {name: {count: timings[f"{name} {count}"] for count in MIXES} for name in probes}


def told_of(row: Row, compact: Row | None) -> dict[str, Any]:
    """A row for a file; its ratios are to `compact` in the same rounds, None where that was left out."""
    contender = row.contender
    ratios = {
        "forward_ratio": round(row.forward.ratio_to(compact.forward), 3) if compact else None,
        "frame_ratio": round(row.frame.ratio_to(compact.frame), 3) if compact else None,
    }
    return {
        "network": contender.name,
        "note": contender.note,
        "dtype": dtype_name(contender.numbers),
        "size": list(row.size),
        "rounds": len(row.frame.seconds),
        "forward_ms": ms(row.forward),
        "frame_ms": ms(row.frame),
        **ratios,
        "first_s": round(row.probe.first_s, 3),
        "peak_mb": round(row.probe.peak / 1e6, 1),
        "before_mb": round(row.probe.before / 1e6, 1),
    }


def told_of_mixes(size: Size, mixes: Mapping[str, Mapping[int, Timing]]) -> list[dict[str, Any]]:
    """A row for each network and number of styles, with how many times as long as with one it takes."""
    return [
        {
            "network": name,
            "size": list(size),
            "styles": count,
            "frame_ms": ms(timing),
            "ratio_to_one": round(timing.ratio_to(timings[MIXES[0]]), 3),
        }
        for name, timings in mixes.items()
        for count, timing in timings.items()
    ]


def line(told: Mapping[str, Any]) -> str:
    """A row for people."""
    width, height = told["size"]
    ratio = "" if told["frame_ratio"] is None else f"{told['frame_ratio']:6.1f}x"
    return (
        f"{f'{width}x{height}':10} {told['network']:22} forward {told['forward_ms']['p50']:9.1f} ms"
        f"   frame {told['frame_ms']['p50']:9.1f} ms {ratio:7}   first {told['first_s']:5.1f} s"
        f"   peak {told['peak_mb']:7.0f} MB   {told['note']}"
    )


def mix_line(told: Mapping[str, Any]) -> str:
    """A mix for people."""
    return (
        f"{told['network']:22} in a mix of {told['styles']}: frame {told['frame_ms']['p50']:9.1f} ms,"
        f" {told['ratio_to_one']:.2f}x of one style"
    )


def probed(names: Sequence[str], size: Size, setting: Setting, left_out: list[LeftOut]) -> dict[str, Probe]:
    """What fits at a size, by network; what does not is added to `left_out` and told.

    Raises:
        StylecamError: a network cannot be used.
    """
    found = {}
    for name in names:
        told = probe(name, size, setting)
        if isinstance(told, Probe):
            found[name] = told
        else:
            left_out.append(told)
            print(f"{f'{size[0]}x{size[1]}':10} {name:22} is left out: {told.why}", flush=True)
    return found


@dataclass(frozen=True)
class Plan:
    """What is measured.

    Attributes:
        networks: by name.
        mix_size: at which styles are mixed.
        rounds: at most.
        budget: seconds that all rounds at one size may take.
    """

    networks: Sequence[str]
    sizes: Sequence[Size]
    mix_size: Size
    rounds: int
    budget: float


@torch.inference_mode()
def compare(plan: Plan, setting: Setting) -> dict[str, Any]:
    """All measurements, for a file; each row is printed as soon as it is there.

    Raises:
        StylecamError: a network or the device cannot be used.
    """
    compute = choose_compute(setting.device)
    about = conditions(compute)
    left_out: list[LeftOut] = []
    told: list[dict[str, Any]] = []
    mixes: list[dict[str, Any]] = []
    shown = dict.fromkeys((*plan.sizes, plan.mix_size))
    probes = {at: probed(plan.networks, at, setting, left_out) for at in shown}
    for at in filter(probes.get, plan.sizes):
        often = pace({name: 2 * found.frame_s for name, found in probes[at].items()}, plan.rounds, plan.budget)
        rows = rows_at(at, probes[at], compute, setting.microast, often)
        compact = next((row for row in rows if row.contender.name == COMPACT), None)
        told += [told_of(row, compact) for row in rows]
        print("\n".join(line(each) for each in told[-len(rows) :]), flush=True)
    if mixed := probes[plan.mix_size]:
        often = pace({name: sum(MIXES) * found.frame_s for name, found in mixed.items()}, plan.rounds, plan.budget)
        mixes = told_of_mixes(plan.mix_size, mixes_at(plan.mix_size, mixed, compute, setting.microast, often))
        print("\n".join(map(mix_line, mixes)), flush=True)
    return {
        "kind": "sizes",
        "conditions": about,
        "limit_s": setting.limit,
        "rows": told,
        "mixes": mixes,
        "left_out": [asdict(each) for each in left_out],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns its exit code."""
    options = _parser().parse_args(arguments)
    torch.set_num_threads(options.threads)
    setting = Setting(options.device, options.microast, options.threads, options.limit)
    if options.microast is None:
        print("MicroAST is left out: --microast names no weights.")
    try:
        makes = makers(choose_compute(options.device), options.microast, random_styles(1))
        plan = Plan(
            tuple(chosen(makes, options.network)),
            options.size or SIZES,
            options.mix_size,
            options.rounds,
            options.budget,
        )
        told = compare(plan, setting)
        if options.json is not None:
            write_json(options.json, told)
    except StylecamError as error:
        print(f"benchmark: {error}", file=sys.stderr)
        return error.exit_code
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sizes", description=__doc__.split("\n", 1)[0])
    add_comparison(parser)
    parser.add_argument(
        "--size", type=size, action="append", metavar="WxH", help="again for more; multiples of 8 (320x240 to 4K)"
    )
    parser.add_argument(
        "--mix-size", type=size, default=(640, 360), metavar="WxH", help="at which styles are mixed (640x360)"
    )
    parser.add_argument(
        "--limit", type=seconds, default=20.0, metavar="SECONDS", help="what takes longer a frame is left out (20)"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())

"""How far `compact` in one number format or another is from the network as it is trained, in float32.

    python -m benchmarks.fidelity --content FOLDER --json benchmarks/results/fidelity-cpu.json

Each picture of the folder is painted in a few of the shipped styles: as the first frame of a stream, by the statistics
measured on the way, and as one after it, by given statistics, here those of the first. Differences are in 255ths of
what is shown, and SSIM is of the luma. A CPU without instructions for a half precision computes it too, only slowly.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from benchmarks.arguments import positive
from benchmarks.conditions import conditions
from stylecam.cli.output import write_json
from stylecam.engine.device import PRECISIONS, choose_compute
from stylecam.errors import StylecamError, UsageError
from stylecam.models.compact import Compact, StyleCode
from stylecam.models.painter import Painter
from stylecam.models.registry import compact_network, find_weights, formats, load_painter
from stylecam.models.weights import load_weights
from stylecam.pictures import PICTURE_SUFFIXES, load_picture
from stylecam.resources import shipped_styles, shipped_weights
from stylecam.styles import read_styles
from stylecam.training.evaluation.material import files_in
from stylecam.training.evaluation.ssim import ssim

SIDE, STYLE_SIDE = 512, 320
"""Longest sides of pictures and styles."""

FIRST, LATER = "first frame", "later frame"

Paint = Callable[[Tensor, Tensor], Mapping[str, Tensor]]
"""From a picture and a style's vector to paintings by what they are called."""


@dataclass(frozen=True)
class Difference:
    """Between a painting and what it should be.

    Attributes:
        mean, most: in 255ths.
        ssim: 1 for the same ones.
    """

    mean: float
    most: float
    ssim: float


def difference(painted: Tensor, expected: Tensor) -> Difference:
    """Of pictures (1, 3, H, W), as they are shown."""
    a, b = painted.float().clamp(0, 1).contiguous(), expected.clamp(0, 1).contiguous()
    away = (a - b).abs() * 255
    return Difference(float(away.mean()), float(away.max()), float(ssim(a, b)))


def told_of(name: str, kind: str, found: Sequence[Difference]) -> dict[str, Any]:
    """A row for a file."""
    return {
        "precision": name,
        "kind": kind,
        "paintings": len(found),
        "mean": round(statistics.mean(each.mean for each in found), 3),
        "worst_mean": round(max(each.mean for each in found), 3),
        "most": round(max(each.most for each in found), 2),
        "ssim": round(statistics.mean(each.ssim for each in found), 5),
        "worst_ssim": round(min(each.ssim for each in found), 5),
    }


def line(told: Mapping[str, Any]) -> str:
    """A row for people."""
    return (
        f"{told['precision']:10} {told['kind']:12} mean {told['mean']:6.2f}, of the worst {told['worst_mean']:6.2f}"
        f"   most {told['most']:6.1f}   SSIM {told['ssim']:.4f}, of the worst {told['worst_ssim']:.4f}"
    )


def painter_of(painter: Painter) -> Paint:
    """Two frames of a stream that does not move."""

    def paint(picture: Tensor, style: Tensor) -> Mapping[str, Tensor]:
        given = picture.to(painter.device, painter.dtype, memory_format=torch.channels_last)
        first, seen = painter.paint(given, style, 1.0, None)
        first = first.clone()
        return {FIRST: first, LATER: painter.paint(given, style, 1.0, seen)[0]}

    return paint


def pairs(contents: Sequence[Path], styles: Sequence[Tensor], each: int) -> Iterator[tuple[Tensor, Tensor]]:
    """Pictures, and the vectors of as many styles for each, in turn."""
    for number, path in enumerate(contents):
        picture = _picture(path, SIDE)
        for k in range(each):
            yield picture, styles[(number * each + k) % len(styles)]


@torch.inference_mode()
def compare(contents: Sequence[Path], names: Sequence[str], device: str, each: int) -> list[dict[str, Any]]:
    """Rows for a file.

    Raises:
        UsageError: the device does not compute in one of these formats.
        PictureError, WeightsError: a picture or the weights cannot be read.
    """
    weights = find_weights(shipped_weights(), "compact")
    network = compact_network(load_weights(weights), weights.path).eval()
    computes = {name: choose_compute(device, name, formats(weights)) for name in names}
    ways = {name: painter_of(load_painter(weights, at.device, at.dtype)) for name, at in computes.items()}
    found: dict[tuple[str, str], list[Difference]] = {}
    for picture, style in pairs(contents, _styles(network), each):
        expected = network(picture, StyleCode.from_flat(style[None]))
        for name, paint in ways.items():
            for kind, painted in paint(picture, style.to(computes[name].device)).items():
                found.setdefault((name, kind), []).append(difference(painted.cpu(), expected))
    return [told_of(*key, differences) for key, differences in found.items()]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns its exit code."""
    options = _parser().parse_args(arguments)
    try:
        contents = files_in(options.content, PICTURE_SUFFIXES, "pictures")
        able = formats(find_weights(shipped_weights(), "compact"))
        names = options.precision or [name for name in _usual(options.device) if PRECISIONS[name] in able]
        rows = compare(contents, names, options.device, options.styles)
        print("\n".join(map(line, rows)))
        if options.json is not None:
            about = conditions(choose_compute(options.device))
            write_json(options.json, {"kind": "fidelity", "conditions": about, "rows": rows})
    except StylecamError as error:
        print(f"benchmark: {error}", file=sys.stderr)
        return error.exit_code
    return 0


def _usual(device: str) -> tuple[str, ...]:
    """What is told of a device unless somebody asks."""
    try:
        choose_compute(device, "int8", PRECISIONS.values())
    except UsageError:
        return ("float32", "bfloat16") if device == "cpu" else ("float32", "float16")
    return ("float32", "bfloat16", "int8")


def _styles(network: Compact) -> list[Tensor]:
    """The vectors of the shipped pictures."""
    return [network.style(_picture(style.path, STYLE_SIDE)).flat()[0] for style in read_styles(shipped_styles())]


def _picture(path: Path, side: int) -> Tensor:
    """(1, 3, H, W) in [0, 1], cut to multiples of 8."""
    pixels = load_picture(path, side)
    height, width = (length // 8 * 8 for length in pixels.shape[:2])
    return torch.from_numpy(pixels[:height, :width].copy()).permute(2, 0, 1)[None].float().div_(255)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fidelity", description=__doc__.split("\n", 1)[0])
    add = parser.add_argument
    add("--content", type=Path, required=True, metavar="FOLDER", help="of the pictures that are painted")
    add("--precision", action="append", metavar="NAME", help="again for more (those that the device has)")
    add("--device", choices=("cpu", "cuda"), default="cpu")
    add("--styles", type=positive, default=2, metavar="N", help="for each picture (2)")
    add("--json", type=Path, metavar="FILE", help="write the measurements there too")
    return parser


if __name__ == "__main__":
    sys.exit(main())

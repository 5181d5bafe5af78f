"""Whether a painting that was made small can be made larger better than by plain interpolation.

    python -m benchmarks.upscaling --json upscaling.json
    python -m benchmarks.upscaling --pictures FOLDER --sheets out/upscaling

Each picture is painted at full size and at a part of it, the small painting is made as large as the other in all ways
of `benchmarks/upscalers.py`, and the two are compared by SSIM, in two columns a factor:

- `painted`: the small painting. The network sets other strokes at another size, so that the score is low for all, and
  blur raises it; "linear, blurred" says how much.
- `shrunk`: the full painting made small, in the small one's place. What differs is the enlarging alone.

A way is worth its time where it beats the blurred one in the first column and the plain ones in the second, and where
the sheets show it.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from benchmarks.timing import Timing, interleaved
from benchmarks.upscalers import UPSCALERS, Upscaler
from stylecam.app import make_engine, style_library
from stylecam.engine.geometry import scaled
from stylecam.engine.machine import this_machine
from stylecam.errors import StylecamError, UsageError
from stylecam.frame import Frame, Pixels
from stylecam.look import Look, Size
from stylecam.pictures import PICTURE_SUFFIXES, load_picture
from stylecam.sinks.fit import within
from stylecam.sources.scene import scene_frame
from stylecam.styles import WeightedStyle
from stylecam.training.evaluation.material import files_in, to_tensor
from stylecam.training.evaluation.ssim import ssim

FULL: Size = (1280, 720)
"""Of the demo scene; larger pictures are made to fit it."""

FACTORS = (1.5, 2.0, 3.0)
STYLES = ("starry-swirl", "raven-linocut", "watercolour-lake")
MOMENT = 2.0
"""Of the demo scene, in seconds, that is painted."""

WINDOW: Size = (320, 240)
"""What a sheet shows of the middle of each picture."""

Paint = Callable[[Pixels], Pixels]
"""Paints a picture of any size."""


@dataclass(frozen=True)
class Case:
    """One picture in one style at one factor.

    Attributes:
        name: says which.
        content, full: the picture, and its painting.
        small: the painting of the smaller picture.
    """

    name: str
    factor: float
    content: Pixels
    full: Pixels
    small: Pixels


@dataclass(frozen=True)
class Score:
    """Means of SSIM over all cases of a factor."""

    upscaler: str
    factor: float
    painted: float
    shrunk: float


def cases(name: str, content: Pixels, factors: Sequence[float], paint: Paint) -> list[Case]:
    """A picture, painted at full size and at each part of it."""
    height, width = content.shape[:2]
    full = paint(content)
    sizes = {factor: (round(width / factor), round(height / factor)) for factor in factors}
    return [Case(f"{name}-{f:g}", f, content, full, paint(scaled(content, size))) for f, size in sizes.items()]


def likeness(one: Pixels, other: Pixels) -> float:
    """SSIM."""
    here = torch.device("cpu")
    return float(ssim(to_tensor(one, here), to_tensor(other, here)))


def score(name: str, upscaler: Upscaler, of_factor: Sequence[Case]) -> Score:
    """How like the full painting its enlargements are; the cases are of one factor."""
    painted, shrunk = [], []
    for case in of_factor:
        small_full = scaled(case.full, (case.small.shape[1], case.small.shape[0]))
        painted.append(likeness(upscaler(case.small, case.content), case.full))
        shrunk.append(likeness(upscaler(small_full, case.content), case.full))
    return Score(name, of_factor[0].factor, statistics.mean(painted), statistics.mean(shrunk))


def measure(all_cases: Sequence[Case]) -> list[Score]:
    """Each way at each factor."""
    factors = sorted({case.factor for case in all_cases})
    by_factor = [[case for case in all_cases if case.factor == factor] for factor in factors]
    return [score(name, upscaler, group) for name, upscaler in UPSCALERS.items() for group in by_factor]


def times(case: Case, rounds: int) -> dict[str, Timing]:
    """All ways in turn on one case."""
    return interleaved({name: partial(fn, case.small, case.content) for name, fn in UPSCALERS.items()}, rounds, 1)


def table(scores: Sequence[Score], timings: Mapping[str, Timing]) -> str:
    """A line for each way: both scores at each factor, and the median time."""
    factors = sorted({one.factor for one in scores})
    lines = [f"{'':18}" + "".join(f"{f'{factor:g} painted':>13}{'shrunk':>8}" for factor in factors) + f"{'ms':>9}"]
    for name, timing in timings.items():
        of_way = sorted((one for one in scores if one.upscaler == name), key=lambda one: one.factor)
        cells = "".join(f"{one.painted:13.4f}{one.shrunk:8.4f}" for one in of_way)
        lines.append(f"{name:18}{cells}{1e3 * timing.p50:9.1f}")
    return "\n".join(lines)


def sheet(case: Case) -> Pixels:
    """The middle of the content, of the full painting and of each enlargement, in this order, in rows of five."""
    height, width = case.content.shape[:2]
    shown = min(WINDOW[0], width), min(WINDOW[1], height)
    left, top = (width - shown[0]) // 2, (height - shown[1]) // 2
    pictures = [case.content, case.full, *(fn(case.small, case.content) for fn in UPSCALERS.values())]
    cells = [picture[top : top + shown[1], left : left + shown[0]] for picture in pictures]
    rows = [np.concatenate(cells[n : n + 5], axis=1) for n in range(0, len(cells), 5)]
    return np.concatenate(rows, axis=0)


def painter(style: WeightedStyle) -> Paint:
    """The engine on the CPU, which looks at each picture anew.

    Raises:
        StyleError, PictureError, WeightsError: the style or the network cannot be used.
    """
    engine = make_engine("cpu", "compact", Look((style,), smoothing=0.0))
    engine.open()
    return lambda pixels: engine.stylize(Frame(pixels, 0, 0.0)).pixels


def contents(place: Path | None) -> dict[str, Pixels]:
    """The demo scene, or a picture, or all pictures of a folder, by name.

    Raises:
        UsageError, PictureError: there is no picture there, or one cannot be read.
    """
    if place is None:
        return {"demo": scene_frame(MOMENT, FULL)}
    paths = files_in(place, PICTURE_SUFFIXES, "pictures") if place.is_dir() else [place]
    found = {path.stem: load_picture(path) for path in paths}
    return {name: scaled(pixels, within((pixels.shape[1], pixels.shape[0]), FULL)) for name, pixels in found.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns its exit code."""
    options = _parser().parse_args(arguments)
    try:
        _compare(options.pictures, options.style or STYLES, options.rounds, options.json, options.sheets)
    except StylecamError as error:
        print(f"benchmark: {error}", file=sys.stderr)
        return error.exit_code
    return 0


def _compare(
    place: Path | None, styles: Sequence[str], rounds: int, json_file: Path | None, sheets: Path | None
) -> None:
    library, pictures = style_library(), contents(place)
    all_cases: list[Case] = []
    for style in styles:
        paint = painter(library.parse(style))
        for name, content in pictures.items():
            all_cases += cases(f"{name}-{style}", content, FACTORS, paint)
    scores, timings = measure(all_cases), times(all_cases[0], rounds)
    print(f"{this_machine()}\n{len(pictures)} pictures in {len(styles)} styles:\n{table(scores, timings)}")
    told = {"scores": [asdict(one) for one in scores], "ms": {n: 1e3 * t.p50 for n, t in timings.items()}}
    try:
        if json_file is not None:
            json_file.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
        if sheets is not None:
            sheets.mkdir(parents=True, exist_ok=True)
            for case in all_cases:
                Image.fromarray(sheet(case)).save(sheets / f"{case.name}.png")
    except OSError as error:
        raise UsageError(f"{error.filename}: cannot be written ({error.strerror})") from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.upscaling", description=__doc__.split("\n", 1)[0])
    parser.add_argument("--pictures", type=Path, metavar="PATH", help="a picture or a folder of them (the demo scene)")
    parser.add_argument("--style", action="append", metavar="STYLE", help="again for more (three of the shipped ones)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="of timing (5)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers there too")
    parser.add_argument("--sheets", type=Path, metavar="FOLDER", help="write the pictures side by side there")
    return parser


if __name__ == "__main__":
    sys.exit(main())

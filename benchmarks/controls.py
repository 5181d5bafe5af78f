"""What each control costs a frame, with each network that is here.

    python -m benchmarks.controls --json controls.json
    python -m benchmarks.controls --model compact --size 1280x720

A frame is what the engine does between the camera's pixels and the painted ones, of the demo scene as it moves. For
each network all controls run in turn, so that the ratios to the plain look are of the same rounds.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import asdict, replace
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from benchmarks.arguments import positive, size
from benchmarks.pace import ms
from benchmarks.timing import interleaved
from stylecam.app import make_plan, style_library, weights_here
from stylecam.engine.machine import this_machine
from stylecam.engine.stylizer import Stylizer
from stylecam.errors import StylecamError
from stylecam.frame import Frame, Pixels
from stylecam.look import Look, MaskedRegion, Size
from stylecam.settings import Settings
from stylecam.sources.scene import scene_frame
from stylecam.styles import WeightedStyle

PLAIN = "plain"
FPS, MOMENTS = 30, 12
"""Frames per second, and how many are drawn, to be painted over and over."""


def looks(look: Look, others: tuple[WeightedStyle, ...], mask: Path) -> dict[str, Look]:
    """A look with one control at a time.

    Args:
        others: of which a mix is made, and in which a part is painted.
        mask: half of the picture.
    """
    return {
        PLAIN: look,
        "strength 0.5": replace(look, strength=0.5),
        "keep-color luminance": replace(look, keep_color="luminance"),
        "keep-color palette": replace(look, keep_color="palette"),
        "brush 0.5": replace(look, brush=0.5),
        "brush 2": replace(look, brush=2.0),
        "mix": replace(look, mix=(*look.mix, *others)),
        "half as it is": replace(look, masks=(MaskedRegion(mask, "original"),)),
        "half blurred": replace(look, masks=(MaskedRegion(mask, "blur"),)),
        "half in another style": replace(look, masks=(MaskedRegion(mask, others),)),
    }


def painting(engine: Stylizer, moments: list[Pixels]) -> Callable[[], object]:
    """Paints the next frame."""
    numbers: Iterator[int] = count()

    def paint() -> object:
        number = next(numbers)
        return engine.stylize(Frame(moments[number % len(moments)], number, number / FPS))

    return paint


def half(folder: Path, of: Size) -> Path:
    """A mask whose left half is white."""
    path = folder / "half.png"
    mask = np.zeros((of[1], of[0]), np.uint8)
    mask[:, : of[0] // 2] = 255
    Image.fromarray(mask).save(path)
    return path


def measure(model: str, of: Size, rounds: int) -> Iterator[dict[str, Any]]:
    """A network's measurements, the plain look first."""
    library = style_library()
    others = tuple(WeightedStyle(library.find(name)) for name in ("great-wave", "neon-street"))
    moments = [scene_frame(number / FPS, of) for number in range(MOMENTS)]
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        plan = make_plan(Settings(model=model, size=of))
        fns: dict[str, Callable[[], object]] = {}
        for name, look in looks(plan.look, others, half(Path(folder), of)).items():
            engine = replace(plan, look=look).engine()
            engine.open()
            stack.enter_context(closing(engine))
            fns[name] = painting(engine, moments)
        timings = interleaved(fns, rounds, 3, lead=dict.fromkeys(fns, 1))
    for name, timing in timings.items():
        ratio = round(timing.ratio_to(timings[PLAIN]), 3)
        yield {"model": model, "control": name, "size": list(of), "ms": ms(timing), "ratio": ratio}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.controls")
    parser.add_argument("--model", action="append", metavar="ID", help="again for more (all that are here)")
    parser.add_argument("--size", type=size, default=(640, 360), metavar="WxH", help="of the pictures (640x360)")
    parser.add_argument("--rounds", type=positive, default=30, metavar="N", help="counted (30)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the measurements there too")
    asked = parser.parse_args(arguments)
    results: list[Mapping[str, Any]] = []
    try:
        for model in asked.model or [entry.id for entry in weights_here()]:
            for result in measure(model, asked.size, asked.rounds):
                print(f"{model:9} {result['control']:22} {result['ms']['p50']:8.1f} ms  {result['ratio']:.2f}")
                results.append(result)
    except StylecamError as error:
        print(f"benchmarks.controls: {error}", file=sys.stderr)
        return error.exit_code
    if asked.json:
        found = {"machine": asdict(this_machine()), "results": results}
        asked.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

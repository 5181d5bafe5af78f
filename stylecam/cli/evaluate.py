"""`stylecam evaluate`: how good a network's pictures are, how steady and how fast, beside a peer's."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress

from stylecam.cli.evaluate_contenders import gather
from stylecam.cli.evaluate_report import Result, tables, to_json
from stylecam.cli.options import checked
from stylecam.cli.output import write_json
from stylecam.engine.device import Compute, choose_compute
from stylecam.engine.machine import this_machine
from stylecam.errors import UsageError
from stylecam.look import Size
from stylecam.pictures import PICTURE_SUFFIXES
from stylecam.training.evaluation.contender import Contender
from stylecam.training.evaluation.grid import Grid
from stylecam.training.evaluation.material import Clip, Still, load_clips, load_stills, resized, spread
from stylecam.training.evaluation.scores import Scores, paint_all, scores_by_style
from stylecam.training.evaluation.steadiness import warping_errors
from stylecam.training.evaluation.timing import median_milliseconds
from stylecam.training.perceptual import Perceptual, load_perceptual

LEAST, MULTIPLE = 64, 8
"""Of a side that pictures are scored at: what every network can paint without padding."""


@dataclass(frozen=True)
class Material:
    """What is painted; `contents` and `clips` may be empty."""

    contents: list[Still]
    styles: list[Still]
    clips: list[Clip]
    clip_styles: list[Still]


def configure(parser: argparse.ArgumentParser) -> None:
    what = parser.add_argument_group("what is painted")
    what.add_argument("--style", type=Path, required=True, metavar="DIR", help="pictures whose style is taken")
    what.add_argument("--content", type=Path, metavar="DIR", help="pictures to paint and score; asks for --perceptual")
    what.add_argument("--video", type=Path, metavar="DIR", help="clips to paint, for the warping error")
    what.add_argument("--limit", type=_count, default=24, metavar="N", help="the first N contents and styles (24)")
    what.add_argument("--size", type=_size, default=(384, 288), metavar="WxH", help="of the pictures (384x288)")
    what.add_argument("--clips", type=_count, metavar="N", help="the first N clips (all)")
    what.add_argument("--frames", type=_count, default=60, metavar="N", help="the first N frames of each clip (60)")
    what.add_argument("--video-styles", type=_count, default=4, metavar="N", help="N of the styles, for clips (4)")
    what.add_argument("--video-size", type=_size, default=(320, 240), metavar="WxH", help="of the clips (320x240)")
    who = parser.add_argument_group("who paints")
    who.add_argument("--model", default="compact", metavar="ID", help="the network (compact)")
    who.add_argument("--weights", action="append", default=[], metavar="FILE", help="these instead of the shipped ones")
    who.add_argument("--peer", action="append", default=[], metavar="NAME=FILE", help="a peer: microast=FILE")
    how = parser.add_argument_group("how it is measured")
    how.add_argument("--perceptual", type=Path, metavar="FILE", help="the weights of the perceptual network")
    how.add_argument("--forward-size", type=_size, default=(640, 360), metavar="WxH", help="of the timing (640x360)")
    how.add_argument("--rounds", type=_count, default=30, metavar="N", help="of the timing (30)")
    how.add_argument("--device", default="auto", metavar="auto|cpu|cuda|mps", help="where to compute (auto)")
    out = parser.add_argument_group("what is written")
    out.add_argument("--json", type=Path, metavar="FILE", help="all results, for scripts")
    out.add_argument("--grid", type=Path, metavar="FILE", help="some of the paintings side by side, as one picture")
    out.add_argument("--grid-side", type=_count, default=6, metavar="N", help="contents and styles in it (6 of each)")


def run(arguments: argparse.Namespace) -> int:
    _check(arguments)
    compute = choose_compute(arguments.device)
    material = _material(arguments)
    perceptual = load_perceptual(arguments.perceptual).to(compute.device) if arguments.perceptual else None
    console = Console(highlight=False, soft_wrap=True)
    machine, used = this_machine(), _used(arguments, material)
    with tempfile.TemporaryDirectory(prefix="stylecam-") as cache:
        ours, peers = gather(arguments.model, arguments.weights, arguments.peer, compute, Path(cache))
        contenders = [*ours, *peers]
        console.print(str(machine))
        for what, which in used.items():
            console.print(f"{what}: {', '.join(which) if isinstance(which, list) else which}")
        with _progress() as progress:
            scores = _scores(arguments, material, contenders, perceptual, compute, progress) if perceptual else {}
            clips = progress.track(material.clips, description="clips")
            warping = warping_errors(contenders, clips, material.clip_styles)
        times = _times(arguments, material, contenders, compute)
    found = [Result(c.name, scores.get(c.name, {}), warping.get(c.name, {}), times.get(c.name)) for c in contenders]
    against = [result for result in found if result.name in {peer.name for peer in peers}]
    for table in tables(found, against):
        console.print()
        console.print(table)
    if arguments.json:
        write_json(arguments.json, {"machine": asdict(machine), **used, **to_json(found, against)})
    return 0


def _progress() -> Progress:
    """A bar for people; nothing in a log."""
    console = Console(stderr=True)
    return Progress(console=console, transient=True, disable=not console.is_terminal)


def _scores(
    arguments: argparse.Namespace,
    material: Material,
    contenders: Sequence[Contender],
    perceptual: Perceptual,
    compute: Compute,
    progress: Progress,
) -> dict[str, dict[str, Scores]]:
    """Every content in every style, means by contender and style; some of the paintings go into the grid."""
    contents, styles, side = material.contents, material.styles, arguments.grid_side
    painters = [contender.name for contender in contenders if contender.forward]
    grid = Grid(spread(contents, side), spread(styles, side), painters, arguments.size)
    paintings = paint_all(contenders, contents, styles, perceptual.widened, compute.device)
    total = len(contenders) * len(contents) * len(styles)
    scores = scores_by_style(map(grid.kept, progress.track(paintings, total=total, description="pictures")))
    if arguments.grid:
        grid.save(arguments.grid)
    return scores


def _times(
    arguments: argparse.Namespace, material: Material, contenders: Sequence[Contender], compute: Compute
) -> dict[str, float]:
    """Milliseconds of one live frame in each network."""
    style = material.styles[0]
    content = resized((material.contents or material.styles)[0], arguments.forward_size)
    forwards = {c.name: c.forward(content, style) for c in contenders if c.forward}
    return median_milliseconds(forwards, arguments.rounds, compute.device)


def _used(arguments: argparse.Namespace, material: Material) -> dict[str, Any]:
    """What was painted and measured with, for the reader of the numbers."""
    return {
        "size": "x".join(map(str, arguments.size)),
        "contents": [still.name for still in material.contents],
        "styles": [still.name for still in material.styles],
        "perceptual": str(arguments.perceptual or ""),
        "clips": [f"{clip.name} ({len(clip.frames)} frames)" for clip in material.clips],
        "clip size": "x".join(map(str, arguments.video_size)),
        "clip styles": [still.name for still in material.clip_styles],
        "forward size": "x".join(map(str, arguments.forward_size)),
    }


def _material(arguments: argparse.Namespace) -> Material:
    size, limit = arguments.size, arguments.limit
    styles = load_stills(arguments.style, size, limit)
    contents = load_stills(arguments.content, size, limit) if arguments.content else []
    clips = []
    if arguments.video:
        clips = load_clips(arguments.video, arguments.video_size, arguments.clips, arguments.frames)
    return Material(contents, styles, clips, spread(styles, arguments.video_styles) if clips else [])


def _check(arguments: argparse.Namespace) -> None:
    """
    Raises:
        UsageError: the options do not go together, or what is to be written has no place.
    """
    if arguments.content is None and arguments.video is None:
        raise UsageError("there is nothing to paint; name a folder with --content or --video")
    if (arguments.content is None) != (arguments.perceptual is None):
        raise UsageError("--content and --perceptual go together: contents are scored by the perceptual network")
    if arguments.grid and (arguments.content is None or arguments.grid.suffix.lower() not in PICTURE_SUFFIXES):
        raise UsageError(f"--grid {arguments.grid}: a grid is a picture file, such as grid.png, and asks for --content")
    for path in filter(None, (arguments.json, arguments.grid)):
        if not path.parent.is_dir():
            raise UsageError(f"{path}: cannot be written; there is no folder {path.parent}")


def _size(text: str) -> Size:
    size: Size = _fixed_size(text)
    if any(side < LEAST or side % MULTIPLE for side in size):
        raise argparse.ArgumentTypeError(f"'{text}' is not in multiples of {MULTIPLE} from {LEAST} up")
    return size


_fixed_size: Callable[[str], Size] = checked("fixed_size")


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number above 0")
    return int(text)

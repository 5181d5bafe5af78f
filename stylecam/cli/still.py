"""`stylecam still`: repaint one picture, slowly and as well as it goes, or as `render` does."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from stylecam.app import make_plan
from stylecam.cli.interruption import polite_kill_interrupts
from stylecam.cli.options import add_progress_option, checked
from stylecam.cli.output import file_sink
from stylecam.cli.still_gatys import paint_slowly
from stylecam.cli.still_report import JsonTeller, Teller, TerminalTeller
from stylecam.cli.still_request import StillRequest
from stylecam.clock import MonotonicClock
from stylecam.engine.geometry import size_of
from stylecam.errors import StylecamError, UsageError
from stylecam.frame import Frame
from stylecam.look import Size
from stylecam.paths import as_path, existing
from stylecam.pictures import load_picture
from stylecam.settings import Settings, parse_size
from stylecam.sinks.picture import PictureFileSink
from stylecam.slow.encoder import LEAST
from stylecam.slow.losses import DESCRIPTIONS
from stylecam.slow.scales import with_longest

LONGEST = 16384
"""Pixels of a side."""

OF_GATYS = ("mask", "scales", "steps", "loss", "seed", "preview")
OF_ADAIN = ("model",)
"""Options that mean something to one method only."""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", metavar="INPUT", help="a picture")
    parser.add_argument("output", metavar="OUTPUT", help="where to write it: .png, .jpg or .webp")
    parser.add_argument(
        "--method",
        choices=("gatys", "adain"),
        default="gatys",
        help="gatys: pixels are moved for minutes, with VGG-19's weights; adain: at once, as render does (gatys)",
    )
    look = parser.add_argument_group("look")
    look.add_argument(
        "--style", action="append", metavar="ID|FILE", help="a shipped style or any picture; with --mask up to two"
    )
    look.add_argument("--strength", type=checked("strength"), metavar="0..1", help="how much of the style (1)")
    look.add_argument(
        "--brush",
        type=checked("brush"),
        metavar="0.25..4",
        help="size of a stroke (1): of the style beside the picture",
    )
    look.add_argument(
        "--size",
        type=_size,
        metavar="N|WxH",
        help="the result's longest side, or its size (its own; gatys: at most 512)",
    )
    look.add_argument(
        "--keep-color",
        type=checked("keep_color"),
        metavar="off|luminance|palette",
        help="the picture's colours that stay (off): its hues under the painting's light and dark, or its palette",
    )
    slow = parser.add_argument_group("gatys")
    slow.add_argument(
        "--mask",
        metavar="FILE",
        help="a grey picture of the input's size: white is painted, black stays, or takes a second --style",
    )
    slow.add_argument("--loss", choices=tuple(DESCRIPTIONS), help="what styles are compared by (gram)")
    slow.add_argument("--scales", type=_whole(1, 8), metavar="N", help="sizes from coarse to fine (as the size needs)")
    slow.add_argument(
        "--steps", type=_whole(1, 100_000), metavar="N", help="at the coarsest size, half of it at each finer one (200)"
    )
    slow.add_argument("--seed", type=_whole(0, 2**32 - 1), metavar="N", help="of the noise it begins with (0)")
    slow.add_argument("--preview", metavar="FILE", help="write the painting so far there, every few seconds")
    machine = parser.add_argument_group("machine")
    machine.add_argument("--device", metavar="auto|cpu|cuda|mps", default="auto", help="where to compute (auto)")
    machine.add_argument("--model", metavar="ID", help="adain: the network (compact)")
    add_progress_option(parser)


def run(arguments: argparse.Namespace) -> int:
    console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    teller: Teller = TerminalTeller(console, Path(arguments.output).name)
    if arguments.progress == "json":
        teller = JsonTeller(console, MonotonicClock())
    paint = paint_slowly if arguments.method == "gatys" else _paint_at_once
    with polite_kill_interrupts():
        try:
            _refuse_foreign(arguments)
            return paint(arguments, _request(arguments), teller)
        except StylecamError as error:
            teller.failed(str(error))
            raise
        except KeyboardInterrupt:
            teller.failed("interrupted")
            raise


def _refuse_foreign(arguments: argparse.Namespace) -> None:
    """
    Raises:
        UsageError: an option of the other method is given.
    """
    foreign = OF_ADAIN if arguments.method == "gatys" else OF_GATYS
    for name in foreign:
        if getattr(arguments, name) is not None:
            raise UsageError(f"--{name} has no meaning for --method {arguments.method}; leave it out")


def _request(arguments: argparse.Namespace) -> StillRequest:
    """
    Raises:
        PictureError: the input cannot be read.
        UsageError: reading and writing would meet in one file.
    """
    source, target = as_path(arguments.input), as_path(arguments.output)
    content = load_picture(source)
    if existing(str(target)) is not None and source.samefile(target):
        raise UsageError(f"{target}: is the input itself; choose another name for the output")
    return StillRequest(source, target, content, file_sink(lambda: PictureFileSink(target)))


def _paint_at_once(arguments: argparse.Namespace, request: StillRequest, teller: Teller) -> int:
    """As `render` paints a picture."""
    given = {name: getattr(arguments, name) for name in ("strength", "brush", "keep_color", "device", "model")}
    given = {name: value for name, value in given.items() if value is not None}
    size = arguments.size
    if isinstance(size, int):
        size = with_longest(size_of(request.content), size)
    plan = make_plan(Settings(style=tuple(arguments.style or ()), size=size, **given))
    engine, sink = plan.engine(), request.sink
    try:
        with teller.waiting():
            sink.open()
            engine.open()
            painted = engine.stylize(Frame(request.content, 0, 0.0))
            sink.write(painted)
            sink.close()
    finally:
        sink.abort()
        engine.close()
    teller.painted(request.target, painted.size)
    return 0


def _size(text: str) -> Size | int:
    """`N`, the longest side, or `WxH`."""
    if text.isdecimal():
        return _whole(LEAST, LONGEST)(text)
    try:
        return parse_size(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{error}, or its longest side as 640") from None


def _whole(least: int, most: int) -> Callable[[str], int]:
    """A converter for argparse: a whole number in a range."""

    def convert(text: str) -> int:
        if not (text.isdecimal() and least <= int(text) <= most):
            raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from {least} to {most}")
        return int(text)

    return convert

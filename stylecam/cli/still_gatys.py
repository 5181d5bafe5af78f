"""`stylecam still --method gatys`: from arguments to a slow painting, and what is kept of it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from stylecam.app import DEFAULT_STYLE, style_library, weights_of
from stylecam.cli.output import file_sink
from stylecam.cli.still_colours import recoloured, with_kept_colours
from stylecam.cli.still_previews import Previews
from stylecam.cli.still_report import Kept, Teller, about_kept
from stylecam.cli.still_request import StillRequest
from stylecam.clock import MonotonicClock
from stylecam.engine.device import choose_compute
from stylecam.engine.geometry import cover, size_of
from stylecam.errors import EngineError, StyleError, UsageError
from stylecam.frame import Frame, Pixels
from stylecam.look import KeepColor, Size
from stylecam.paths import as_path
from stylecam.pictures import load_picture
from stylecam.sinks.picture import PictureFileSink
from stylecam.slow.encoder import load_encoder
from stylecam.slow.painting import Mask, Step, Still, paint, plan
from stylecam.slow.scales import with_longest

USUAL = 512
"""The most pixels of the longest side where nobody named a size: more would take a CPU an hour."""

MODEL = "vgg19"
"""The network whose encoder looks at the painting."""

Finish = Callable[[Step], Pixels]
"""From a step to the picture that people are shown."""


def paint_slowly(arguments: argparse.Namespace, request: StillRequest, teller: Teller) -> int:
    """Paint, and keep the painting; interrupted, the best so far beside its name.

    Raises:
        UsageError, PictureError, StyleError, WeightsError: something asked for is not here or does not fit.
        SinkError: a file cannot be written.
        EngineError: the device failed (out of memory, say).
    """
    weights, compute = weights_of(MODEL), choose_compute(arguments.device, "float32")
    keep: KeepColor = arguments.keep_color or "off"
    content = cover(request.content, _result_size(size_of(request.content), arguments.size))
    still = _still(arguments, request, content)
    finish = _finish(content, still, keep)
    preview = _preview(arguments.preview, request)
    sink = request.sink
    last: Step | None = None
    try:
        sink.open()
        previews = Previews(preview, finish, MonotonicClock(), teller)
        encoder = load_encoder(weights, compute.device)
        teller.began(plan(still))
        with teller.progress() as told:
            for step in paint(_in_colours(still, keep), encoder, compute.device):
                last = step
                told(step)
                previews.show(step)
        sink.write(Frame(content if last is None else finish(last), 0, 0.0))
        sink.close()
    except KeyboardInterrupt:
        teller.interrupted(_kept(request.target, last, finish))
        return 1
    except RuntimeError as error:
        cause, (width, height) = str(error).partition("\n")[0], still.size
        kept = _kept(request.target, last, finish)
        if kept is not None:
            teller.kept(kept)
        mend = f"choose a smaller --size; {about_kept(kept)}"
        raise EngineError(f"{width}x{height} could not be painted: {cause}; {mend}") from error
    finally:
        sink.abort()
    teller.painted(request.target, still.size)
    return 0


def _still(arguments: argparse.Namespace, request: StillRequest, content: Pixels) -> Still:
    given = {name: getattr(arguments, name) for name in ("strength", "brush", "loss", "scales", "steps", "seed")}
    given = {name: value for name, value in given.items() if value is not None}
    mask = None
    if arguments.mask is not None:
        mask = _mask(as_path(arguments.mask), size_of(request.content), size_of(content))
    return Still(content, _styles(arguments.style or [DEFAULT_STYLE], mask), mask, **given)


def _styles(names: list[str], mask: Mask | None) -> tuple[Pixels, ...]:
    if len(names) > (1 if mask is None else 2):
        most = "one style; a second one needs --mask" if mask is None else "two styles"
        raise UsageError(f"this paints in at most {most}")
    found = [style_library().find(name) for name in names]
    for style in found:
        if style.work is not None:
            raise StyleError(
                f"'{style.name}' cannot be painted in this way: its picture does not ship, only its statistics; choose"
                " another style, or give a file of the picture"
            )
    return tuple(load_picture(style.path) for style in found)


def _mask(path: Path, source: Size, result: Size) -> Mask:
    grey = np.array(Image.fromarray(load_picture(path)).convert("L"))
    if size_of(grey) != source:
        width, height = size_of(grey)
        raise UsageError(f"{path}: the mask is {width}x{height}, the picture {source[0]}x{source[1]}; make them alike")
    return cover(grey, result)


def _result_size(source: Size, asked: Size | int | None) -> Size:
    if isinstance(asked, tuple):
        return asked
    return with_longest(source, min(max(source), USUAL) if asked is None else asked)


def _preview(text: str | None, request: StillRequest) -> Path | None:
    """
    Raises:
        UsageError: the name is none of a picture, or that of another file of this run.
    """
    if text is None:
        return None
    path = as_path(text)
    if path.absolute() in (request.source.absolute(), request.target.absolute()):
        raise UsageError(f"{path}: is the input or the output; choose another name for the preview")
    return file_sink(lambda: PictureFileSink(path)).path


def _in_colours(still: Still, keep: KeepColor) -> Still:
    """The still in the colours that it is to be painted in."""
    content, styles = recoloured(still.content, still.styles, keep)
    return replace(still, content=content, styles=styles)


def _finish(content: Pixels, still: Still, keep: KeepColor) -> Finish:
    """Puts back what stays of the picture."""
    stays = None if still.mask is None or len(still.styles) > 1 else still.mask[..., None] == 0

    def finish(step: Step) -> Pixels:
        painted = with_kept_colours(content, step.pixels(still.size), keep)
        return painted if stays is None else np.where(stays, content, painted)

    return finish


def _kept(target: Path, last: Step | None, finish: Finish) -> Kept | None:
    """Keep the painting so far beside its name; None where there is none."""
    if last is None:
        return None
    sink = PictureFileSink(target.with_name(f"{target.stem}.partial{target.suffix}"))
    sink.open()
    sink.write(Frame(finish(last), 0, 0.0))
    sink.close()
    return Kept(sink.path, last)

"""What each step of a frame takes, as the live engine takes them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
from rich.table import Table

from stylecam.clock import MonotonicClock
from stylecam.engine.stylizer import LoadedModel, Stylizer
from stylecam.frame import Frame
from stylecam.look import Look, Size
from stylecam.pipeline.trace import Recorder, Span
from stylecam.sources.scene import Scene
from stylecam.styles import Style, WeightedStyle
from stylecam.user_files import style_cache

FRAME_TIME = 1 / 30
WARM_UP, LEAST = 3, 5
"""Frames that are not counted, and those that are however long they take."""


def step_spans(model: LoadedModel, style: Style, size: Size, seconds: float) -> list[Span]:
    """The steps of painting the demo scene in a style for some seconds after a warm-up; the device is waited for."""
    clock = MonotonicClock()
    recorder = Recorder(clock)
    look = Look((WeightedStyle(style),), size=size)
    engine = Stylizer(lambda: model, look, style_cache(), tracer=recorder)
    engine.open()
    scene = Scene(size)
    pictures = [scene.frame(number * FRAME_TIME) for number in range(LEAST)]
    ends = clock.now() + seconds
    for number, pixels in enumerate(itertools.cycle(pictures)):
        engine.stylize(Frame(pixels, number, number * FRAME_TIME))
        if number + 1 >= WARM_UP + LEAST and clock.now() > ends:
            break
    engine.close()
    return [span for span in recorder.spans() if span.frame is not None and span.frame >= WARM_UP]


def summed_up(spans: Sequence[Span]) -> dict[str, dict[str, float]]:
    """Of each step, in the order in which they are taken: median milliseconds, and its share of the sum of these."""
    times: dict[str, list[float]] = {}
    for span in spans:
        times.setdefault(span.name, []).append(span.ended - span.began)
    medians = {name: float(np.median(taken)) for name, taken in times.items()}
    whole = sum(medians.values())
    return {
        name: {"p50": round(median * 1000, 3), "share": round(median / whole, 4)} for name, median in medians.items()
    }


def steps_table(results: Sequence[dict[str, Any]]) -> Table:
    """The `steps` of each result: median milliseconds and share."""
    names = tuple(dict.fromkeys(name for result in results for name in result["steps"]))
    table = Table("step: ms p50, share", "device", "size", box=None, pad_edge=False)
    for name in names:
        table.add_column(name, justify="right")
    for result in results:
        width, height = result["size"]
        cells = [f"{step['p50']:.1f} {step['share']:4.0%}" for step in map(result["steps"].__getitem__, names)]
        table.add_row(result["model"], result["device"], f"{width}x{height}", *cells)
    return table

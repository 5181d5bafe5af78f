"""`stylecam bench`: how fast each model is here, at each size, on each device, and what each step of a frame takes."""

from __future__ import annotations

import argparse
import itertools
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from rich.console import Console
from rich.table import Table
from torch import Tensor

from stylecam.app import usual_style, weights_here, weights_of
from stylecam.cli.bench_steps import step_spans, steps_table, summed_up
from stylecam.cli.options import checked
from stylecam.cli.output import write_json
from stylecam.engine.device import Compute, choose_compute, dtype_name
from stylecam.engine.machine import this_machine
from stylecam.engine.smoothing import Smoother
from stylecam.engine.stylizer import LoadedModel
from stylecam.engine.tensors import Uploader
from stylecam.look import Size
from stylecam.models.graphed_painter import GraphedPainter
from stylecam.models.painter import Painter
from stylecam.models.registry import formats, load_painter
from stylecam.models.trained import TaughtPainter
from stylecam.sources.scene import Scene

SIZES: tuple[Size, ...] = ((320, 240), (640, 360), (1280, 720), (1920, 1080))
FRAME_TIME, SMOOTHING = 1 / 30, 0.5


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the results to a file")
    parser.add_argument("--size", action="append", type=checked("fixed_size"), metavar="WxH", help="only this size")
    parser.add_argument("--model", action="append", metavar="ID", help="only this network")
    parser.add_argument("--device", action="append", metavar="cpu|cuda|mps", help="only this device")
    parser.add_argument("--precision", default="auto", metavar="auto|float32|…", help="number format (auto)")
    parser.add_argument("--seconds", type=checked("duration"), default=3.0, help="for each measurement (3)")


def run(arguments: argparse.Namespace) -> int:
    devices = arguments.device or _devices()
    models = [weights_of(model) for model in arguments.model or ()] or weights_here()
    console = Console(highlight=False, soft_wrap=True)
    machine = this_machine()
    console.print(str(machine))
    results = []
    for entry, device in itertools.product(models, devices):
        compute = choose_compute(device, arguments.precision, formats(entry))
        painter = load_painter(entry, compute.device, compute.dtype)
        for size in arguments.size or SIZES:
            with console.status(f"{entry.id}, {compute.label}, {size[0]}x{size[1]} …"):
                result = _result(entry.id, compute, size, frame_times(painter, size, arguments.seconds))
                result["backend"] = _backend(painter)
                spans = step_spans(LoadedModel(painter, entry.sha256), usual_style(entry), size, arguments.seconds)
                results.append({**result, "steps": summed_up(spans)})
    console.print(_table(results), "", steps_table(results), sep="\n")
    if arguments.json:
        write_json(arguments.json, {"machine": asdict(machine), "results": results})
    return 0


def frame_times(painter: Painter, size: Size, seconds: float) -> list[float]:
    """Seconds of each frame in the network, as the engine runs it on a live stream: upload, forward, follow.

    Measured for `seconds` after a warm-up, but at least five times.
    """
    pixels = Scene(size).frame(0.0)
    upload = Uploader(painter.device, painter.dtype, painter.multiple)
    style = _any_style(painter)
    smoother = Smoother()
    times: list[float] = []
    ends = time.perf_counter() + seconds
    for number in itertools.count(-3):
        began = time.perf_counter()
        _, seen = painter.paint(upload(pixels), style, 1.0, smoother.value)
        smoother.follow(seen, number * FRAME_TIME, SMOOTHING)
        if painter.device.type == "cuda":
            torch.cuda.synchronize(painter.device)
        now = time.perf_counter()
        if number >= 0:
            times.append(now - began)
        if now > ends and len(times) >= 5:
            break
    return times


def _any_style(painter: Painter) -> Tensor:
    if isinstance(painter, TaughtPainter):
        return painter.known(painter.trained.styles[0].sha256)
    return painter.style(torch.rand(1, 3, 256, 256, generator=torch.Generator().manual_seed(0)))


def _devices() -> list[str]:
    others = [("cuda", torch.cuda.is_available()), ("mps", torch.backends.mps.is_available())]
    return ["cpu", *(name for name, there in others if there)]


def _backend(painter: Painter) -> str:
    """How it has painted last."""
    return "cuda graph" if isinstance(painter, GraphedPainter) and painter.replayed else "torch"


def _result(model: str, compute: Compute, size: Size, times: list[float]) -> dict[str, Any]:
    p50, p95 = np.percentile(np.array(times) * 1000, (50, 95))
    return {
        "model": model,
        "device": compute.device.type,
        "dtype": dtype_name(compute.dtype),
        "size": list(size),
        "ms": {"p50": round(float(p50), 3), "p95": round(float(p95), 3)},
        "fps": round(1000 / float(p50), 2),
        "frames": len(times),
    }


def _table(results: list[dict[str, Any]]) -> Table:
    table = Table("model", "device", "dtype", "size", box=None, pad_edge=False)
    for title in ("ms p50", "ms p95", "fps"):
        table.add_column(title, justify="right")
    for result in results:
        width, height = result["size"]
        ms = result["ms"]
        table.add_row(
            *(result["model"], result["device"], result["dtype"], f"{width}x{height}"),
            *(f"{ms['p50']:.1f}", f"{ms['p95']:.1f}", f"{result['fps']:.1f}"),
        )
    return table

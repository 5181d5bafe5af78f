"""`stylecam live`: the pipeline without a window."""

from __future__ import annotations

import argparse
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from types import FrameType
from typing import Any

from rich.console import Console
from rich.status import Status
from rich.text import Text

from stylecam.app import Plan, live_settings, make_pipeline, make_plan
from stylecam.cli.learning_option import LearningNews, add_learning_option, before_learning, learn
from stylecam.cli.look_option import borrowed_styles, look_from
from stylecam.cli.microphone import MicrophoneNews, listening, microphone_for
from stylecam.cli.options import add_live_options, add_look_options, checked, settings_from
from stylecam.cli.output import News, file_sink, write_json
from stylecam.cli.record import add_record_options, recorders_for, tell_recorded, tell_rescued
from stylecam.cli.stream import Announcement, add_stream_options, stream_sink
from stylecam.cli.timeline_option import Lead, add_timeline_option, conducted
from stylecam.cli.trace_option import add_trace_option, tracing_to
from stylecam.cli.virtual_camera import add_virtual_camera_options, virtual_camera_for
from stylecam.engine.device import dtype_name
from stylecam.errors import StylecamError, UsageError
from stylecam.pipeline.pipeline import Pipeline
from stylecam.pipeline.slots import BoundedFifo, Latest
from stylecam.pipeline.status import PipelineStatus, State
from stylecam.pipeline.trace import Tracer
from stylecam.sinks.null import NullSink
from stylecam.style_store import StyleStore

RECORDER_FRAMES = 60
"""Painted frames that may wait for the encoder: two seconds, some 80 MB at 640x360 with what they were painted from."""

POLL = 0.1


def configure(parser: argparse.ArgumentParser) -> None:
    add_live_options(parser)
    add_look_options(parser)
    add_timeline_option(parser)
    add_learning_option(parser)
    add_record_options(parser)
    run_options = parser.add_argument_group("run")
    add_virtual_camera_options(run_options)
    add_stream_options(run_options)
    run_options.add_argument("--duration", type=checked("duration"), metavar="S", help="stop after so many seconds")
    run_options.add_argument("--stats-json", type=Path, metavar="FILE", help="write counts and timings at the end")
    add_trace_option(run_options)


def run(arguments: argparse.Namespace) -> int:
    with tracing_to(arguments.trace) as tracer, borrowed_styles() as styles:
        return _run(arguments, styles, tracer)


def _run(arguments: argparse.Namespace, styles: StyleStore, tracer: Tracer) -> int:
    plan = make_plan(live_settings(settings_from(arguments)))
    look, notes = look_from(arguments, plan.look, styles)
    planned, conductor = conducted(arguments.timeline, replace(plan, look=look), styles)
    plan = before_learning(arguments.learn_background, planned)
    microphone = microphone_for(arguments)
    recorders = file_sink(lambda: recorders_for(arguments, microphone))
    camera = file_sink(lambda: virtual_camera_for(arguments))
    stream = file_sink(lambda: stream_sink(arguments))
    console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    # Before anything is open: it may take a while, and somebody may lose patience.
    tell_rescued(arguments.record, console)
    pipeline = make_pipeline(plan, tracer)
    learn(arguments.learn_background, planned, pipeline)
    pipeline.attach(NullSink(), Latest())
    recordings = [pipeline.attach(recorder, BoundedFifo(RECORDER_FRAMES)) for recorder in recorders]
    if camera is not None:
        pipeline.attach(camera, Latest())
    if stream is not None:
        pipeline.attach(stream, Latest())
    for note in notes:
        console.print(f"{arguments.look}: {note}")
    sound = MicrophoneNews(microphone, console)
    with listening(microphone):
        news = (Announcement(stream, console), LearningNews(pipeline, console), sound)
        failure = _run_until_end(pipeline, Lead(pipeline, conductor), arguments.duration, console, news)
    status = pipeline.status()
    if arguments.stats_json:
        write_json(arguments.stats_json, stats(status, plan))
    console.print(_summary(status))
    tell_recorded(recordings, recorders, console)
    sound.sum_up()
    failure = failure or _failure(status)
    if failure is not None:
        raise failure
    return 0


def stats(status: PipelineStatus, plan: Plan) -> dict[str, Any]:
    """What `--stats-json` writes."""
    sink = status.sinks[0]
    return {
        "source": status.source.name,
        "frames_in": status.frames_in,
        "frames_out": status.frames_out,
        "dropped": status.dropped,
        "fps": round(status.average_fps, 2),
        "latency_ms": asdict(sink.latency_ms) if sink.latency_ms else None,
        "stylize_ms": asdict(status.stylize_ms) if status.stylize_ms else None,
        "busy_ms": asdict(status.busy_ms) if status.busy_ms else None,
        "device": plan.compute.device.type,
        "dtype": dtype_name(plan.compute.dtype),
        "model": plan.weights.id,
        "size": list(status.output_size) if status.output_size else None,
        "working_size": list(status.working_size or status.output_size) if status.output_size else None,
        "sinks": [{"name": s.name, "written": s.written, "dropped": s.dropped} for s in status.sinks],
    }


def _run_until_end(
    pipeline: Pipeline, lead: Lead, duration: float | None, console: Console, news: Sequence[News]
) -> StylecamError | None:
    """Start, wait for the end and stop; what ended it, if that was an error."""
    with _asked_to_stop() as stop, console.status("starting …") as line:
        pipeline.start()
        try:
            failure = _watch(pipeline, lead, stop, duration, line, news)
        finally:
            pipeline.stop()
    return failure


def _watch(
    pipeline: Pipeline,
    lead: Lead,
    stop: threading.Event,
    duration: float | None,
    line: Status,
    news: Sequence[News],
) -> StylecamError | None:
    """Wait for the user's end, the clock's, the source's or a failure's, and lead until then; the failure."""
    began: float | None = None
    while not lead.wait(stop, POLL):
        status = pipeline.status()
        for each in news:
            each.tell()
        failure = _failure(status)
        if failure is not None or status.source.state is State.ENDED:
            return failure
        if began is None and status.frames_out:
            # The model's loading is not part of the time that was asked for.
            began = time.monotonic()
            lead.begin()
        if duration is not None and began is not None and time.monotonic() - began >= duration:
            return None
        line.update(Text(_progress(status)))
    return None


def _failure(status: PipelineStatus) -> StylecamError | None:
    """What ends a headless run with an error, if anything does."""
    source = status.source
    if source.state is State.LOST and not status.frames_in:
        # Nobody waits before a screen for a camera that was never there.
        return UsageError(source.detail)
    return next((worker.error for worker in (status.engine, source, *status.sinks) if worker.error), None)


def _progress(status: PipelineStatus) -> str:
    if not status.frames_out:
        return "starting …"
    trouble = next((w.detail for w in (status.source, status.engine) if w.detail), "")
    return f"{status.source.name}: {status.fps:.0f} fps, {_latency(status)}{_painted_at(status)}  {trouble}"


def _summary(status: PipelineStatus) -> str:
    return f"{status.frames_out} frames painted, {status.average_fps:.1f} fps, {_latency(status)}{_painted_at(status)}"


def _painted_at(status: PipelineStatus) -> str:
    """The size at work and the output's, where they differ."""
    if status.working_size is None or status.output_size is None:
        return ""
    sizes = (f"{width}x{height}" for width, height in (status.working_size, status.output_size))
    return ", painted at {} for {}".format(*sizes)


def _latency(status: PipelineStatus) -> str:
    latency = status.sinks[0].latency_ms
    return f"{latency.p50:.0f} ms from capture" if latency else "no latency yet"


@contextmanager
def _asked_to_stop() -> Iterator[threading.Event]:
    """An event that Ctrl-C or a polite kill sets; a second one ends the program at once."""
    stop = threading.Event()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def ask(number: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(number, signal.SIG_DFL)

    for number in before:
        signal.signal(number, ask)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

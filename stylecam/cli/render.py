"""`stylecam render`: repaint a picture or a video file."""

from __future__ import annotations

import argparse
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from stylecam.app import check_person, make_plan
from stylecam.cli.interruption import polite_kill_interrupts
from stylecam.cli.look_option import borrowed_styles, look_from
from stylecam.cli.options import add_look_options, add_progress_option, settings_from
from stylecam.cli.output import file_sink
from stylecam.cli.render_report import JsonTeller, Painted, Teller, TerminalTeller
from stylecam.cli.timeline_option import add_timeline_option, conducted
from stylecam.cli.trace_option import add_trace_option, tracing_to
from stylecam.clock import MonotonicClock
from stylecam.errors import StylecamError, UsageError
from stylecam.frame import Frame
from stylecam.paths import as_path, existing, existing_file
from stylecam.pictures import PICTURE_SUFFIXES, load_picture
from stylecam.pipeline.conducting import ConductedEngine
from stylecam.pipeline.ports import Engine
from stylecam.pipeline.trace import Tracer
from stylecam.render import Recording, render_video
from stylecam.sinks.picture import PictureFileSink
from stylecam.sinks.video import VideoFileSink, drawn_video, rendered_video
from stylecam.sources.demo_clip import DemoClip
from stylecam.sources.video import VideoSource
from stylecam.style_store import StyleStore

DEMO = "demo"
DEMO_SIZE = (640, 360)
DEMO_SECONDS = 10.0


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", metavar="INPUT", help="a picture, a video, or 'demo': ten seconds of the demo scene")
    parser.add_argument("output", metavar="OUTPUT", help="where to write it; the ending names the format")
    add_look_options(parser)
    add_timeline_option(parser)
    add_trace_option(parser)
    add_progress_option(parser)


def run(arguments: argparse.Namespace) -> int:
    console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    teller: Teller = TerminalTeller(console, Path(arguments.output).name)
    if arguments.progress == "json":
        teller = JsonTeller(MonotonicClock())
    with polite_kill_interrupts(), borrowed_styles() as styles:
        try:
            with tracing_to(arguments.trace) as tracer:
                return _render(arguments, styles, teller, console, tracer)
        except StylecamError as error:
            teller.failed(str(error))
            raise
        except KeyboardInterrupt:
            teller.failed("interrupted")
            raise


def _render(arguments: argparse.Namespace, styles: StyleStore, teller: Teller, console: Console, tracer: Tracer) -> int:
    plan = make_plan(settings_from(arguments))
    look, notes = look_from(arguments, plan.look, styles)
    plan, conductor = conducted(arguments.timeline, replace(plan, look=look), styles)
    check_person(plan.look)
    for note in notes:
        console.print(f"{arguments.look}: {note}")
    target = as_path(arguments.output)
    engine: Engine = plan.engine(tracer)
    if conductor is not None:
        engine = ConductedEngine(engine, conductor)
    if arguments.input == DEMO:
        # Nothing is live here: each frame takes the time it takes, and "auto" is the source's own size.
        size = plan.look.size if isinstance(plan.look.size, tuple) else DEMO_SIZE
        clip = DemoClip(size, DEMO_SECONDS)
        return _video(clip, file_sink(lambda: drawn_video(target, clip.time_base, clip.fps)), engine, teller, tracer)
    source = _input_file(arguments.input, target)
    if source.suffix.lower() in PICTURE_SUFFIXES:
        if conductor is not None:
            raise UsageError(f"{source}: is a picture, and --timeline is for videos; leave it out, or take --look")
        waiting = console.status("painting …") if arguments.progress == "bar" else nullcontext()
        with waiting:
            return _picture(source, file_sink(lambda: PictureFileSink(target)), engine, teller, tracer)
    video = VideoSource(source)
    code = _video(video, file_sink(lambda: rendered_video(target, video)), engine, teller, tracer)
    if video.skipped:
        console.print(f"{source}: {video.skipped} damaged frames were left out")
    return code


def _input_file(text: str, target: Path) -> Path:
    """
    Raises:
        UsageError: there is nothing to read, or reading and writing would meet in one file.
    """
    source = existing_file(text)
    if source is None:
        raise UsageError(f"{text}: {'is a folder' if existing(text) else 'no such file'}")
    if existing(str(target)) is not None and source.samefile(target):
        raise UsageError(f"{target}: is the input itself; choose another name for the output")
    return source


def _picture(source: Path, sink: PictureFileSink, engine: Engine, teller: Teller, tracer: Tracer) -> int:
    with tracer.span("read", 0):
        frame = Frame(load_picture(source), 0, 0.0)
    try:
        sink.open()
        engine.open()
        with tracer.span("paint", 0):
            painted = engine.stylize(frame)
        with tracer.span(f"write {sink.name}", 0):
            sink.write(painted)
        sink.close()
    finally:
        sink.abort()
        engine.close()
    teller.saved(Painted(sink.path, 1, f"{painted.width}x{painted.height}"))
    return 0


def _video(source: Recording, sink: VideoFileSink, engine: Engine, teller: Teller, tracer: Tracer) -> int:
    try:
        with teller.progress() as on_progress:
            report = render_video(source, engine, sink, on_progress, tracer=tracer)
    except StylecamError:
        teller.kept(sink.saved)
        raise
    if report.interrupted:
        teller.interrupted(report)
        return 1
    teller.saved(Painted(sink.path, report.frames, f"{report.frames} frames"))
    return 0

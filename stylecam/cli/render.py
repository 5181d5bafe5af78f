"""`stylecam render`: repaint a picture or a video file."""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from stylecam.app import Plan, make_plan
from stylecam.cli.options import add_look_options, settings_from
from stylecam.cli.output import file_sink
from stylecam.errors import StylecamError, UsageError
from stylecam.frame import Frame
from stylecam.paths import as_path, existing, existing_file
from stylecam.pictures import PICTURE_SUFFIXES, load_picture
from stylecam.render import Recording, render_video
from stylecam.sinks.picture import PictureFileSink
from stylecam.sinks.video import VideoFileSink, drawn_video, rendered_video
from stylecam.sources.demo_clip import DemoClip
from stylecam.sources.video import VideoSource

DEMO = "demo"
DEMO_SIZE = (640, 360)
DEMO_SECONDS = 10.0


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", metavar="INPUT", help="a picture, a video, or 'demo': ten seconds of the demo scene")
    parser.add_argument("output", metavar="OUTPUT", help="where to write it; the ending names the format")
    add_look_options(parser)


def run(arguments: argparse.Namespace) -> int:
    plan = make_plan(settings_from(arguments))
    target = as_path(arguments.output)
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    if arguments.input == DEMO:
        # Nothing is live here: each frame takes the time it takes, and "auto" is the source's own size.
        size = plan.look.size if isinstance(plan.look.size, tuple) else DEMO_SIZE
        clip = DemoClip(size, DEMO_SECONDS)
        return _video(clip, file_sink(lambda: drawn_video(target, clip.time_base, clip.fps)), plan, console)
    source = _input_file(arguments.input, target)
    if source.suffix.lower() in PICTURE_SUFFIXES:
        return _picture(source, file_sink(lambda: PictureFileSink(target)), plan, console)
    video = VideoSource(source)
    code = _video(video, file_sink(lambda: rendered_video(target, video)), plan, console)
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
    if target.exists() and source.samefile(target):
        raise UsageError(f"{target}: is the input itself; choose another name for the output")
    return source


def _picture(source: Path, sink: PictureFileSink, plan: Plan, console: Console) -> int:
    frame = Frame(load_picture(source), 0, 0.0)
    engine = plan.engine()
    with console.status("painting …"):
        try:
            sink.open()
            engine.open()
            sink.write(engine.stylize(frame))
            sink.close()
        finally:
            sink.abort()
            engine.close()
    console.print(f"painted: {sink.path} ({frame.width}x{frame.height})")
    return 0


def _video(source: Recording, sink: VideoFileSink, plan: Plan, console: Console) -> int:
    try:
        with _progress_bar(console) as bar:
            task = bar.add_task(sink.name, total=None)
            report = render_video(
                source, plan.engine(), sink, lambda seen: bar.update(task, completed=seen.done, total=seen.total)
            )
    except StylecamError:
        if sink.saved:
            console.print(f"what was painted before the failure plays: {sink.saved}")
        raise
    if report.interrupted:
        kept = f"what is done so far plays: {report.partial}" if report.partial else "nothing was written"
        console.print(f"stylecam: interrupted after {report.frames} frames; {kept}")
        return 1
    console.print(f"painted: {sink.path} ({report.frames} frames)")
    return 0


def _progress_bar(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("frames, left:"),
        TimeRemainingColumn(),
        console=console,
        # A log file wants no bar.
        disable=not console.is_terminal,
    )

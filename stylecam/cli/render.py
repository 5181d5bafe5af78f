"""`stylecam render`: repaint a picture or a video file."""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from stylecam.app import Plan, make_plan
from stylecam.cli.options import add_look_options, settings_from
from stylecam.errors import SinkError, UsageError
from stylecam.frame import Frame
from stylecam.pictures import PICTURE_SUFFIXES, load_picture
from stylecam.render import render_video
from stylecam.sinks.picture import PictureFileSink
from stylecam.sinks.video import VideoFileSink, rendered_video
from stylecam.sources.video import VideoSource


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", type=Path, metavar="INPUT", help="a picture or a video")
    parser.add_argument("output", type=Path, metavar="OUTPUT", help="where to write it; the ending names the format")
    add_look_options(parser)


def run(arguments: argparse.Namespace) -> int:
    source, target = arguments.input.expanduser(), arguments.output.expanduser()
    _check_files(source, target)
    plan = make_plan(settings_from(arguments))
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    if source.suffix.lower() in PICTURE_SUFFIXES:
        return _picture(source, target, plan, console)
    return _video(source, target, plan, console)


def _check_files(source: Path, target: Path) -> None:
    """
    Raises:
        UsageError: there is nothing to read, or reading and writing would meet in one file.
    """
    if not source.is_file():
        raise UsageError(f"{source}: {'is a folder' if source.is_dir() else 'no such file'}")
    if target.exists() and source.samefile(target):
        raise UsageError(f"{target}: is the input itself; choose another name for the output")


def _picture(source: Path, target: Path, plan: Plan, console: Console) -> int:
    try:
        sink = PictureFileSink(target)
    except SinkError as error:
        raise UsageError(str(error)) from None
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
    console.print(f"painted: {target} ({frame.width}x{frame.height})")
    return 0


def _video(source: Path, target: Path, plan: Plan, console: Console) -> int:
    video = VideoSource(source)
    sink = _video_sink(target, video)
    with _progress_bar(console) as bar:
        task = bar.add_task(target.name, total=None)
        report = render_video(
            video, plan.engine(), sink, lambda seen: bar.update(task, completed=seen.done, total=seen.total)
        )
    if report.interrupted:
        kept = f"; what is done so far plays: {report.partial}" if report.partial else "; nothing was written"
        console.print(f"stylecam: interrupted after {report.frames} frames{kept}")
        return 1
    damaged = f", {video.skipped} damaged ones left out" if video.skipped else ""
    console.print(f"painted: {target} ({report.frames} frames{damaged})")
    return 0


def _video_sink(target: Path, video: VideoSource) -> VideoFileSink:
    try:
        return rendered_video(target, video)
    except SinkError as error:
        raise UsageError(str(error)) from None


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

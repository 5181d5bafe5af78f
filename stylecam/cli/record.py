"""`--record` and its options."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from stylecam.cli.microphone import add_microphone_option
from stylecam.errors import UsageError
from stylecam.look import Size
from stylecam.pipeline.delivery import Attachment
from stylecam.recordings import ENCODER_CHOICES, FILMS, LOOPS, QUALITIES, USUAL, RecordingOptions, original_beside
from stylecam.settings import parse_size
from stylecam.sinks.recording import ContentOf, RecordingSink, recorded_video
from stylecam.sinks.recovery import rescue
from stylecam.sinks.soundtrack import Listening, Soundtrack

Recorder = RecordingSink | ContentOf


def add_record_options(parser: argparse.ArgumentParser) -> None:
    """What is recorded, and how."""
    group = parser.add_argument_group("recording")
    endings = ", ".join((*FILMS, *LOOPS))
    group.add_argument("--record", type=Path, metavar="FILE", help=f"write the painted picture to a file: {endings}")
    group.add_argument(
        "--record-original", action="store_true", help="beside it, write what it was painted from to 'FILE original'"
    )
    group.add_argument(
        "--record-quality",
        choices=QUALITIES,
        default=USUAL.quality,
        help=f"how faithful it is, and how large ({USUAL.quality})",
    )
    group.add_argument("--record-size", type=_size, metavar="WxH", help="scale down what is larger than this")
    group.add_argument(
        "--record-encoder",
        choices=ENCODER_CHOICES,
        default=USUAL.encoder,
        help=f"a graphics chip's where one works, or always the processor's ({USUAL.encoder})",
    )
    add_microphone_option(group)


def recorders_for(arguments: argparse.Namespace, microphone: Listening | None = None) -> list[Recorder]:
    """The recordings that the options ask for, the painted one first, each with a microphone's sound.

    Raises:
        SinkError: the name's ending is none that can be written.
        UsageError: the original of no recording.
    """
    path = arguments.record
    if path is None:
        if arguments.record_original:
            raise UsageError("--record-original: there is no recording; add --record FILE")
        return []
    options = RecordingOptions(arguments.record_quality, arguments.record_size, arguments.record_encoder)
    recorders: list[Recorder] = [recorded_video(path, options, _sound(microphone))]
    if arguments.record_original:
        recorders.append(ContentOf(recorded_video(original_beside(path), options, _sound(microphone))))
    return recorders


def tell_rescued(path: Path | None, console: Console) -> None:
    """Finish recordings that an earlier run left in the folder of this one's, and say so."""
    if path is not None:
        # The new recording will replace what bears its name.
        for rescued in rescue(path.parent, {path.name, original_beside(path).name}):
            console.print(f"an unfinished recording was rescued: {rescued}", markup=False)


def tell_recorded(recordings: Sequence[Attachment], recorders: Sequence[Recorder], console: Console) -> None:
    """Say what was kept, with what it was encoded, and how many frames could not be taken."""
    for attachment, recorder in zip(recordings, recorders, strict=True):
        if recorder.saved:
            dropped = attachment.status.dropped
            lost = f", {dropped} frames the recorder could not take" if dropped else ""
            console.print(f"recorded: {recorder.saved} ({recorder.encoder}{lost})", markup=False)


def _sound(microphone: Listening | None) -> Soundtrack | None:
    return None if microphone is None else Soundtrack(microphone)


def _size(text: str) -> Size:
    try:
        return parse_size(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None

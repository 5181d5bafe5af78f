"""What the window has done for it by parts that it does not know, put together by whoever starts it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from stylecam.frame import Pixels
from stylecam.look import Look
from stylecam.looks import LookStore
from stylecam.pipeline.ports import Sink
from stylecam.source_spec import CameraMode
from stylecam.stills import Still
from stylecam.style_store import StyleStore
from stylecam.styles import Style


@dataclass(frozen=True)
class Choice:
    """One entry of a picker: what is asked for, and what people read."""

    id: str
    label: str


@dataclass(frozen=True)
class Camera:
    """A camera that is plugged in, and what it can give, the largest first; nothing where that is not known."""

    name: str
    modes: tuple[CameraMode, ...] = ()


class ThumbnailPainter(Protocol):
    """Paints small pictures beside the live one, without slowing it."""

    def paint(self, content: Pixels, style: Style) -> Future[Pixels]:
        """The content in the style, of the content's size. The future's error is a StylecamError where the style's
        picture cannot be read, and it is cancelled by `close`."""
        ...

    def close(self) -> None:
        """Paint nothing more. Idempotent."""
        ...


class SavingSink(Sink, Protocol):
    """A sink that leaves a file."""

    @property
    def saved(self) -> Path | None:
        """The finished file; None until then, and where nothing was written."""
        ...


@dataclass(frozen=True)
class Services:
    """Everything but the pipeline.

    Attributes:
        cameras: lists them; may take a second, so it is called beside the window's thread.
        devices, models: what an engine can run on, and the networks there are.
        styles: the user's own styles and the shipped ones.
        looks: the named looks.
        thumbnails: paints the gallery; None where nothing can.
        diagnose: the doctor's report as text; takes seconds, called beside the window's thread.
        still: saves a painted frame at full quality, with its look inside, and gives the file; called beside the
            window's thread. Raises SinkError.
        recording: a new recording in the user's folder, not open yet. Raises SinkError.
        virtual_camera: what other programs see as a camera, not open yet. Raises SinkError, which says what to run.
        render_command: from input, output, a look file and an engine (device, model) to the program and its arguments
            that repaint the one into the other, and tell their progress on standard output as lines of JSON.
    """

    cameras: Callable[[], Sequence[Camera]]
    devices: tuple[Choice, ...]
    models: tuple[Choice, ...]
    styles: StyleStore
    looks: LookStore
    thumbnails: ThumbnailPainter | None
    diagnose: Callable[[], str]
    still: Callable[[Still], Path]
    recording: Callable[[Look], SavingSink]
    virtual_camera: Callable[[], Sink]
    render_command: Callable[[Path, Path, Path, tuple[str, str]], list[str]]

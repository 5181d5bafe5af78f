"""What the window has done for it by parts that it does not know, put together by whoever starts it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from stylecam.frame import Pixels
from stylecam.look import KeepColor, Look
from stylecam.looks import LookStore
from stylecam.outputs import CameraChoice, RecordingChoice, StreamChoice
from stylecam.pipeline.ports import Sink
from stylecam.pipeline.slots import BoundedFifo
from stylecam.pipeline.status import WorkerStatus
from stylecam.sound import Level, SoundBlock, SoundOptions
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


class Film(Sink, Protocol):
    """A sink that leaves a file. Any thread may pause it and ask what it says of itself."""

    @property
    def saved(self) -> Path | None:
        """The finished file; None until then, and where nothing was written."""
        ...

    @property
    def encoder(self) -> str | None:
        """What encodes it; None before the first frame."""
        ...

    def pause(self) -> None:
        """Leave out what comes from now on."""
        ...

    def resume(self) -> None:
        """Go on where it was paused."""
        ...


class Microphone(Protocol):
    """Hears from `start` to `stop`, in a thread of its own, for the films that listen."""

    @property
    def worker_status(self) -> WorkerStatus:
        """How it is now."""
        ...

    @property
    def level(self) -> Level:
        """How loud it is now, whether muted or not."""
        ...

    def mute(self, muted: bool) -> None:
        """From now on hand over silence, or what is heard."""
        ...

    def listen(self) -> BoundedFifo[SoundBlock]:
        """Blocks in order; closed once nothing more can come."""
        ...

    def leave(self, blocks: BoundedFifo[SoundBlock]) -> None:
        """They are not taken any more."""
        ...

    def start(self) -> None: ...

    def stop(self) -> None:
        """Ask it to end; returns at once."""
        ...

    def join(self, timeout: float) -> bool:
        """Wait so many seconds for its end; whether it has ended."""
        ...


@dataclass(frozen=True, eq=False)
class Take:
    """A recording, its films, not open yet, the painted one first, and what they hear; None for nothing."""

    films: Sequence[Film]
    microphone: Microphone | None = None


class Streaming(Sink, Protocol):
    """A sink that others look at. Any thread may ask what it says of itself."""

    @property
    def address(self) -> str:
        """What to open in a browser; "" while it is not open."""
        ...

    @property
    def viewers(self) -> int:
        """How many look at it now."""
        ...


@dataclass(frozen=True)
class SlowOrder:
    """How a picture is to be painted slowly.

    Attributes:
        style: one whose picture is here.
        size: pixels of the painting's longest side.
        strength, brush, keep_color: as in a look.
        device: what to compute on.
    """

    style: Style
    size: int
    strength: float
    brush: float
    keep_color: KeepColor
    device: str


@dataclass(frozen=True)
class SlowPainter:
    """Paints single pictures for minutes, in a program of its own.

    Attributes:
        folder: where paintings go; it need not be there yet.
        ready: whether the weights are here that it needs.
        command: from input, output, preview and order to the program and its arguments that paint, and tell how it goes
            on standard output as lines of JSON.
        import_command: from published files to the program that makes these weights of them.
    """

    folder: Path
    ready: Callable[[], bool]
    command: Callable[[Path, Path, Path, SlowOrder], list[str]]
    import_command: Callable[[Sequence[Path]], list[str]]


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
        videos: the folder of recordings; it need not be there yet.
        recording: a new recording in that folder, which hears a microphone, or nothing; and beside it one of the
            original if that is chosen; not open yet. Raises SinkError.
        microphones: their names; may take a second, so it is called beside the window's thread.
        microphone: one of them, or the system's own choice, not started yet.
        rescue: finishes the recordings that a crash has left, one after the other, and gives their files; may take
            seconds for each, so it is gone through beside the window's thread.
        virtual_cameras: the devices that the virtual camera can be chosen to be, if there is a choice; may take a
            second, so it is called beside the window's thread.
        virtual_camera: what other programs see as a camera, not open yet. Raises SinkError, which says what to run,
            and PictureError for the card.
        stream: what browsers on this machine see, not open yet. Raises SinkError.
        render_command: from input, output, a look file and an engine (device, model) to the program and its arguments
            that repaint the one into the other, and tell their progress on standard output as lines of JSON.
        slow: paints single pictures for minutes.
        masks: the folder of painted masks; it need not be there yet.
    """

    cameras: Callable[[], Sequence[Camera]]
    devices: tuple[Choice, ...]
    models: tuple[Choice, ...]
    styles: StyleStore
    looks: LookStore
    thumbnails: ThumbnailPainter | None
    diagnose: Callable[[], str]
    still: Callable[[Still], Path]
    videos: Path
    recording: Callable[[Look, RecordingChoice, Microphone | None], Take]
    microphones: Callable[[], Sequence[str]]
    microphone: Callable[[SoundOptions], Microphone]
    rescue: Callable[[], Iterable[Path]]
    virtual_cameras: Callable[[], Sequence[Choice]]
    virtual_camera: Callable[[CameraChoice], Sink]
    stream: Callable[[StreamChoice], Streaming]
    render_command: Callable[[Path, Path, Path, tuple[str, str]], list[str]]
    slow: SlowPainter
    masks: Path

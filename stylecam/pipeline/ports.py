"""What a source, an engine and a sink promise. They satisfy these structurally and never import each other.

Each object has one owner thread: the thread that calls `open` makes every later call too, `close` included.
Constructors are cheap and touch no device, so that an object can be made in one thread and handed to its owner.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from stylecam.frame import Frame
from stylecam.look import Look
from stylecam.pipeline.commands import Command, PlaybackCommand
from stylecam.pipeline.status import PersonStatus, Playback


class Source(Protocol):
    """Where frames come from."""

    @property
    def name(self) -> str:
        """What a person calls it: "Integrated Camera", "clip.mp4", "demo"."""
        ...

    def open(self) -> None:
        """Acquire the device or file.

        Raises:
            SourceLost: it is not there now and may come later (a camera unplugged or busy).
            SourceError: trying again would not help (no such file, not a video).
        """
        ...

    def read(self) -> Frame | None:
        """The next frame, or None once the source has ended (and on every call after that).

        May block for as long as the device does. Index and `captured_at` never go back, across re-opening too
        where the device allows it.

        Raises:
            SourceLost: the device went away.
            SourceError: what it holds cannot be decoded.
        """
        ...

    def close(self) -> None:
        """Release everything. Idempotent, never raises, allowed before `open` and after a failure."""
        ...


@runtime_checkable
class Recorded(Source, Protocol):
    """A source that may be paused and sought in."""

    @property
    def playback(self) -> Playback | None:
        """Where it is; None for one that turns out to be live, and does not listen to `play`."""
        ...

    def play(self, command: PlaybackCommand) -> None:
        """Obey, from the next `read` on; what cannot be obeyed changes nothing. Never raises."""
        ...


class Engine(Protocol):
    """What turns a frame into a painted one."""

    @property
    def name(self) -> str:
        """What a person calls it: "compact, CPU, bfloat16"."""
        ...

    @property
    def look(self) -> Look:
        """How it paints now, every change that was taken included."""
        ...

    def open(self) -> None:
        """Load the model and acquire the device.

        Raises:
            StylecamError: one line says what is missing and the mend.
        """
        ...

    def apply(self, command: Command) -> None:
        """Take a change of look, effective from the next frame. A command that fails changes nothing.

        Raises:
            StylecamError: the command cannot be obeyed (an unreadable style).
        """
        ...

    def stylize(self, frame: Frame) -> Frame:
        """The painted frame: same index and `captured_at`, and `content`, the pixels it was painted from.

        Raises:
            EngineError: this frame could not be painted.
        """
        ...

    def close(self) -> None:
        """Release everything. Idempotent, never raises."""
        ...


@runtime_checkable
class Overlapping(Engine, Protocol):
    """An engine that may begin with a frame before the one before it is done."""

    @property
    def overlaps(self) -> bool:
        """Whether anything is won by it: on a GPU, which computes while the host goes on."""
        ...

    def begin(self, frame: Frame) -> Callable[[], Frame]:
        """`stylize` in two: what is given back waits for the painted frame.

        One more frame may be begun before that, no third. Waited for in the order in which they were begun, each once.

        Raises:
            EngineError: this frame could not be painted; waiting may raise it too.
        """
        ...


@runtime_checkable
class Spatial(Engine, Protocol):
    """An engine that may paint a person and the background differently."""

    @property
    def person(self) -> PersonStatus:
        """How it tells one from the other."""
        ...


class Sink(Protocol):
    """Where painted frames go."""

    @property
    def name(self) -> str:
        """What a person calls it: "clip.mp4", "virtual camera"."""
        ...

    def open(self) -> None:
        """Acquire the device or file.

        Raises:
            SinkError: one line says why not, and the mend.
        """
        ...

    def write(self, frame: Frame) -> None:
        """Take one frame. Frames come in order; sizes may change between them, and a sink either follows or fits them.

        Raises:
            SinkError: the sink is at its end; `close` follows, and what was written stays usable.
        """
        ...

    def close(self) -> None:
        """Finish and release everything. Idempotent; a sink that never saw a frame leaves nothing behind.

        Raises:
            SinkError: what was written could not be finished.
        """
        ...

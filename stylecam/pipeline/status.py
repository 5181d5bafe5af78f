"""What the pipeline says of itself: frozen snapshots that any thread may read."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Literal

from stylecam.errors import StylecamError
from stylecam.look import Look
from stylecam.pipeline.commands import Request


class State(enum.Enum):
    """The life of a worker.

    starting --> running --> ended
        |          |  ^
        |          v  |
        |         lost          (sources and microphones: re-opened with backoff)
        v          v
          failed
    """

    STARTING = "starting"
    RUNNING = "running"
    LOST = "lost"
    ENDED = "ended"
    FAILED = "failed"

    @property
    def final(self) -> bool:
        """Whether nothing more comes from this worker by itself."""
        return self in (State.ENDED, State.FAILED)


@dataclass(frozen=True)
class Percentiles:
    """Of a duration in milliseconds, over the most recent samples."""

    p50: float
    p95: float
    p99: float


@dataclass(frozen=True)
class WorkerStatus:
    """One worker.

    Attributes:
        name: what a person calls the thing it owns ("Integrated Camera", "clip.mp4").
        state: where in its life it is.
        detail: one line on what is wrong and the mend, "" when nothing is.
        error: what ended it, for a caller who wants to raise it; None while it has not failed.
    """

    name: str
    state: State
    detail: str = ""
    error: StylecamError | None = None


@dataclass(frozen=True)
class SinkStatus(WorkerStatus):
    """A sink's worker: frames written, frames lost because it was too slow, capture-to-sink latency."""

    written: int = 0
    dropped: int = 0
    latency_ms: Percentiles | None = None


@dataclass(frozen=True, eq=False)
class Refusal:
    """A request that could not be obeyed; each is a value of its own, so that one is told once.

    Attributes:
        request: what was asked for.
        detail: one line on why not, and the mend.
    """

    request: Request
    detail: str


@dataclass(frozen=True)
class Playback:
    """Where a recorded source is.

    Attributes:
        position: seconds from its beginning, of the newest frame.
        duration: seconds; None where that is not known, and nothing can be sought.
        paused: whether its picture is held.
    """

    position: float
    duration: float | None
    paused: bool


@dataclass(frozen=True)
class PersonStatus:
    """How an engine tells a person from the background.

    Attributes:
        way: by a network, by a learned background, or not at all, as nobody has asked for it.
        learning: for how many seconds more the background is looked at; None while it is not being learned.
        trouble: one line on why it cannot be told now, and the mend; "" where it can.
    """

    way: Literal["none", "network", "plate"] = "none"
    learning: float | None = None
    trouble: str = ""


@dataclass(frozen=True)
class PipelineStatus:
    """The whole pipeline at one moment.

    Attributes:
        source, engine, sinks: each worker.
        frames_in: frames the source gave.
        frames_out: frames painted.
        dropped: frames the engine never saw because a newer one was there.
        fps: painted frames per second, over the last seconds.
        average_fps: the same, from the first painted frame to the last.
        latency_ms: from capture to the painted frame being handed to the sinks; None before the first.
        stylize_ms: what the engine takes for a frame; None before the first.
        busy_ms: what the inference thread takes for a frame, hand-over included; None before the first.
        input_size, output_size: (width, height) of the newest frame; None before the first.
        working_size: what that was painted at before it was enlarged to the output; None where it was not enlarged.
        look: how the engine paints, everything obeyed so far; None before it is open.
        refusal: the newest request that was refused; None while there has been none.
        playback: where a recorded source is; None while the source is none.
        person: how a person is told from the background; None where the engine does not say.
    """

    source: WorkerStatus
    engine: WorkerStatus
    sinks: tuple[SinkStatus, ...]
    frames_in: int
    frames_out: int
    dropped: int
    fps: float
    average_fps: float
    latency_ms: Percentiles | None
    stylize_ms: Percentiles | None
    busy_ms: Percentiles | None
    input_size: tuple[int, int] | None
    output_size: tuple[int, int] | None
    working_size: tuple[int, int] | None = None
    look: Look | None = None
    refusal: Refusal | None = None
    playback: Playback | None = None
    person: PersonStatus | None = None

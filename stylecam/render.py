"""Repainting a whole recording: every frame, in order, as fast as the slowest part goes."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from stylecam.frame import Frame
from stylecam.pipeline.overlap import Painting, begin, overlaps
from stylecam.pipeline.ports import Engine, Sink, Source
from stylecam.pipeline.trace import Tracer, Untraced

AHEAD = 4
"""Frames that may be decoded and wait for the engine, and as many painted ones that may wait for the encoder."""

POLL = 0.1
"""Seconds after which an interruption is looked at while a frame is awaited."""

T = TypeVar("T")


class Recording(Source, Protocol):
    """A source that ends, read in file order."""

    @property
    def frame_count(self) -> int | None:
        """How many frames it holds, once it is open; None where that is not known."""
        ...


class FileSink(Sink, Protocol):
    """A sink that can end early."""

    def abort(self) -> Path | None:
        """Keep the frames so far beside the final name, which is left alone; where they are, or None. Never raises."""
        ...


@dataclass(frozen=True)
class Progress:
    """How far a rendering is.

    Attributes:
        done: frames painted.
        total: frames there are to paint; None where that is not known.
        media_time: seconds, the time of the frame painted last.
    """

    done: int
    total: int | None
    media_time: float


@dataclass(frozen=True)
class RenderReport:
    """How a rendering ended.

    Attributes:
        frames: painted and written.
        interrupted: it was ended before its time.
        partial: where the frames of an interrupted rendering are, if there are any.
    """

    frames: int
    interrupted: bool = False
    partial: Path | None = None


def render_video(
    source: Recording,
    engine: Engine,
    sink: FileSink,
    on_progress: Callable[[Progress], None],
    interrupted: threading.Event | None = None,
    tracer: Tracer | None = None,
) -> RenderReport:
    """Paint every frame of `source` into `sink`, in order, none dropped.

    Decoding and encoding run beside the engine, each in the one thread that opens, uses and closes its object; the
    engine is the caller's thread's. Whatever fails in any of them ends the others and is raised here; what was
    painted until then is kept as after an interruption. All three are closed in every case.

    Setting `interrupted`, or Ctrl-C in the caller's thread, ends it early: that is reported, not raised.
    The tracer is told of each frame's reading, painting and writing.

    Raises:
        StylecamError: the source, the engine or the sink failed.
    """
    with _Lane("decode") as decoding, _Lane("encode") as encoding:
        stop = interrupted or threading.Event()
        run = _Run(source, engine, sink, decoding, encoding, stop, tracer or Untraced())
        with ExitStack() as others, ExitStack() as unfinished:
            others.callback(decoding.end, source.close)
            others.callback(engine.close)
            unfinished.callback(encoding.end, sink.abort)
            try:
                run.open()
                run.paint(on_progress)
            except (_Interrupted, KeyboardInterrupt):
                unfinished.pop_all()
                kept = encoding.end(sink.abort)
                return RenderReport(run.written, interrupted=True, partial=kept)
            unfinished.pop_all()
        encoding.end(sink.close)
    return RenderReport(run.written)


class _Interrupted(Exception):
    """The caller wants an early end."""


class _Lane:
    """One thread that does its jobs in the order they are asked for; after one has failed the rest are left undone.

    The asker bounds how many jobs wait, so it never waits for room and nobody can be left hanging.
    """

    def __init__(self, name: str) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"stylecam-{name}")
        self._failed = False

    def __enter__(self) -> _Lane:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()

    def ask(self, job: Callable[[], T]) -> Future[T]:
        """Have a job done after those asked for before."""
        return self._pool.submit(self._do, job)

    def end(self, job: Callable[[], T]) -> T:
        """Do a last job whatever happened before it, and wait for it."""
        return self._pool.submit(job).result()

    def _do(self, job: Callable[[], T]) -> T:
        if self._failed:
            raise CancelledError
        # Until it is through; nobody else looks in between.
        self._failed = True
        result = job()
        self._failed = False
        return result


@dataclass
class _Run:
    """One rendering at work."""

    source: Recording
    engine: Engine
    sink: FileSink
    decoding: _Lane
    encoding: _Lane
    interrupted: threading.Event
    tracer: Tracer
    written: int = 0

    def open(self) -> None:
        """The quick ones first: a wrong file name is told before a model is loaded."""
        self._await(self.decoding.ask(self.source.open))
        self._await(self.encoding.ask(self.sink.open))
        self.engine.open()

    def paint(self, on_progress: Callable[[Progress], None]) -> None:
        """Everything from the first frame to the last one written."""
        total = self.source.frame_count
        ahead = deque(self.decoding.ask(self._read) for _ in range(AHEAD))
        behind: deque[Future[None]] = deque()
        for done, painted in enumerate(self._paintings(ahead), start=1):
            # Finished ones are looked at without delay, so that a failed sink is told at once.
            while behind and (behind[0].done() or len(behind) == AHEAD):
                self._await(behind.popleft())
            behind.append(self.encoding.ask(partial(self._write, painted)))
            on_progress(Progress(done, total, painted.captured_at))
        while behind:
            self._await(behind.popleft())

    def _paintings(self, ahead: deque[Future[Frame | None]]) -> Iterator[Frame]:
        """The painted frames, in order; where the engine overlaps, each after the next one was begun."""
        begun: deque[Painting] = deque()
        while (frame := self._await(ahead.popleft())) is not None:
            ahead.append(self.decoding.ask(self._read))
            with self.tracer.span("paint", frame.index):
                begun.append(begin(self.engine, frame))
            if len(begun) > overlaps(self.engine):
                yield begun.popleft()()
        while begun:
            yield begun.popleft()()

    def _read(self) -> Frame | None:
        with self.tracer.span("read") as step:
            frame = self.source.read()
            if frame is not None:
                step.about(frame.index)
            return frame

    def _write(self, frame: Frame) -> None:
        with self.tracer.span(f"write {self.sink.name}", frame.index):
            self.sink.write(frame)
        self.written += 1

    def _await(self, future: Future[T]) -> T:
        while not self.interrupted.is_set():
            if wait([future], POLL).done:
                return future.result()
        raise _Interrupted

"""Recording what a live source shows."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from stylecam.errors import SinkError
from stylecam.frame import Frame
from stylecam.recordings import LOOPS, USUAL, RecordingOptions
from stylecam.sinks.container import container_for
from stylecam.sinks.disk import DiskWatch, free_bytes
from stylecam.sinks.loops import LoopSink
from stylecam.sinks.making import WhileLive
from stylecam.sinks.timeline import CaptureTime
from stylecam.sinks.video import VideoFileSink
from stylecam.sinks.writer import Sound


class Film(Protocol):
    """What leaves a file and can leave something out."""

    @property
    def path(self) -> Path: ...

    @property
    def saved(self) -> Path | None: ...

    @property
    def encoder(self) -> str | None: ...

    @property
    def size(self) -> int: ...

    def open(self) -> None: ...

    def write(self, frame: Frame) -> None: ...

    def skip(self, frame: Frame) -> None: ...

    def close(self) -> None: ...

    def abort(self) -> Path | None: ...


def recorded_video(path: Path, options: RecordingOptions = USUAL, sound: Sound | None = None) -> RecordingSink:
    """A sink for what a live source shows: it starts at zero, frames as far apart as they were taken.

    Args:
        path: its ending says what it becomes: a film, or a loop, which is short and has no sound.
        sound: sound whose times are on the frames' clock.

    Raises:
        SinkError: the name's ending is none that can be written.
    """
    if path.suffix.lower() in LOOPS:
        return RecordingSink(LoopSink(path, options))
    making = WhileLive(container_for(path), options)
    return RecordingSink(VideoFileSink(path, making, CaptureTime(), sound))


class RecordingSink:
    """A film that can be paused, and that ends in good time when the disk becomes full.

    `pause` and `resume` may be called by any thread; what is captured between them is not in the file, and leaves no
    gap in it.

    Args:
        free: bytes that are free in a folder.
    """

    def __init__(self, film: Film, free: Callable[[Path], int] = free_bytes) -> None:
        self._film = film
        self._disk = DiskWatch(film.path.parent, free)
        self._paused = threading.Event()

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def path(self) -> Path:
        return self._film.path

    @property
    def saved(self) -> Path | None:
        """The file that is kept; None until then, and where nothing was."""
        return self._film.saved

    @property
    def encoder(self) -> str | None:
        """What encodes it ("h264_nvenc", "libx264"); None before the first frame."""
        return self._film.encoder

    @property
    def paused(self) -> bool:
        return self._paused.is_set()

    def pause(self) -> None:
        """Leave out what comes from now on."""
        self._paused.set()

    def resume(self) -> None:
        """Go on where it was paused."""
        self._paused.clear()

    def open(self) -> None:
        self._film.open()
        self._end_if_full()

    def write(self, frame: Frame) -> None:
        if self._paused.is_set():
            self._film.skip(frame)
            return
        self._film.write(frame)
        self._end_if_full()

    def close(self) -> None:
        self._film.close()

    def abort(self) -> Path | None:
        """End early, the final name left alone; the file that is kept."""
        return self._film.abort()

    def _end_if_full(self) -> None:
        try:
            free = self._disk.shortage(self._film.size)
        except OSError:
            return  # A disk that is gone is told by the next write.
        if free is None:
            return
        self._film.close()
        kept = f"what was recorded is in {self.saved}" if self.saved else "nothing was recorded"
        raise SinkError(f"{self.path}: the disk has only {free // 1_000_000} MB left; {kept}; make room to record on")


class ContentOf:
    """A recording of what the frames were painted from."""

    def __init__(self, sink: RecordingSink) -> None:
        self._sink = sink

    @property
    def name(self) -> str:
        return self._sink.name

    @property
    def saved(self) -> Path | None:
        return self._sink.saved

    @property
    def encoder(self) -> str | None:
        return self._sink.encoder

    def pause(self) -> None:
        self._sink.pause()

    def resume(self) -> None:
        self._sink.resume()

    def open(self) -> None:
        self._sink.open()

    def write(self, frame: Frame) -> None:
        """A frame that was never painted, such as a notice, is recorded as it is."""
        self._sink.write(frame if frame.content is None else frame.with_pixels(frame.content))

    def close(self) -> None:
        self._sink.close()

    def abort(self) -> Path | None:
        return self._sink.abort()

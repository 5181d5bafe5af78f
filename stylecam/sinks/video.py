"""Painted frames into a video file."""

from __future__ import annotations

import contextlib
from fractions import Fraction
from pathlib import Path

import av

from stylecam.errors import SinkError
from stylecam.frame import Frame
from stylecam.sinks.container import container_for
from stylecam.sinks.making import AtLeisure, Making
from stylecam.sinks.partfile import Part, sink_error
from stylecam.sinks.remux import is_playable
from stylecam.sinks.sound import AudioCopy
from stylecam.sinks.timeline import Filmed, MediaTime, SourceTime, Ticks, Timeline
from stylecam.sinks.writer import Sound, VideoWriter

FAILURES = (OSError, av.FFmpegError, SinkError)
"""What ends a film early: a disk, an encoder, a recording whose sound cannot be read."""


def rendered_video(path: Path, source: Filmed) -> VideoFileSink:
    """A sink for a recording repainted frame by frame: its times are the source's, its sound is copied.

    `source` is only asked for its path, time base and rate, once its first frame is here.

    Raises:
        SinkError: the name's ending is not that of a video that can be written.
    """
    return VideoFileSink(path, AtLeisure(container_for(path)), SourceTime(source), AudioCopy(source.path))


def drawn_video(path: Path, time_base: Fraction, fps: float) -> VideoFileSink:
    """A sink for a recording that no file holds, on its own media time, without sound.

    Raises:
        SinkError: the name's ending is not that of a video that can be written.
    """
    timeline = MediaTime(time_base, Fraction(fps).limit_denominator(1001))
    return VideoFileSink(path, AtLeisure(container_for(path)), timeline)


class VideoFileSink:
    """Writes one video file, which bears its name only once it is complete; `making` says how.

    The first frame sets the size, less an odd last column and row; a frame of another size is scaled to fit on
    black. Frames whose times do not increase are shown one tick apart. MP4 and MOV hold the timeline's times
    exactly; Matroska and WebM count in milliseconds.

    Attributes:
        encoder: what encodes it; None before the first frame.
        saved: the file that was written: the path itself after `close`, `NAME.partial.SUFFIX` after an `abort` or a
            failure that left something playable; None otherwise.
    """

    def __init__(self, path: Path, making: Making, timeline: Timeline, sound: Sound | None = None) -> None:
        self.path = path
        self.saved: Path | None = None
        self.encoder: str | None = None
        self._making = making
        self._timeline = timeline
        self._sound = sound
        self._part: Part | None = None
        self._writer: VideoWriter | None = None

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def size(self) -> int:
        """Bytes written so far."""
        return self._part.file.tell() if self._part is not None else 0

    def open(self) -> None:
        self._making.container.check(self.path)
        self._part = self._making.part(self.path)

    def write(self, frame: Frame) -> None:
        try:
            if self._writer is None:
                self._writer = self._start(frame)
            self._writer.write(frame)
        except FAILURES as error:
            raise self._told(error, self.abort()) from error

    def skip(self, frame: Frame) -> None:  # noqa: ARG002  (a loop needs it)
        """Leave out what comes from now on, until a frame is written."""
        if self._writer is not None:
            self._writer.skip()

    def close(self) -> None:
        part, writer = self._release()
        if part is None:
            return
        if writer is None:
            part.discard()
            return
        try:
            writer.finish()
            part.close()
        except FAILURES as error:
            writer.close()
            raise self._told(error, self._keep(part)) from error
        finally:
            writer.close()
        part.rename(self.path)
        self.saved = self.path

    def abort(self) -> Path | None:
        """End early: the frames so far become a playable file beside the final name, which is left alone.

        Returns:
            That file, or None where there was nothing to keep. Allowed in any state, `close` after it too.
        """
        part, writer = self._release()
        if part is None:
            return None
        if writer is not None:
            with contextlib.suppress(*FAILURES):
                writer.cut()
            writer.close()
        return self._keep(part)

    def _keep(self, part: Part) -> Path | None:
        """Of a file that was not finished as it should be, what can be played; nothing else is left."""
        with contextlib.suppress(OSError):  # a full disk: what lies on it already may do
            part.close()
        if not is_playable(part.path):
            part.discard()
            return None
        partial = self.path.with_name(f"{self.path.stem}.partial{self.path.suffix}")
        try:
            part.rename(partial)
        except SinkError:
            partial = part.path
        self.saved = partial
        return partial

    def _told(self, error: OSError | av.FFmpegError | SinkError, kept: Path | None) -> SinkError:
        told = error if isinstance(error, SinkError) else sink_error(self.path, error)
        return SinkError(f"{told}; the frames so far are in {kept}") if kept else told

    def _start(self, first: Frame) -> VideoWriter:
        if self._part is None:
            raise SinkError(f"{self.path}: is not open")
        time_base = self._making.container.tick or self._timeline.time_base
        ticks = Ticks(time_base, self._timeline.zero(first.captured_at))
        encoding = self._making.encoding(first.size, self._timeline.rate)
        self.encoder = encoding.encoder.name
        return VideoWriter(self._part.file, encoding, ticks, self._sound)

    def _release(self) -> tuple[Part | None, VideoWriter | None]:
        part, writer = self._part, self._writer
        self._part = self._writer = None
        return part, writer

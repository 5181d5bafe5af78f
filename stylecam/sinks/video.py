"""Painted frames into a video file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from stylecam.errors import SinkError
from stylecam.frame import Frame
from stylecam.sinks.container import Container, container_for
from stylecam.sinks.partfile import WRITE_ERRORS, PartFile, sink_error
from stylecam.sinks.sound import AudioCopy
from stylecam.sinks.timeline import CaptureTime, Filmed, SourceTime, Ticks, Timeline
from stylecam.sinks.writer import Encoding, Sound, VideoWriter


def rendered_video(path: Path, source: Filmed) -> VideoFileSink:
    """A sink for a recording repainted frame by frame: its times are the source's, its sound is copied.

    `source` is only asked for its path, time base and rate, once its first frame is here.

    Raises:
        SinkError: the name's ending is not that of a video that can be written.
    """
    container = container_for(path)
    return VideoFileSink(path, container, container.video.careful, SourceTime(source), AudioCopy(source.path))


def recorded_video(path: Path) -> VideoFileSink:
    """A sink for what a live source shows: it starts at zero, frames as far apart as they were taken, no sound.

    Raises:
        SinkError: the name's ending is not that of a video that can be written.
    """
    container = container_for(path)
    return VideoFileSink(path, container, container.video.quick, CaptureTime())


class VideoFileSink:
    """Writes one video file, which bears its name only once it is complete.

    The first frame sets the size, less an odd last column and row; a frame of another size is scaled to fit on
    black. Frames whose times do not increase are shown one tick apart. MP4 and MOV hold the timeline's times
    exactly; Matroska and WebM count in milliseconds.

    Attributes:
        saved: the file that was written: the path itself after `close`, `NAME.partial.SUFFIX` after an `abort` or a
            failure that left something playable; None otherwise.
    """

    def __init__(
        self,
        path: Path,
        container: Container,
        options: Mapping[str, str],
        timeline: Timeline,
        sound: Sound | None = None,
    ) -> None:
        self.path = path
        self.saved: Path | None = None
        self._container = container
        self._options = options
        self._timeline = timeline
        self._sound = sound
        self._part: PartFile | None = None
        self._writer: VideoWriter | None = None

    @property
    def name(self) -> str:
        return self.path.name

    def open(self) -> None:
        self._container.check(self.path)
        self._part = PartFile(self.path)

    def write(self, frame: Frame) -> None:
        try:
            if self._writer is None:
                self._writer = self._start(frame)
            self._writer.write(frame)
        except WRITE_ERRORS as error:
            reason = sink_error(self.path, error)
            partial = self.abort()
            kept = f"; the frames so far are in {partial}" if partial else ""
            raise SinkError(f"{reason}{kept}") from error

    def close(self) -> None:
        part, writer = self._release()
        if part is None:
            return
        if writer is None:
            part.discard()
            return
        try:
            writer.finish()
        except WRITE_ERRORS as error:
            part.discard()
            raise sink_error(self.path, error) from error
        finally:
            writer.close()
        part.commit(self.path)
        self.saved = self.path

    def abort(self) -> Path | None:
        """End early: the frames so far become a playable file beside the final name, which is left alone.

        Returns:
            That file, or None where there was nothing to keep. Allowed in any state, `close` after it too.
        """
        part, writer = self._release()
        if part is None:
            return None
        if writer is None:
            part.discard()
            return None
        partial = self.path.with_name(f"{self.path.stem}.partial{self.path.suffix}")
        try:
            writer.cut()
            writer.close()
            part.commit(partial)
        except (*WRITE_ERRORS, SinkError):
            writer.close()
            part.discard()
            return None
        self.saved = partial
        return partial

    def _start(self, first: Frame) -> VideoWriter:
        if self._part is None:
            raise SinkError(f"{self.path}: is not open")
        time_base = self._container.tick or self._timeline.time_base
        ticks = Ticks(time_base, self._timeline.zero(first.captured_at))
        encoding = Encoding(self._container, self._options, first.size, self._timeline.rate)
        return VideoWriter(self._part.file, encoding, ticks, self._sound)

    def _release(self) -> tuple[PartFile | None, VideoWriter | None]:
        part, writer = self._part, self._writer
        self._part = self._writer = None
        return part, writer

"""A video file or stream, frame by frame in the order it was filmed."""

from __future__ import annotations

import itertools
import struct
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import av.error
import numpy as np
from av.buffer import Buffer
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter
from av.video.stream import VideoStream

from stylecam.errors import SourceError, SourceLost
from stylecam.frame import Frame, Pixels
from stylecam.pipeline.trace import Tracer, Untraced
from stylecam.source_spec import is_url
from stylecam.sources.container import open_container, picture_stream, title_of
from stylecam.sources.orientation import Orientation, orientation_of
from stylecam.sources.seeking import frames_from


class VideoSource:
    """Every frame of a video, in file order and as fast as it is read, upright, with its media time.

    `captured_at` is the presentation time in seconds from the container's zero: `round(captured_at / time_base)` is
    the frame's own time stamp, and a file that starts late keeps its start. (Where a broken file repeats or turns
    back its stamps, they are moved on by the smallest step.) A frame too damaged to decode is skipped and counted; a
    file that breaks off ends there. Opened again, it starts from the beginning. Pixels are taken as square.

    Args:
        path_or_url: a file, or an address that FFmpeg understands (http, rtsp, rtmp, ...).
        tracer: is told the steps of reading.

    Attributes:
        path: as it was given.
        name: the file's name, or the address without its password.
        size: (width, height) as shown, from `open` on.
        time_base: seconds per tick of the time stamps, from `open` on.
        fps: average frames per second, None if the container does not tell.
        start: `captured_at` of the first frame, from `open` on.
        duration: seconds from there, None if the container does not tell.
        frame_count: how many frames there are, counted by the container or estimated; None if it cannot be told.
        live: whether it is a stream without an end, whose pictures arrive as they are filmed.
        skipped: frames that could not be decoded since `open`.
    """

    def __init__(self, path_or_url: str | Path, tracer: Tracer | None = None) -> None:
        self.path = str(path_or_url)
        self.name = title_of(self.path)
        self.size = (0, 0)
        self.time_base = Fraction(0)
        self.fps: float | None = None
        self.start = 0.0
        self.duration: float | None = None
        self.frame_count: int | None = None
        self.live = False
        self.skipped = 0
        self._tracer = tracer or Untraced()
        self._container: InputContainer | None = None
        self._frames: Iterator[VideoFrame] = iter(())
        self._orientation = Orientation()
        self._to_rgb = VideoReformatter()
        self._count = 0
        self._last_pts: int | None = None

    def open(self) -> None:
        """Open the file and decode its first frame.

        Raises:
            SourceLost: the server cannot be reached now.
            SourceError: no such file, not a video, or nothing in it can be decoded.
        """
        self.close()
        self._container = open_container(self.path)
        try:
            stream = picture_stream(self._container, self.name)
            self._describe(stream, self._container)
            frames = self._decoded(self._container, stream)
            first = next(frames, None)
            if first is None:
                raise SourceError(f"{self.name}: no picture in it can be decoded; is the file damaged?")
        except SourceError:
            self.close()
            raise
        self._orientation = _orientation_of(first)
        shown = (first.width, first.height)
        self.size = shown[::-1] if self._orientation.transpose else shown
        self.start = float((first.pts or 0) * self.time_base)
        self._frames = itertools.chain((first,), frames)

    def read(self) -> Frame | None:
        """The next frame, or None once the file has ended.

        Raises:
            SourceLost: the server has gone silent, or a live stream broke off.
            SourceError: the source is not open.
        """
        if self._container is None:
            raise SourceError(f"{self.name} is not open: open it before reading")
        # Steps bear no index of this source's: whoever paces it counts anew.
        with self._tracer.span("decode"):
            decoded = next(self._frames, None)
        if decoded is None:
            return None
        with self._tracer.span("convert"):
            pixels = self._pixels(decoded)
        frame = Frame(pixels, self._count, float(self._pts(decoded) * self.time_base))
        self._count += 1
        return frame

    def seek(self, seconds: float) -> bool:
        """Go on with the frame that is shown this long after `start`; before the first it is the first, after the last
        the last. False, and nothing is changed, where that is not possible: no duration is known, or the file or the
        server has gone.
        """
        if self._container is None or self.duration is None:
            return False
        try:
            # Another container, so that a search that leads nowhere costs nothing but its time.
            container = open_container(self.path)
        except SourceError:
            return False
        try:
            frames = self._found(container, max(0.0, seconds), self.duration)
        except SourceError:
            frames = None
        if frames is None:
            container.close()
            return False
        self._container.close()
        self._container, self._frames, self._last_pts = container, frames, None
        return True

    def close(self) -> None:
        """Let go of the file. Idempotent, and allowed before `open`."""
        if self._container is not None:
            self._container.close()
        self._container = None
        self._frames = iter(())
        self._count = 0
        self._last_pts = None

    def _found(self, container: InputContainer, seconds: float, duration: float) -> Iterator[VideoFrame] | None:
        """The frames from that moment on, of another container of the same video."""
        first, moment, last = (float((self.start + time) / self.time_base) for time in (0.0, seconds, duration))
        return frames_from(container, picture_stream(container, self.name), moment, first, last, self._decoded)

    def _describe(self, stream: VideoStream, container: InputContainer) -> None:
        rate = stream.average_rate or stream.guessed_rate
        time_base = stream.time_base or Fraction(1, 90_000)
        if stream.duration:
            self.duration = float(stream.duration * time_base)
        else:
            self.duration = _duration_of(container)
        self.time_base = time_base
        self.fps = float(rate) if rate else None
        self.frame_count = stream.frames or (round(self.duration * rate) if self.duration and rate else None)
        self.live = is_url(self.path) and self.duration is None
        self.skipped = 0

    def _decoded(self, container: InputContainer, stream: VideoStream) -> Iterator[VideoFrame]:
        """Every frame that can be decoded, until the data end or break off."""
        packets = container.demux(stream)
        while True:
            try:
                packet = next(packets, None)
            except av.error.FFmpegError:
                if is_url(self.path):
                    raise SourceLost(f"{self.name}: the connection broke off") from None
                return
            if packet is None:
                break
            try:
                frames = packet.decode()
            except av.error.FFmpegError:
                self.skipped += 1
                continue
            yield from frames
        if self.live:
            raise SourceLost(f"{self.name}: the stream has ended")

    def _pixels(self, decoded: VideoFrame) -> Pixels:
        # One thread: the conversion takes 0.1 ms at 640x480, less than waking others.
        rgb = self._to_rgb.reformat(decoded, format="rgb24", threads=1).to_ndarray()
        return np.ascontiguousarray(self._orientation.apply(rgb.view(np.uint8)))

    def _pts(self, decoded: VideoFrame) -> int:
        """The frame's time stamp, in ticks; a missing one is reckoned from the frame before."""
        last = self._last_pts
        pts = decoded.pts
        if pts is None:
            pts = 0 if last is None else last + round(1 / (Fraction(self.fps or 30) * self.time_base))
        if last is not None:
            pts = max(pts, last + 1)
        self._last_pts = pts
        return pts


def _duration_of(container: InputContainer) -> float | None:
    """Seconds from the first moment to the last; some formats (Matroska) tell the last moment alone."""
    last, first = container.duration or 0, container.start_time or 0
    return (last - first if last > first else last) / av.time_base or None


def _orientation_of(frame: VideoFrame) -> Orientation:
    """How a decoded frame is to be shown."""
    matrix = frame.side_data.get("DISPLAYMATRIX")
    return orientation_of(struct.unpack("=9i", bytes(matrix))) if isinstance(matrix, Buffer) else Orientation()

"""Pictures and sound into one open video file."""

from __future__ import annotations

import contextlib
import functools
import math
import operator
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Protocol

import av
from av.container import OutputContainer
from av.video.frame import PictureType
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc, Interpolation, VideoReformatter
from av.video.stream import VideoStream

from stylecam.frame import Frame
from stylecam.sinks.container import Container
from stylecam.sinks.encoders import Encoder
from stylecam.sinks.fit import fitted, video_size
from stylecam.sinks.partfile import Writable
from stylecam.sinks.timeline import Ticks

FIRST_GAP = 1 / 30
"""Seconds a file's only frame is shown."""

_MATRIX_BT709, _MATRIX_BT601 = 1, 6  # ITU-T H.273, table 4
# PyAV 17, the newest for Python 3.10, cannot ask for exact rounding.
_EXACT = [Interpolation[name] for name in ("ACCURATE_RND", "FULL_CHR_H_INP") if name in Interpolation.__members__]
_PRECISE = functools.reduce(operator.or_, _EXACT, Interpolation.BILINEAR)


class Sound(Protocol):
    """Where the sound beside the pictures comes from."""

    def open(self, output: OutputContainer, container: Container, ticks: Ticks) -> None:
        """Add its streams to a file whose header is not yet written.

        `ticks.place` says where in the file a moment of the frames' own time is, and what is cut out of it.
        """
        ...

    def advance(self, until: float) -> None:
        """Write the sound that starts before `until` seconds in the file's time."""
        ...

    def flush(self) -> None:
        """Write what its encoders still hold."""
        ...

    def close(self) -> None:
        """Release everything. Idempotent, never raises."""
        ...


@dataclass(frozen=True)
class Encoding:
    """How a file is made.

    Attributes:
        size: (width, height); an odd last column and row are left out.
        rate: frames per second, roughly.
        muxer: options of the container's.
        tags: what is written about the file into it.
        keyframes: seconds after which a frame is encoded by itself at the latest; None leaves it to the encoder.
    """

    container: Container
    encoder: Encoder
    size: tuple[int, int]
    rate: Fraction
    muxer: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    keyframes: float | None = None


class VideoWriter:
    """An open video file: its size and colour are those of the first frame.

    4:2:0 in limited range; BT.709's matrix from 720 rows on and BT.601's below, as players assume where they do not
    read the tags. Primaries and transfer are tagged as BT.709's: sRGB's primaries and the nearest transfer.

    Raises:
        SinkError: the first frame is under two pixels wide or high.
        OSError, av.FFmpegError: the file cannot be started.
    """

    def __init__(self, file: Writable, encoding: Encoding, ticks: Ticks, sound: Sound | None) -> None:
        container = encoding.container
        self._size = video_size(*encoding.size)
        self._ticks = ticks
        self._sound = sound
        self._reformatter = VideoReformatter()
        self._tall = self._size[1] >= 720
        self._pixels = encoding.encoder.pixels
        self._keyframes = math.inf if encoding.keyframes is None else encoding.keyframes / ticks.time_base
        self._last_key = -math.inf
        self._last_tick: int | None = None
        self._last_at = 0.0
        self._gap = max(1, round(FIRST_GAP / ticks.time_base))
        options = {**_muxer_options(container, ticks), **encoding.muxer}
        self._output = av.open(file, "w", format=container.format, container_options=options)
        self._output.metadata.update(encoding.tags)
        with contextlib.ExitStack() as on_failure:
            on_failure.callback(self.close)
            self._stream = self._add_stream(encoding)
            if sound is not None:
                sound.open(self._output, container, ticks)
            self._output.start_encoding()
            on_failure.pop_all()

    def write(self, frame: Frame) -> None:
        """Encode one frame."""
        picture = self._convert(frame)
        picture.pts = self._ticks.at(frame.captured_at)
        picture.time_base = self._ticks.time_base
        if self._last_tick is not None:
            self._gap = picture.pts - self._last_tick
        if picture.pts - self._last_key >= self._keyframes:
            picture.pict_type = PictureType.I
            self._last_key = picture.pts
        self._last_tick, self._last_at = picture.pts, frame.captured_at
        self._mux(self._stream.encode(picture))

    def skip(self) -> None:
        """Leave out what is captured from the last frame's end to the next frame, its sound too."""
        self._ticks.cut(self._last_at + float(self._gap * self._ticks.time_base))
        if self._sound is not None and self._last_tick is not None:
            self._sound.advance(float((self._last_tick + self._gap) * self._ticks.time_base))

    def finish(self) -> None:
        """Everything to its end, the sound too, which may be longer than the pictures."""
        self._mux(self._stream.encode(None))
        if self._sound is not None:
            self._sound.advance(float("inf"))
            self._sound.flush()
        self._output.close()

    def cut(self) -> None:
        """End here: a whole file of the frames so far and the sound beside them."""
        self._mux(self._stream.encode(None))
        if self._sound is not None:
            self._sound.flush()
        self._output.close()

    def close(self) -> None:
        """Release everything, in whatever state. Idempotent, never raises."""
        if self._sound is not None:
            self._sound.close()
        with contextlib.suppress(OSError, av.FFmpegError):  # only after a failure that was told already
            self._output.close()

    def _add_stream(self, encoding: Encoding) -> VideoStream:
        encoder = encoding.encoder
        stream = self._output.add_stream(encoder.name, rate=encoding.rate, options=dict(encoder.options))
        assert isinstance(stream, VideoStream)
        stream.width, stream.height = self._size
        stream.pix_fmt = encoder.pixels
        stream.time_base = stream.codec_context.time_base = self._ticks.time_base
        context = stream.codec_context
        context.colorspace = _MATRIX_BT709 if self._tall else _MATRIX_BT601
        context.color_range = ColorRange.MPEG
        context.color_primaries = ColorPrimaries.BT709
        context.color_trc = ColorTrc.BT709
        return stream

    def _convert(self, frame: Frame) -> av.VideoFrame:
        picture = av.VideoFrame.from_ndarray(fitted(frame.pixels, self._size), format="rgb24")
        return self._reformatter.reformat(
            picture,
            format=self._pixels,
            dst_colorspace=Colorspace.ITU709 if self._tall else Colorspace.ITU601,
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
            interpolation=_PRECISE,
            threads=1,
        )

    def _mux(self, packets: Iterable[av.Packet[VideoStream]]) -> None:
        for packet in packets:
            # Only the last packet's matters: nothing after it says how long its picture stays.
            packet.duration = self._gap
            if self._sound is not None and packet.dts is not None:
                self._sound.advance(float(packet.dts * self._ticks.time_base))
            self._output.mux(packet)


def _muxer_options(container: Container, ticks: Ticks) -> dict[str, str]:
    if container.tick is not None:
        return {}
    # A late start is written in the film's own time scale, whose default of a millisecond would round it.
    return {"movie_timescale": str(_fine_enough(ticks.time_base))}


def _fine_enough(time_base: Fraction) -> int:
    """The track's time scale as the MP4 muxer picks it: the denominator, doubled until it is at least 10,000."""
    scale = time_base.denominator
    while scale < 10_000:
        scale *= 2
    return scale

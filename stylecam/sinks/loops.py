"""Short animated pictures, for chats and pages: GIF and WebP."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
from av.filter import Graph
from av.video.stream import VideoStream

from stylecam.errors import SinkError
from stylecam.frame import Frame, Pixels
from stylecam.look import Size
from stylecam.recordings import Quality, RecordingOptions
from stylecam.sinks.fit import fitted, video_size, within
from stylecam.sinks.partfile import PartFile, Writable, sink_error
from stylecam.sinks.timeline import Ticks

if TYPE_CHECKING:
    VideoPacket = av.Packet[VideoStream]

LONGEST = 10.0
"""Seconds. A GIF is held in memory, some 100 MB, until the palette of all its pictures is known."""

STEP = 8
"""Hundredths of a second between two pictures; GIF counts in them."""

TIME_BASE = Fraction(1, 100)

_GIVEN = av.VideoFormat("rgb24")

_SIDES: Mapping[Quality, int] = {"low": 320, "medium": 480, "high": 640}
_WEBP: Mapping[Quality, int] = {"low": 50, "medium": 75, "high": 90}


@dataclass(frozen=True)
class _Kind:
    """A sort of loop: libavformat's name, the encoder and the pixels that it takes."""

    format: str
    encoder: str
    pixels: str


_KINDS = {".gif": _Kind("gif", "gif", "pal8"), ".webp": _Kind("webp", "libwebp_anim", "yuv420p")}


class LoopSink:
    """Writes one animated picture that repeats for ever, of at most `longest` seconds.

    It is smaller and has fewer pictures a second than what is shown: at most 12.5, and 320, 480 or 640 pixels wide
    and high by its quality. It bears its name only once it is complete; a crash leaves nothing.

    Attributes:
        encoder: what encodes it.
        saved: the finished file; None until then.
    """

    def __init__(self, path: Path, options: RecordingOptions, longest: float = LONGEST) -> None:
        self.path = path
        self.saved: Path | None = None
        self._kind = _KINDS[path.suffix.lower()]
        self.encoder = self._kind.encoder
        self._options = options
        self._longest = longest
        self._part: PartFile | None = None
        self._writer: _LoopWriter | None = None
        self._ticks: Ticks | None = None
        self._last: int | None = None

    @property
    def size(self) -> int:
        """Bytes written so far."""
        return self._part.file.tell() if self._part is not None else 0

    def open(self) -> None:
        if self.encoder not in av.codecs_available:
            raise SinkError(f"{self.path}: PyAV has no encoder '{self.encoder}' here; record an .mp4")
        self._part = PartFile(self.path)

    def write(self, frame: Frame) -> None:
        """Take a frame, or pass over it where the one before is too near.

        Raises:
            SinkError: the loop is as long as one may be, and complete; or it cannot be written.
        """
        try:
            self._take(frame)
        except (OSError, av.FFmpegError) as error:
            self.abort()
            raise sink_error(self.path, error) from error

    def skip(self, frame: Frame) -> None:
        """Leave out what comes from this frame on, until one is written."""
        if self._ticks is not None:
            self._ticks.cut(frame.captured_at)

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
            part.rename(self.path)
        except (OSError, av.FFmpegError) as error:
            part.discard()
            raise sink_error(self.path, error) from error
        finally:
            writer.close()
        self.saved = self.path

    def abort(self) -> None:
        """End early; nothing is left."""
        part, writer = self._release()
        if writer is not None:
            writer.close()
        if part is not None:
            part.discard()

    def _take(self, frame: Frame) -> None:
        if self._part is None:
            raise SinkError(f"{self.path}: is not open")
        if self._writer is None or self._ticks is None:
            size = self._size_of(frame)
            self._writer = _LoopWriter(self._part.file, self._kind, size, _WEBP[self._options.quality])
            self._ticks = Ticks(TIME_BASE, frame.captured_at)
        self._ticks.resume(frame.captured_at)
        place = self._ticks.place(frame.captured_at) or 0.0
        if place >= self._longest:
            self.close()
            much = f"a loop lasts {self._longest:g} seconds at most"
            raise SinkError(f"{self.path}: {much} and is complete; record an .mp4 for more")
        slot = round(place / (STEP * TIME_BASE))
        if self._last is None or slot > self._last:
            self._last = slot
            self._writer.write(frame.pixels, slot * STEP)

    def _size_of(self, first: Frame) -> Size:
        side = _SIDES[self._options.quality]
        wished = within(first.size, self._options.within or first.size)
        return video_size(*within(wished, (side, side)))

    def _release(self) -> tuple[PartFile | None, _LoopWriter | None]:
        part, writer = self._part, self._writer
        self._part = self._writer = self._ticks = self._last = None
        return part, writer


class _LoopWriter:
    """An open animated picture."""

    def __init__(self, file: Writable, kind: _Kind, size: Size, quality: int) -> None:
        self._size = size
        self._output = av.open(file, "w", format=kind.format, container_options={"loop": "0"})
        options = {"quality": str(quality)} if kind.encoder == "libwebp_anim" else {}
        stream = self._output.add_stream(kind.encoder, rate=1 / (STEP * TIME_BASE), options=options)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height = size
        stream.pix_fmt = kind.pixels
        stream.time_base = stream.codec_context.time_base = TIME_BASE
        self._stream = stream
        self._graph = _to_palette(size) if kind.pixels == "pal8" else _to_format(size, kind.pixels)

    def write(self, pixels: Pixels, tick: int) -> None:
        fit = fitted(pixels, self._size)
        # Each colour is sought in the palette once: with 64 levels there are few, and it is six times as fast.
        given = (fit & np.uint8(0xFC)) | np.uint8(2) if self._stream.pix_fmt == "pal8" else fit
        picture = av.VideoFrame.from_ndarray(given, format="rgb24")
        picture.pts, picture.time_base = tick, TIME_BASE
        self._graph.push(picture)
        self._encode_ready()

    def finish(self) -> None:
        """Everything to its end."""
        self._graph.push(None)
        self._encode_ready()
        self._mux(self._stream.encode(None))
        self._output.close()

    def close(self) -> None:
        """Release everything. Idempotent, never raises."""
        with contextlib.suppress(OSError, av.FFmpegError):  # only after a failure that was told already
            self._output.close()

    def _encode_ready(self) -> None:
        for picture in _ready(self._graph):
            self._mux(self._stream.encode(picture))

    def _mux(self, packets: list[VideoPacket]) -> None:
        for packet in packets:
            packet.duration = STEP
            self._output.mux(packet)


def _ready(graph: Graph) -> Iterator[av.VideoFrame]:
    while True:
        try:
            picture = graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        assert isinstance(picture, av.VideoFrame)
        yield picture


def _to_palette(size: Size) -> Graph:
    """One palette for all pictures, most of it for what moves; one a picture would flicker."""
    graph = Graph()
    source = graph.add_buffer(width=size[0], height=size[1], format=_GIVEN, time_base=TIME_BASE)
    both = graph.add("split")
    palette = graph.add("palettegen", "stats_mode=diff")
    painted = graph.add("paletteuse", "dither=bayer:bayer_scale=4:diff_mode=rectangle")
    source.link_to(both)
    both.link_to(palette, 0, 0)
    both.link_to(painted, 1, 0)
    palette.link_to(painted, 0, 1)
    painted.link_to(graph.add("buffersink"))
    graph.configure()
    return graph


def _to_format(size: Size, pixels: str) -> Graph:
    graph = Graph()
    source = graph.add_buffer(width=size[0], height=size[1], format=_GIVEN, time_base=TIME_BASE)
    changed = graph.add("format", pixels)
    source.link_to(changed)
    changed.link_to(graph.add("buffersink"))
    graph.configure()
    return graph

"""Tiny clips to test with, written by PyAV. Each frame is a flat grey that tells its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream
from av.video.stream import VideoStream
from PIL import Image

from stylecam.frame import Frame, Pixels
from stylecam.sources.video import VideoSource

FOUR_CORNERS = {"top left": (220, 30, 30), "top right": (30, 200, 30), "bottom left": (40, 40, 220)}
"""Colours of `four_corners`; the bottom right is white."""


def shade(number: int) -> int:
    """The grey of the frame of that number."""
    return 30 + 6 * number


def number_of(pixels: Pixels) -> int:
    """The number of the frame that shows this grey."""
    return round((float(pixels.mean()) - 30) / 6)


def read_all(source: VideoSource) -> list[Frame]:
    source.open()
    frames = list(iter(source.read, None))
    source.close()
    return [frame for frame in frames if frame is not None]


def numbers(frames: list[Frame]) -> list[int]:
    return [number_of(frame.pixels) for frame in frames]


def four_corners(size: tuple[int, int]) -> Pixels:
    """A picture whose quarters are red, green, blue and white."""
    width, height = size
    pixels = np.full((height, width, 3), 255, np.uint8)
    pixels[: height // 2, : width // 2] = FOUR_CORNERS["top left"]
    pixels[: height // 2, width // 2 :] = FOUR_CORNERS["top right"]
    pixels[height // 2 :, : width // 2] = FOUR_CORNERS["bottom left"]
    return pixels


@dataclass(frozen=True)
class Turn:
    """How a container says its picture is to be shown: turned counter-clockwise, then mirrored."""

    degrees: int = 0
    mirror_x: bool = False
    mirror_y: bool = False


@dataclass(frozen=True)
class Clip:
    """What to write. `stamps` are in ticks of `time_base`; without them frames come at `fps`. `group` is the number of
    frames from a key frame to the next, `between` how many are coded from those before and after them."""

    frames: int = 6
    size: tuple[int, int] = (64, 48)
    fps: int = 10
    codec: str = "libx264"
    pix_fmt: str = "yuv420p"
    time_base: Fraction = Fraction(1, 1000)
    stamps: Sequence[int] | None = None
    turn: Turn = Turn()
    picture: Pixels | None = None
    sound: bool = False
    group: int = 250
    between: int | None = None
    options: dict[str, str] = field(default_factory=dict)

    def write(self, path: Path) -> Path:
        """Write the clip; the container follows from the file's suffix."""
        with av.open(str(path), "w", options=self.options) as container:
            stream = self._add_pictures(container.add_stream(self.codec, rate=self.fps))
            sound = container.add_stream("aac", rate=16_000, layout="mono") if self.sound else None
            for number in range(self.frames):
                container.mux(stream.encode(self._frame(number)))
            container.mux(stream.encode(None))
            if isinstance(sound, AudioStream):
                container.mux(sound.encode(silence()))
                container.mux(sound.encode(None))
        return path

    def _add_pictures(self, stream: object) -> VideoStream:
        assert isinstance(stream, VideoStream)
        stream.width, stream.height = self.size
        stream.pix_fmt = self.pix_fmt
        if self.codec == "libx264":
            stream.options = {"crf": "1"}
        stream.time_base = stream.codec_context.time_base = self.time_base
        stream.codec_context.gop_size = self.group
        if self.between is not None:
            stream.codec_context.max_b_frames = self.between
        if self.turn != Turn():
            stream.set_display_rotation(self.turn.degrees, self.turn.mirror_x, self.turn.mirror_y)
        return stream

    def _frame(self, number: int) -> av.VideoFrame:
        width, height = self.size
        pixels = np.full((height, width, 3), shade(number), np.uint8) if self.picture is None else self.picture
        frame = av.VideoFrame.from_ndarray(pixels, "rgb24")
        step = 1 / (self.fps * self.time_base)
        frame.pts = self.stamps[number] if self.stamps else round(number * step)
        frame.time_base = self.time_base
        return frame


def silence() -> av.AudioFrame:
    """A short stretch of it, mono at 16 kHz."""
    frame = av.AudioFrame.from_ndarray(np.zeros((1, 4000), np.float32), "fltp", "mono")
    frame.sample_rate = 16_000
    return frame


def write_sound(path: Path) -> Path:
    """A file with sound and no pictures."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=16_000, layout="mono")
        container.mux(stream.encode(silence()))
        container.mux(stream.encode(None))
    return path


def write_picture(path: Path, size: tuple[int, int] = (64, 48)) -> Path:
    """A picture file with four coloured quarters."""
    Image.fromarray(four_corners(size)).save(path)
    return path


def break_off(path: Path, share: float) -> Path:
    """Keep only the first `share` of the file."""
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    return path


def damage_frame(path: Path, number: int) -> Path:
    """Overwrite the coded data of one frame."""
    with av.open(str(path)) as container:
        packet = [packet for packet in container.demux(video=0) if packet.size][number]
        start, size = packet.pos, packet.size
    assert start is not None
    data = bytearray(path.read_bytes())
    data[start : start + size] = bytes(size)
    path.write_bytes(data)
    return path

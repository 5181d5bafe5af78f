"""Tiny clips made for a test, and what a decoder finds in a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
from av.audio.stream import AudioStream
from av.video.stream import VideoStream

from stylecam.frame import Frame, Pixels

FLASH = 1.0
"""Seconds after a clip's start at which its picture turns white and its sound starts to beep."""


def plain(index: int, at: float, size: tuple[int, int] = (64, 48)) -> Frame:
    """A frame of one grey, another for each index."""
    width, height = size
    return Frame(np.full((height, width, 3), 20 + index * 7 % 200, np.uint8), index, at)


def frames_at(times: Iterable[float], size: tuple[int, int] = (64, 48)) -> list[Frame]:
    return [plain(index, at, size) for index, at in enumerate(times)]


@dataclass(frozen=True)
class Recording:
    """What a video sink asks its source for, known from the start."""

    path: str
    time_base: Fraction
    fps: float | None = 25.0


@dataclass(frozen=True)
class Seen:
    """The pictures of a file as a decoder gives them."""

    times: list[float]
    pictures: list[Pixels]
    stream_seconds: float | None
    rate: Fraction | None
    frames: list[av.VideoFrame]


def look(path: Path) -> Seen:
    """Decode every picture."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        frames = list(container.decode(stream))
        seconds = float(stream.duration * stream.time_base) if stream.duration and stream.time_base else None
        rate = stream.average_rate
    times = [float(f.pts * f.time_base) for f in frames if f.pts is not None and f.time_base is not None]
    return Seen(times, [np.asarray(f.to_ndarray(format="rgb24"), np.uint8) for f in frames], seconds, rate, frames)


@dataclass(frozen=True)
class Heard:
    """One stream of sound as a decoder gives it: its codec, language, and when each sample is heard."""

    codec: str
    language: str | None
    times: npt.NDArray[np.float64]
    samples: npt.NDArray[np.float64]

    @property
    def beep(self) -> float:
        """When the beep starts, in seconds."""
        return float(self.times[np.argmax(np.abs(self.samples) > 0.1)])

    @property
    def end(self) -> float:
        return float(self.times[-1])


def listen(path: Path) -> list[Heard]:
    """Decode every stream of sound."""
    with av.open(str(path)) as container:
        count = len(container.streams.audio)
    return [_listen(path, index) for index in range(count)]


def _listen(path: Path, index: int) -> Heard:
    times, samples = [], []
    with av.open(str(path)) as container:
        stream = container.streams.audio[index]
        for frame in container.decode(stream):
            assert frame.pts is not None
            assert frame.time_base is not None
            values = frame.to_ndarray().astype(np.float64).reshape(-1)
            left = slice(frame.samples) if frame.format.is_planar else slice(None, None, frame.layout.nb_channels)
            samples.append(values[left] / (32768 if "s16" in frame.format.name else 1))
            times.append(float(frame.pts * frame.time_base) + np.arange(frame.samples) / frame.sample_rate)
        codec, language = stream.codec_context.codec.canonical_name, stream.language
    return Heard(codec, language, np.concatenate(times), np.concatenate(samples))


@dataclass(frozen=True)
class Clip:
    """How a clip with a flash and a beep is made.

    Attributes:
        start: seconds at which its first picture is shown.
        sound_delay: seconds by which the sound starts after the pictures.
        sound_length: seconds of sound; the pictures last two.
        languages: one stream of sound for each.
    """

    video: str = "libx264"
    audio: str = "aac"
    rate: int = 48_000
    start: float = 0.0
    sound_delay: float = 0.0
    sound_length: float = 2.0
    languages: Sequence[str] = ("eng",)


PICTURES = 50
"""Frames of a clip, 25 a second."""


def make_clip(path: Path, clip: Clip = Clip()) -> Path:
    """Write a clip whose container goes by the name's ending."""
    with av.open(str(path), "w") as output:
        video = output.add_stream(clip.video, rate=25, width=64, height=48, pix_fmt="yuv420p")
        assert isinstance(video, VideoStream)
        tracks = []
        for language in clip.languages:
            track = output.add_stream(clip.audio, rate=clip.rate)
            assert isinstance(track, AudioStream)
            track.layout = "stereo"
            track.metadata["language"] = language
            tracks.append(track)
        for index in range(PICTURES):
            lit = FLASH <= index / 25 < FLASH + 0.12
            picture = av.VideoFrame.from_ndarray(np.full((48, 64, 3), 255 * lit, np.uint8), format="rgb24")
            picture.pts, picture.time_base = round((clip.start + index / 25) * 12_800), Fraction(1, 12_800)
            output.mux(video.encode(picture))
        output.mux(video.encode(None))
        for track in tracks:
            for piece in _beep(clip):
                output.mux(track.encode(piece))
            output.mux(track.encode(None))
    return path


def _beep(clip: Clip) -> Iterable[av.AudioFrame]:
    at = np.arange(int(clip.rate * clip.sound_length)) / clip.rate
    heard = (at >= FLASH) & (at < FLASH + 0.12)
    wave = (0.8 * np.sin(2 * np.pi * 1000 * at) * heard).astype(np.float32)
    for first in range(0, len(wave), 1024):
        piece = av.AudioFrame.from_ndarray(np.tile(wave[first : first + 1024], (2, 1)), format="fltp", layout="stereo")
        piece.sample_rate = clip.rate
        piece.pts = first + round((clip.start + clip.sound_delay) * clip.rate)
        piece.time_base = Fraction(1, clip.rate)
        yield piece


def flash_of(path: Path) -> float:
    """When the white pictures start, in seconds."""
    seen = look(path)
    return next(at for at, picture in zip(seen.times, seen.pictures, strict=True) if picture.mean() > 128)

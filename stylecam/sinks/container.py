"""What a video file's name ending means: its container, its codecs and how they are set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av

from stylecam.errors import SinkError
from stylecam.recordings import RecordingOptions
from stylecam.sinks.encoders import CAREFUL_H264, CAREFUL_VP9, Encoder, live_h264, live_vp9

LiveEncoder = Callable[[RecordingOptions, tuple[int, int]], Encoder]


@dataclass(frozen=True)
class Container:
    """A kind of video file.

    Attributes:
        format: libavformat's name for it.
        video: how pictures are encoded at leisure.
        live: how they are encoded while a camera runs, given the file's (width, height).
        unbroken: options of the muxer's that keep a file playable up to its last second at any moment.
        audio: the encoder for sound that cannot be copied as it is.
        copies: codecs of sound that are copied as they are, because players expect them in this container.
        tick: the only time base the container can hold; None where it takes any.
        preroll: whether sound before time zero, which warms a decoder up, can be held without moving the pictures.
    """

    format: str
    video: Encoder
    live: LiveEncoder
    unbroken: Mapping[str, str]
    audio: str
    copies: frozenset[str]
    tick: Fraction | None
    preroll: bool

    def check(self, path: Path) -> None:
        """Make sure that this machine can write it.

        Raises:
            SinkError: an encoder is missing from the FFmpeg that PyAV was built with.
        """
        for encoder in (self.video.name, self.audio):
            if encoder not in av.codecs_available:
                raise SinkError(f"{path}: PyAV has no encoder '{encoder}' here; install the 'av' wheel from PyPI")


def _h264(options: RecordingOptions, size: tuple[int, int]) -> Encoder:
    return live_h264(options.quality, size, options.encoder)


def _vp9(options: RecordingOptions, _size: tuple[int, int]) -> Encoder:
    return live_vp9(options.quality)


_FRAGMENTS = {"movflags": "frag_keyframe+empty_moov+default_base_moof", "flush_packets": "1"}
_CLUSTERS = {"cluster_time_limit": "1000", "flush_packets": "1"}

_COMMON_SOUND = frozenset({"aac", "mp3", "ac3", "eac3", "alac"})
_PCM_SOUND = frozenset({"pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_s24be"})
_WEB_SOUND = frozenset({"opus", "vorbis"})


def _matroska(format_name: str, video: Encoder, live: LiveEncoder, audio: str, copies: frozenset[str]) -> Container:
    return Container(format_name, video, live, _CLUSTERS, audio, copies, tick=Fraction(1, 1000), preroll=False)


def _quicktime(format_name: str, copies: frozenset[str]) -> Container:
    return Container(format_name, CAREFUL_H264, _h264, _FRAGMENTS, "aac", copies, tick=None, preroll=True)


CONTAINERS: Mapping[str, Container] = {
    ".mp4": _quicktime("mp4", _COMMON_SOUND | {"opus", "flac"}),
    ".mkv": _matroska("matroska", CAREFUL_H264, _h264, "aac", _COMMON_SOUND | _PCM_SOUND | _WEB_SOUND | {"flac"}),
    ".mov": _quicktime("mov", _COMMON_SOUND | _PCM_SOUND),
    ".webm": _matroska("webm", CAREFUL_VP9, _vp9, "libopus", _WEB_SOUND),
}
"""By name ending, lower case."""


def container_for(path: Path) -> Container:
    """The kind of file a path asks for by its ending.

    Raises:
        SinkError: no such kind; the message names those there are.
    """
    try:
        return CONTAINERS[path.suffix.lower()]
    except KeyError:
        known = ", ".join(CONTAINERS)
        raise SinkError(f"{path}: a video's name must end in one of {known}") from None

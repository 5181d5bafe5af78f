"""What a video file's name ending means: its container, its codecs and how they are set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av

from stylecam.errors import SinkError


@dataclass(frozen=True)
class VideoCodec:
    """A video encoder and its two settings: for files made at leisure, and for files made while a camera runs."""

    encoder: str
    careful: Mapping[str, str]
    quick: Mapping[str, str]


@dataclass(frozen=True)
class Container:
    """A kind of video file.

    Attributes:
        format: libavformat's name for it.
        video: how pictures are encoded.
        audio: the encoder for sound that cannot be copied as it is.
        copies: codecs of sound that are copied as they are, because players expect them in this container.
        tick: the only time base the container can hold; None where it takes any.
        preroll: whether sound before time zero, which warms a decoder up, can be held without moving the pictures.
    """

    format: str
    video: VideoCodec
    audio: str
    copies: frozenset[str]
    tick: Fraction | None
    preroll: bool

    def check(self, path: Path) -> None:
        """Make sure that this machine can write it.

        Raises:
            SinkError: an encoder is missing from the FFmpeg that PyAV was built with.
        """
        for encoder in (self.video.encoder, self.audio):
            if encoder not in av.codecs_available:
                raise SinkError(f"{path}: PyAV has no encoder '{encoder}' here; install the 'av' wheel from PyPI")


# Without B-frames decoding order is showing order: no negative decoding times, hence no edit list that moves the
# picture against the sound in players that overlook it. It costs about a tenth in size.
_H264 = VideoCodec(
    "libx264",
    careful={"preset": "medium", "crf": "18", "bf": "0"},
    quick={"preset": "veryfast", "crf": "20", "bf": "0"},
)
_VP9 = VideoCodec(
    "libvpx-vp9",
    careful={"deadline": "good", "cpu-used": "4", "crf": "24", "b": "0", "row-mt": "1"},
    quick={"deadline": "realtime", "cpu-used": "8", "crf": "28", "b": "0", "row-mt": "1"},
)

_COMMON_SOUND = frozenset({"aac", "mp3", "ac3", "eac3", "alac"})
_PCM_SOUND = frozenset({"pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_s24be"})
_WEB_SOUND = frozenset({"opus", "vorbis"})


def _matroska(format_name: str, video: VideoCodec, audio: str, copies: frozenset[str]) -> Container:
    return Container(format_name, video, audio, copies, tick=Fraction(1, 1000), preroll=False)


def _quicktime(format_name: str, copies: frozenset[str]) -> Container:
    return Container(format_name, _H264, "aac", copies, tick=None, preroll=True)


CONTAINERS: Mapping[str, Container] = {
    ".mp4": _quicktime("mp4", _COMMON_SOUND | {"opus", "flac"}),
    ".mkv": _matroska("matroska", _H264, "aac", _COMMON_SOUND | _PCM_SOUND | _WEB_SOUND | {"flac"}),
    ".mov": _quicktime("mov", _COMMON_SOUND | _PCM_SOUND),
    ".webm": _matroska("webm", _VP9, "libopus", _WEB_SOUND),
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

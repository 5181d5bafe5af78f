"""Video encoders and how they are set: for files made at leisure, and for files made while a camera runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np
from av.video.codeccontext import VideoCodecContext

from stylecam.recordings import EncoderChoice, Quality


@dataclass(frozen=True)
class Encoder:
    """An encoder of FFmpeg's with its options and the pixel format that it takes, 4:2:0 in 8 bits."""

    name: str
    options: Mapping[str, str]
    pixels: str = "yuv420p"

    def works(self, size: tuple[int, int]) -> bool:
        """Whether it really encodes a picture of that (width, height) here: being built in says nothing of the chip."""
        try:
            context = av.CodecContext.create(self.name, "w")
            assert isinstance(context, VideoCodecContext)
            context.width, context.height = size
            context.pix_fmt = self.pixels
            context.time_base = Fraction(1, 30)
            context.options = dict(self.options)
            black = av.VideoFrame.from_ndarray(np.zeros((size[1], size[0], 3), np.uint8), format="rgb24")
            picture = black.reformat(format=self.pixels)
            picture.pts, picture.time_base = 0, context.time_base
            return bool([*context.encode(picture), *context.encode(None)])
        except (OSError, ValueError, av.FFmpegError):
            return False


# Without B-frames decoding order is showing order: no negative decoding times, hence no edit list that moves the
# picture against the sound in players that overlook it. It costs about a tenth in size.
CAREFUL_H264 = Encoder("libx264", {"preset": "medium", "crf": "18", "bf": "0"})
CAREFUL_VP9 = Encoder("libvpx-vp9", {"deadline": "good", "cpu-used": "4", "crf": "24", "b": "0", "row-mt": "1"})

_CRF: Mapping[Quality, int] = {"low": 28, "medium": 23, "high": 18}
_VP9_CRF: Mapping[Quality, int] = {"low": 38, "medium": 30, "high": 22}
_BITS: Mapping[Quality, float] = {"low": 0.06, "medium": 0.12, "high": 0.22}
"""Bits a pixel for chips that only take a bit rate."""

_GROUP = {"g": "60"}
"""Frames between key frames where the writer asks for none earlier."""


def live_h264(quality: Quality, size: tuple[int, int], choice: EncoderChoice) -> Encoder:
    """The first chip's encoder that works, else the processor's."""
    software = live_x264(quality)
    if choice == "software":
        return software
    return next((chip for chip in _chips(quality, size) if chip.works(size)), software)


def live_x264(quality: Quality) -> Encoder:
    """Half a core at 1280x720 and 30 frames a second. It holds no frame back: what is lost in a crash is less."""
    quick = {"preset": "veryfast", "tune": "zerolatency", "threads": "2", "bf": "0", "forced-idr": "1", **_GROUP}
    return Encoder("libx264", {**quick, "crf": str(_CRF[quality])})


def live_vp9(quality: Quality) -> Encoder:
    """A quarter more work than `live_x264`."""
    quick = {"deadline": "realtime", "cpu-used": "8", "b": "0", "row-mt": "1", "threads": "2", "lag-in-frames": "0"}
    return Encoder("libvpx-vp9", {**quick, **_GROUP, "crf": str(_VP9_CRF[quality])})


def _chips(quality: Quality, size: tuple[int, int]) -> tuple[Encoder, ...]:
    """NVIDIA's, Apple's and Intel's."""
    rate = str(round(_BITS[quality] * size[0] * size[1] * 30))
    level = str(_CRF[quality] + 5)  # their scale is x264's, their pictures a little worse
    nvidia = {"preset": "p4", "tune": "ll", "rc": "vbr", "cq": level, "b": "0", "bf": "0", "forced-idr": "1", **_GROUP}
    apple = {"realtime": "1", "b": rate, "bf": "0", **_GROUP}
    intel = {"preset": "veryfast", "global_quality": level, "bf": "0", "forced_idr": "1", "async_depth": "1", **_GROUP}
    return (
        Encoder("h264_nvenc", nvidia),
        Encoder("h264_videotoolbox", apple),
        Encoder("h264_qsv", intel, "nv12"),
    )

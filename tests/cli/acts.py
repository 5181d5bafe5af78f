"""What tests of several subcommands do."""

from __future__ import annotations

from pathlib import Path

import av
from av.video.stream import VideoStream

from stylecam.sources.scene import scene_frame

STYLE = ["--style", "starry-swirl"]


def save_clip(path: Path, frames: int, size: tuple[int, int] = (64, 48)) -> None:
    """A video of the demo scene, the same dozen frames again and again."""
    scene = [scene_frame(index / 25, size) for index in range(min(frames, 12))]
    with av.open(str(path), "w") as clip:
        stream = clip.add_stream("libx264", rate=25)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        for index in range(frames):
            picture = av.VideoFrame.from_ndarray(scene[index % 12], format="rgb24")
            clip.mux(stream.encode(picture))
        clip.mux(stream.encode())


def times_of(path: Path) -> list[float]:
    with av.open(path) as clip:
        return [float(frame.time or 0.0) for frame in clip.decode(video=0)]

"""From what a user writes to a source."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from stylecam.clock import Clock
from stylecam.errors import SourceError
from stylecam.paths import existing, existing_file
from stylecam.pictures import PICTURE_SUFFIXES
from stylecam.pipeline.ports import Source
from stylecam.pipeline.trace import Tracer
from stylecam.source_spec import SourceSpec, is_url, parse_source
from stylecam.sources.camera import CameraSource
from stylecam.sources.cameras import CameraInfo, find_camera, list_cameras
from stylecam.sources.demo import DemoSource
from stylecam.sources.image import ImageSource
from stylecam.sources.realtime import RealtimeSource
from stylecam.sources.video import VideoSource

DEMO_SIZE = (640, 360)
USUAL_FPS = 30.0


class UnknownSource(SourceError):
    """What the user wrote names no source."""

    exit_code = 2


class SourceFactory:
    """Makes live sources, not open yet, from what a user writes:

        demo                    the demo scene
        0, 1, ...               a camera by its index
        a camera's name or path a camera, if it is plugged in now or was when this factory made it before
        a picture file          the picture, again and again
        another file            the video, over and over, at its own pace
        scheme://...            a stream as it comes, or a video file on a server, at its own pace

    Behind a camera and the demo may stand a format, `@1280x720` or `@1280x720@30`. What is called so as it stands
    (a file, a camera with such a name) goes before.

    Args:
        size: (width, height) for those that can choose it, cameras and the demo, and are not asked for another.
        fps: frames per second for those that can choose it and are not asked for another.
        clock: what paces them and stamps their frames.
        cameras: lists the cameras.
        tracer: is told the steps of reading.
    """

    def __init__(
        self,
        size: tuple[int, int] | None = None,
        fps: float | None = None,
        clock: Clock | None = None,
        cameras: Callable[[], Sequence[CameraInfo]] = list_cameras,
        tracer: Tracer | None = None,
    ) -> None:
        self._size = size
        self._fps = fps
        self._clock = clock
        self._cameras = cameras
        self._tracer = tracer
        self._met: set[str] = set()

    def __call__(self, spec: str) -> Source:
        """The source that is meant.

        Raises:
            UnknownSource: nothing is; the message says how it was understood.
            SourceError: a part of a name fits several cameras.
        """
        if not spec.strip():
            raise UnknownSource("no source is named; 'demo' needs no camera, 'stylecam doctor' lists the cameras")
        if re.fullmatch(r"-\d+", spec):
            raise UnknownSource(f"there is no camera {spec}: cameras count from 0; 'stylecam doctor' lists them")
        if is_url(spec):
            return RealtimeSource(VideoSource(spec, self._tracer), self._clock, loop=True, tracer=self._tracer)
        path = existing_file(spec)
        if path is not None:
            return self._of_file(path)
        for asked in (SourceSpec(spec), parse_source(spec)):
            source = self._in_format(asked)
            if source is not None:
                return source
        raise UnknownSource(self._refusal(spec))

    def _in_format(self, asked: SourceSpec) -> Source | None:
        size, fps = asked.size or self._size, asked.fps or self._fps
        if asked.name == "demo":
            return DemoSource(size or DEMO_SIZE, fps or USUAL_FPS, self._clock, tracer=self._tracer)
        if self._is_camera(asked.name):
            return CameraSource(asked.name, size, fps, self._clock, cameras=self._cameras, tracer=self._tracer)
        return None

    def _of_file(self, path: Path) -> Source:
        if path.suffix.lower() in PICTURE_SUFFIXES:
            return ImageSource(path, self._fps or USUAL_FPS, self._clock, self._tracer)
        return RealtimeSource(VideoSource(path, self._tracer), self._clock, loop=True, tracer=self._tracer)

    def _is_camera(self, spec: str) -> bool:
        if spec.isdecimal():
            return True
        if spec.startswith("/dev/"):
            return parse_source(spec).size is None or existing(spec) is not None
        # One that was there once is waited for: it may be unplugged just now.
        if spec not in self._met and find_camera(spec, self._cameras()) is not None:
            self._met.add(spec)
        return spec in self._met

    def _refusal(self, spec: str) -> str:
        """Why nothing is called so."""
        asked = parse_source(spec)
        if existing_file(asked.name) is not None:
            return f"{asked.name}: has a size of its own; only a camera and the demo take a format ({spec})"
        name, at, _ = spec.partition("@")
        if asked.size is None and at and self._in_format(SourceSpec(name)):
            return f"'{spec}': a format is written {name}@1280x720 or {name}@1280x720@30"
        return _unknown(asked.name)


def make_source(
    spec: str, size: tuple[int, int] | None = None, fps: float | None = None, clock: Clock | None = None
) -> Source:
    """One source, as a `SourceFactory` makes it.

    Raises:
        UnknownSource: nothing is called so.
        SourceError: a part of a name fits several cameras.
    """
    return SourceFactory(size, fps, clock)(spec)


def _unknown(spec: str) -> str:
    if existing(spec) is not None:
        return f"{spec}: is a folder, not a picture or a video"
    if Path(spec).suffix or "/" in spec or "\\" in spec:
        return f"{spec}: no such file, and no camera is called so; 'stylecam doctor' lists the cameras"
    return f"'{spec}' is no camera, file or address (scheme://...); 'stylecam doctor' lists the cameras"

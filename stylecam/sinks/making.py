"""The two ways to make a video file: at leisure, and while a camera runs."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Protocol

from stylecam.recordings import RecordingOptions
from stylecam.sinks.container import Container
from stylecam.sinks.fit import video_size, within
from stylecam.sinks.partfile import Part, PartFile
from stylecam.sinks.working import MARK, WorkingFile
from stylecam.sinks.writer import Encoding

KEYFRAMES = 1.0
"""Seconds that a live recording loses at most where it is cut off: a fragment ends where a key frame begins."""


class Making(Protocol):
    """What `VideoFileSink` asks."""

    @property
    def container(self) -> Container: ...

    def part(self, path: Path) -> Part:
        """The file that is written until it is given the name `path`.

        Raises:
            SinkError: it cannot be made.
        """
        ...

    def encoding(self, first: tuple[int, int], rate: Fraction) -> Encoding:
        """How it is encoded, given the first frame's (width, height) and the frames per second."""
        ...


class AtLeisure:
    """Small and faithful, under a hidden name until it is whole."""

    def __init__(self, container: Container) -> None:
        self.container = container

    def part(self, path: Path) -> PartFile:
        return PartFile(path)

    def encoding(self, first: tuple[int, int], rate: Fraction) -> Encoding:
        return Encoding(self.container, self.container.video, first, rate)


class WhileLive:
    """Quick, playable at any moment up to its last second or two, under a name that is found."""

    def __init__(self, container: Container, options: RecordingOptions) -> None:
        self.container = container
        self._options = options

    def part(self, path: Path) -> WorkingFile:
        return WorkingFile(path)

    def encoding(self, first: tuple[int, int], rate: Fraction) -> Encoding:
        size = first if self._options.within is None else within(first, self._options.within)
        container = self.container
        encoder = container.live(self._options, video_size(*size))
        return Encoding(container, encoder, size, rate, container.unbroken, MARK, KEYFRAMES)

"""A still picture in place of a camera."""

from __future__ import annotations

from pathlib import Path

from stylecam.clock import Clock, MonotonicClock
from stylecam.errors import SourceError
from stylecam.frame import Frame, Pixels
from stylecam.pacing import Metronome
from stylecam.pictures import PictureError, load_picture
from stylecam.pipeline.trace import Tracer, Untraced

LARGEST_SIDE = 1920
"""Pixels; larger pictures are scaled down: nobody looks at a live picture of 48 megapixels."""


class ImageSource:
    """The same picture again and again, at the pace of a camera and without end.

    Every frame shares one pixel array. Like a camera, it does not wait for a slow reader: the index leaves gaps.

    Args:
        path: the picture file.
        fps: frames per second of the clock's time.
        clock: what paces the frames and stamps `captured_at`.
        tracer: is told of the time until a frame is due.
    """

    def __init__(
        self, path: str | Path, fps: float = 30.0, clock: Clock | None = None, tracer: Tracer | None = None
    ) -> None:
        self.path = Path(path)
        self.name = self.path.name
        self._clock: Clock = clock or MonotonicClock()
        self._pace = Metronome(fps, self._clock)
        self._tracer = tracer or Untraced()
        self._pixels: Pixels | None = None

    def open(self) -> None:
        """Read the picture file. The index goes on from where it was.

        Raises:
            SourceError: it is missing or cannot be read as a picture.
        """
        try:
            self._pixels = load_picture(self.path, max_side=LARGEST_SIDE)
        except PictureError as error:
            raise SourceError(str(error)) from None
        self._pace.start()

    def read(self) -> Frame | None:
        """The picture, when it is time for another frame.

        Raises:
            SourceError: the source is not open.
        """
        if self._pixels is None:
            raise SourceError(f"{self.name} is not open: open it before reading")
        with self._tracer.span("pace"):
            index = self._pace.take(self._pace.due())
        return None if index is None else Frame(self._pixels, index, self._clock.now())

    def close(self) -> None:
        """Let go of the picture. Idempotent, and allowed before `open`."""
        self._pace.stop()
        self._pixels = None

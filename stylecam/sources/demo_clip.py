"""The demo scene as a recording: every frame, in order, on media time, for rendering."""

from __future__ import annotations

from fractions import Fraction

from stylecam.errors import SourceError
from stylecam.frame import Frame
from stylecam.sources.scene import Scene


class DemoClip:
    """A clip of the demo scene that is drawn as it is read.

    Args:
        size: (width, height), at least 64x64.
        seconds: its length.

    Attributes:
        fps: 30.
        time_base: one frame.
        frame_count: how many frames it holds.
    """

    name = "demo"
    fps = 30.0
    time_base = Fraction(1, 30)

    def __init__(self, size: tuple[int, int], seconds: float) -> None:
        self.frame_count: int = round(seconds * self.fps)
        self._size = size
        self._scene: Scene | None = None
        self._next = 0

    def open(self) -> None:
        """Paint the layers of the scene and begin at its first frame."""
        self._scene, self._next = Scene(self._size), 0

    def read(self) -> Frame | None:
        """The next frame, or None at the end.

        Raises:
            SourceError: the clip is not open.
        """
        if self._scene is None:
            raise SourceError("the demo clip is not open: open it before reading")
        if self._next >= self.frame_count:
            return None
        index, self._next = self._next, self._next + 1
        time = index / self.fps
        return Frame(self._scene.frame(time), index, time)

    def close(self) -> None:
        """Let go of the layers. Idempotent."""
        self._scene = None

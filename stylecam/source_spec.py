"""Sources as users write them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CameraMode:
    """What a camera can give.

    Attributes:
        size: (width, height) in pixels.
        fps: frames per second.
    """

    size: tuple[int, int]
    fps: float

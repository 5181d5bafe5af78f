"""The demo's animated scene: a figure before a garden window, painted by code.

Layers are painted once for a size (`Scene`); a frame then only moves, bends and composites them.
"""

from __future__ import annotations

from stylecam.frame import Pixels
from stylecam.sources.scene.stage import SMALLEST, Scene

__all__ = ["SMALLEST", "Scene", "scene_frame"]


def scene_frame(t: float, size: tuple[int, int]) -> Pixels:
    """The scene at `t` seconds, RGB, for a `size` of (width, height). The same time gives the same pixels.

    It makes a scene for the one picture: for more of them, keep a `Scene` and ask it for frames.
    """
    return Scene(size).frame(t)

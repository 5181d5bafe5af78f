"""The scene put together: what is painted once, and where everything is at a given time."""

from __future__ import annotations

import math

import numpy as np

from stylecam.frame import Pixels
from stylecam.sources.scene import face
from stylecam.sources.scene.noise import fbm, smoothstep
from stylecam.sources.scene.sprite import Canvas, Matrix, Sprite

SMALLEST = 64
"""The least width and height the scene is drawn at."""
WIDTH, HEIGHT = 16.0, 9.0
FOCUS = (7.6, 4.5)


class Scene:
    """The layers for one size, and the buffers to compose a frame in. For one thread."""

    def __init__(self, size: tuple[int, int]) -> None:
        w, h = size
        self._unit = max(w / WIDTH, h / HEIGHT)
        self._canvas = Canvas(size)
        rng = np.random.default_rng(1)
        u = self._unit
        shape = (round(10 * u), round(18 * u))
        y = np.linspace(0, 1, shape[0], dtype=np.float32)[:, None]
        cloud = smoothstep(0, 2, fbm(rng, shape, (3 * u, 1.2 * u), 5))
        sky = np.dstack([120 + 90 * y + 60 * cloud, 160 + 50 * y + 40 * cloud, 215 - 10 * y + 10 * cloud])
        rgba = np.dstack([np.clip(sky, 0, 255), np.full(shape, 255)]).astype(np.uint8)
        self._back = Sprite(rgba, (-1, -0.5), u)
        self._face = Sprite(face.render(1.6 * u, 0, 0.2), (7.6 - 1.2 * 1.6, 1.2), u)

    def frame(self, t: float) -> Pixels:
        """The scene at `t` seconds: RGB pixels of its own."""
        canvas = self._canvas
        canvas.lay(self._back, self._view(t, 0.4), canvas.whole)
        canvas.lay(self._face, self._view(t, 1.4), canvas.whole)
        return canvas.picture()

    def _view(self, t: float, nearness: float) -> Matrix:
        """The map from scene units to the screen, for layers that shift by `nearness` times the camera's pan."""
        w, h = self._canvas.size
        k = self._unit * (1.025 + 0.015 * math.sin(t * 0.23))
        x = FOCUS[0] + nearness * 0.16 * math.sin(t * 0.31)
        y = FOCUS[1] + nearness * 0.05 * math.sin(t * 0.41 + 1)
        return np.array([[k, 0, w / 2 - k * x], [0, k, h / 2 - k * y]])

"""One stream of frames through the network, and what makes it steady."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from stylecam.engine.colour import ColourKeeper
from stylecam.engine.contrast import Contrast
from stylecam.engine.denoise import Denoiser
from stylecam.engine.enlarging import with_edges_of
from stylecam.engine.exposure import Exposure, gain_between
from stylecam.engine.geometry import network_size, scaled, size_of, smaller
from stylecam.engine.glance import glance
from stylecam.engine.layers import Layer
from stylecam.engine.motion_filter import CARRIED, MotionFilter
from stylecam.engine.scene import Signature, is_cut, signature
from stylecam.engine.strands import Paint, Strands
from stylecam.engine.tensors import Downloader, Uploader
from stylecam.frame import Pixels
from stylecam.look import Look, Size
from stylecam.models.painter import Painter
from stylecam.pipeline.trace import Tracer


@dataclass(frozen=True)
class Moment:
    """When a frame was taken, which it is, and the time that palettes are averaged for."""

    at: float
    index: int
    averaged: float


class Session:
    """What exists between `open` and `close`: everything that goes on from frame to frame.

    Args:
        painter: the network.
        strands: the parts that it paints.
        tracer: is told the steps of each frame.

    Attributes:
        settled: whether the statistics are those of the look as it is.
        last_at: when the newest frame was taken.
    """

    def __init__(self, painter: Painter, strands: Strands, tracer: Tracer) -> None:
        self.painter, self.strands = painter, strands
        self._tracer = tracer
        self.settled = False
        self.last_at = 0.0
        self._exposure = Exposure()
        self._contrast = Contrast()
        self._denoiser = Denoiser()
        self._motion = MotionFilter()
        self._colours = ColourKeeper()
        self._scene: Signature | None = None
        self._size = self._network_size = (0, 0)
        self._upload = Uploader(painter.device, painter.dtype, painter.multiple)
        self._download = Downloader()

    def begin(
        self, shown: Pixels, working: Size, look: Look, at: float, index: int, layers: Sequence[Layer] = ()
    ) -> Callable[[], Pixels]:
        """Paint pixels of the output's size, those of the frame `index`, at time `at`, at the working size.

        Where there are layers, those that are painted are, each in its own style, and what is seen of none is filled.
        What is given back waits for the painting, of the output's size.
        """
        output = size_of(shown)
        step = self._tracer.span
        with step("examine", index):
            small = scaled(shown, network_size(working, look.brush, self.painter.least))
            gain = self._gain_since_last(small, output)
            resized = size_of(small) != self._network_size
            self._network_size = size_of(small)
        passed = at - self.last_at
        goes_on = gain is not None and look.smoothing > 0 and self.settled
        steady = goes_on and not self.strands.fading(layers)
        with step("upload", index):
            # Of pictures in two sizes the gain is not known to the percent.
            exposure = self._exposure_of(1.0 if gain and resized else gain, passed, look.smoothing)
            alike = self._scene is not None and self._contrast.is_like_before(
                self._scene, exposure, passed, look.smoothing
            )
            picture = self._upload(small, exposure)
        with step("denoise", index):
            seen_as = glance(small, exposure)
            noise_for = look.smoothing if gain is not None and self.settled else 0.0
            picture = self._denoiser.follow(seen_as, picture, passed, noise_for)
        with step("network", index):
            # At another working size layers have other statistics: followed slowly, colours would drift.
            how = Paint(look.strength, at, look.smoothing, goes_on and alike and not resized)
            painted = self.strands.paint(picture, size_of(small), how, layers)
        self.settled, self.last_at = True, at
        with step("carry", index):
            painted = painted[..., : small.shape[0], : small.shape[1]]
            carried_for = look.smoothing * CARRIED if steady else 0.0
            painted = self._motion.follow(seen_as, painted, passed, carried_for)
        with step("download", index):
            fetched = self._download.begin(painted, size_of(small))
        # Palettes are averaged as long as the statistics are.
        averaged = look.smoothing if steady else 0.0
        return lambda: self._finish(fetched, shown, small, look, Moment(at, index, averaged))

    def _finish(
        self, fetched: Callable[[], Pixels], shown: Pixels, small: Pixels, look: Look, moment: Moment
    ) -> Pixels:
        """The painting, with the colours and in the size that were asked for."""
        output, step = size_of(shown), self._tracer.span
        with step("fetch", moment.index):
            painting = fetched()
        with step("colour", moment.index):
            # What a coarse brush has painted stays coarse: the camera's edges would show through as thin lines.
            base = output if look.brush > 1 else smaller(output, size_of(small))
            content = small if size_of(small) == base else scaled(shown, base)
            keep, painting = look.keep_color, scaled(painting, base)
            painting = self._colours.keep(keep, content, painting, moment.at, moment.averaged)
        if base == output:
            return painting
        with step("enlarge", moment.index):
            return with_edges_of(shown, content, painting)

    def _exposure_of(self, gain: float | None, passed: float, smoothing: float) -> float:
        """What to multiply the picture by; see `engine/exposure.py`."""
        if gain is None or smoothing <= 0:
            return self._exposure.restart()
        return self._exposure.correction(gain, passed, smoothing)

    def _gain_since_last(self, small: Pixels, output: Size) -> float | None:
        """How many times as bright this is as the picture before it; None when it is another scene or output."""
        before, size = self._scene, self._size
        now = self._scene = signature(small)
        self._size = output
        if before is None or size != output or is_cut(before, now):
            return None
        return gain_between(before, now)

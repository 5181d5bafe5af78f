"""The engine: a frame goes in, the painted frame comes out, steady from one to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from stylecam.engine.colour import ColourKeeper
from stylecam.engine.crossfade import CrossFade
from stylecam.engine.denoise import Denoiser
from stylecam.engine.device import settle
from stylecam.engine.enlarging import with_edges_of
from stylecam.engine.exposure import Exposure, gain_between
from stylecam.engine.geometry import cover, network_size, output_size, scaled, size_of, smaller
from stylecam.engine.glance import glance
from stylecam.engine.motion_filter import CARRIED, MotionFilter
from stylecam.engine.scene import Signature, is_cut, signature
from stylecam.engine.smoothing import Smoother
from stylecam.engine.style_bank import StyleBank
from stylecam.engine.tensors import Downloader, Uploader
from stylecam.errors import EngineError
from stylecam.frame import Frame, Pixels
from stylecam.look import AutoSize, Look, Size
from stylecam.models.painter import Painter
from stylecam.pipeline.commands import (
    Command,
    GovernSize,
    SetBrush,
    SetCrossfade,
    SetKeepColor,
    SetMirror,
    SetSize,
    SetSmoothing,
    SetStrength,
    SetStyle,
    SetWorkingSize,
)
from stylecam.pipeline.trace import Tracer, Untraced

FADE_IN = 0.25
"""Strength below which the camera's own picture shines through: no network gives its input back exactly, and at
strength 0 it shall be exact."""


@dataclass(frozen=True)
class LoadedModel:
    """A painter and the hash of its weights, by which its style vectors are kept."""

    painter: Painter
    sha256: str


class Stylizer:
    """Satisfies `pipeline.ports.Engine`.

    Content statistics are measured layer by layer on the first frame, after a scene cut and while anything changes;
    in between their moving average is used, and followed.

    Args:
        load: loads the model; called by `open`, in the thread that owns the engine.
        look: how to paint at first.
        cache: folder of the style cache.
        name: what people call it.
        tracer: is told the steps of each frame; while it is, the device is waited for after each.
        most: the largest output where the size is left to the machine; None for the source's, whatever it is.
    """

    def __init__(
        self,
        load: Callable[[], LoadedModel],
        look: Look,
        cache: Path,
        name: str = "engine",
        tracer: Tracer | None = None,
        most: Size | None = None,
    ) -> None:
        self.name = name
        self._load, self._look, self._cache = load, look, cache
        self._tracer = tracer or Untraced()
        self._most = most
        self._working: Size | None = None
        self._session: _Session | None = None

    @property
    def look(self) -> Look:
        """How it paints now."""
        return self._look

    def open(self) -> None:
        """Load the model and the first style.

        Raises:
            WeightsError, StyleError, PictureError: one of them cannot be used.
        """
        model = self._load()
        bank = StyleBank(model.painter, model.sha256, self._cache)
        fade = CrossFade(bank.mix(self._look.mix))
        tracer = self._tracer.settled(partial(settle, model.painter.device))
        self._session = _Session(model.painter, bank, fade, tracer)

    def apply(self, command: Command) -> None:
        """Obey from the next frame on.

        Raises:
            StyleError, PictureError: a style's picture cannot be read; the look stays.
        """
        session = self._opened()
        if isinstance(command, SetWorkingSize):
            # Still the same scene in the same look: what goes on from frame to frame does.
            self._working = command.size
            return
        if isinstance(command, SetStyle):
            session.fade.to(session.bank.mix(command.mix), session.last_at, self._look.crossfade)
        self._look = _changed(self._look, command)
        # What neither the network nor its input depends on leaves the statistics as they are.
        if not isinstance(command, SetCrossfade | SetKeepColor):
            session.settled = False

    def stylize(self, frame: Frame) -> Frame:
        """The painted frame, with the content it was painted from.

        Raises:
            EngineError: the device failed (out of memory, say).
        """
        session, look = self._opened(), self._look
        output = self._output_size(frame.size)
        with self._tracer.span("shape", frame.index):
            shown = cover(frame.pixels, output)
            if look.mirror:
                shown = np.asarray(cv2.flip(shown, 1), dtype=np.uint8)
        if look.strength <= 0:
            session.settled = False
            return replace(frame, pixels=shown, content=shown)
        try:
            working = smaller(output, self._working or output)
            painted = session.paint(shown, working, look, frame.captured_at, frame.index)
        except RuntimeError as error:
            cause = str(error).partition("\n")[0]
            raise EngineError(f"a frame of {frame.width}x{frame.height} could not be painted: {cause}") from error
        # Shared by threads like the painting.
        shown.flags.writeable = False
        return replace(frame, pixels=_with_original(painted, shown, look.strength), content=shown)

    def close(self) -> None:
        """Let go of the model and its buffers."""
        self._session = None

    def _output_size(self, source: Size) -> Size:
        size = self._look.size
        if isinstance(size, AutoSize) and self._most is not None:
            return output_size(source, self._most)
        return size if isinstance(size, tuple) else source

    def _opened(self) -> _Session:
        if self._session is None:
            raise EngineError("the engine is not open")
        return self._session


class _Session:
    """What exists between `open` and `close`."""

    def __init__(self, painter: Painter, bank: StyleBank, fade: CrossFade, tracer: Tracer) -> None:
        self.painter, self.bank, self.fade = painter, bank, fade
        self._tracer = tracer
        self.settled = False
        self.last_at = 0.0
        self._smoother = Smoother()
        self._exposure = Exposure()
        self._denoiser = Denoiser()
        self._motion = MotionFilter()
        self._colours = ColourKeeper()
        self._scene: Signature | None = None
        self._size = self._network_size = (0, 0)
        self._upload = Uploader(painter.device, painter.dtype, painter.multiple)
        self._download = Downloader()

    def paint(self, shown: Pixels, working: Size, look: Look, at: float, index: int) -> Pixels:
        """Paint pixels of the output's size, those of the frame `index`, at time `at`, at the working size."""
        output = size_of(shown)
        step = self._tracer.span
        with step("examine", index):
            small = scaled(shown, network_size(working, look.brush, self.painter.least))
            gain = self._gain_since_last(small, output)
            resized = size_of(small) != self._network_size
            self._network_size = size_of(small)
        passed = at - self.last_at
        # The frame on which a fade arrives is measured too: the average is of the style before.
        steady = gain is not None and look.smoothing > 0 and self.settled and not self.fade.moving
        # At another working size a layer's statistics are a little different: followed slowly, colours would drift.
        followed = steady and not resized
        with step("upload", index):
            # Of pictures in two sizes the gain is not known to the percent.
            exposure = self._exposure_of(1.0 if gain and resized else gain, passed, look.smoothing)
            picture = self._upload(small, exposure)
        with step("denoise", index):
            seen_as = glance(small, exposure)
            noise_for = look.smoothing if gain is not None and self.settled else 0.0
            picture = self._denoiser.follow(seen_as, picture, passed, noise_for)
        with step("network", index):
            style = self.fade.at(at)
            average = self._smoother.value if followed else None
            painted, seen = self.painter.paint(picture, style, look.strength, average)
            if followed:
                self._smoother.follow(seen, at, look.smoothing)
            else:
                self._smoother.restart(seen, at)
        self.settled, self.last_at = True, at
        with step("carry", index):
            painted = painted[..., : small.shape[0], : small.shape[1]]
            carried_for = look.smoothing * CARRIED if steady else 0.0
            painted = self._motion.follow(seen_as, painted, passed, carried_for)
        with step("download", index):
            painting = self._download(painted, size_of(small))
        with step("colour", index):
            # What a coarse brush has painted stays coarse: the camera's edges would show through as thin lines.
            base = output if look.brush > 1 else smaller(output, size_of(small))
            content = small if size_of(small) == base else scaled(shown, base)
            # Palettes are averaged as long as the statistics are.
            averaged = look.smoothing if steady else 0.0
            painting = self._colours.keep(look.keep_color, content, scaled(painting, base), at, averaged)
        if base == output:
            return painting
        with step("enlarge", index):
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


def _with_original(painted: Pixels, original: Pixels, strength: float) -> Pixels:
    """At small strength the original shines through, wholly at 0."""
    weight = strength / FADE_IN
    if weight >= 1:
        return painted
    return np.asarray(cv2.addWeighted(painted, weight, original, 1 - weight, 0), dtype=np.uint8)


def _changed(look: Look, command: Command) -> Look:
    """The look after a command."""
    match command:
        case SetStyle(mix):
            return replace(look, mix=mix)
        case SetStrength(strength):
            return replace(look, strength=min(1.0, max(0.0, strength)))
        case SetSmoothing(seconds):
            return replace(look, smoothing=max(0.0, seconds))
        case SetBrush(brush):
            return replace(look, brush=min(4.0, max(0.25, brush)))
        case SetMirror(mirror):
            return replace(look, mirror=mirror)
        case SetSize(size) | GovernSize(size):
            return replace(look, size=size)
        case SetWorkingSize():
            return look
        case SetKeepColor(keep_color):
            return replace(look, keep_color=keep_color)
        case SetCrossfade(seconds):
            return replace(look, crossfade=max(0.0, seconds))

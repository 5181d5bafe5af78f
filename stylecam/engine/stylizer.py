"""The engine: a frame goes in, the painted frame comes out, steady from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from stylecam.engine.changing import changed
from stylecam.engine.crossfade import CrossFade
from stylecam.engine.device import settle
from stylecam.engine.geometry import cover, output_size, smaller
from stylecam.engine.session import Session
from stylecam.engine.style_bank import StyleBank
from stylecam.errors import EngineError
from stylecam.frame import Frame, Pixels
from stylecam.look import AutoSize, Look, Size
from stylecam.models.painter import Painter
from stylecam.pipeline.commands import (
    Command,
    Drift,
    LearnBackground,
    SetCrossfade,
    SetKeepColor,
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
        self._session: Session | None = None

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
        self._session = Session(model.painter, bank, fade, tracer)

    def apply(self, command: Command) -> None:
        """Obey from the next frame on.

        Raises:
            StyleError, PictureError: a style's picture cannot be read; the look stays.
        """
        session = self._opened()
        if isinstance(command, LearnBackground):
            raise EngineError("the background cannot be learned yet")
        if isinstance(command, SetWorkingSize):
            # Still the same scene in the same look: what goes on from frame to frame does.
            self._working = command.size
            return
        if isinstance(command, Drift):
            self._drift(session, command)
            return
        if isinstance(command, SetStyle):
            session.fade.to(session.bank.mix(command.mix), session.last_at, self._look.crossfade)
        self._look = changed(self._look, command)
        # What neither the network nor its input depends on leaves the statistics as they are.
        if not isinstance(command, SetCrossfade | SetKeepColor):
            session.settled = False

    @property
    def overlaps(self) -> bool:
        """See `ports.Overlapping`."""
        return self._opened().painter.device.type == "cuda"

    def stylize(self, frame: Frame) -> Frame:
        """The painted frame, with the content it was painted from.

        Raises:
            EngineError: the device failed (out of memory, say).
        """
        return self.begin(frame)()

    def begin(self, frame: Frame) -> Callable[[], Frame]:
        """See `ports.Overlapping`. The look is that of now, whatever is applied before the painted frame is asked for.

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
            return lambda: replace(frame, pixels=shown, content=shown)
        with _as_engine_error(frame):
            working = smaller(output, self._working or output)
            painting = session.begin(shown, working, look, frame.captured_at, frame.index)
        # Shared by threads like the painting.
        shown.flags.writeable = False

        def finish() -> Frame:
            with _as_engine_error(frame):
                painted = painting()
            return replace(frame, pixels=_with_original(painted, shown, look.strength), content=shown)

        return finish

    def close(self) -> None:
        """Let go of the model and its buffers."""
        self._session = None

    def _drift(self, session: Session, to: Drift) -> None:
        if to.mix != self._look.mix:
            session.fade.aim(session.bank.mix(to.mix))
        self._look = replace(self._look, mix=to.mix, strength=to.strength, smoothing=to.smoothing)

    def _output_size(self, source: Size) -> Size:
        size = self._look.size
        if isinstance(size, AutoSize) and self._most is not None:
            return output_size(source, self._most)
        return size if isinstance(size, tuple) else source

    def _opened(self) -> Session:
        if self._session is None:
            raise EngineError("the engine is not open")
        return self._session


@contextmanager
def _as_engine_error(frame: Frame) -> Iterator[None]:
    try:
        yield
    except RuntimeError as error:
        cause = str(error).partition("\n")[0]
        raise EngineError(f"a frame of {frame.width}x{frame.height} could not be painted: {cause}") from error


def _with_original(painted: Pixels, original: Pixels, strength: float) -> Pixels:
    """At small strength the original shines through, wholly at 0."""
    weight = strength / FADE_IN
    if weight >= 1:
        return painted
    return np.asarray(cv2.addWeighted(painted, weight, original, 1 - weight, 0), dtype=np.uint8)

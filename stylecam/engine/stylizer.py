"""The engine: a frame goes in, the painted frame comes out, steady from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from stylecam.engine.changing import changed
from stylecam.engine.compositing import composed
from stylecam.engine.device import settle
from stylecam.engine.geometry import cover, output_size, smaller
from stylecam.engine.layers import Layer, mixes
from stylecam.engine.people import Nobody, People
from stylecam.engine.regions import Regions
from stylecam.engine.session import Session
from stylecam.engine.strands import Strands
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
    SetWorkingSize,
)
from stylecam.pipeline.status import PersonStatus
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
        people: where it gets what finds the person from; None for a look that needs nobody.
    """

    def __init__(
        self,
        load: Callable[[], LoadedModel],
        look: Look,
        cache: Path,
        name: str = "engine",
        tracer: Tracer | None = None,
        most: Size | None = None,
        people: People | None = None,
    ) -> None:
        self.name = name
        self._load, self._look, self._cache = load, look, cache
        self._tracer = tracer or Untraced()
        self._most = most
        self._regions = Regions(people or Nobody(), self._tracer)
        self._working: Size | None = None
        self._session: Session | None = None

    @property
    def look(self) -> Look:
        """How it paints now."""
        return self._look

    @property
    def person(self) -> PersonStatus:
        """See `ports.Spatial`."""
        return self._regions.person

    def open(self) -> None:
        """Load the model and the first style.

        Raises:
            WeightsError, StyleError, PictureError: one of them cannot be used.
        """
        model = self._load()
        bank = StyleBank(model.painter, model.sha256, self._cache)
        strands = Strands(model.painter, bank.mix, mixes(self._look))
        self._regions.begin(self._look)
        tracer = self._tracer.settled(partial(settle, model.painter.device))
        self._session = Session(model.painter, strands, tracer)

    def apply(self, command: Command) -> None:
        """Obey from the next frame on.

        Raises:
            StyleError, PictureError: a picture of a style or a mask cannot be read; the look stays.
            StylecamError: nothing here finds the person, whose background is asked for.
        """
        session = self._opened()
        if isinstance(command, LearnBackground):
            self._regions.learn(command.seconds)
            return
        if isinstance(command, SetWorkingSize):
            # Still the same scene in the same look: what goes on from frame to frame does.
            self._working = command.size
            return
        if isinstance(command, Drift):
            self._drift(session, command)
            return
        look = changed(self._look, command)
        plan = session.strands.plan(mixes(look))
        self._regions.prepare(look)
        session.strands.become(plan, session.last_at, look.crossfade)
        self._look = look
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
        # Shared by threads like the painting.
        shown.flags.writeable = False
        with _as_engine_error(frame):
            layers = self._regions.divide(frame, shown, look)
        painted = [layer for layer in layers if layer.is_painted]
        if look.strength <= 0 or (layers and not painted):
            session.settled = False
            return lambda: replace(frame, pixels=self._composed(shown, shown, layers, frame.index), content=shown)
        with _as_engine_error(frame):
            working = smaller(output, self._working or output)
            painting = session.begin(shown, working, look, frame.captured_at, frame.index, painted)

        def finish() -> Frame:
            with _as_engine_error(frame):
                pixels = _with_original(painting(), shown, look.strength)
            return replace(frame, pixels=self._composed(pixels, shown, layers, frame.index), content=shown)

        return finish

    def close(self) -> None:
        """Let go of the model and its buffers."""
        self._session = None

    def _composed(self, painting: Pixels, shown: Pixels, layers: Sequence[Layer], index: int) -> Pixels:
        if not layers:
            return painting
        with self._tracer.span("compose", index):
            return composed(painting, shown, layers)

    def _drift(self, session: Session, to: Drift) -> None:
        session.strands.drift(to.mix)
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

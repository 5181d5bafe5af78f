"""Which part of each frame is treated how: who finds the person, masks from files, a background that is learned."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import numpy as np

from stylecam.engine.geometry import size_of
from stylecam.engine.glance import Field
from stylecam.engine.layers import Layer, layers_of
from stylecam.engine.masks import PictureMask, over
from stylecam.engine.people import People
from stylecam.engine.person.finder import PersonFinder
from stylecam.engine.person.learning import PlateLearner
from stylecam.engine.person.plate import PlateError
from stylecam.engine.person.plate_finder import PlateFinder
from stylecam.engine.scene import Signature, is_cut, signature
from stylecam.errors import EngineError, StylecamError
from stylecam.frame import Frame, Pixels
from stylecam.look import Look, Size
from stylecam.pictures import PictureError
from stylecam.pipeline.status import PersonStatus
from stylecam.pipeline.trace import Tracer

log = logging.getLogger(__name__)


class Regions:
    """Divides the frames of one stream.

    Args:
        people: where what finds the person comes from.
        tracer: is told when a frame is divided.
    """

    def __init__(self, people: People, tracer: Tracer) -> None:
        self._people, self._tracer = people, tracer
        self._finder: PersonFinder | None = None
        self._learning: _Learning | None = None
        self._masks: dict[Path, PictureMask] = {}
        self._scene: Signature | None = None
        self._source: Size | None = None
        self._trouble = ""

    @property
    def person(self) -> PersonStatus:
        """How the person is told from the background."""
        left = None if self._learning is None else self._learning.left
        if self._finder is None:
            return PersonStatus("none", left, self._trouble)
        return PersonStatus("plate" if isinstance(self._finder, PlateFinder) else "network", left, self._trouble)

    def begin(self, look: Look) -> None:
        """Get what the first look needs; where nobody finds the person, the picture is painted alike, and it says so.

        Raises:
            PictureError: a mask cannot be read.
        """
        try:
            self.prepare(look)
        except PictureError:
            raise
        except StylecamError as error:
            self._say(str(error))
            self.prepare(replace(look, background="none"))

    def prepare(self, look: Look) -> None:
        """Get what a look needs.

        Raises:
            PictureError, MaskError: a mask cannot be read, or is not of the shape of the stream's pictures.
            StylecamError: a background is asked for, and nothing here finds the person.
        """
        paths = {region.mask for region in look.masks}
        masks = {path: self._masks.get(path) or self._mask(path) for path in paths}
        if look.background != "none" and self._finder is None and self._learning is None:
            self._finder = self._people.find()
        self._masks = masks

    def learn(self, seconds: float) -> None:
        """Take the next so many seconds for those of the background, with nobody before it."""
        self._learning = _Learning(seconds)
        self._trouble = ""

    def divide(self, frame: Frame, shown: Pixels, look: Look) -> tuple[Layer, ...]:
        """The layers of a frame, of the size of what is shown of it; none where all of it is painted alike.

        Raises:
            MaskError: a mask is not of the shape of the stream's first picture.
        """
        if self._source is None:
            for mask in self._masks.values():
                mask.check(frame.size)
        self._source = frame.size
        if look.background == "none" and not look.masks and self._learning is None:
            return ()
        with self._tracer.span("divide", frame.index):
            self._learn(frame)
            return self._layers(frame, shown, look)

    def _layers(self, frame: Frame, shown: Pixels, look: Look) -> tuple[Layer, ...]:
        person = None if look.background == "none" else self._person(frame, shown, look.mirror)
        if person is None:
            look = replace(look, background="none")
            person = np.ones(shown.shape[:2], np.float32) if look.masks else None
        if person is None:
            return ()
        masks = [self._masks[region.mask].over(frame.size, size_of(shown), look.mirror) for region in look.masks]
        return layers_of(look, person, masks)

    def _person(self, frame: Frame, shown: Pixels, mirror: bool) -> Field | None:
        """Where in what is shown of a frame the person is; None while nobody can tell."""
        if self._finder is None:
            return None
        # It looks at the camera's own picture: a background stays the same, however it is cut and turned.
        before, self._scene = self._scene, signature(frame.pixels)
        if before is not None and is_cut(before, self._scene):
            self._finder.restart()
        try:
            found = self._finder.find(frame.pixels, frame.captured_at)
        except EngineError as error:
            self._say(str(error))
            return None
        self._trouble = ""
        return over(found, shown, mirror)

    def _mask(self, path: Path) -> PictureMask:
        mask = PictureMask(path)
        if self._source is not None:
            mask.check(self._source)
        return mask

    def _learn(self, frame: Frame) -> None:
        if self._learning is None or not self._learning.add(frame):
            return
        learning, self._learning = self._learning, None
        try:
            plate = learning.learner.plate()
            self._finder = PlateFinder(plate)
            self._people.keep(plate)
        except PlateError as error:
            self._say(str(error))

    def _say(self, trouble: str) -> None:
        if trouble != self._trouble:
            log.warning("%s", trouble)
        self._trouble = trouble


class _Learning:
    """A background that is being looked at.

    Attributes:
        learner: what looks at it.
        left: seconds that it will go on.
    """

    def __init__(self, seconds: float) -> None:
        self.learner = PlateLearner(seconds)
        self.left = self._seconds = seconds
        self._began: float | None = None

    def add(self, frame: Frame) -> bool:
        """Look at one more frame; whether enough has been seen."""
        if self._began is None:
            self._began = frame.captured_at
        self.learner.add(frame.pixels, frame.captured_at)
        self.left = max(0.0, self._seconds - (frame.captured_at - self._began))
        return self.learner.finished

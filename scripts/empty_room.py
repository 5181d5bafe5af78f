"""The demo's room before a camera that stands still, with the person and without, to learn it as a background."""

from __future__ import annotations

from stylecam.engine.person.learning import PlateLearner
from stylecam.engine.person.plate import Plate
from stylecam.sources.scene.sprite import Matrix
from stylecam.sources.scene.stage import Scene

RATE = 15
"""Pictures a second that are looked at."""


class StillScene(Scene):
    """The scene without its camera's slow pan."""

    def _view(self, t: float, nearness: float) -> Matrix:  # noqa: ARG002
        return super()._view(0.0, nearness)


class EmptyRoom(StillScene):
    """The room without the person; leaves and clouds move."""

    def _figure(self, t: float) -> None:
        pass


def learned(room: Scene, seconds: float = 1.0) -> Plate:
    """What there is to know of a scene without the person, after so many seconds."""
    learner = PlateLearner(seconds)
    for number in range(round(seconds * RATE) + 1):
        learner.add(room.frame(number / RATE), number / RATE)
    return learner.plate()

from __future__ import annotations

import pytest

from stylecam.engine.person.learning import PlateLearner
from stylecam.engine.person.plate import Plate
from tests.engine.person.stage import Studio, moments

SIZE = (640, 360)


@pytest.fixture(scope="session")
def studio() -> Studio:
    """A cheap webcam's view of the demo's room."""
    return Studio(SIZE)


@pytest.fixture(scope="session")
def plate(studio: Studio) -> Plate:
    """What is learned of it in three seconds."""
    learner = PlateLearner()
    for t in moments(0.0, 4.0):
        if not learner.finished:
            learner.add(studio.room(t), t)
    return learner.plate()

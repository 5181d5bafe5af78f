"""Who finds a person of whom it is told where they stand, and masks of halves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from stylecam.engine.glance import Field
from stylecam.engine.person.choosing import NobodyFound
from stylecam.engine.person.finder import Mask, PersonFinder
from stylecam.engine.person.plate import Plate
from stylecam.engine.stylizer import Stylizer
from stylecam.errors import EngineError
from stylecam.frame import Pixels
from stylecam.look import Look, MaskedRegion, Treatment

SIZE = (96, 64)


class Standing:
    """Finds a person of whom it is told where they stand.

    Attributes:
        columns: from where to where, as parts of the width.
        restarts: how often a scene was over.
    """

    def __init__(self, columns: tuple[float, float] = (0.0, 0.5)) -> None:
        self.columns = columns
        self.restarts = 0

    def find(self, pixels: Pixels, at: float) -> Mask:  # noqa: ARG002
        mask = np.zeros((48, 72), np.float32)
        mask[:, round(72 * self.columns[0]) : round(72 * self.columns[1])] = 1
        return mask

    def restart(self) -> None:
        self.restarts += 1


class Lost:
    """Cannot tell."""

    def find(self, pixels: Pixels, at: float) -> Mask:  # noqa: ARG002
        raise EngineError("the background was learned at 4x3; learn it again")

    def restart(self) -> None: ...


class OnlyOne:
    """Has one finder, or none."""

    def __init__(self, finder: PersonFinder | None) -> None:
        self.finder = finder
        self.kept: list[Plate] = []

    def find(self) -> PersonFinder:
        if self.finder is None:
            raise NobodyFound("nobody; learn the background")
        return self.finder

    def keep(self, plate: Plate) -> None:
        self.kept.append(plate)


OpenWith = Callable[[Look, PersonFinder | None], Stylizer]


def masked(path: Path, paint: Treatment) -> tuple[MaskedRegion, ...]:
    return (MaskedRegion(path, paint),)


PERSON, BEHIND = np.s_[:, :40], np.s_[:, 56:]
"""The left and the right of a picture, away from where they meet."""


def behind() -> Field:
    """What the blur behind `Standing` is of."""
    weight = np.zeros(SIZE[::-1], np.float32)
    weight[:, 48:] = 1
    return weight

"""Where an engine gets what finds the person from."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from stylecam.engine.person.choosing import NobodyFound, choose_finder
from stylecam.engine.person.finder import PersonFinder
from stylecam.engine.person.plate import Plate, write_plate
from stylecam.engine.person.plate_finder import PlateFinder


class People(Protocol):
    """Makes finders, and keeps what they learn from."""

    def find(self) -> PersonFinder:
        """A new finder, for the thread that calls.

        Raises:
            StylecamError: there is no way to find anybody, or what there is cannot be used.
        """
        ...

    def keep(self, plate: Plate) -> None:
        """Take a background that was learned: from now on finders go by it.

        Raises:
            PlateError: it cannot be kept for the next start.
        """
        ...


class Nobody:
    """For engines that paint no backgrounds (`People`)."""

    def find(self) -> PersonFinder:
        raise NobodyFound("nobody is looked for here; paint the whole picture alike")

    def keep(self, plate: Plate) -> None: ...


class PeopleHere:
    """What this machine has (`People`): a background that was learned since the start, else the user's network, else a
    background that was learned before. What was learned last is of the camera as it stands; a network knows any.

    Args:
        weights: the folder of the user's own weights.
        background: the file of the background that was learned last.
    """

    def __init__(self, weights: Path, background: Path) -> None:
        self._weights, self._background = weights, background
        self._learned: Plate | None = None

    def find(self) -> PersonFinder:
        """See `People.find`."""
        if self._learned is not None:
            return PlateFinder(self._learned)
        return choose_finder(self._weights, self._background)

    def keep(self, plate: Plate) -> None:
        """See `People.keep`."""
        self._learned = plate
        write_plate(self._background, plate)

"""Which of the two ways finds the person."""

from __future__ import annotations

from pathlib import Path

from stylecam.engine.person.finder import PersonFinder
from stylecam.engine.person.network_finder import NetworkFinder
from stylecam.engine.person.own_network import find_network, load_network
from stylecam.engine.person.plate import Plate, PlateError, read_plate
from stylecam.engine.person.plate_finder import PlateFinder
from stylecam.errors import StylecamError
from stylecam.look import Size

LEARN = "let the empty background be learned (stylecam live --learn-background)"
GET = "run 'stylecam weights download selfie'"
"""The two mends."""


class NoFinder(StylecamError):
    """There is neither a learned background nor a network."""


def choose_finder(background: Path, weights: Path, size: Size) -> PersonFinder:
    """The learned background's, where one fits the pictures, and else the network's.

    Args:
        background: the file of the learned background.
        weights: the user's folder of weights.
        size: (width, height) of the pictures.

    Raises:
        NoFinder: there is neither, or what there is cannot be used; the line names both mends.
    """
    plate, trouble = _plate(background, size)
    if plate is not None:
        return PlateFinder(plate)
    try:
        entry = find_network(weights)
        if entry is not None:
            return NetworkFinder(load_network(entry))
    except StylecamError as error:
        raise NoFinder(f"{error}; or {LEARN}") from None
    raise NoFinder(f"nothing tells the person from the background{trouble}; {GET}, or {LEARN}")


def _plate(path: Path, size: Size) -> tuple[Plate | None, str]:
    """The learned background, or why there is none."""
    if not path.exists():
        return None, ""
    try:
        plate = read_plate(path)
    except PlateError:
        return None, f" ({path} is damaged)"
    if plate.fits(size):
        return plate, ""
    learned, seen = ("x".join(map(str, each)) for each in (plate.size, size))
    return None, f" (it was learned at {learned}, and the picture is {seen})"

"""Which of the two ways finds the person."""

from __future__ import annotations

import logging
from pathlib import Path

from stylecam.engine.person.finder import PersonFinder
from stylecam.engine.person.network_finder import NetworkFinder
from stylecam.engine.person.own_network import find_network, load_network
from stylecam.engine.person.plate import PlateError, read_plate
from stylecam.engine.person.plate_finder import PlateFinder
from stylecam.errors import StylecamError

log = logging.getLogger(__name__)

LEARN = "leave the picture and let the background be learned with --learn-background"
GET = "run 'stylecam weights download selfie'"
"""The two mends."""


class NobodyFound(StylecamError):
    """There is no way to find the person."""

    exit_code = 2


def choose_finder(weights: Path, background: Path) -> PersonFinder:
    """The user's network, which knows any room, and else the background that was learned before.

    Args:
        weights: the user's folder of weights.
        background: the file of the learned background.

    Raises:
        NobodyFound: there is neither, or what there is cannot be used; the line names both mends.
    """
    trouble = f"nothing tells the person from the background; {GET}"
    try:
        entry = find_network(weights)
        if entry is not None:
            return NetworkFinder(load_network(entry))
    except StylecamError as error:
        log.info("%s", error)
        trouble = str(error)
    try:
        if background.exists():
            return PlateFinder(read_plate(background))
    except PlateError as error:
        log.info("%s", error)
    raise NobodyFound(f"{trouble}, or {LEARN}")

"""The network that finds people among the user's own weights: it does not ship, and paints nothing."""

from __future__ import annotations

from pathlib import Path

from stylecam.engine.person.networks import PersonNetwork, parse_network
from stylecam.engine.person.trial import try_data
from stylecam.models.own_weights import keep_data
from stylecam.models.weights import WeightsFile, read_intact, read_own_manifest

SELFIE = "selfie"
"""Its id."""

LICENCE = "Apache-2.0"
"""Under which MediaPipe publishes it."""


def keep_network(folder: Path, data: bytes, path: Path, licence: str, trained: str) -> WeightsFile:
    """Keep a file's content, once it has been tried, in place of what was there.

    Args:
        folder: the user's weights.
        data: the content.
        path: where it is from; says of what kind it is.
        licence: an SPDX identifier.
        trained: how it came about, one line.

    Raises:
        WeightsError: it is no such network, or the folder cannot be written.
        UsageError: what runs it is not installed.
    """
    try_data(data, path)
    return keep_data(folder, f"{SELFIE}{path.suffix.lower()}", data, SELFIE, licence, trained)


def find_network(folder: Path) -> WeightsFile | None:
    """The network in a folder of weights, if any.

    Raises:
        WeightsError: the folder's list cannot be read.
    """
    return next((entry for entry in read_own_manifest(folder) if entry.id == SELFIE), None)


def load_network(entry: WeightsFile) -> PersonNetwork:
    """The network of an entry: the very bytes that were tried when they were kept.

    Raises:
        WeightsError: the file is missing or damaged.
        UsageError: what runs it is not installed.
    """
    return parse_network(read_intact(entry), entry.path)

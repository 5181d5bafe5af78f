"""A person found by a network."""

from __future__ import annotations

import cv2
import numpy as np

from stylecam.engine.geometry import size_of
from stylecam.engine.person.edges import mask_size, shrunk, with_edges_of
from stylecam.engine.person.finder import Mask
from stylecam.engine.person.networks import PersonNetwork
from stylecam.engine.person.steadying import Steadied
from stylecam.frame import Pixels


class NetworkFinder:
    """Asks a network about each picture; for one thread.

    Args:
        network: what is asked.
    """

    def __init__(self, network: PersonNetwork) -> None:
        self._network = network
        self._steadied = Steadied()

    def restart(self) -> None:
        """Take the next mask as it is."""
        self._steadied.restart()

    def find(self, pixels: Pixels, at: float) -> Mask:
        """Where in pixels (H, W, 3) seen at `at` seconds the network sees a person."""
        size = mask_size(*size_of(pixels))
        small = shrunk(pixels, size)
        picture = shrunk(pixels, self._network.size).astype(np.float32) / np.float32(255)
        found = np.asarray(cv2.resize(self._network.mask(picture), size), np.float32)
        return self._steadied.follow(with_edges_of(small, found), small, at)

"""What finds the person in a frame, however it does."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt

from stylecam.frame import Pixels

Mask = npt.NDArray[np.float32]
"""(h, w), from 0 for the background to 1 for a person, soft at the edges; with about the picture's aspect."""


class PersonFinder(Protocol):
    """Follows one stream of pictures. For one thread."""

    def find(self, pixels: Pixels, at: float) -> Mask:
        """Where the person is in pixels (H, W, 3) seen at `at` seconds, steady from one to the next.

        The mask is of a size of the finder's own choosing, and the caller's to keep.

        Raises:
            EngineError: it cannot be told in such pictures.
        """

    def restart(self) -> None:
        """Forget what was seen: the next picture is of another scene."""

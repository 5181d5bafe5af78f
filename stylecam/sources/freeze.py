"""Notices a camera that gives the same picture for ever: some drivers do so after an unplug."""

from __future__ import annotations

import numpy as np

from stylecam.frame import Pixels


class FreezeDetector:
    """Looks at every picture of one camera, across its re-openings.

    A lens sees noise, so no two pictures of a working camera are equal. A virtual camera may show a still, though:
    when the same picture is there again after a re-opening, it is taken for one and let pass until it changes.

    Args:
        patience: seconds of equal pictures after which a camera counts as frozen.
    """

    def __init__(self, patience: float = 5.0) -> None:
        self._patience = patience
        self._seen: Pixels | None = None
        self._since = 0.0
        self._still = False

    def frozen(self, pixels: Pixels, now: float) -> bool:
        """Whether the pictures up to this one, taken at `now`, show that the camera has frozen; said once for each."""
        if self._seen is None or not np.array_equal(pixels, self._seen):
            self._seen, self._since, self._still = pixels, now, False
            return False
        if self._still or now - self._since < self._patience:
            return False
        self._still = True
        return True

"""Lets the painting move with what is painted, instead of being invented anew in each frame.

A network paints a wall with other strokes when the camera has moved by half a pixel: nothing is wrong in any one frame,
and the picture boils. So each painting is mixed with the one before, carried along by the motion of the camera's
picture (optical flow: DIS, Kroeger et al. 2016), wherever that motion explains what is seen now. Elsewhere, where
something comes into view or moves too fast to be followed, the new painting stands alone, without a trail. The idea is
that of blind temporal consistency (Lai et al. 2018), with a recursive average in place of a second network.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from stylecam.engine.glance import Field, Grey, enlarged, likeness

CARRIED = 1 / 8
"""The share of the smoothing time to carry paintings for: statistics may follow slowly, strokes get soft."""

_GIVES_WAY = 0.3
"""Seconds in which a painting of one size gives way to those of another, whose strokes are others everywhere."""

_EXPLAINED, _UNEXPLAINED = 3.0, 12.0
"""Levels of grey, on average around, by which a place may differ from where it came from, and from which on it is
something else. A webcam's noise makes 1 to 3."""


@dataclass(frozen=True)
class Motion:
    """What has become of the picture before, in some small size.

    Attributes:
        back: (h, w, 2): where each place was, in pixels to the right and down of where it is.
        explained: (h, w): how far what is seen now is what was seen there, 0 to 1.
    """

    back: Field
    explained: Field


class MotionFinder:
    """Follows a stream of small pictures."""

    def __init__(self) -> None:
        self._flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_ULTRAFAST)
        self._before: Grey | None = None

    def restart(self, small: Grey) -> None:
        """Begin with this picture, whatever came before."""
        self._before = small

    def follow(self, small: Grey) -> Motion | None:
        """What has moved since the picture before, which may have been of another size; None for the first."""
        before, self._before = self._before, small
        if before is None:
            return None
        if before.shape != small.shape:
            before = np.asarray(cv2.resize(before, small.shape[::-1], interpolation=cv2.INTER_AREA), dtype=np.uint8)
        back = np.asarray(self._flow.calc(small, before, np.zeros((*small.shape, 2), np.float32)), dtype=np.float32)
        return Motion(back, likeness(small, _moved(before, back), _EXPLAINED, _UNEXPLAINED))


class MotionFilter:
    """Holds the painting before."""

    def __init__(self) -> None:
        self._finder = MotionFinder()
        self._painting: Tensor | None = None
        self._places = torch.empty(0)
        self._since_other_size = math.inf

    def restart(self, small: Grey, painting: Tensor) -> Tensor:
        """Begin with this painting (1, 3, H, W), which is given back as it is."""
        self._finder.restart(small)
        self._since_other_size = math.inf
        # The painter writes its next painting over this one.
        self._painting = painting.to(torch.float32, copy=True)
        if self._places.shape[1:3] != painting.shape[2:] or self._places.device != painting.device:
            self._places = places(painting)
        return painting

    def follow(self, small: Grey, painting: Tensor, passed: float, time_constant: float) -> Tensor:
        """The painting (1, 3, H, W), mixed with those before it, float32.

        Args:
            small: what was painted, at a glance; like the painting of any size, but of the shape of those before.
            passed: seconds since the one before.
            time_constant: in seconds; 0 for none.
        """
        before = self._painting
        if before is None or time_constant <= 0:
            return self.restart(small, painting)
        motion = self._finder.follow(small)
        if motion is None:
            return self.restart(small, painting)
        now = painting.float()
        if before.shape != now.shape:
            before = F.interpolate(before, size=now.shape[-2:], mode="bilinear", align_corners=False)
            self._places, self._since_other_size = places(now), 0.0
        time_constant += _GIVES_WAY * math.exp(-self._since_other_size / _GIVES_WAY)
        self._since_other_size += max(0.0, passed)
        kept = motion.explained * np.float32(math.exp(-max(0.0, passed) / time_constant))
        if before.shape != now.shape:
            before = F.interpolate(before, size=now.shape[-2:], mode="bilinear", align_corners=False)
            self._places = places(now)
        change = carried(before, motion.back, self._places).sub_(now)
        # In place: new memory for a whole picture costs as much as what is computed in it.
        self._painting = change.mul_(enlarged(kept, painting)).add_(now)
        return self._painting


def places(painting: Tensor) -> Tensor:
    """Where the pixels of a painting (1, C, H, W) are, as `grid_sample` counts: (1, H, W, 2), -1 to 1."""
    still = torch.eye(2, 3, device=painting.device)[None]
    return F.affine_grid(still, list(painting.shape), align_corners=False)


def carried(painting: Tensor, back: Field, places: Tensor) -> Tensor:
    """A painting (1, C, H, W), each pixel taken from where `back` (h, w, 2) says that it was; see `places`."""
    # In halves of the picture, so that the size the motion was found in does not matter.
    halves = np.asarray(back * 2 / back.shape[1::-1], dtype=np.float32)
    were = enlarged(halves, painting).permute(0, 2, 3, 1).add_(places)
    return F.grid_sample(painting, were, mode="bilinear", padding_mode="border", align_corners=False)


def _moved(small: Grey, back: Field) -> Grey:
    """Each pixel is taken from where `back` says that it was."""
    height, width = back.shape[:2]
    columns = back[..., 0] + np.arange(width, dtype=np.float32)
    rows = back[..., 1] + np.arange(height, dtype=np.float32)[:, None]
    moved = cv2.remap(small, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, dtype=np.uint8)

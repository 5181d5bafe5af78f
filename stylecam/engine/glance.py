"""A small grey picture, in which noise and motion are told apart: enough to follow a face, at a part of the work."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F
from torch import Tensor

from stylecam.frame import Pixels

Grey = npt.NDArray[np.uint8]
"""(h, w)."""

Field = npt.NDArray[np.float32]
"""Something known of each place of a small picture: (h, w), or (h, w, C)."""

_LONGEST, _LEAST = 320, 32
"""Pixels of a side."""

_AROUND = (5, 5)


def glance(pixels: Pixels, gain: float = 1.0) -> Grey:
    """The small picture of pixels (H, W, 3), made `gain` times as bright."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    share = min(1.0, _LONGEST / max(grey.shape))
    size = (max(_LEAST, round(grey.shape[1] * share)), max(_LEAST, round(grey.shape[0] * share)))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.convertScaleAbs(small, alpha=gain), dtype=np.uint8)


def likeness(one: npt.NDArray[Any], other: npt.NDArray[Any], same: float, different: float) -> Field:
    """1 where two small pictures differ by less than `same` levels on average around, 0 from `different` levels on."""
    difference = cv2.blur(cv2.absdiff(one, other).astype(np.float32), _AROUND)
    return np.asarray(np.clip((different - difference) / (different - same), 0, 1), dtype=np.float32)


def enlarged(field: Field, like: Tensor) -> Tensor:
    """A field as (1, C, H, W), of the size and on the device of a picture (1, 3, H, W)."""
    channels = torch.from_numpy(np.atleast_3d(field)).to(like.device, non_blocking=True)
    return F.interpolate(channels.permute(2, 0, 1)[None], size=like.shape[-2:], mode="bilinear", align_corners=False)

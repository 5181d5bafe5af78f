"""What the encoder of `compact` was seen to reach, over thousands of pictures, and what follows from it.

Training may leave a part of a network silent: a unit whose ReLU never lets anything through. What a residual block adds
is then its last bias, whatever the picture, and two of the encoder's convolutions need not be computed. And whoever
computes in bytes has to know how far its numbers go. Both are facts about weights that only pictures show: they lie
beside the weights, with the hash of the file that they are about.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from stylecam.models.compact import EIGHTH, HALF, QUARTER, Compact, Residual

log = logging.getLogger(__name__)

SURVEYED = MappingProxyType({"e0": "e0", "e1": "e1", "inner": "r2.a"})
"""The layers that are looked at, by what they are called here; of each what its convolution gives, before the ReLU."""

WIDTHS = MappingProxyType({"e0": HALF, "e1": QUARTER, "inner": EIGHTH})
"""How many channels they have."""


@dataclass(frozen=True)
class Peaks:
    """The most that channels reached before their ReLU.

    Attributes:
        e0: (32,).
        e1: (64,).
        inner: (128,), of the first convolution of the residual block at 1/8.
        pictures: how many were looked at.
    """

    e0: Tensor
    e1: Tensor
    inner: Tensor
    pictures: int

    @property
    def silent(self) -> bool:
        """Whether the residual block at 1/8 never had anything to say."""
        return bool((self.inner < 0).all())


class Shift(nn.Module):
    """x + a constant (C,) for each channel: what a silent residual block does."""

    def __init__(self, by: Tensor) -> None:
        super().__init__()
        self.by = nn.Parameter(by)

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, H, W)."""
        return x + self.by[:, None, None]


def lean(network: Compact, peaks: Peaks | None) -> Compact:
    """The network, in place, without the block that these peaks show to be silent."""
    if peaks is not None and peaks.silent and isinstance(network.r2, Residual):
        bias = network.r2.b.c.bias
        assert bias is not None
        network.r2 = Shift(bias.detach().clone())
    return network


@torch.no_grad()
def survey(network: Compact, pictures: Iterable[Tensor]) -> Peaks:
    """Look at pictures (1, 3, H, W) in [0, 1], H and W multiples of 8.

    Raises:
        ValueError: there are none, or the network has no such block any more.
    """
    if not isinstance(network.r2, Residual):
        raise ValueError("the residual block was left out of this network")
    most, count = [torch.tensor(-torch.inf)] * len(SURVEYED), 0
    for picture in pictures:
        e0 = network.e0(F.pixel_unshuffle(picture - 0.5, 2))
        e1 = network.e1(F.relu(e0))
        inner = network.r2.a(F.relu(network.e2(F.relu(e1))))
        most = [torch.maximum(a, b.amax(dim=(0, 2, 3))) for a, b in zip(most, (e0, e1, inner), strict=True)]
        count += 1
    if not count:
        raise ValueError("no pictures to look at")
    e0, e1, inner = most
    return Peaks(e0, e1, inner, count)


def write_peaks(weights: Path, peaks: Peaks) -> None:
    """Lay peaks beside the weights that they are about.

    Raises:
        OSError: a file cannot be read or written.
    """
    found = {
        "weights": hashlib.sha256(weights.read_bytes()).hexdigest(),
        "pictures": peaks.pictures,
        **{name: [round(float(value), 4) for value in getattr(peaks, field)] for field, name in SURVEYED.items()},
    }
    peaks_file(weights).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def read_peaks(weights: Path, sha256: str) -> Peaks | None:
    """The peaks beside a weights file with this hash; None where there are none, or those of other weights."""
    path = peaks_file(weights)
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        vectors = {field: torch.tensor(found[name], dtype=torch.float32) for field, name in SURVEYED.items()}
        peaks, about = Peaks(**vectors, pictures=int(found["pictures"])), found["weights"]
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        log.info("%s: cannot be used (%s)", path, error)
        return None
    if about != sha256 or any(vectors[field].shape != (width,) for field, width in WIDTHS.items()):
        log.info("%s: is about other weights", path)
        return None
    return peaks


def peaks_file(weights: Path) -> Path:
    """Where the peaks of a weights file lie."""
    return weights.with_suffix(".peaks.json")

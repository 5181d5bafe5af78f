"""Features relative to those of a plain picture in the frame's commonest colour.

A plain wall's features are large and hardly vary, and AdaIN looks at nothing but how they vary: what a half precision
rounds off them would be painted. Relative to what the encoder makes of a plain picture in the wall's colour they are as
small as there is little to see. It is exact for any colour: convolutions are linear, borders are reflections of what is
inside, and ReLU(x) - c is max(x - c, -c).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from stylecam.models.kernels import Kernel
from stylecam.models.norms import sampled
from stylecam.models.padded import rows
from stylecam.models.peaks import Shift


@dataclass(frozen=True)
class Centred:
    """How a convolution with its ReLU goes on centred features: `max(conv(x) + bias, floor)`, each (outputs,).

    Attributes:
        centre: what its outputs are relative to.
    """

    bias: Tensor
    floor: Tensor
    centre: Tensor

    def absolute(self) -> Centred:
        """The same with outputs as they are."""
        return Centred(self.bias + self.centre, self.floor + self.centre, torch.zeros_like(self.centre))


class Centring:
    """One convolution of an encoder, its ReLU, and what follows them.

    Args:
        kernel: float32.
        then: a constant that is added before another ReLU; None where there is neither.
    """

    def __init__(self, kernel: Kernel, then: Shift | None = None) -> None:
        self._sums, self._bias = kernel.weight.sum(dim=(2, 3)), kernel.bias
        self._by = None if then is None else then.by.detach()

    def around(self, centre: Tensor) -> Centred:
        """For inputs relative to (inputs,)."""
        plain = torch.addmv(self._bias, self._sums, centre)
        floor = torch.zeros_like(plain)
        if self._by is not None:
            plain, floor = plain + self._by, self._by.clamp_min(0)
        given = torch.maximum(plain, floor)
        return Centred(plain - given, floor - given, given)


LEVELS = 16
"""Of a channel, into which colours are sorted."""


def common_colour(picture: Tensor) -> Tensor:
    """The colour (3,), float32, of the largest plain area of a picture (1, 3, H, W) in [0, 1], roughly."""
    colours = sampled(rows(picture)).float()
    level = (colours * LEVELS).long().clamp_(0, LEVELS - 1)
    kind = (level[:, 0] * LEVELS + level[:, 1]) * LEVELS + level[:, 2]
    # Counted without asking the device for the largest, as `bincount` would.
    counts = torch.zeros(LEVELS**3, device=picture.device).index_add_(0, kind, torch.ones_like(colours[:, 0]))
    alike = (kind == counts.argmax()).float()
    return (alike @ colours) / alike.sum()

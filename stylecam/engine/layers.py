"""Which part of a picture is treated how: layers, whose weights are 1 together at each pixel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from stylecam.engine.glance import Field
from stylecam.look import Look, MaskedRegion, Treatment
from stylecam.styles import WeightedStyle

PERSON, BACKGROUND = "person", "background"

_FAINT = 1 / 512
"""A layer that weighs no more than this anywhere is not seen, and not worth a painting."""


@dataclass(frozen=True, eq=False)
class Layer:
    """A part of one picture.

    Attributes:
        key: which part of the look it is, the same in each picture.
        treatment: what becomes of it.
        weight: (H, W), how much of each pixel it is, 0 to 1.
    """

    key: str
    treatment: Treatment
    weight: Field

    @property
    def is_painted(self) -> bool:
        """Whether it is painted, and not left as the camera's, blurred or not."""
        return not isinstance(self.treatment, str)


def treatments(look: Look) -> dict[str, Treatment]:
    """What becomes of each part of a look, by its key; masks with the same treatment are one part."""
    found: dict[str, Treatment] = {PERSON: look.mix}
    if look.background != "none":
        found[BACKGROUND] = look.background
    return found | {_key(look.masks, region.paint): region.paint for region in look.masks}


def mixes(look: Look) -> dict[str, tuple[WeightedStyle, ...]]:
    """The mix of each part of a look that is painted, by its key."""
    return {key: treatment for key, treatment in treatments(look).items() if not isinstance(treatment, str)}


def layers_of(look: Look, person: Field, masks: Sequence[Field]) -> tuple[Layer, ...]:
    """The layers of one picture that are seen in it.

    Args:
        look: how to paint.
        person: (H, W), where the person is; 1 everywhere where nobody looks for one.
        masks: of the look's masks, each (H, W).
    """
    weights = {PERSON: person}
    if look.background != "none":
        weights[BACKGROUND] = 1 - person
    for region, mask in zip(look.masks, masks, strict=True):
        weights = {key: weight * (1 - mask) for key, weight in weights.items()}
        key = _key(look.masks, region.paint)
        weights[key] = weights[key] + mask if key in weights else mask
    treated = treatments(look)
    return tuple(Layer(key, treated[key], weight) for key, weight in weights.items() if float(np.max(weight)) > _FAINT)


def _key(masks: Sequence[MaskedRegion], paint: Treatment) -> str:
    """Of all masks with a treatment: the number of the first."""
    return f"mask {next(number for number, region in enumerate(masks) if region.paint == paint)}"

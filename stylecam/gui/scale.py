"""What a slider's places stand for, and how its values are written."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """Values in equal steps.

    Attributes:
        least, most: the ends.
        steps: from one end to the other.
        default: what a reset goes back to.
    """

    least: float
    most: float
    steps: int
    default: float

    def value_at(self, place: int) -> float:
        """The value of a place, 0 to `steps`."""
        return round(self.least + (self.most - self.least) * place / self.steps, 4)

    def place_of(self, value: float) -> int:
        """The nearest place."""
        return round((value - self.least) / (self.most - self.least) * self.steps)


@dataclass(frozen=True)
class LogScale(Scale):
    """Values in equal ratios: the middle is the geometric mean of the ends."""

    def value_at(self, place: int) -> float:
        return round(self.least * math.pow(self.most / self.least, place / self.steps), 4)

    def place_of(self, value: float) -> int:
        return round(math.log(value / self.least) / math.log(self.most / self.least) * self.steps)


@dataclass(frozen=True)
class Unit:
    """How a value is written.

    Attributes:
        sign: what follows the number, with its space.
        factor: by how much the written number is larger than the value.
        decimals: of the written number.
        nothing: what is written for 0; "" for the number.
    """

    sign: str
    factor: float = 1.0
    decimals: int = 2
    nothing: str = ""

    def write(self, value: float) -> str:
        """Number and sign."""
        return self.nothing if self.nothing and value == 0 else f"{value * self.factor:.{self.decimals}f}{self.sign}"

    def read(self, text: str) -> float | None:
        """The value that was written, with or without its sign, with a point or a comma; None where it is no number."""
        text = text.strip()
        if self.nothing and text.casefold() == self.nothing.casefold():
            return 0.0
        number = text.removesuffix(self.sign.strip()).strip().replace(",", ".")
        return float(number) / self.factor if re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", number, re.ASCII) else None


PERCENT = Unit(" %", factor=100, decimals=0)

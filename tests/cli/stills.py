"""A quick slow painting, and steps of one made by hand."""

from __future__ import annotations

import torch

from stylecam.slow.painting import Step
from tests.cli.acts import STYLE

QUICK = [*STYLE, "--scales", "2", "--steps", "4", "--device", "cpu"]


def step(number: int, of: int = 100) -> Step:
    """One whose picture is its number."""
    picture = torch.full((1, 3, 16, 24), number / 255)
    return Step(2, 3, (24, 16), number, 50, number / of, 0.25, picture)

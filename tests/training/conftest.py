"""What training's tests share."""

from __future__ import annotations

import pytest
import torch


@pytest.fixture
def random() -> torch.Generator:
    """Random numbers that are the same in every run."""
    return torch.Generator().manual_seed(1)

"""The shipped model on the CPU in float32, loaded once."""

from __future__ import annotations

import pytest
import torch

from stylecam.engine.stylizer import LoadedModel
from stylecam.models.registry import find_weights, load_painter
from stylecam.resources import shipped_weights


@pytest.fixture(scope="session")
def model() -> LoadedModel:
    weights = find_weights(shipped_weights(), "compact")
    return LoadedModel(load_painter(weights, torch.device("cpu"), torch.float32), weights.sha256)

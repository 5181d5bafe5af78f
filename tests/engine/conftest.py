"""The shipped model on the CPU in float32, two styles, and engines that paint in them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from stylecam.engine.stylizer import LoadedModel, Stylizer
from stylecam.look import Look
from stylecam.models.registry import find_weights, load_painter
from stylecam.resources import shipped_weights
from stylecam.styles import Style
from tests.engine.pictures import Open, mix, scene, style


@pytest.fixture(scope="session")
def model() -> LoadedModel:
    weights = find_weights(shipped_weights(), "compact")
    return LoadedModel(load_painter(weights, torch.device("cpu"), torch.float32), weights.sha256)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stylizer")


@pytest.fixture(scope="session")
def blocks(folder: Path) -> Style:
    return style(folder / "blocks.png")


@pytest.fixture(scope="session")
def ink(folder: Path) -> Style:
    """Black strokes on white, unlike `blocks`."""
    strokes = np.where(scene((64, 48))[:, :, :1] > 100, 250, 15).astype(np.uint8).repeat(3, axis=2)
    return style(folder / "ink.png", strokes)


@pytest.fixture(scope="session")
def look(blocks: Style) -> Look:
    return Look(mix(blocks))


@pytest.fixture(scope="session")
def opened(model: LoadedModel, folder: Path) -> Open:
    """Opens a new engine, as on a new start."""

    def make(look: Look) -> Stylizer:
        engine = Stylizer(lambda: model, look, folder / "cache")
        engine.open()
        return engine

    return make

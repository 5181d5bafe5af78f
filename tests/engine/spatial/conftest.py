"""Engines that know where the person stands."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from stylecam.engine.person.finder import PersonFinder
from stylecam.engine.stylizer import LoadedModel, Stylizer
from stylecam.look import Look
from tests.engine.spatial.parts import SIZE, OnlyOne, OpenWith, Standing


@pytest.fixture(scope="session")
def opened_with(model: LoadedModel, folder: Path) -> OpenWith:
    def make(look: Look, finder: PersonFinder | None) -> Stylizer:
        engine = Stylizer(lambda: model, look, folder / "cache", people=OnlyOne(finder))
        engine.open()
        return engine

    return make


@pytest.fixture
def standing() -> Standing:
    return Standing()


@pytest.fixture(scope="session")
def right(folder: Path) -> Path:
    """A mask: the right quarter."""
    mask = np.zeros(SIZE[::-1], np.uint8)
    mask[:, 72:] = 255
    path = folder / "right.png"
    Image.fromarray(mask).save(path)
    return path

"""What a user can change while frames flow does what it says with every network."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from stylecam.engine.stylizer import LoadedModel, Stylizer
from stylecam.frame import Pixels
from stylecam.look import Look, MaskedRegion
from stylecam.models.painter import Painter
from stylecam.pipeline.commands import (
    Command,
    Drift,
    SetBrush,
    SetKeepColor,
    SetMasks,
    SetMirror,
    SetSize,
    SetStrength,
    SetStyle,
    SetWorkingSize,
)
from stylecam.styles import Style
from tests.engine.pictures import difference, frame, mix, scene, style
from tests.painters import MAKERS

SIZE = (96, 64)


@pytest.fixture(scope="module")
def styles(tmp_path_factory: pytest.TempPathFactory) -> tuple[Style, Style]:
    folder = tmp_path_factory.mktemp("styles")
    strokes = np.where(scene((64, 48))[:, :, :1] > 100, 250, 15).astype(np.uint8).repeat(3, axis=2)
    return style(folder / "blocks.png"), style(folder / "ink.png", strokes)


@pytest.fixture(scope="module")
def half(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A mask: the left half."""
    path = tmp_path_factory.mktemp("masks") / "half.png"
    mask = np.zeros((SIZE[1], SIZE[0]), np.uint8)
    mask[:, : SIZE[0] // 2] = 255
    Image.fromarray(mask).save(path)
    return path


@pytest.fixture(scope="module", params=MAKERS)
def painter(request: pytest.FixtureRequest, styles: tuple[Style, Style]) -> Painter:
    return MAKERS[request.param]([hashlib.sha256(one.path.read_bytes()).hexdigest() for one in styles])


@pytest.fixture(scope="module")
def look(styles: tuple[Style, Style]) -> Look:
    return Look(mix(styles[0]), crossfade=0.0)


@pytest.fixture
def engine(painter: Painter, look: Look, tmp_path: Path) -> Stylizer:
    opened = Stylizer(lambda: LoadedModel(painter, "0" * 64), look, tmp_path / "cache")
    opened.open()
    return opened


def painted(engine: Stylizer, index: int = 0) -> Pixels:
    """The next picture of a still scene."""
    return engine.stylize(frame(scene(SIZE), index / 30, index)).pixels


Change = Callable[[tuple[Style, Style], Path], Command]

CHANGES: dict[str, Change] = {
    "another style": lambda styles, _: SetStyle(mix(styles[1])),
    "a mix": lambda styles, _: SetStyle(mix(*styles)),
    "strength": lambda _styles, _mask: SetStrength(0.5),
    "the camera's hues": lambda _styles, _mask: SetKeepColor("luminance"),
    "the camera's palette": lambda _styles, _mask: SetKeepColor("palette"),
    "a finer brush": lambda _styles, _mask: SetBrush(0.5),
    "a coarser brush": lambda _styles, _mask: SetBrush(2.0),
    "a region in another style": lambda styles, mask: SetMasks((MaskedRegion(mask, mix(styles[1])),)),
    "a region as it is": lambda _styles, mask: SetMasks((MaskedRegion(mask, "original"),)),
    "a mirror": lambda _styles, _mask: SetMirror(True),
    "a drift": lambda styles, _: Drift(mix(styles[1]), 0.8, 0.5),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_shows_and_the_size_stays(
    change: Change, engine: Stylizer, styles: tuple[Style, Style], half: Path
) -> None:
    before = painted(engine, 0)
    engine.apply(change(styles, half))
    after = painted(engine, 1)
    assert after.shape == before.shape == (SIZE[1], SIZE[0], 3)
    assert after.dtype == np.uint8
    assert difference(after, before) > 0.5


def test_at_strength_0_the_cameras_picture_is_exact(engine: Stylizer) -> None:
    engine.apply(SetStrength(0.0))
    assert np.array_equal(painted(engine), scene(SIZE))


def test_a_region_as_it_is_is_exact_and_the_rest_is_painted(engine: Stylizer, half: Path) -> None:
    engine.apply(SetMasks((MaskedRegion(half, "original"),)))
    result = painted(engine)
    assert np.array_equal(result[:, :40], scene(SIZE)[:, :40])
    assert difference(result[:, 56:], scene(SIZE)[:, 56:]) > 0.5


def test_sizes_may_change_between_frames(engine: Stylizer) -> None:
    painted(engine, 0)
    engine.apply(SetWorkingSize((64, 48)))
    assert painted(engine, 1).shape == (SIZE[1], SIZE[0], 3)
    engine.apply(SetSize((128, 80)))
    assert painted(engine, 2).shape == (80, 128, 3)


def test_a_still_scene_stands_still(engine: Stylizer) -> None:
    first = painted(engine, 0)
    for index in range(1, 6):
        last = painted(engine, index)
    assert difference(last, first) < 2.5

"""A style is looked at once, and remembered in memory and on disk."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import save

from stylecam.engine.style_bank import STYLE_SIDE, StyleBank
from stylecam.engine.stylizer import LoadedModel
from stylecam.errors import StylecamError, StyleError
from stylecam.pictures import load_picture
from stylecam.styles import Style, WeightedStyle
from tests.engine.counting import CountingPainter
from tests.engine.pictures import noisy, scene, style


@pytest.fixture
def painter(model: LoadedModel) -> CountingPainter:
    return CountingPainter(model.painter)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def entry_in(cache: Path) -> Path:
    """The one file of a cache."""
    (entry,) = (path for path in cache.rglob("*") if path.is_file())
    return entry


def test_a_style_is_looked_at_once(painter: CountingPainter, cache: Path, tmp_path: Path) -> None:
    bank, blocks = StyleBank(painter, "abc", cache), style(tmp_path / "blocks.png")
    vector = bank.vector(blocks)
    assert vector.shape == (painter.style_size,)
    assert vector.dtype == torch.float32
    assert bank.vector(blocks) is vector
    assert painter.looks == 1


def test_the_next_start_reads_it_from_disk(painter: CountingPainter, cache: Path, tmp_path: Path) -> None:
    blocks = style(tmp_path / "blocks.png")
    vector = StyleBank(painter, "abc", cache).vector(blocks)
    assert torch.equal(StyleBank(painter, "abc", cache).vector(blocks), vector)
    assert painter.looks == 1
    assert entry_in(cache).suffix == ".safetensors"


def test_what_another_has_written_since_is_read(painter: CountingPainter, cache: Path, tmp_path: Path) -> None:
    early, late = StyleBank(painter, "abc", cache), StyleBank(painter, "abc", cache)
    one, other = style(tmp_path / "one.png", seed=1), style(tmp_path / "other.png", seed=2)
    early.vector(one)
    vector = late.vector(other)
    assert torch.equal(early.vector(other), vector)
    assert painter.looks == 2


def test_another_model_looks_for_itself(painter: CountingPainter, cache: Path, tmp_path: Path) -> None:
    blocks = style(tmp_path / "blocks.png")
    StyleBank(painter, "abc", cache).vector(blocks)
    StyleBank(painter, "def", cache).vector(blocks)
    assert painter.looks == 2


def test_it_is_known_by_its_content_not_its_name(painter: CountingPainter, cache: Path, tmp_path: Path) -> None:
    bank, blocks = StyleBank(painter, "abc", cache), style(tmp_path / "blocks.png")
    vector = bank.vector(blocks)
    shutil.copy(blocks.path, tmp_path / "copy.png")
    assert bank.vector(Style("copy", "copy", "", tmp_path / "copy.png")) is vector
    assert painter.looks == 1
    style(blocks.path, seed=8)
    assert not torch.equal(bank.vector(blocks), vector)
    assert painter.looks == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda data: data[:20],
        lambda data: data[:-1],
        lambda _: b"<html></html>",
        lambda _: save({"other": torch.ones(2176)}),
        lambda _: save({"style": torch.ones(3)}),
        lambda _: save({"style": torch.ones(2176, dtype=torch.float16)}),
        lambda _: save({"style": torch.full((2176,), torch.nan)}),
    ],
    ids=["empty", "cut in the header", "cut in the data", "foreign", "no style", "wrong shape", "wrong type", "nan"],
)
def test_a_damaged_entry_is_made_anew(
    damage: Callable[[bytes], bytes], painter: CountingPainter, cache: Path, tmp_path: Path
) -> None:
    blocks = style(tmp_path / "blocks.png")
    vector = StyleBank(painter, "abc", cache).vector(blocks)
    entry = entry_in(cache)
    sound = entry.read_bytes()
    entry.write_bytes(damage(sound))
    assert torch.equal(StyleBank(painter, "abc", cache).vector(blocks), vector)
    assert painter.looks == 2
    assert entry_in(cache).read_bytes() == sound


def test_a_folder_that_cannot_be_written_costs_time_not_function(painter: CountingPainter, tmp_path: Path) -> None:
    in_the_way = tmp_path / "cache"
    in_the_way.write_text("a file where the folder should be", encoding="utf-8")
    blocks = style(tmp_path / "blocks.png")
    bank = StyleBank(painter, "abc", in_the_way)
    assert bank.vector(blocks) is bank.vector(blocks)
    assert painter.looks == 1


@pytest.fixture(scope="module")
def vectors_of(
    model: LoadedModel, tmp_path_factory: pytest.TempPathFactory
) -> tuple[StyleBank, tuple[Style, ...], torch.Tensor]:
    """A bank, three styles and their vectors (3, style_size)."""
    folder = tmp_path_factory.mktemp("styles")
    bank = StyleBank(model.painter, "abc", folder / "cache")
    styles = tuple(style(folder / f"{seed}.png", seed=seed) for seed in (1, 2, 3))
    return bank, styles, torch.stack([bank.vector(one) for one in styles])


@given(weights=st.lists(st.floats(1e-3, 1e3), min_size=1, max_size=6), picks=st.lists(st.integers(0, 2), min_size=6))
def test_a_mix_is_linear_in_its_weights_which_are_relative(
    vectors_of: tuple[StyleBank, tuple[Style, ...], torch.Tensor], weights: list[float], picks: list[int]
) -> None:
    """Also where a style is named more than once."""
    bank, styles, vectors = vectors_of
    parts = tuple(WeightedStyle(styles[pick], weight) for pick, weight in zip(picks, weights, strict=False))
    shares = torch.tensor(weights) / sum(weights)
    expected = shares @ vectors[picks[: len(weights)]]
    torch.testing.assert_close(bank.mix(parts), expected, rtol=1e-4, atol=1e-4)


def test_a_mix_of_nothing_is_refused(painter: CountingPainter, cache: Path, tmp_path: Path) -> None:
    bank = StyleBank(painter, "abc", cache)
    for parts in ((), (WeightedStyle(style(tmp_path / "blocks.png"), 0.0),)):
        with pytest.raises(StyleError, match="at least one style"):
            bank.mix(parts)


@pytest.mark.parametrize("size", [(1, 1), (3, 200), (200, 3), (17, 23), (30, 16)])
def test_pictures_of_any_size_are_styles(
    size: tuple[int, int], painter: CountingPainter, cache: Path, tmp_path: Path
) -> None:
    vector = StyleBank(painter, "abc", cache).vector(style(tmp_path / "odd.png", scene(size)))
    assert bool(vector.isfinite().all())


def test_a_tiny_picture_is_repeated(painter: CountingPainter, cache: Path, tmp_path: Path) -> None:
    bank, tiny = StyleBank(painter, "abc", cache), scene((8, 8))
    tiled = style(tmp_path / "tiled.png", np.tile(tiny, (2, 2, 1)))
    assert torch.equal(bank.vector(style(tmp_path / "tiny.png", tiny)), bank.vector(tiled))


def test_a_large_picture_is_looked_at_from_afar(painter: CountingPainter, cache: Path, tmp_path: Path) -> None:
    bank = StyleBank(painter, "abc", cache)
    large = style(tmp_path / "large.png", noisy(scene((1536, 1152)), 60, seed=1))
    small = style(tmp_path / "small.png", load_picture(large.path, STYLE_SIDE))
    assert torch.equal(bank.vector(large), bank.vector(small))


@pytest.mark.parametrize("content", [None, b"no picture"])
def test_a_picture_that_cannot_be_read_is_told_in_one_line(
    content: bytes | None, painter: CountingPainter, cache: Path, tmp_path: Path
) -> None:
    path = tmp_path / "broken.png"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StylecamError) as caught:
        StyleBank(painter, "abc", cache).vector(Style("broken", "Broken", "", path))
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 2

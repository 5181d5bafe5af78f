"""A network that knows only the styles it was trained in, in the engine."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch

from stylecam.engine.style_bank import StyleBank
from stylecam.engine.stylizer import LoadedModel, Stylizer
from stylecam.errors import StyleError
from stylecam.look import Look
from stylecam.models.registry import build_cin
from stylecam.models.weights import parse_weights
from stylecam.pipeline.commands import SetStrength, SetStyle
from stylecam.styles import Style, Work
from tests.engine.pictures import difference, frame, mix, painted, scene, style
from tests.taught import weights_file

SEEN = scene((64, 48))


@pytest.fixture(scope="module")
def styles(tmp_path_factory: pytest.TempPathFactory) -> tuple[Style, Style, Style]:
    """Two that are taught, and one that is not."""
    folder = tmp_path_factory.mktemp("styles")
    wave, night, other = (style(folder / f"{name}.png", seed=seed) for seed, name in enumerate(("wave", "night", "x")))
    return wave, night, other


@pytest.fixture(scope="module")
def taught(styles: tuple[Style, Style, Style], tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    path = weights_file(tmp_path_factory.mktemp("w") / "cin.safetensors", "cin", [each.path for each in styles[:2]])
    tensors = parse_weights(path.read_bytes(), path)
    return LoadedModel(build_cin(tensors, path, torch.device("cpu"), torch.float32), "abc")


def bank_of(taught: LoadedModel, cache: Path) -> StyleBank:
    return StyleBank(taught.painter, taught.sha256, cache)


def test_a_style_is_known_by_its_picture_whatever_that_is_called(
    taught: LoadedModel, styles: tuple[Style, Style, Style], tmp_path: Path
) -> None:
    bank, (wave, night, _) = bank_of(taught, tmp_path / "cache"), styles
    renamed = tmp_path / "renamed.png"
    renamed.write_bytes(wave.path.read_bytes())
    assert torch.equal(bank.vector(Style("renamed", "", "", renamed)), bank.vector(wave))
    assert not torch.equal(bank.vector(wave), bank.vector(night))
    torch.testing.assert_close(bank.mix(mix(wave, night)), (bank.vector(wave) + bank.vector(night)) / 2)
    assert not (tmp_path / "cache").exists(), "nothing to compute, nothing to keep"


def test_another_one_is_refused_in_one_line_and_the_look_stays(
    taught: LoadedModel, styles: tuple[Style, Style, Style], tmp_path: Path
) -> None:
    wave, _, other = styles
    engine = Stylizer(lambda: taught, Look(mix(wave)), tmp_path / "cache")
    engine.open()
    before = painted(engine, SEEN)
    with pytest.raises(StyleError) as caught:
        engine.apply(SetStyle(mix(wave, other)))
    assert str(caught.value) == "'cin' was trained in wave, night only; choose one of these, or --model compact"
    assert engine.look.mix == mix(wave)
    assert np.array_equal(painted(engine, SEEN), before)


def test_what_another_network_has_kept_for_the_same_picture_is_not_taken(
    taught: LoadedModel, styles: tuple[Style, Style, Style], model: LoadedModel, tmp_path: Path
) -> None:
    """Not even if the weights had the same hash."""
    wave, _, other = styles
    compact = StyleBank(model.painter, taught.sha256, tmp_path)
    assert compact.vector(wave).shape == (2176,)
    compact.vector(other)
    assert bank_of(taught, tmp_path).vector(wave).shape == (3200,)
    with pytest.raises(StyleError, match="was trained in"):
        bank_of(taught, tmp_path).vector(other)


def test_a_style_whose_picture_is_not_here_is_known_by_its_hash(
    taught: LoadedModel, styles: tuple[Style, Style, Style], tmp_path: Path
) -> None:
    bank, (wave, _, _) = bank_of(taught, tmp_path), styles
    sha256 = taught.painter.trained.styles[0].sha256  # type: ignore[attr-defined]
    absent = Style("wave", "Wave", "", tmp_path / "cin.safetensors", work=Work("", sha256, ()))
    assert torch.equal(bank.vector(absent), bank.vector(wave))


def test_strength_takes_the_picture_ever_further_from_the_camera(
    taught: LoadedModel, styles: tuple[Style, Style, Style], tmp_path: Path
) -> None:
    engine = Stylizer(lambda: taught, Look(mix(styles[0]), smoothing=0.0), tmp_path)
    engine.open()
    far = []
    for strength in (0.0, 0.1, 0.2, 0.3, 0.6, 0.9, 1.0):
        engine.apply(SetStrength(strength))
        far.append(difference(painted(engine, SEEN), SEEN))
    assert far[0] == 0
    assert all(nearer < further for nearer, further in pairwise(far))


def test_smoothed_frames_of_a_still_picture_stay_as_the_measured_one(
    taught: LoadedModel, styles: tuple[Style, Style, Style], tmp_path: Path
) -> None:
    engine = Stylizer(lambda: taught, Look(mix(*styles[:2])), tmp_path)
    engine.open()
    first, *others = (engine.stylize(frame(SEEN, at / 30, at)).pixels for at in range(5))
    assert all(difference(first, other) < 1 for other in others)

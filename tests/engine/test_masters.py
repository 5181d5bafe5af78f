"""The shipped paintings in the engine."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
import torch

from stylecam.app import make_plan, masters
from stylecam.engine.style_bank import StyleBank
from stylecam.engine.stylizer import LoadedModel
from stylecam.frame import Frame
from stylecam.masters import OtherWeightsError
from stylecam.pipeline.commands import SetStyle
from stylecam.settings import Settings
from stylecam.styles import WeightedStyle
from tests.engine.pictures import scene
from tests.paintings import WEIGHTS, write_paintings

APART = 2.0
"""Levels that two paintings' pictures differ by on average, at least."""
SOME = ("starry-night-vangogh", "kiss-klimt", "dance-matisse", "moonlit-dnieper-kuindzhi")


def test_each_has_a_vector_of_its_own(tmp_path: Path) -> None:
    model = make_plan(Settings(device="cpu")).load()
    bank = StyleBank(model.painter, model.sha256, tmp_path)
    vectors = torch.stack([bank.vector(style) for style in masters()])
    apart = torch.cdist(vectors, vectors) + torch.eye(len(vectors)) * 1e6
    assert apart.min() > 0.01 * vectors.norm(dim=1).mean()


def test_they_paint_differently() -> None:
    plan = make_plan(Settings(device="cpu", style=SOME, smoothing=0.0, size=(96, 64)))
    engine = replace(plan, look=replace(plan.look, crossfade=0.0)).engine()
    engine.open()
    painted = []
    for number, part in enumerate(plan.look.mix):
        engine.apply(SetStyle((part,)))
        painted.append(engine.stylize(Frame(scene(), number, float(number))).pixels.astype(np.float32))
    engine.close()
    for one, other in combinations(painted, 2):
        assert np.abs(one - other).mean() > APART


def test_a_painting_is_mixed_like_a_picture(model: LoadedModel, tmp_path: Path) -> None:
    zeros, ones = write_paintings(tmp_path / "toy.safetensors", model.painter.style_size)
    bank = StyleBank(model.painter, WEIGHTS, tmp_path / "cache")
    mixed = bank.mix([WeightedStyle(zeros, 3.0), WeightedStyle(ones, 1.0)])
    assert mixed.tolist() == [0.25] * model.painter.style_size
    assert not (tmp_path / "cache").exists()


def test_a_painting_of_other_weights_is_refused(model: LoadedModel, tmp_path: Path) -> None:
    painting, _ = write_paintings(tmp_path / "toy.safetensors", model.painter.style_size)
    with pytest.raises(OtherWeightsError):
        StyleBank(model.painter, "cd" * 32, tmp_path / "cache").vector(painting)

"""Trainings of networks that know only the styles they learn, from folder to live painting."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from stylecam.errors import UsageError
from stylecam.models.cin_painter import CinPainter
from stylecam.models.registry import build_cin
from stylecam.models.trained import read_trained
from stylecam.models.weights import parse_weights
from stylecam.pictures import load_picture
from stylecam.training.progress import LogTeller
from tests.training.test_trainer import Stopper, train
from tests.training.tiny import config, plan


def painter_of(weights: Path) -> CinPainter:
    painter = build_cin(parse_weights(weights.read_bytes(), weights), weights, torch.device("cpu"), torch.float32)
    assert isinstance(painter, CinPainter)
    return painter


def test_every_picture_of_the_folder_is_a_style(tmp_path: Path) -> None:
    ending = train(plan(tmp_path, 3, config=config("cin")))
    trained = read_trained(ending.weights)
    assert trained is not None
    assert trained.model == "cin"
    assert [style.name for style in trained.styles] == ["0", "1", "2", "3"]
    painter, picture = painter_of(ending.weights), tmp_path / "styles" / "2.png"
    known = painter.known(hashlib.sha256(picture.read_bytes()).hexdigest())
    gains = parse_weights(ending.weights.read_bytes(), ending.weights)["gains"]
    assert torch.equal(known[:1600], gains[2])
    assert len({tuple(gain.tolist()) for gain in gains}) == 4
    assert load_picture(tmp_path / "out" / "samples" / "step_0000003.png").shape == (5 * 40, 5 * 40, 3)


def test_johnson_learns_one_picture(tmp_path: Path) -> None:
    several = plan(tmp_path, 3, config=config("johnson"))
    with pytest.raises(UsageError, match="styles: has 4 pictures, and 'johnson' learns one; name that, or use cin"):
        train(several)
    ending = train(replace(several, style=several.style / "1.png"))
    trained = read_trained(ending.weights)
    assert trained is not None
    assert (trained.model, [style.name for style in trained.styles]) == ("johnson", ["1"])
    assert painter_of(ending.weights).trained == trained


def test_a_training_that_was_stopped_goes_on_to_the_very_same_weights(tmp_path: Path) -> None:
    whole, stopper = train(plan(tmp_path, 4, "whole", config=config("cin"))), Stopper(2)
    assert not train(plan(tmp_path, 4, "parts", config=config("cin")), teller=stopper, stop=stopper.stop).complete
    parts = train(plan(tmp_path, 4, "parts", config=config("cin")))
    assert parts.weights.read_bytes() == whole.weights.read_bytes()


def test_it_does_not_go_on_with_other_pictures_of_the_same_names(tmp_path: Path) -> None:
    wanted = plan(tmp_path, 1, config=config("cin"))
    train(wanted)
    (wanted.style / "1.png").write_bytes((wanted.style / "2.png").read_bytes())
    with pytest.raises(UsageError, match="is of a training with taught"):
        train(replace(wanted, budget=replace(wanted.budget, steps=2)))


def test_a_picture_that_cannot_be_read_is_no_style(tmp_path: Path) -> None:
    wanted = plan(tmp_path, 1, config=config("cin"))
    (wanted.style / "1.png").write_bytes(b"no picture")
    with pytest.raises(UsageError, match=r"1\.png: cannot be read, and each picture of --style is a style to learn"):
        train(wanted)


def test_it_learns(tmp_path: Path) -> None:
    """The style loss falls; without the beginning, in which there is none."""
    base = config("johnson")
    still = replace(base.movement, pictures=0)
    quick = replace(base.optimizer, rate=5e-3, warm_up=1)
    easy = replace(base.beginning, identity_steps=0, ramp_steps=1)
    wanted = plan(tmp_path, 30, config=replace(base, beginning=easy, optimizer=quick, movement=still))
    wanted = replace(wanted, style=wanted.style / "0.png")
    train(wanted, teller=LogTeller(wanted.out, 0))
    lines = [json.loads(line) for line in (wanted.out / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sum(line["total"] for line in lines[-3:]) < 0.75 * sum(line["total"] for line in lines[:3])

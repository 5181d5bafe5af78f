"""One step after another, with what distillation adds to a step."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import Tensor

from stylecam.models.compact import Compact
from stylecam.training.batches import Batch
from stylecam.training.checkpoint import load_checkpoint, save_checkpoint
from stylecam.training.config import Config
from stylecam.training.distributed import Processes
from stylecam.training.learner import Learner
from stylecam.training.perceptual import load_perceptual
from tests.training.tiny import CPU, config, perceptual_file

SIDE = 32
RATE = 1e-3


@pytest.fixture
def batch(random: torch.Generator) -> Batch:
    """Two pairs, none of which moves."""
    content, style = (torch.randint(0, 256, (2, 3, SIDE, SIDE), generator=random, dtype=torch.uint8) for _ in range(2))
    none = torch.empty(0)
    return Batch(content, style, torch.zeros(2, dtype=torch.int64), torch.tensor([1.0, 0.0]), none, none, none, none)


def distilled(share: float = 1.0) -> Config:
    """With distillation and coherence at this weight."""
    base = config()
    return replace(base, losses=replace(base.losses, distillation=share, coherence=share))


def learner(folder: Path, wanted: Config) -> Learner:
    torch.manual_seed(4)
    return Learner(Compact(), load_perceptual(perceptual_file(folder / "vgg.safetensors")), wanted, CPU, Processes())


def steps(learns: Learner, batch: Batch, wanted: Config, count: int) -> list[dict[str, Tensor]]:
    weights = {name: weight for name, weight in vars(wanted.losses).items() if weight}
    return [learns.learn(batch, RATE, weights, False) for _ in range(count)]


def test_distillation_brings_the_encoder_nearer_to_the_perceptual_network(tmp_path: Path, batch: Batch) -> None:
    wanted = distilled()
    learns = learner(tmp_path, wanted)
    found = [learns.learn(batch, RATE, {"distillation": 1.0}, False)["distillation"].item() for _ in range(6)]
    assert found == sorted(found, reverse=True)
    assert found[-1] < 0.8 * found[0]


def test_what_distillation_adds_is_no_part_of_the_weights(tmp_path: Path) -> None:
    learns = learner(tmp_path, distilled())
    assert learns.averaged.state_dict().keys() == learns.network.state_dict().keys() == Compact().state_dict().keys()
    assert len(learns.checkpoint({}, 0).projections) == 4
    assert learner(tmp_path, config()).checkpoint({}, 0).projections == {}


def test_distillation_and_coherence_go_on_from_a_checkpoint_to_the_very_same_weights(
    tmp_path: Path, batch: Batch
) -> None:
    wanted = distilled()
    whole = learner(tmp_path, wanted)
    steps(whole, batch, wanted, 2)
    save_checkpoint(tmp_path, whole.checkpoint({}, 0))
    expected = steps(whole, batch, wanted, 2)
    resumed = learner(tmp_path, wanted)
    checkpoint = load_checkpoint(tmp_path, {})
    assert checkpoint is not None
    resumed.restore(checkpoint)
    assert steps(resumed, batch, wanted, 2) == expected
    one, other = whole.checkpoint({}, 0), resumed.checkpoint({}, 0)
    for there, here in ((one.network, other.network), (one.projections, other.projections)):
        assert all(torch.equal(there[name], here[name]) for name in there)

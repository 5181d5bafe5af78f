"""Every loss of a network on a batch, and those that are computed only where they are asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, replace
from pathlib import Path

import pytest
import torch
from torch import Tensor

from stylecam.models.cin import Cin
from stylecam.models.compact import Compact
from stylecam.training.objective import EXTRAS, Objective, extras_of
from stylecam.training.perceptual import Perceptual, load_perceptual
from tests.training.tiny import config, perceptual_file

SIDE = 32


@pytest.fixture
def perceptual(tmp_path: Path) -> Perceptual:
    return load_perceptual(perceptual_file(tmp_path / "vgg.safetensors"))


@pytest.fixture
def batch(random: torch.Generator) -> tuple[Tensor, ...]:
    """Two pairs, the first of which counts as identity; the second one moves by half a pixel."""
    content, style = (torch.rand(2, 3, SIDE, SIDE, generator=random) for _ in range(2))
    flow, valid = torch.full((1, SIDE, SIDE, 2), 0.5), torch.ones(1, 1, SIDE, SIDE)
    number = torch.tensor([1, 0])
    return content, style, number, torch.tensor([1.0, 0.0]), content[1:].roll(1, 3), flow, valid, torch.ones(1)


def objective(perceptual: Perceptual, extras: Collection[str] = ()) -> Objective:
    torch.manual_seed(3)
    return Objective(Compact(), perceptual, extras, None)


def gradient(objective: Objective, loss: Tensor) -> Tensor:
    """Of the network's first layer, through which everything goes."""
    first = next(objective.network.parameters())
    (found,) = torch.autograd.grad(loss, [first])
    return found


def test_it_gives_every_loss_that_has_a_weight(perceptual: Perceptual, batch: tuple[Tensor, ...]) -> None:
    losses = objective(perceptual)(*batch)
    assert asdict(config().losses).keys() - losses.keys() == set(EXTRAS)
    assert all(loss.shape == () and loss.isfinite() for loss in losses.values())


def test_a_network_that_knows_its_styles_paints_by_their_numbers(
    perceptual: Perceptual, batch: tuple[Tensor, ...]
) -> None:
    """Also what is painted a second time, moved: here the second pair, of style 0."""
    content, style, _, identity, *moving = batch
    network = Cin(3)
    asked = Objective(network, perceptual, (), None)
    for numbers, learn in (([1, 0], {0, 1}), ([2, 2], {2})):
        losses = asked(content, style, torch.tensor(numbers), identity, *moving)
        (gains,) = torch.autograd.grad(losses["style"] + losses["temporal"], [network.gains])
        assert {number for number in range(3) if gains[number].abs().max() > 0} == learn
    losses = asked(content, style, torch.tensor([1, 0]), identity, *moving)
    (gains,) = torch.autograd.grad(losses["temporal"], [network.gains])
    assert gains[0].abs().max() > gains[1].abs().max() == 0


def test_without_a_moving_picture_nothing_flickers(perceptual: Perceptual, batch: tuple[Tensor, ...]) -> None:
    content, style, number, identity, *moving = batch
    still = [tensor[:0] for tensor in moving]
    assert objective(perceptual)(content, style, number, identity, *still)["temporal"] == 0


@pytest.mark.parametrize("extra", EXTRAS)
def test_an_extra_loss_changes_the_gradient_and_none_of_the_others(
    extra: str, perceptual: Perceptual, batch: tuple[Tensor, ...]
) -> None:
    plain, more = objective(perceptual)(*batch), objective(perceptual, [extra])
    losses = more(*batch)
    assert losses.keys() - plain.keys() == {extra}
    assert all(torch.equal(losses[name], plain[name]) for name in plain)
    # What differs is only that the one counts now.
    assert gradient(more, losses[extra]).abs().max() > 0


def test_only_distillation_has_parameters_of_its_own(perceptual: Perceptual) -> None:
    """From 64 and 128 channels to VGG's 256 and 512."""
    network = len(list(Compact().parameters()))
    for extra in EXTRAS:
        found = [tuple(parameter.shape) for parameter in objective(perceptual, [extra]).parameters()]
        own = [(256, 64, 1, 1), (256,), (512, 128, 1, 1), (512,)] if extra == "distillation" else []
        assert found[network:] == own


def test_the_identity_in_features_is_that_of_the_pairs_that_count(
    perceptual: Perceptual, batch: tuple[Tensor, ...]
) -> None:
    asked = objective(perceptual, ["feature_identity"])
    nobody = asked(*batch[:3], torch.zeros(2), *batch[4:])
    assert asked(*batch)["feature_identity"] > 0
    assert nobody["feature_identity"] == 0


def test_coherence_looks_elsewhere_in_each_step_as_the_generator_says(
    perceptual: Perceptual, batch: tuple[Tensor, ...]
) -> None:
    """So that a training that goes on with the generator's state sees the same places."""
    asked = objective(perceptual, ["coherence"])
    state = torch.get_rng_state()
    first, second = (asked(*batch)["coherence"].item() for _ in range(2))
    torch.set_rng_state(state)
    again = asked(*batch)["coherence"].item()
    assert first == again != second


def test_what_has_no_weight_is_not_asked_for() -> None:
    losses = config().losses
    assert extras_of(losses) == frozenset()
    assert extras_of(replace(losses, distillation=0.5, coherence=2)) == {"distillation", "coherence"}


@pytest.mark.parametrize("extras", [(), EXTRAS])
def test_it_is_one_program(extras: Collection[str], perceptual: Perceptual, batch: tuple[Tensor, ...]) -> None:
    """Whatever is asked for: a break in the graph would keep what is before and after it in memory."""
    asked = objective(perceptual, extras)
    state = torch.get_rng_state()
    plain = asked(*batch)
    torch.set_rng_state(state)
    asked.compiled = True
    asked._program = torch.compile(asked._losses, backend="eager", fullgraph=True)
    torch.testing.assert_close(asked(*batch), plain)
    assert asked.compiled

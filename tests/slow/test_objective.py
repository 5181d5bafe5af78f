"""The loss of a painting, on a network of two levels."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from stylecam.slow.losses import DESCRIPTIONS, Kind
from stylecam.slow.objective import Objective, Region
from stylecam.slow.scales import to_tensor
from tests.slow.tiny import photo, stripes, tiny_encoder


def ones(like: Tensor) -> Tensor:
    return torch.ones_like(like[:, :1])


def half(like: Tensor, left: float, right: float) -> Tensor:
    guide = ones(like) * left
    guide[..., like.shape[3] // 2 :] = right
    return guide


@pytest.mark.parametrize("kind", DESCRIPTIONS)
def test_its_gradient_is_that_of_finite_differences(kind: Kind) -> None:
    encoder = tiny_encoder(torch.float64)
    random = torch.Generator().manual_seed(1)
    content, style, plain = (torch.rand(1, 3, 6, 6, dtype=torch.float64, generator=random) for _ in range(3))
    moves, guide = half(content, 0.3, 1.0), half(content, 1.0, 0.5)
    objective = Objective(encoder, content, moves, [Region(guide, style)], DESCRIPTIONS[kind], 2.0)
    point = plain.clone().requires_grad_()
    (gradient,) = torch.autograd.grad(objective(point), point)
    step = 1e-6
    for place in range(0, point.numel(), 7):
        nudge = torch.zeros_like(plain).flatten()
        nudge[place] = step
        nudge = nudge.view_as(plain)
        slope = float(objective(plain + nudge) - objective(plain - nudge)) / (2 * step)
        assert float(gradient.flatten()[place]) == pytest.approx(slope, rel=1e-4, abs=1e-7)


@pytest.mark.parametrize("kind", DESCRIPTIONS)
def test_a_picture_in_its_own_style_is_perfect(kind: Kind) -> None:
    content = to_tensor(photo())
    objective = Objective(
        tiny_encoder(), content, ones(content), [Region(ones(content), content)], DESCRIPTIONS[kind], 1
    )
    assert float(objective(content)) == pytest.approx(0, abs=1e-9)
    assert float(objective(1 - content)) > 0.01


def test_the_content_counts_one_and_each_style_by_its_weight_and_its_part_of_the_picture() -> None:
    content, style = to_tensor(photo()), to_tensor(stripes())
    describe = DESCRIPTIONS["gram"]

    def loss(guide: Tensor, weight: float) -> float:
        return float(
            Objective(tiny_encoder(), content, ones(content), [Region(guide, style)], describe, weight)(content)
        )

    # At the content itself all loss is the style's.
    assert loss(ones(content), 0) == 0
    assert loss(ones(content), 6) == pytest.approx(2 * loss(ones(content), 3), rel=1e-5)
    assert loss(0.25 * ones(content), 3) == pytest.approx(0.25 * loss(ones(content), 3), rel=1e-4)


def test_what_does_not_move_has_no_gradient_and_is_the_contents() -> None:
    content, style = to_tensor(photo()), to_tensor(stripes())
    moves = half(content, 0.0, 1.0)
    objective = Objective(tiny_encoder(), content, moves, [Region(moves, style)], DESCRIPTIONS["gram"], 5.0)
    point = torch.rand_like(content).requires_grad_()
    (gradient,) = torch.autograd.grad(objective(point), point)
    middle = content.shape[3] // 2
    assert not gradient[..., :middle].any()
    assert gradient[..., middle:].abs().max() > 0
    shown = objective.shown(point.detach())
    assert torch.equal(shown[..., :middle], content[..., :middle])
    assert torch.equal(shown[..., middle:], point.detach()[..., middle:])


def test_each_region_has_its_own_style() -> None:
    content = to_tensor(photo(48, 48))
    lying, upright = to_tensor(stripes(48, 48, turned=True)), to_tensor(stripes(48, 48))
    left, right = half(content, 1.0, 0.0), half(content, 0.0, 1.0)

    def loss(left_style: Tensor, right_style: Tensor) -> float:
        regions = [Region(left, left_style), Region(right, right_style)]
        return float(Objective(tiny_encoder(), content, ones(content), regions, DESCRIPTIONS["gram"], 100.0)(painting))

    painting = torch.lerp(lying, upright, right.expand_as(lying))
    assert loss(lying, upright) < 0.8 * loss(upright, lying)

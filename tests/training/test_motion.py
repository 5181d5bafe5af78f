"""Synthetic motion, against pictures whose every place can be told."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
import torch
from torch import Tensor

from stylecam.training.config import load_config
from stylecam.training.motion import Motion, MotionStrength, disturb, random_motion, warp

USUAL = load_config("compact").movement.strength()
STILL = MotionStrength(shift=0, zoom=0, rotation=0, wobble=0, wobble_cell=48, noise=0, brightness=0)
SIZE = (48, 80)


def places() -> Tensor:
    """(1, 2, H, W): a picture whose channels are its own x and y."""
    y, x = torch.meshgrid(torch.arange(48.0), torch.arange(80.0), indexing="ij")
    return torch.stack([x, y])[None]


def uniform_motion(x: float, y: float) -> Motion:
    flow = torch.tensor([x, y]).expand(1, *SIZE, 2)
    return Motion(flow, torch.ones(1, 1, *SIZE))


def test_a_motion_of_nothing_leaves_the_picture_as_it_is(random: torch.Generator) -> None:
    motion = random_motion(1, SIZE, random, STILL)
    assert motion.valid.all()
    torch.testing.assert_close(warp(places(), motion), places(), rtol=0, atol=1e-4)


def test_a_whole_shift_moves_pixels_without_blurring_them(random: torch.Generator) -> None:
    picture = torch.rand(1, 3, *SIZE, generator=random)
    moved = warp(picture, uniform_motion(5, -2))
    torch.testing.assert_close(moved[..., 2:, :-5], picture[..., :-2, 5:], rtol=0, atol=1e-5)


def test_half_a_pixel_is_the_mean_of_two(random: torch.Generator) -> None:
    picture = torch.rand(1, 3, *SIZE, generator=random)
    moved = warp(picture, uniform_motion(0.5, 0))
    torch.testing.assert_close(moved[..., :-1], (picture[..., 1:] + picture[..., :-1]) / 2, rtol=0, atol=1e-5)


def test_the_border_is_reflected(random: torch.Generator) -> None:
    picture = torch.rand(1, 3, *SIZE, generator=random)
    moved = warp(picture, uniform_motion(3, 0))
    torch.testing.assert_close(moved[..., -3:], picture[..., -3:].flip(3), rtol=0, atol=1e-5)


def test_the_moved_picture_has_what_was_where_the_flow_points(random: torch.Generator) -> None:
    motion = random_motion(3, SIZE, random, USUAL)
    found = warp(places().expand(3, -1, -1, -1), motion)
    expected = places() + motion.flow.permute(0, 3, 1, 2)
    inside = motion.valid.bool().expand_as(expected)
    torch.testing.assert_close(found[inside], expected[inside], rtol=0, atol=1e-3)


def test_only_what_came_from_inside_is_valid(random: torch.Generator) -> None:
    motion = random_motion(4, SIZE, random, replace(USUAL, shift=12))
    x, y = (places() + motion.flow.permute(0, 3, 1, 2)).unbind(1)
    inside = (x >= 0) & (x <= 79) & (y >= 0) & (y <= 47)
    assert motion.valid.shape == (4, 1, *SIZE)
    assert torch.equal(motion.valid[:, 0], inside.float())
    assert 0 < motion.valid.mean() < 1


@pytest.mark.parametrize(
    ("strength", "most"),
    [
        (replace(STILL, shift=4), 4 * math.sqrt(2)),
        (replace(STILL, zoom=0.05), 0.05 * math.hypot(39.5, 23.5)),
        (replace(STILL, rotation=3), math.radians(3) * math.hypot(39.5, 23.5)),
        # Bicubic interpolation may overshoot.
        (replace(STILL, wobble=2), 1.5 * 2 * math.sqrt(2)),
    ],
    ids=["shift", "zoom", "rotation", "wobble"],
)
def test_each_part_moves_up_to_its_strength(random: torch.Generator, strength: MotionStrength, most: float) -> None:
    length = random_motion(60, SIZE, random, strength).flow.norm(dim=-1).amax((1, 2))
    assert 0.5 * most < length.max() <= 1.001 * most
    assert length.min() < 0.8 * length.max(), "each picture has its own"


@pytest.mark.parametrize("strength", [replace(STILL, zoom=0.05), replace(STILL, rotation=3)], ids=["zoom", "rotation"])
def test_zoom_and_rotation_leave_the_centre_in_place(random: torch.Generator, strength: MotionStrength) -> None:
    flow = random_motion(5, (49, 81), random, strength).flow
    torch.testing.assert_close(flow[:, 24, 40], torch.zeros(5, 2), rtol=0, atol=1e-5)
    along = places()[0].permute(1, 2, 0)[24, 60] - torch.tensor([40.0, 24.0])
    turned = (flow[:, 24, 60] * along).sum(1)
    assert (turned.abs().max() > 1) == bool(strength.zoom), "a zoom moves along the radius, a rotation across it"


def test_wobble_is_smooth_and_differs_over_the_picture(random: torch.Generator) -> None:
    flow = random_motion(4, (96, 96), random, replace(STILL, wobble=3, wobble_cell=32)).flow
    assert flow.std((1, 2)).min() > 0.3
    assert (flow[:, 1:] - flow[:, :-1]).abs().max() < 3 * 2 * 1.5 / 16


def test_the_same_seed_gives_the_same_motion() -> None:
    first, again, other = (random_motion(2, SIZE, torch.Generator().manual_seed(s), USUAL) for s in (1, 1, 2))
    assert torch.equal(first.flow, again.flow)
    assert not torch.equal(first.flow, other.flow)


def test_gradients_pass_through_a_motion_also_in_a_compiled_half_precision_step(random: torch.Generator) -> None:
    picture = torch.rand(1, 3, *SIZE, generator=random)
    motion = random_motion(1, SIZE, random, USUAL)
    compiled = torch.compile(lambda x, flow, valid: warp(x, Motion(flow, valid)), backend="aot_eager", fullgraph=True)
    start = picture.clone().requires_grad_()
    with torch.autocast("cpu", torch.bfloat16):
        moved = compiled(start, motion.flow, motion.valid)
    torch.testing.assert_close(moved.detach(), warp(picture, motion), rtol=0, atol=1e-5)
    (gradient,) = torch.autograd.grad(moved.sum(), start)
    assert gradient.sum().item() == pytest.approx(picture.numel(), rel=1e-4)


def test_noise_and_exposure_are_drawn_for_each_picture(random: torch.Generator) -> None:
    grey = torch.full((40, 3, 32, 32), 0.5)
    noisy = disturb(grey, random, noise=0.03, brightness=0.0)
    sigmas = (noisy - grey).flatten(1).std(1)
    assert 0.02 < sigmas.max() < 0.032
    assert sigmas.min() < 0.01
    lit = disturb(grey, random, noise=0.0, brightness=0.05)
    gains = lit.mean((1, 2, 3)) / 0.5
    assert torch.equal(lit, lit[..., :1, :1].expand_as(lit))
    assert 0.95 <= gains.min() < 0.97
    assert 1.03 < gains.max() <= 1.05


def test_a_disturbed_picture_stays_in_range(random: torch.Generator) -> None:
    ends = torch.cat([torch.zeros(4, 3, 16, 16), torch.ones(4, 3, 16, 16)])
    found = disturb(ends, random, noise=0.1, brightness=0.1)
    assert found.min() >= 0
    assert found.max() <= 1
    assert not torch.equal(found, ends)

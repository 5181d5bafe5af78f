"""Every loss against its formula, written out in float64 loops or numpy."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from stylecam.training import losses

Array = NDArray[np.float64]
WEIGHTS = (0.2, 0.5, 1.0, 2.0)


def array(x: Tensor) -> Array:
    return x.double().numpy()


@pytest.fixture
def features(random: torch.Generator) -> tuple[Tensor, ...]:
    return tuple(torch.randn(2, c, 12 // k, 16 // k, generator=random) for c, k in ((3, 1), (5, 2), (7, 2), (9, 4)))


@pytest.fixture
def others(random: torch.Generator) -> tuple[Tensor, ...]:
    """Features of another picture, which may have another size."""
    return tuple(1 + 2 * torch.randn(2, c, 8, 8, generator=random) for c in (3, 5, 7, 9))


@pytest.fixture
def output(random: torch.Generator) -> Tensor:
    """Partly out of range."""
    return 0.5 + 0.4 * torch.randn(2, 3, 41, 70, generator=random)


@pytest.fixture
def content(random: torch.Generator) -> Tensor:
    """Calm on the left, busy on the right."""
    picture = torch.rand(2, 3, 41, 70, generator=random)
    picture[..., :35] = 0.5 + 0.01 * picture[..., :35]
    return picture


def test_content_is_the_mean_squared_distance_of_each_picture(features: tuple[Tensor, ...]) -> None:
    a, b = features[3], features[3].flip(0) + 1
    expected = ((array(a) - array(b)) ** 2).mean((1, 2, 3))
    np.testing.assert_allclose(losses.content_loss(a, b).numpy(), expected, rtol=1e-6)


def test_style_is_the_distance_of_means_and_deviations(
    features: tuple[Tensor, ...], others: tuple[Tensor, ...]
) -> None:
    expected = np.zeros(2)
    for weight, a, b in zip(WEIGHTS, map(array, features), map(array, others), strict=True):
        means = a.mean((2, 3)) - b.mean((2, 3))
        stds = np.sqrt(a.var((2, 3), ddof=1) + 1e-5) - np.sqrt(b.var((2, 3), ddof=1) + 1e-5)
        expected += weight * ((means**2).mean(1) + (stds**2).mean(1))
    found = losses.style_distance(losses.moments(features), losses.moments(others), WEIGHTS)
    np.testing.assert_allclose(found.numpy(), expected, rtol=1e-5)


def test_relative_style_divides_by_the_root_of_one_plus_the_contents_own_distance() -> None:
    found = losses.relative_style_loss(torch.tensor([3.0, 8.0]), torch.tensor([0.0, 3.0]))
    assert found.tolist() == [3.0, 4.0]


def test_identity_is_the_squared_error_of_pixels_and_of_every_level(
    output: Tensor, content: Tensor, features: tuple[Tensor, Tensor, Tensor, Tensor]
) -> None:
    pixels = ((array(output) - array(content)) ** 2).mean((1, 2, 3))
    np.testing.assert_allclose(losses.identity_loss(output, content).numpy(), pixels, rtol=1e-6)
    first, second, third, fourth = features
    target = (first + 1, second - 2, third, fourth + 3)
    assert losses.feature_identity_loss(features, target).tolist() == pytest.approx([14, 14], rel=1e-5)


def variation(picture: Array, weight: Array) -> Array:
    down = np.abs(np.diff(picture, axis=2)) * weight[:, :, 1:]
    across = np.abs(np.diff(picture, axis=3)) * weight[..., 1:]
    return np.asarray(down.mean((1, 2, 3)) + across.mean((1, 2, 3)))


def test_total_variation_is_the_mean_difference_of_neighbours(output: Tensor) -> None:
    expected = variation(array(output), np.ones((2, 1, 41, 70)))
    np.testing.assert_allclose(losses.total_variation(output).numpy(), expected, rtol=1e-6)


def calm(content: Array) -> Array:
    """`exp(-g / 0.03)`, g the mean over a window of 9 cut off at the border."""
    gradient = np.zeros_like(content[:, :1])
    gradient[:, :, 1:] += np.abs(np.diff(content, axis=2)).mean(1, keepdims=True)
    gradient[..., 1:] += np.abs(np.diff(content, axis=3)).mean(1, keepdims=True)
    around = np.zeros_like(gradient)
    for y in range(content.shape[2]):
        for x in range(content.shape[3]):
            window = gradient[:, :, max(0, y - 4) : y + 5, max(0, x - 4) : x + 5]
            around[:, :, y, x] = window.mean((2, 3))
    return np.exp(-around / 0.03)


def test_flat_variation_counts_where_the_content_is_calm(output: Tensor, content: Tensor) -> None:
    expected = variation(array(output), calm(array(content)))
    np.testing.assert_allclose(losses.flat_variation(output, content).numpy(), expected, rtol=1e-5)


def lattice_in_loops(difference: Array) -> Array:
    count, channels, height, width = difference.shape
    total = np.zeros(count)
    for period in (2, 4, 8):
        variances = []
        for top in range(0, height - 31, 32):
            for left in range(0, width - 31, 32):
                window = difference[..., top : top + 32, left : left + 32]
                phases = [window[..., y::period, x::period].mean((2, 3)) for y in range(period) for x in range(period)]
                variances.append(np.var(phases, axis=0))
        total += np.mean(variances, axis=0).mean(1)
    assert total.shape == (count,)
    assert channels == 3
    return total


def test_lattice_is_the_variance_between_phases(output: Tensor, content: Tensor) -> None:
    expected = lattice_in_loops(array(output) - array(content))
    np.testing.assert_allclose(losses.lattice(output, content).numpy(), expected, rtol=1e-4)


def test_a_screen_door_grid_is_far_more_lattice_than_noise_as_strong(content: Tensor, random: torch.Generator) -> None:
    grid = torch.zeros_like(content)
    grid[..., ::2, ::2] = 0.1
    noise = 0.1 * (torch.rand(content.shape, generator=random) < 0.25)
    assert (losses.lattice(content + grid, content) > 20 * losses.lattice(content + noise, content)).all()


def test_lattice_needs_a_whole_window() -> None:
    small = torch.zeros(1, 3, 31, 64)
    with pytest.raises(ValueError, match="32 pixels"):
        losses.lattice(small, small)


def test_out_of_range_is_what_clipping_takes(output: Tensor) -> None:
    expected = np.abs(array(output) - array(output).clip(0, 1)).mean((1, 2, 3))
    np.testing.assert_allclose(losses.out_of_range(output).numpy(), expected, rtol=1e-5)


def test_temporal_loss_is_the_squared_difference_where_the_mask_says(output: Tensor, content: Tensor) -> None:
    mask = torch.zeros(2, 1, 41, 70)
    mask[0, :, 10:20, 30:50] = 1
    shown = (array(output) - array(content))[0, :, 10:20, 30:50]
    found = losses.temporal_loss(output, content, mask)
    # The second picture shows nothing of what was there before, which is no error and no division by zero.
    np.testing.assert_allclose(found.numpy(), [(shown**2).mean(), 0], rtol=1e-6)


def coherence_in_loops(painted: Array, content: Array, positions: list[list[int]]) -> float:
    def differences(x: Array) -> Array:
        shifts = ((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1))
        found = np.array([x[:, y + dy, x0 + dx] - x[:, y, x0] for y, x0 in positions for dy, dx in shifts])
        squares = (found**2).sum(1, keepdims=True)
        return np.asarray(found / np.sqrt(squares + 0.01 * squares.mean() + 1e-6))

    likeness = np.exp(differences(painted) @ differences(content).T / 0.07)
    return float(-np.log(np.diag(likeness) / likeness.sum(1)).mean())


def test_coherence_is_the_contrast_of_neighbour_differences(random: torch.Generator) -> None:
    painted, content = (torch.randn(2, 6, 9, 11, generator=random) for _ in range(2))
    positions = losses.coherence_positions(9, 11, 5, random)
    expected = [
        coherence_in_loops(array(a), array(b), positions.tolist()) for a, b in zip(painted, content, strict=True)
    ]
    np.testing.assert_allclose(losses.coherence_loss(painted, content, positions).numpy(), expected, rtol=1e-4)


def test_coherence_does_not_mind_another_brightness_or_contrast(random: torch.Generator) -> None:
    content = torch.randn(1, 6, 9, 11, generator=random)
    positions = losses.coherence_positions(9, 11, 5, random)
    same = losses.coherence_loss(content, content, positions)
    torch.testing.assert_close(losses.coherence_loss(3 * content + 2, content, positions), same)
    assert losses.coherence_loss(content.flip(3), content, positions) > 2 * same


def test_coherence_has_a_gradient_where_everything_is_flat() -> None:
    flat = torch.ones(1, 6, 9, 11, requires_grad=True)
    positions = torch.tensor([[4, 5], [2, 2]])
    (gradient,) = torch.autograd.grad(losses.coherence_loss(flat, torch.rand(1, 6, 9, 11), positions).sum(), flat)
    assert gradient.isfinite().all()
    assert gradient.abs().max() < 1e5


def test_positions_have_neighbours_on_every_side(random: torch.Generator) -> None:
    positions = losses.coherence_positions(4, 9, 500, random)
    assert positions.amin(0).tolist() == [1, 1]
    assert positions.amax(0).tolist() == [2, 7]


def test_distillation_compares_the_projected_features(random: torch.Generator) -> None:
    student, teacher = torch.randn(2, 4, 6, 6, generator=random), torch.randn(2, 7, 6, 6, generator=random)
    projection = nn.Conv2d(4, 7, 1)
    weight, bias = array(projection.weight.detach())[:, :, 0, 0], array(projection.bias.detach())  # type: ignore[union-attr]
    projected = np.einsum("oc,nchw->nohw", weight, array(student)) + bias[:, None, None]
    found = losses.distillation_loss(student, teacher, projection)
    np.testing.assert_allclose(found.detach().numpy(), ((projected - array(teacher)) ** 2).mean((1, 2, 3)), rtol=1e-4)
    (gradient,) = torch.autograd.grad(found.sum(), projection.weight)
    assert gradient.abs().sum() > 0


def objective(output: Tensor, content: Tensor, kernel: Tensor, positions: Tensor) -> Tensor:
    """Every loss at once, of features that a convolution makes."""
    painted, shown = (F.conv2d(x, kernel) for x in (output, content))
    style, own = losses.moments([painted]), losses.moments([shown])
    distance = losses.style_distance(style, own, [1.0])
    return torch.stack(
        [
            losses.content_loss(painted, shown),
            losses.relative_style_loss(distance, distance.detach()),
            losses.identity_loss(output, content),
            losses.total_variation(output),
            losses.flat_variation(output, content),
            losses.lattice(output, content),
            losses.out_of_range(output),
            losses.temporal_loss(output, content, torch.ones_like(output[:, :1])),
            losses.coherence_loss(painted, shown, positions),
        ]
    )


def result_and_gradient(
    function: Callable[..., Tensor], output: Tensor, content: Tensor, *rest: Tensor
) -> tuple[Tensor, Tensor]:
    start = output.clone().requires_grad_()
    found = function(start, content, *rest)
    (gradient,) = torch.autograd.grad(found.sum(), start)
    return found.detach(), gradient


@pytest.mark.parametrize("half", [False, True])
def test_all_compile_whole_and_stay_in_single_precision(
    output: Tensor, content: Tensor, random: torch.Generator, half: bool
) -> None:
    kernel = torch.randn(6, 3, 3, 3, generator=random)
    positions = losses.coherence_positions(39, 68, 6, random)
    exact, slope = result_and_gradient(objective, output, content, kernel, positions)
    compiled = torch.compile(objective, backend="aot_eager", fullgraph=True)
    with torch.autocast("cpu", torch.bfloat16, enabled=half):
        found, gradient = result_and_gradient(compiled, output, content, kernel, positions)
    tolerance = 0.03 if half else 1e-4
    assert found.dtype == torch.float32
    torch.testing.assert_close(found, exact, rtol=tolerance, atol=1e-5)
    assert math.isclose(gradient.norm().item(), slope.norm().item(), rel_tol=tolerance)


def test_small_differences_of_half_precision_features_are_not_rounded_away() -> None:
    """A mean over many bfloat16 values would stop growing at 256."""
    ones, zeros = (torch.full((1, 64, 64, 64), value, dtype=torch.bfloat16) for value in (1.0, 0.0))
    assert losses.content_loss(ones, zeros).item() == pytest.approx(1)
    assert losses.style_distance(losses.moments([ones]), losses.moments([zeros]), [1.0]).item() == pytest.approx(1)

"""Descriptions of style, against the papers' formulas written out."""

from __future__ import annotations

import math

import pytest
import torch

from stylecam.slow.losses import gram, relative_distance, shares, statistics

CHANNELS, HEIGHT, WIDTH = 3, 4, 5


@pytest.fixture
def features() -> torch.Tensor:
    return torch.rand(1, CHANNELS, HEIGHT, WIDTH, generator=torch.Generator().manual_seed(1))


@pytest.fixture
def guide() -> torch.Tensor:
    """A soft one, of the features' size."""
    return torch.rand(1, 1, HEIGHT, WIDTH, generator=torch.Generator().manual_seed(2))


def even(features: torch.Tensor) -> torch.Tensor:
    return shares(torch.ones_like(features[:, :1]), features)


def test_the_gram_matrix_is_the_sum_over_places_of_products_of_channels(features: torch.Tensor) -> None:
    found = gram(features, even(features))
    assert found.shape == (CHANNELS, CHANNELS)
    for i in range(CHANNELS):
        for j in range(CHANNELS):
            products = [float(features[0, i, y, x] * features[0, j, y, x]) for y in range(HEIGHT) for x in range(WIDTH)]
            assert float(found[i, j]) == pytest.approx(sum(products) / (HEIGHT * WIDTH), rel=1e-5)


def test_a_guided_gram_matrix_is_that_of_features_times_the_guidance_channel(
    features: torch.Tensor, guide: torch.Tensor
) -> None:
    # Gatys et al. 2017, equations 3 and 4: the squares of the guidance channel T sum up to one.
    channel = [math.sqrt(float(value) / float(guide.sum())) for value in guide.flatten()]
    rows = features[0].flatten(1).tolist()
    found = gram(features, shares(guide, features))
    for i, row in enumerate(rows):
        for j, other in enumerate(rows):
            expected = sum(t * a * t * b for t, a, b in zip(channel, row, other, strict=True))
            assert float(found[i, j]) == pytest.approx(expected, rel=1e-5)


def test_statistics_are_the_mean_and_the_standard_deviation_of_each_channel(features: torch.Tensor) -> None:
    found = statistics(features, even(features)).tolist()
    for channel in range(CHANNELS):
        values = features[0, channel].flatten().tolist()
        mean = sum(values) / len(values)
        deviation = math.sqrt(sum((value - mean) ** 2 for value in values) / len(values) + 1e-5)
        assert found[channel] == pytest.approx(mean, rel=1e-5)
        assert found[CHANNELS + channel] == pytest.approx(deviation, rel=1e-4)


@pytest.mark.parametrize("describe", [gram, statistics])
def test_what_a_guide_leaves_out_is_not_seen(describe: object, features: torch.Tensor) -> None:
    assert callable(describe)
    guide = torch.zeros(1, 1, HEIGHT, WIDTH)
    guide[..., :2] = 1
    other = features.clone()
    other[..., 2:] = 99
    inside = features[..., :2]
    seen = describe(other, shares(guide, other))
    torch.testing.assert_close(seen, describe(inside, even(inside)))


def test_shares_sum_up_to_one_at_every_level() -> None:
    guide = torch.zeros(1, 1, 16, 24)
    guide[..., 3, 5] = 0.5
    for height, width in ((16, 24), (8, 12), (2, 3)):
        places = shares(guide, torch.zeros(1, 7, height, width))
        assert float(places.sum()) == pytest.approx(1)
        assert int((places > 0).sum()) == 1


def test_distances_do_not_depend_on_the_size_of_the_numbers() -> None:
    found, target = torch.tensor([3.0, 4.0]), torch.tensor([3.0, 0.0])
    assert float(relative_distance(found, target)) == pytest.approx(16 / 9, rel=1e-4)
    assert float(relative_distance(100 * found, 100 * target)) == pytest.approx(16 / 9, rel=1e-4)
    assert float(relative_distance(target, target)) == 0

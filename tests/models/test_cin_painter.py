"""The painter for live frames computes what the published network computes, and strength lies over the camera."""

from __future__ import annotations

import copy

import pytest
import torch
from torch import Tensor

from stylecam.errors import StyleError
from stylecam.models.cin import NORMS, Cin
from stylecam.models.cin_painter import CinPainter, GraphedCinPainter
from stylecam.models.graphed_painter import GraphedPainter
from stylecam.models.norms import split
from stylecam.models.regions import Region
from stylecam.models.trained import TaughtPainter, TaughtStyle, Trained
from tests.models.fast_neural_style import TransformerNet, learnt
from tests.models.test_graphed_painter import Again

CPU = torch.device("cpu")
STYLES = ("wave", "night", "scream")
TRAINED = Trained("cin", tuple(TaughtStyle(name, f"hash of {name}") for name in STYLES))


@pytest.fixture(scope="module")
def network() -> Cin:
    return learnt(Cin(3))


@pytest.fixture(scope="module")
def painter(network: Cin) -> CinPainter:
    return painter_of(network)


def painter_of(network: Cin, dtype: torch.dtype = torch.float32) -> CinPainter:
    return CinPainter(copy.deepcopy(network), TRAINED, CPU, dtype)


def picture(height: int = 32, width: int = 40, seed: int = 1) -> Tensor:
    """(1, 3, H, W) in [0, 1], channels-last."""
    drawn = torch.rand(1, 3, height, width, generator=torch.Generator().manual_seed(seed))
    return drawn.contiguous(memory_format=torch.channels_last)


def style(painter: CinPainter, number: int = 0) -> Tensor:
    return painter.known(f"hash of {STYLES[number]}")


@torch.inference_mode()
def published(network: Cin, content: Tensor, number: int = 0) -> Tensor:
    painted: Tensor = TransformerNet(network, number)(content)
    return painted


def same(painted: Tensor, expected: Tensor) -> None:
    torch.testing.assert_close(painted, expected, rtol=0, atol=1e-4)


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("size", [(32, 32), (48, 36)])
def test_it_paints_what_the_published_network_paints(
    number: int, size: tuple[int, int], painter: CinPainter, network: Cin
) -> None:
    content = picture(*size)
    expected = published(network, content, number)
    painted, measured = painter.paint(content, style(painter, number), 1.0, None)
    same(painted, expected)
    painted, seen = painter.paint(content, style(painter, number), 1.0, measured)
    same(painted, expected)
    torch.testing.assert_close(seen.std, measured.std, rtol=1e-2, atol=1e-3)


def test_a_network_of_one_style_is_painted_in_it() -> None:
    """That is `johnson`."""
    network = learnt(Cin())
    painter = CinPainter(copy.deepcopy(network), Trained("johnson", TRAINED.styles[:1]), CPU, torch.float32)
    content = picture(64, 48)
    same(painter.paint(content, style(painter), 1.0, None)[0], published(network, content))


def test_given_statistics_are_normalised_by(painter: CinPainter, network: Cin) -> None:
    """Of a picture in the same style the others are those of the published network."""
    content, vector = picture(), style(painter)
    _, other = painter.paint(picture(seed=7) ** 3, vector, 1.0, None)
    painted = painter.paint(content, vector, 1.0, other)[0].clone()
    assert float((painted - published(network, content)).abs().mean()) > 0.01
    # Where a layer's features lie by the given statistics the first one says.
    first = split(other, NORMS)[0]
    with torch.inference_mode():
        seen = network.down[0](picture(seed=7) ** 3)
    torch.testing.assert_close(first.mean, seen.mean((0, 2, 3)), rtol=1e-4, atol=1e-5)


def test_a_mix_is_a_sum_of_gains_and_biases(painter: CinPainter, network: Cin) -> None:
    content, mixed = picture(), 0.25 * style(painter, 0) + 0.75 * style(painter, 2)
    with torch.inference_mode():
        expected = network(content, mixed[None])
    same(painter.paint(content, mixed, 1.0, None)[0], expected)


@pytest.mark.parametrize("measured", [True, False])
def test_strength_goes_evenly_from_the_picture_to_the_painting(measured: bool, painter: CinPainter) -> None:
    content, vector = picture(), style(painter)
    painting, stats = painter.paint(content, vector, 1.0, None)
    painting, given = painting.clone(), None if measured else stats
    for strength in (0.0, 0.3, 0.7, 1.0):
        expected = torch.lerp(content, painting, strength)
        same(painter.paint(content, vector, strength, given)[0], expected)
        same(painter.paint(content, vector, torch.tensor(strength), given)[0], expected)


def test_statistics_are_of_the_region(painter: CinPainter, network: Cin) -> None:
    """A style that is painted on the left only is normalised as if there were nothing else."""
    content, vector = picture(64, 128), style(painter)
    mask = torch.zeros(1, 1, 64, 128)
    mask[..., :64] = 1
    with torch.inference_mode():
        left = network.down[0](content)[..., :64]
    for given in (None, painter.paint(content, vector, 1.0, None)[1]):
        _, seen = painter.paint(content, vector, 1.0, given, Region(mask))
        torch.testing.assert_close(split(seen, NORMS)[0].mean, left.mean((0, 2, 3)), rtol=0, atol=0.02)
    same(painter.paint(content, vector, 1.0, None, Region(torch.ones(1, 1, 64, 128)))[0], published(network, content))


def test_sizes_may_change_and_no_picture_leaves_a_trace(painter: CinPainter, network: Cin) -> None:
    for seed, size in enumerate([(32, 40), (36, 56), (32, 40)], start=1):
        content = picture(*size, seed=seed)
        same(painter.paint(content, style(painter), 1.0, None)[0], published(network, content))


def test_painters_apart_do_not_paint_over_each_others_pictures(painter: CinPainter) -> None:
    apart, content, vector = painter.apart(), picture(), style(painter)
    expected = painter.paint(content, vector, 1.0, None)[0].clone()
    painted, _ = apart.paint(content, vector, 1.0, None)
    assert torch.equal(painted, expected)
    painter.paint(picture(seed=5), vector, 1.0, None)
    assert torch.equal(painted, expected)


def test_it_knows_what_it_was_trained_in_and_reads_no_other_picture(painter: CinPainter, network: Cin) -> None:
    assert isinstance(painter, TaughtPainter)
    assert style(painter, 1).shape == (painter.style_size,) == (3200,)
    assert torch.equal(style(painter, 1), network.taught(torch.tensor([1]))[0])
    only = "^'cin' was trained in wave, night, scream only; choose one of these, or --model compact$"
    with pytest.raises(StyleError, match=only):
        painter.known("another hash")
    with pytest.raises(StyleError, match=only):
        painter.style(picture())


def test_replayed_it_paints_and_knows_the_same(painter: CinPainter) -> None:
    recorder = Again()
    graphed = GraphedCinPainter(painter.apart(), recorder)
    assert isinstance(graphed, GraphedPainter)
    assert isinstance(graphed, TaughtPainter)
    vector = graphed.known("hash of night")
    assert torch.equal(vector, style(painter, 1))
    _, stats = painter.paint(picture(), vector, 1.0, None)
    for seed, strength in enumerate((1.0, 0.4, 1.0, 0.7)):
        content = picture(seed=seed)
        expected = painter.paint(content, vector, strength, stats)[0].clone()
        assert torch.equal(graphed.paint(content, vector, strength, stats)[0], expected)
        assert graphed.replayed
    assert recorder.made == 2, "with strength and without"


def test_it_asks_nothing_of_the_host_with_given_statistics() -> None:
    """So that it can be recorded. Tensors without contents cannot be asked for any."""
    meta = torch.device("meta")
    with meta:
        painter = CinPainter(Cin(), TRAINED, meta, torch.float16)
        content = torch.empty(1, 3, 64, 96, dtype=torch.float16).contiguous(memory_format=torch.channels_last)
        vector = torch.empty(painter.style_size)
        _, stats = painter.paint(content, vector, 1.0, None)
        for strength in (1.0, torch.empty(())):
            painted, seen = painter.paint(content, vector, strength, stats)
            assert painted.shape == content.shape
            assert seen.mean.shape == stats.mean.shape


def test_flat_pictures_are_measured_without_nan(painter: CinPainter) -> None:
    painted, seen = painter.paint(torch.full((1, 3, 32, 32), 0.5), style(painter), 1.0, None)
    assert bool(torch.cat([painted.flatten(), seen.mean, seen.std]).isfinite().all())


def test_bfloat16_is_near(network: Cin) -> None:
    half, content = painter_of(network, torch.bfloat16), picture(64, 64)
    for strength in (1.0, 0.5):
        painted, seen = half.paint(content.bfloat16(), style(half), strength, None)
        assert (painted.dtype, style(half).dtype, seen.mean.dtype) == (torch.bfloat16, torch.float32, torch.float32)
        expected = torch.lerp(content, published(network, content), strength)
        assert float((painted.float() - expected).abs().mean() / expected.std()) < 0.05

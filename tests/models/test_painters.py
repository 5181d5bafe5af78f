"""What holds of every network that paints."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from stylecam.models.compact_int8 import CompactInt8Painter
from stylecam.models.painter import ContentStats, Painter
from stylecam.models.trained import TaughtPainter
from tests.painters import MAKERS

FLOAT, BYTES = 1e-4, 0.03
"""How far pictures of the same look may be apart, in float32 and on average in bytes."""

TAUGHT = ("one picture", "another")


@pytest.fixture(scope="module", params=MAKERS)
def painter(request: pytest.FixtureRequest) -> Painter:
    return MAKERS[request.param](TAUGHT)


def styles_of(painter: Painter) -> tuple[Tensor, Tensor]:
    """Two that differ."""
    if isinstance(painter, TaughtPainter):
        return painter.known(TAUGHT[0]), painter.known(TAUGHT[1])
    return painter.style(picture(64, 72, seed=2)), painter.style(1 - picture(64, 72, seed=5) ** 2)


def picture(height: int, width: int, seed: int = 1) -> Tensor:
    """Smooth shapes and some grain, (1, 3, H, W) in [0, 1], channels-last."""
    random = torch.Generator().manual_seed(seed)
    y, x = torch.meshgrid(torch.linspace(0, 6, height), torch.linspace(0, 9, width), indexing="ij")
    shapes = torch.stack([torch.sin(x + seed), torch.cos(y * seed), torch.sin(x + y)]) / 3 + 0.5
    noisy = shapes + 0.1 * torch.rand(3, height, width, generator=random)
    return noisy.clamp(0, 1)[None].contiguous(memory_format=torch.channels_last)


def painted(painter: Painter, content: Tensor, style: Tensor, strength: float, stats: ContentStats | None) -> Tensor:
    return painter.paint(content, style, strength, stats)[0].clone()


def assert_alike(painter: Painter, one: Tensor, other: Tensor) -> None:
    if isinstance(painter, CompactInt8Painter):
        assert float((one - other).abs().mean()) < BYTES
    else:
        torch.testing.assert_close(one, other, rtol=0, atol=FLOAT)


def test_a_style_is_a_finite_vector_of_its_length(painter: Painter) -> None:
    style = styles_of(painter)[0]
    assert style.shape == (painter.style_size,)
    assert style.dtype == torch.float32
    assert bool(style.isfinite().all())


def test_a_picture_keeps_its_size_and_is_finite(painter: Painter) -> None:
    style = styles_of(painter)[0]
    for size in ((64, 96), (painter.least, painter.least), (64, 64 + painter.multiple)):
        result = painted(painter, picture(*size), style, 1.0, None)
        assert result.shape == (1, 3, *size)
        assert bool(result.isfinite().all())


def test_by_the_statistics_it_measured_itself_it_paints_the_same(painter: Painter) -> None:
    content, style = picture(64, 96), styles_of(painter)[0]
    for strength in (0.4, 1.0):
        result, measured = painter.paint(content, style, strength, None)
        assert_alike(painter, painted(painter, content, style, strength, measured), result.clone())


def test_an_average_that_follows_what_it_sees_stands_still_on_a_still_scene(painter: Painter) -> None:
    content, style = picture(64, 96), styles_of(painter)[0]
    _, measured = painter.paint(content, style, 1.0, None)
    first = painted(painter, content, style, 1.0, measured)
    stats = measured
    for _ in range(10):
        stats = stats.lerp(painter.paint(content, style, 1.0, stats)[1], 0.3)
    assert float((painted(painter, content, style, 1.0, stats) - first).abs().mean()) < BYTES


def test_styles_differ_and_their_mix_lies_between(painter: Painter) -> None:
    content = picture(64, 96)
    one, other = styles_of(painter)
    ends = [painted(painter, content, style, 1.0, None) for style in (one, other)]
    apart = float((ends[0] - ends[1]).abs().mean())
    assert apart > 0.001
    for share in (0.25, 0.75):
        between = painted(painter, content, torch.lerp(one, other, share), 1.0, None)
        nearer = 0 if share < 0.5 else 1
        assert float((between - ends[nearer]).abs().mean()) < float((between - ends[1 - nearer]).abs().mean())


def test_strength_goes_from_the_contents_own_style_to_the_given_one(painter: Painter) -> None:
    content, style = picture(64, 96), styles_of(painter)[1]
    ends = [painted(painter, content, style, strength, None) for strength in (0.0, 1.0)]
    nearly = [painted(painter, content, style, strength, None) for strength in (0.1, 0.9)]
    for i in range(2):
        assert float((nearly[i] - ends[i]).abs().mean()) < float((nearly[i] - ends[1 - i]).abs().mean())


def test_a_picture_leaves_no_trace_in_the_next(painter: Painter) -> None:
    content, style = picture(64, 96), styles_of(painter)[0]
    first = painted(painter, content, style, 1.0, None)
    painter.paint(picture(64, 96, seed=5), style, 0.3, None)
    painter.paint(picture(40, 64, seed=6), style, 1.0, None)
    assert torch.equal(painted(painter, content, style, 1.0, None), first)


def test_at_strength_0_nothing_is_left_of_the_style(painter: Painter) -> None:
    content = picture(64, 96)
    results = [painted(painter, content, style, 0.0, None) for style in styles_of(painter)]
    assert_alike(painter, *results)

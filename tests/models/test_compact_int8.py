"""In bytes the network paints what it paints in float32, as far as an eye can tell."""

from __future__ import annotations

import copy
import itertools
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Iterable

import pytest
import torch
from torch import Tensor

from stylecam.models.compact import Compact, Residual
from stylecam.models.compact_int8 import CompactInt8Painter
from stylecam.models.compact_painter import CompactPainter
from stylecam.models.int8 import REDUCED, Int8Convolution, Scale, supported_levels
from stylecam.models.painter import ContentStats
from stylecam.models.peaks import Peaks, lean, read_peaks, survey
from stylecam.models.registry import compact_network, find_weights
from stylecam.models.weights import WeightsFile, load_weights
from stylecam.resources import shipped_weights
from stylecam.training.evaluation.ssim import ssim
from tests.models.photographs import picture_of, shipped_pictures
from tests.shared import shared_file

pytestmark = pytest.mark.skipif(supported_levels() is None, reason="torch convolves no bytes on this CPU")

CPU = torch.device("cpu")
LEVELS = supported_levels() or REDUCED

ALIKE = 0.98
"""Mean structural similarity to float32 that is asked for; what is reached is above 0.99."""


@pytest.fixture(scope="module")
def peaks(weights: WeightsFile) -> Peaks:
    found = read_peaks(weights.path, weights.sha256)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def painter(network: Compact, peaks: Peaks) -> CompactInt8Painter:
    """As it is loaded: without what is silent."""
    return CompactInt8Painter(lean(copy.deepcopy(network), peaks), peaks, LEVELS)


@pytest.fixture(scope="module")
def exact(network: Compact) -> CompactPainter:
    return CompactPainter(copy.deepcopy(network), CPU, torch.float32)


@pytest.fixture(scope="module")
def pictures() -> list[Tensor]:
    return shipped_pictures(128)


@pytest.fixture(scope="module")
def content(pictures: list[Tensor]) -> Tensor:
    return pictures[0]


@pytest.fixture(scope="module")
def style(exact: CompactPainter, pictures: list[Tensor]) -> Tensor:
    return exact.style(pictures[-1])


def alike(a: Tensor, b: Tensor) -> float:
    return float(ssim(a.clamp(0, 1), b.clamp(0, 1)))


def likeness(
    painter: CompactInt8Painter, exact: CompactPainter, pairs: Iterable[tuple[Tensor, Tensor]]
) -> tuple[float, float]:
    """The mean structural similarity over contents and styles: measuring as it goes, and by what was measured."""
    measuring, given = [], []
    for content, style in pairs:
        expected = exact.paint(content, style, 1.0, None)[0].clone()
        painted, stats = painter.paint(content, style, 1.0, None)
        measuring.append(alike(painted, expected))
        painted, _ = painter.paint(content, style, 1.0, stats)
        given.append(alike(painted, expected))
    return statistics.fmean(measuring), statistics.fmean(given)


def assert_near(found: ContentStats, expected: ContentStats, tolerance: float) -> None:
    """To within a part of what varies."""
    unit = expected.std + 0.02
    assert float(((found.mean - expected.mean).abs() / unit).max()) < tolerance
    assert float(((found.std - expected.std).abs() / unit).max()) < tolerance


def test_it_takes_pictures_in_float32(painter: CompactInt8Painter) -> None:
    assert (painter.device, painter.dtype) == (CPU, torch.float32)


def test_the_style_is_the_networks(painter: CompactInt8Painter, exact: CompactPainter, pictures: list[Tensor]) -> None:
    style = painter.style(pictures[3])
    assert style.shape == (painter.style_size,)
    torch.testing.assert_close(style, exact.style(pictures[3]), rtol=1e-4, atol=1e-4)


def test_shipped_pictures_in_shipped_styles_look_the_same(
    painter: CompactInt8Painter, exact: CompactPainter, pictures: list[Tensor]
) -> None:
    styles = [exact.style(picture) for picture in pictures]
    pairs = zip(pictures, styles[7:] + styles[:7], strict=True)
    measuring, given = likeness(painter, exact, pairs)
    assert measuring >= ALIKE
    assert given >= ALIKE


@pytest.mark.shared
def test_evaluation_pictures_look_the_same(
    painter: CompactInt8Painter, exact: CompactPainter, pictures: list[Tensor]
) -> None:
    folder = shared_file("data", "eval", "content", "bsds500_00010.jpg").parent
    contents = [picture_of(path, 192) for path in sorted(folder.glob("*.jpg"))]
    styles = itertools.cycle([exact.style(picture) for picture in pictures])
    measuring, given = likeness(painter, exact, zip(contents, styles))  # noqa: B905  (styles never end)
    assert len(contents) > 30
    assert measuring >= ALIKE
    assert given >= ALIKE


@pytest.mark.parametrize("strength", [0.0, 0.3, 0.8, 1.0])
def test_strength_does_what_it_does_in_float32(
    strength: float, painter: CompactInt8Painter, exact: CompactPainter, content: Tensor, style: Tensor
) -> None:
    expected = exact.paint(content, style, strength, None)[0].clone()
    painted, stats = painter.paint(content, style, strength, None)
    assert alike(painted, expected) > ALIKE
    assert float((painted - expected).abs().mean()) < 0.02
    painted, _ = painter.paint(content, style, strength, stats)
    assert alike(painted, expected) > ALIKE
    assert float((painted - expected).abs().mean()) < 0.02


def test_sizes_may_change_from_frame_to_frame(
    painter: CompactInt8Painter, exact: CompactPainter, style: Tensor, content: Tensor
) -> None:
    for height, width in ((64, 96), (40, 120), (64, 96), (32, 32), (64, 104)):
        part = content[:, :, :height, :width].contiguous(memory_format=torch.channels_last)
        painted, _ = painter.paint(part, style, 1.0, None)
        assert painted.shape == part.shape
        assert alike(painted, exact.paint(part, style, 1.0, None)[0]) > ALIKE


def test_styles_may_change_from_frame_to_frame(
    painter: CompactInt8Painter, exact: CompactPainter, content: Tensor, pictures: list[Tensor]
) -> None:
    """Also by a little, as they cross-fade: the bytes' scales are only made anew where the old ones do not serve."""
    one, other = exact.style(pictures[2]), exact.style(pictures[9])
    # From a style that hardly moves anything: its scales reach nowhere near as far.
    _, stats = painter.paint(content, exact.style(torch.full((1, 3, 32, 32), 0.5)), 1.0, None)
    for weight in (0.0, 0.01, 0.02, 0.5, 1.0, 0.0):
        style = torch.lerp(one, other, weight)
        expected = exact.paint(content, style, 1.0, None)[0].clone()
        painted, stats = painter.paint(content, style, 1.0, stats)
        painted, _ = painter.paint(content, style, 1.0, None)
        assert alike(painted, expected) > ALIKE


def test_styles_in_turns_have_their_weights_arranged_once(
    network: Compact, peaks: Peaks, content: Tensor, pictures: list[Tensor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As regions in styles of their own come, in every frame."""
    painter = CompactInt8Painter(lean(copy.deepcopy(network), peaks), peaks, LEVELS)
    styles = [painter.style(pictures[place]) for place in (2, 9, 5)]
    first = [painter.paint(content, style, 1.0, None)[0].clone() for style in styles]
    arranged, read = [], Int8Convolution.read

    def counted(convolution: Int8Convolution, scale: Scale) -> None:
        arranged.append(convolution)
        read(convolution, scale)

    monkeypatch.setattr(Int8Convolution, "read", counted)
    again = [painter.paint(content, style, 1.0, None)[0].clone() for style in styles]
    # The one convolution whose weights are the frame's own statistics.
    assert len(arranged) == len(styles)
    for one, other in zip(first, again, strict=True):
        assert torch.equal(one, other)


def test_a_picture_leaves_no_trace_in_the_next(
    painter: CompactInt8Painter, content: Tensor, style: Tensor, pictures: list[Tensor]
) -> None:
    first = painter.paint(content, style, 1.0, None)[0].clone()
    painter.paint(1 - content, style, 1.0, None)
    assert torch.equal(painter.paint(content, style, 1.0, None)[0], first)
    # The scales of another style may serve this one too: then bytes differ, and nothing that is seen.
    painter.paint(content, painter.style(pictures[5]), 0.3, None)
    assert alike(painter.paint(content, style, 1.0, None)[0], first) > ALIKE


def test_what_it_sees_by_given_statistics_is_near_what_it_measures(
    painter: CompactInt8Painter, content: Tensor, style: Tensor
) -> None:
    """So a moving average that follows what is seen stands still on a still scene."""
    _, measured = painter.paint(content, style, 1.0, None)
    _, seen = painter.paint(content, style, 1.0, measured)
    assert_near(seen, measured, 0.05)
    assert seen.mean.dtype == seen.std.dtype == torch.float32


def test_given_statistics_are_used(painter: CompactInt8Painter, content: Tensor, style: Tensor) -> None:
    painted, measured = painter.paint(content, style, 1.0, None)
    before = painted.clone()
    painted, _ = painter.paint(content, style, 1.0, ContentStats(measured.mean, 2 * measured.std))
    assert float((painted - before).abs().mean()) > 0.02


def test_what_it_is_given_stays_as_it_was(painter: CompactInt8Painter, content: Tensor, style: Tensor) -> None:
    _, stats = painter.paint(content, style, 1.0, None)
    before = [x.clone() for x in (content, style, stats.mean, stats.std)]
    painter.paint(content, style, 0.5, stats)
    for x, was in zip((content, style, stats.mean, stats.std), before, strict=True):
        assert torch.equal(x, was)


def test_a_network_with_something_to_say_at_an_eighth(exact: CompactPainter, pictures: list[Tensor]) -> None:
    """Not every training leaves that block silent."""
    weights = find_weights(shipped_weights(), "compact")
    network = compact_network(load_weights(weights), weights.path)
    assert isinstance(network.r2, Residual)
    bias = network.r2.a.c.bias
    assert bias is not None
    with torch.no_grad():
        bias += 1.0
    found = survey(network, pictures)
    assert not found.silent
    speaking = CompactPainter(copy.deepcopy(network), CPU, torch.float32)
    in_bytes = CompactInt8Painter(lean(network, found), found, LEVELS)
    content, style = pictures[0], speaking.style(pictures[-1])
    expected = speaking.paint(content, style, 1.0, None)[0].clone()
    assert alike(expected, exact.paint(content, style, 1.0, None)[0]) < ALIKE
    assert alike(in_bytes.paint(content, style, 1.0, None)[0], expected) > ALIKE


@pytest.mark.parametrize("grey", [0.0, 0.5, 1.0])
def test_a_flat_picture_is_painted_without_nan(grey: float, painter: CompactInt8Painter, style: Tensor) -> None:
    flat = torch.full((1, 3, 32, 32), grey).contiguous(memory_format=torch.channels_last)
    painted, stats = painter.paint(flat, style, 1.0, None)
    assert bool(painted.isfinite().all())
    painted, stats = painter.paint(flat, style, 1.0, stats)
    assert bool(painted.isfinite().all())
    assert bool(torch.cat([stats.mean, stats.std]).isfinite().all())


def test_a_flat_style_is_painted_without_nan(painter: CompactInt8Painter, content: Tensor) -> None:
    style = painter.style(torch.zeros(1, 3, 32, 32))
    painted, stats = painter.paint(content, style, 1.0, None)
    assert bool(painted.isfinite().all())
    painted, stats = painter.paint(content, style, 1.0, stats)
    assert bool(painted.isfinite().all())
    assert bool(torch.cat([stats.mean, stats.std]).isfinite().all())


PAINT = """
import torch
from stylecam.models.int8 import supported_levels
from stylecam.models.registry import find_weights, load_painter
from stylecam.resources import shipped_weights
from tests.models.photographs import shipped_pictures
from tests.models.test_compact_int8 import alike

levels = supported_levels()
pictures, weights = shipped_pictures(96)[:4], find_weights(shipped_weights(), "compact")
formats = (torch.float32, torch.int8 if levels else torch.float32)
exact, painter = (load_painter(weights, torch.device("cpu"), dtype) for dtype in formats)
style = exact.style(pictures[0])
found = [alike(*(p.paint(x, style, 1.0, None)[0].clone() for p in (exact, painter))) for x in pictures[1:]]
print(levels, min(found))
"""


@pytest.mark.skipif(platform.machine().lower() not in ("x86_64", "amd64"), reason="the limit is for x86")
def test_without_instructions_for_it_it_paints_the_same() -> None:
    child = subprocess.run(
        [sys.executable, "-c", PAINT],
        env={**os.environ, "ONEDNN_MAX_CPU_ISA": "AVX2"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    levels, least = child.stdout.split()
    assert levels in ("63", "None")
    assert float(least) > ALIKE

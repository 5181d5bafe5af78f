"""What the encoder was seen to reach, and the block that is left out by it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from torch import Tensor

from stylecam.models.compact import Compact, Residual
from stylecam.models.compact_painter import CompactPainter
from stylecam.models.peaks import Peaks, Shift, lean, peaks_file, read_peaks, survey, write_peaks
from stylecam.models.weights import WeightsFile
from tests.models.photographs import shipped_pictures

CPU = torch.device("cpu")


def pictures(count: int, random: torch.Generator) -> list[Tensor]:
    return [torch.rand(1, 3, 32, 48, generator=random) for _ in range(count)]


def peaks_of(inner: Tensor) -> Peaks:
    return Peaks(torch.ones(32), torch.ones(64), inner, 1)


def untrained(seed: int = 1) -> Compact:
    """Its residual block has something to say."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        return Compact().eval().requires_grad_(False)


def silenced() -> Compact:
    """A network whose residual block adds its last bias and nothing else."""
    network = untrained()
    assert isinstance(network.r2, Residual)
    assert network.r2.a.c.bias is not None
    network.r2.a.c.bias.fill_(-1e3)
    assert network.r2.b.c.bias is not None
    network.r2.b.c.bias.copy_(torch.linspace(-0.5, 0.5, 128))
    return network


def painted(network: Compact, content: Tensor, style: Tensor) -> Tensor:
    painter = CompactPainter(network, CPU, torch.float32)
    content = content.contiguous(memory_format=torch.channels_last)
    return painter.paint(content, painter.style(style), 1.0, None)[0]


def test_of_several_pictures_the_most_is_kept(random: torch.Generator) -> None:
    network, seen = untrained(), pictures(3, random)
    each = [survey(network, [picture]) for picture in seen]
    together = survey(network, seen)
    assert together.pictures == 3
    for field, width in (("e0", 32), ("e1", 64), ("inner", 128)):
        expected = torch.stack([getattr(peaks, field) for peaks in each]).amax(dim=0)
        assert expected.shape == (width,)
        assert torch.equal(getattr(together, field), expected)
    assert not torch.equal(together.e1, each[0].e1)


def test_peaks_are_of_what_comes_before_a_relu(random: torch.Generator) -> None:
    picture = pictures(1, random)[0]
    network = untrained()
    seen = survey(network, [picture])
    f1, _ = network.encode(picture)
    torch.testing.assert_close(seen.e1.clamp_min(0), f1.amax(dim=(0, 2, 3)))
    assert survey(silenced(), [picture]).inner.max() < 0


def test_without_pictures_there_is_nothing_to_say() -> None:
    with pytest.raises(ValueError, match="no pictures"):
        survey(untrained(), [])


def test_a_network_without_its_block_is_not_looked_at(random: torch.Generator) -> None:
    network = lean(untrained(), peaks_of(torch.full((128,), -1.0)))
    with pytest.raises(ValueError, match="left out"):
        survey(network, pictures(1, random))


def test_silent_is_who_never_reaches_0() -> None:
    below = torch.full((128,), -0.01)
    assert peaks_of(below).silent
    for reached in (0.0, 0.3):
        one = below.clone()
        one[77] = reached
        assert not peaks_of(one).silent


def test_without_its_silent_block_a_network_paints_the_same(random: torch.Generator) -> None:
    network, (content, style) = silenced(), pictures(2, random)
    thinner = lean(copy.deepcopy(network), survey(network, [content, style]))
    assert isinstance(thinner.r2, Shift)
    assert len(list(thinner.parameters())) < len(list(network.parameters()))
    for plain, without in zip(network.encode(content), thinner.encode(content), strict=True):
        torch.testing.assert_close(without, plain, rtol=0, atol=1e-6)
    # What features are relative to differs, and so does the order in which numbers are rounded.
    torch.testing.assert_close(painted(thinner, content, style), painted(network, content, style), rtol=0, atol=1e-4)


def test_a_block_that_says_something_stays(random: torch.Generator) -> None:
    network, (content, style) = untrained(), pictures(2, random)
    expected = painted(copy.deepcopy(network), content, style)
    for peaks in (survey(network, [content]), None):
        kept = lean(copy.deepcopy(network), peaks)
        assert isinstance(kept.r2, Residual)
        assert torch.equal(painted(kept, content, style), expected)
    # It would be missed.
    wrong = lean(copy.deepcopy(network), peaks_of(torch.full((128,), -1.0)))
    assert float((painted(wrong, content, style) - expected).abs().max()) > 1e-3


def test_it_is_left_out_once(random: torch.Generator) -> None:
    silent = survey(silenced(), pictures(1, random))
    network = lean(silenced(), silent)
    block = network.r2
    assert lean(network, silent).r2 is block


# Beside the weights


@pytest.fixture
def weights_file(tmp_path: Path) -> Path:
    path = tmp_path / "net.safetensors"
    path.write_bytes(b"these are weights")
    return path


HASH = "a0d6c1ff7b3d6cbd5a6ba6a3e04a0f5b7e2b9f2d6a3e1a5c1c3a9a0b3b7f2d11"


def written(path: Path, random: torch.Generator) -> tuple[Peaks, str]:
    """Peaks beside a weights file, and its hash as they have it."""
    e0, e1, inner = (torch.randn(n, generator=random) for n in (32, 64, 128))
    peaks = Peaks(e0, e1, inner, pictures=7)
    write_peaks(path, peaks)
    return peaks, json.loads(peaks_file(path).read_text(encoding="utf-8"))["weights"]


def test_what_is_written_is_read_again(weights_file: Path, random: torch.Generator) -> None:
    peaks, sha256 = written(weights_file, random)
    again = read_peaks(weights_file, sha256)
    assert again is not None
    assert again.pictures == 7
    for field in ("e0", "e1", "inner"):
        torch.testing.assert_close(getattr(again, field), getattr(peaks, field), rtol=0, atol=1e-4)


def test_where_there_are_none(weights_file: Path) -> None:
    assert read_peaks(weights_file, HASH) is None


def test_those_of_other_weights_do_not_count(weights_file: Path, random: torch.Generator) -> None:
    written(weights_file, random)
    assert read_peaks(weights_file, HASH) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[:200],
        lambda text: text[:0],
        lambda text: f"[{text}]",
        lambda text: text.replace('"e1"', '"e9"'),
        lambda text: text.replace('"pictures": 7', '"pictures": "many"'),
        lambda text: json.dumps({**json.loads(text), "e0": ["loud"] * 32}),
        lambda text: json.dumps({**json.loads(text), "r2.a": [0.5] * 64}),
        lambda text: json.dumps({**json.loads(text), "e1": 3.0}),
        lambda text: json.dumps({**json.loads(text), "e1": [[1.0]] * 64}),
    ],
    ids=["cut off", "empty", "a list", "a layer missing", "no number", "words", "too few", "no vector", "a matrix"],
)
def test_a_damaged_file_is_as_good_as_none(
    damage: Callable[[str], str], weights_file: Path, random: torch.Generator
) -> None:
    _, sha256 = written(weights_file, random)
    path = peaks_file(weights_file)
    path.write_text(damage(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert read_peaks(weights_file, sha256) is None


def test_a_file_of_other_bytes_is_as_good_as_none(weights_file: Path, random: torch.Generator) -> None:
    _, sha256 = written(weights_file, random)
    peaks_file(weights_file).write_bytes(b"\xff\xfe\x00")
    assert read_peaks(weights_file, sha256) is None


# What ships


@pytest.fixture(scope="module")
def shipped(weights: WeightsFile) -> Peaks:
    peaks = read_peaks(weights.path, weights.sha256)
    assert peaks is not None, "after new weights: python -m scripts.measure_peaks FOLDER"
    return peaks


def test_the_shipped_peaks_are_of_many_pictures(shipped: Peaks) -> None:
    assert shipped.pictures > 1000
    assert float(shipped.e0.min()) > 0


def test_the_shipped_network_is_as_its_peaks_say(network: Compact, shipped: Peaks) -> None:
    """They were measured on other pictures."""
    seen = survey(network, shipped_pictures(160))
    assert not shipped.silent or seen.silent
    for field in ("e0", "e1"):
        assert bool((getattr(seen, field) <= 1.25 * getattr(shipped, field).clamp_min(0.05)).all()), field


def test_the_shipped_network_paints_the_same_without_what_is_silent(network: Compact, shipped: Peaks) -> None:
    content, style = shipped_pictures(96)[:2]
    thinner = lean(copy.deepcopy(network), shipped)
    expected = painted(copy.deepcopy(network), content, style)
    torch.testing.assert_close(painted(thinner, content, style), expected, rtol=0, atol=1e-5)

"""What is counted by hand is what the networks do: torch counts along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
import torch
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils.flop_counter import FlopCounterMode

from benchmarks.layers import COMPACT, MICROAST, VGG19_ADAIN, VGG19_ENCODER, Layer, Pass, Steps, macs, traffic
from benchmarks.peers.vgg19_adain import random_vgg19_adain
from stylecam.engine.smoothing import Smoother
from stylecam.models.compact import Compact
from stylecam.models.compact_painter import CompactPainter
from stylecam.models.peaks import Shift
from stylecam.training.evaluation.peers.microast import MicroAST

WIDTH, HEIGHT = 384, 256
PIXELS = WIDTH * HEIGHT


class Moved(TorchDispatchMode):
    """Adds up the bytes of feature maps that every step but views reads and writes."""

    LEAST = 2 * PIXELS
    """Numbers that a feature map has at least: 128 channels at 1/8. Weights that are folded for a frame have fewer."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.bytes = 0

    def __torch_dispatch__(
        self, func: Any, _types: Sequence[type], args: Sequence[Any] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        options = kwargs or {}
        found = func(*args, **options)
        if not func.is_view and args:
            # Of a convolution the first is read, of any other all are, and those of `out=` are only written.
            read = args[:1] if "conv" in str(func) else (*args, *options.values())
            written = found if isinstance(found, tuple) else (found,)
            maps = [each for each in read if each is not options.get("out")]
            self.bytes += sum(each.numel() * each.element_size() for each in (*maps, *written) if self.is_map(each))
        return found

    def is_map(self, value: Any) -> bool:
        """Not rows, of which samples are taken, and not the places of maxima."""
        return (
            isinstance(value, Tensor) and value.is_floating_point() and value.dim() > 3 and value.numel() >= self.LEAST
        )


@pytest.fixture(scope="module")
def compact() -> Callable[[], object]:
    """A live frame: the second, with the first one's statistics."""
    torch.manual_seed(0)
    network = Compact()
    network.r2 = Shift(torch.zeros(128))
    painter = CompactPainter(network, torch.device("cpu"), torch.float32)
    style, picture = painter.style(torch.rand(1, 3, 64, 64)), torch.rand(1, 3, HEIGHT, WIDTH)
    picture = picture.to(memory_format=torch.channels_last)
    smoother = Smoother()

    def paint() -> None:
        with torch.no_grad():
            _, seen = painter.paint(picture, style, 1.0, smoother.value)
        smoother.follow(seen, 0.0, 0.5)

    paint()
    return paint


@pytest.fixture(scope="module")
def vgg19() -> Callable[[], object]:
    content = torch.rand(1, 3, HEIGHT, WIDTH)
    network = random_vgg19_adain()
    statistics = network.style(torch.rand(1, 3, 64, 64))
    return lambda: network(content, *statistics)


@pytest.fixture(scope="module")
def microast() -> Callable[[], object]:
    content = torch.rand(1, 3, HEIGHT, WIDTH)
    network = MicroAST().eval().requires_grad_(False)
    side = network.style(torch.rand(1, 3, 64, 64))
    return lambda: network(content, side)


NETWORKS = [("compact", COMPACT), ("vgg19", VGG19_ADAIN), ("microast", MICROAST)]


@pytest.mark.parametrize(("name", "steps"), NETWORKS, ids=[name for name, _ in NETWORKS])
def test_torch_counts_as_many_multiplications(name: str, steps: Steps, request: pytest.FixtureRequest) -> None:
    paint: Callable[[], object] = request.getfixturevalue(name)
    with FlopCounterMode(display=False) as counter:
        paint()
    counts = counter.get_flop_counts()["Global"]
    convolutions = sum(count for func, count in counts.items() if "conv" in str(func))
    assert convolutions == 2 * macs(steps, PIXELS)


@pytest.mark.parametrize(("name", "steps"), NETWORKS, ids=[name for name, _ in NETWORKS])
def test_tensors_as_large_as_counted_are_moved(name: str, steps: Steps, request: pytest.FixtureRequest) -> None:
    paint: Callable[[], object] = request.getfixturevalue(name)
    with Moved() as moved:
        paint()
    weights = sum(step.weights for step in steps if isinstance(step, Layer))
    assert moved.bytes == pytest.approx(traffic(steps, PIXELS, 4) - 4 * weights, rel=0.03)


def test_known_numbers() -> None:
    assert macs(COMPACT, 1) == 26_048
    assert macs(VGG19_ADAIN, 512 * 512) / 1e9 == pytest.approx(126.5, abs=0.05)
    assert macs(VGG19_ADAIN, 1280 * 720) / 1e9 == pytest.approx(444.9, abs=0.05)
    assert macs(MICROAST, 1920 * 1080) / 1e9 == pytest.approx(57.6, abs=0.05)
    assert 0.4 < macs(VGG19_ENCODER, 1) / macs(VGG19_ADAIN, 1) < 0.6


def test_a_convolution_reads_and_writes_once() -> None:
    layer = Layer(2, 6, kernel=3, down=2, stride=2, groups=2)
    assert layer.weights == 6 * 1 * 9 + 6
    assert layer.macs(16) == 4 * 6 * 9
    assert layer.moved(16) == 16 * 2 + 4 * 6 + 60
    assert traffic((layer, Pass(6, 2, reads=2)), 16, number=2) == 2 * (116 + 4 * 6 * 3)

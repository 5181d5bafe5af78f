"""What a picture costs each network, counted by hand from its layers: multiplications, and numbers moved.

A convolution reads its input and its weights and writes its output, each once; an elementwise pass reads and writes
what it works on. So much has to move where feature maps are too large for the caches. Borders are left out, and so are
the samples that `compact` takes and the weights that it prepares for a frame: they do not grow with the picture. The
peers are counted as they are run, eagerly: a padding, a ReLU, a scale and a shift are passes of their own.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Layer:
    """A convolution.

    Attributes:
        inputs, outputs: channels.
        kernel: its side.
        down: the picture's sides divided by this are its output's.
        stride: its input's sides divided by this are its output's.
        groups: into which its channels are divided.
    """

    inputs: int
    outputs: int
    kernel: int
    down: int
    stride: int = 1
    groups: int = 1

    @property
    def weights(self) -> int:
        """Numbers, biases included."""
        return self.outputs * (self.inputs // self.groups * self.kernel**2 + 1)

    def macs(self, pixels: int) -> float:
        """Multiplications with their additions for a picture of so many pixels."""
        return pixels / self.down**2 * (self.weights - self.outputs)

    def moved(self, pixels: int) -> float:
        """Numbers read and written."""
        return pixels / self.down**2 * (self.inputs * self.stride**2 + self.outputs) + self.weights


@dataclass(frozen=True)
class Pass:
    """An elementwise step over feature maps.

    Attributes:
        channels, down: of the map that it is about, as in `Layer`.
        reads, writes: how often as many numbers are read and written as that map has.
    """

    channels: int
    down: int
    reads: float = 1
    writes: float = 1

    def macs(self, pixels: int) -> float:  # noqa: ARG002
        """None that counts beside a convolution's."""
        return 0.0

    def moved(self, pixels: int) -> float:
        """Numbers read and written."""
        return pixels / self.down**2 * self.channels * (self.reads + self.writes)


Steps = tuple[Layer | Pass, ...]


def macs(steps: Steps, pixels: int) -> float:
    """Multiplications with their additions for a picture of so many pixels."""
    return sum(step.macs(pixels) for step in steps)


def traffic(steps: Steps, pixels: int, number: int) -> float:
    """Bytes moved, where a number has `number` of them."""
    return number * sum(step.moved(pixels) for step in steps)


def _add(channels: int, down: int) -> Pass:
    """x + y."""
    return Pass(channels, down, reads=2)


def _residual(channels: int, down: int) -> Steps:
    """`compact`'s x + conv(ReLU(conv(x))), whose normalisations are part of the convolutions."""
    conv = Layer(channels, channels, 3, down)
    return (conv, Pass(channels, down), conv, _add(channels, down))


COMPACT: Steps = (
    Pass(12, 2),  # minus mid-grey
    Layer(12, 32, 3, 2),  # e0
    Pass(32, 2),
    Layer(32, 64, 3, 4, stride=2),  # e1
    *(Pass(64, 4),) * 2,  # a ReLU for e2, and one in place
    Layer(64, 128, 3, 8, stride=2),  # e2
    *(Pass(128, 8),) * 3,  # a ReLU, what the silent block at 1/8 adds, and a ReLU
    Pass(128, 8),  # AdaIN
    *_residual(128, 8) * 2,  # d
    Layer(64, 64, 1, 4),  # m1
    Layer(128, 256, 1, 8),  # u2
    _add(64, 4),
    Pass(64, 4),
    *_residual(64, 4) * 2,  # dd
    Layer(64, 128, 1, 4),  # u1
    Pass(32, 2),
    Layer(32, 32, 3, 2),  # d0
    Pass(32, 2),
    Layer(32, 12, 3, 2),  # o
    Pass(12, 2),  # plus mid-grey
)
"""A frame with smoothed statistics; the layers that see a style alone are not in it."""


def _padded(inputs: int, outputs: int, down: int, kernel: int = 3, stride: int = 1, groups: int = 1) -> Steps:
    """A convolution behind a padding that copies, even where MicroAST pads a 1x1 by nothing."""
    return (Pass(inputs, down // stride), Layer(inputs, outputs, kernel, down, stride, groups))


def _relu(inputs: int, outputs: int, down: int, kernel: int = 3, stride: int = 1, groups: int = 1) -> Steps:
    """The same with its ReLU."""
    return (*_padded(inputs, outputs, down, kernel, stride, groups), Pass(outputs, down))


def _adain(channels: int, down: int) -> Steps:
    """Statistics, scale, shift."""
    return (Pass(channels, down, writes=0), Pass(channels, down), Pass(channels, down))


def _pool(channels: int, down: int) -> Pass:
    return Pass(channels, down, writes=1 / 4)


def _up(channels: int, down: int) -> Pass:
    return Pass(channels, down, reads=1 / 4)


_MODULATED: Steps = (
    *_adain(64, 4),
    *_padded(64, 64, 4),
    *(Pass(64, 4),) * 2,  # times gain, times skip
    _add(64, 4),
    Pass(64, 4),
    *_padded(64, 64, 4),
    *(Pass(64, 4),) * 2,
    *(_add(64, 4),) * 2,
)

MICROAST: Steps = (
    *_relu(3, 16, 1, kernel=9),
    *_relu(16, 32, 2, stride=2, groups=16),
    *_relu(32, 32, 2, kernel=1),
    *_relu(32, 64, 4, stride=2, groups=32),
    *_relu(64, 64, 4, kernel=1),
    *(*_relu(64, 64, 4), *_padded(64, 64, 4), _add(64, 4)) * 2,
    *_MODULATED * 2,
    _up(64, 2),
    *_relu(64, 32, 2, groups=32),
    *_relu(32, 32, 2, kernel=1),
    _up(32, 1),
    *_relu(32, 16, 1, groups=16),
    *_relu(16, 16, 1, kernel=1),
    *_padded(16, 3, 1, kernel=9),
)
"""A frame with the style's side computed beforehand."""

VGG19_ENCODER: Steps = (
    Layer(3, 3, 1, 1),
    *_relu(3, 64, 1),
    *_relu(64, 64, 1),
    _pool(64, 1),
    *_relu(64, 128, 2),
    *_relu(128, 128, 2),
    _pool(128, 2),
    *_relu(128, 256, 4),
    *_relu(256, 256, 4) * 3,
    _pool(256, 4),
    *_relu(256, 512, 8),
)

VGG19_ADAIN: Steps = (
    *VGG19_ENCODER,
    *_adain(512, 8),
    *_relu(512, 256, 8),
    _up(256, 4),
    *_relu(256, 256, 4) * 3,
    *_relu(256, 128, 4),
    _up(128, 2),
    *_relu(128, 128, 2),
    *_relu(128, 64, 2),
    _up(64, 1),
    *_relu(64, 64, 1),
    *_padded(64, 3, 1),
)
"""A frame with the style's statistics known; with a style encoded for it, `VGG19_ENCODER` on the style comes on top."""

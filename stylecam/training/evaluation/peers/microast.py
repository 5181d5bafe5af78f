"""MicroAST: a small pair of encoders and a decoder steered by the style twice over.

Wang et al., "MicroAST: Towards Super-Fast Ultra-Resolution Arbitrary Style Transfer", AAAI 2023. At two depths the
decoder first takes the style's channel statistics (AdaIN) and then runs a residual block whose convolutions are scaled
by gains and skips that a modulator reads off the style's features. The published weights (github.com/EndyWon/MicroAST,
MIT) are handed in by path, as one safetensors file.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn

from stylecam.errors import WeightsError
from stylecam.models.adain import adain, channel_stats

WIDTH = 64


@dataclass(frozen=True)
class Modulation:
    """What one depth of the decoder needs of a style; each tensor is N x 64 x 1 x 1.

    Attributes:
        mean, std: the style features' statistics over space, for AdaIN.
        gain: scales a residual convolution's output.
        skip: scales that convolution's input, added to it.
    """

    mean: Tensor
    std: Tensor
    gain: Tensor
    skip: Tensor


@dataclass(frozen=True)
class StyleSide:
    """All that a style contributes, computed once: `shallow` from the encoder's first depth, `deep` from its second."""

    shallow: Modulation
    deep: Modulation


class MicroAST(nn.Module):
    """Pictures are float32 RGB in [0, 1], N x 3 x H x W, at least 8 pixels each way."""

    def __init__(self) -> None:
        super().__init__()
        self.content_encoder = _Encoder()
        self.style_encoder = _Encoder()
        self.modulator = _Modulator()
        self.decoder = _Decoder()

    def style(self, image: Tensor) -> StyleSide:
        """The style side of a picture of any size."""
        shallow, deep = self.style_encoder(image)
        modulations: StyleSide = self.modulator(shallow, deep)
        return modulations

    def forward(self, content: Tensor, style: StyleSide, strength: float = 1.0) -> Tensor:
        """The painted picture, unclamped, its height and width rounded up to multiples of 4.

        `strength` blends each AdaIN with its input: 1 is the full style.
        """
        _, deep = self.content_encoder(content)
        painted: Tensor = self.decoder(deep, style, strength)
        return painted


def load(path: Path) -> MicroAST:
    """The network with the published weights, ready to run.

    Raises:
        WeightsError: the file is missing, is not safetensors, or holds other tensors.
    """
    network = MicroAST()
    try:
        # The published code wraps each convolution beside its padding; here it is the convolution that pads.
        tensors = {key.replace(".conv_layer.", "."): value for key, value in load_file(path).items()}
        network.load_state_dict(tensors)
    except (OSError, SafetensorError) as error:
        raise WeightsError(f"MicroAST's weights cannot be read from '{path}': {error}") from error
    except RuntimeError as error:
        raise WeightsError(f"'{path}' does not hold MicroAST's weights: other tensors or other shapes") from error
    return network.eval().requires_grad_(False)


class _Conv(nn.Conv2d):
    """A convolution that keeps the size (at stride 1) by reflection padding."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int = 1, groups: int = 1) -> None:
        super().__init__(inputs, outputs, kernel, stride, kernel // 2, groups=groups, padding_mode="reflect")


class _Residual(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv1 = _Conv(WIDTH, WIDTH, 3)
        self.conv2 = _Conv(WIDTH, WIDTH, 3)

    def forward(self, x: Tensor) -> Tensor:
        residual: Tensor = self.conv2(self.conv1(x).relu_())
        return x + residual


class _ModulatedResidual(_Residual):
    def forward(self, x: Tensor, gain: Tensor, skip: Tensor) -> Tensor:  # type: ignore[override]
        hidden = (gain * self.conv1(x) + skip * x).relu_()
        modulated: Tensor = gain * self.conv2(hidden) + skip * hidden
        return x + modulated


class _Encoder(nn.Module):
    """Two feature maps of 64 channels at a quarter of the resolution, one a residual block deeper than the other."""

    def __init__(self) -> None:
        super().__init__()
        self.enc1 = nn.Sequential(
            _Conv(3, 16, 9),
            nn.ReLU(inplace=True),
            _Conv(16, 32, 3, stride=2, groups=16),
            nn.ReLU(inplace=True),
            _Conv(32, 32, 1),
            nn.ReLU(inplace=True),
            _Conv(32, WIDTH, 3, stride=2, groups=32),
            nn.ReLU(inplace=True),
            _Conv(WIDTH, WIDTH, 1),
            nn.ReLU(inplace=True),
            _Residual(),
        )
        self.enc2 = nn.Sequential(_Residual())

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor]:
        shallow = self.enc1(image)
        return shallow, self.enc2(shallow)


class _Modulator(nn.Module):
    """Gains and skips: a depthwise convolution of the style's features, averaged over space."""

    def __init__(self) -> None:
        super().__init__()
        self.weight1 = _pooled()
        self.bias1 = _pooled()
        self.weight2 = _pooled()
        self.bias2 = _pooled()

    def forward(self, shallow: Tensor, deep: Tensor) -> StyleSide:
        return StyleSide(
            Modulation(*channel_stats(shallow), gain=self.weight1(shallow), skip=self.bias1(shallow)),
            Modulation(*channel_stats(deep), gain=self.weight2(deep), skip=self.bias2(deep)),
        )


def _pooled() -> nn.Sequential:
    return nn.Sequential(_Conv(WIDTH, WIDTH, 3, groups=WIDTH), nn.AdaptiveAvgPool2d(1))


class _Decoder(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.dec1 = _ModulatedResidual()
        self.dec2 = _ModulatedResidual()
        self.dec3 = nn.Sequential(
            nn.Upsample(scale_factor=2, mode="bilinear"),
            _Conv(WIDTH, 32, 3, groups=32),
            nn.ReLU(inplace=True),
            _Conv(32, 32, 1),
            nn.ReLU(inplace=True),
            nn.Upsample(scale_factor=2, mode="bilinear"),
            _Conv(32, 16, 3, groups=16),
            nn.ReLU(inplace=True),
            _Conv(16, 16, 1),
            nn.ReLU(inplace=True),
            _Conv(16, 3, 9),
        )

    def forward(self, x: Tensor, style: StyleSide, strength: float) -> Tensor:
        for block, modulation in ((self.dec1, style.deep), (self.dec2, style.shallow)):
            target = adain(x, modulation.mean, modulation.std)
            blended = target if strength == 1.0 else torch.lerp(x, target, strength)
            x = block(blended, modulation.gain, modulation.skip)
        painted: Tensor = self.dec3(x)
        return painted

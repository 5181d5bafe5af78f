"""The network that fast_neural_style publishes (`TransformerNet` of github.com/pytorch/examples), from torch's own
parts, with the weights of one style of a `Cin`."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor, nn

from stylecam.models.cin import NORMS, Cin
from stylecam.models.compact import Conv


class Residual(nn.Module):
    def __init__(self, *layers: nn.Module) -> None:
        super().__init__()
        self.layers = nn.Sequential(*layers)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = x + self.layers(x)
        return out


class TransformerNet(nn.Sequential):
    """As `Cin.forward` in the style `number`."""

    def __init__(self, network: Cin, number: int) -> None:
        convs = iter([*network.down, *network.blocks, *network.up, network.colours])
        norms = _norms(network, number)

        def conv(stride: int = 1) -> Iterator[nn.Module]:
            own = next(convs)
            assert isinstance(own, Conv)
            size = own.c.kernel_size[0]
            yield nn.ReflectionPad2d(size // 2)
            copied = nn.Conv2d(own.c.in_channels, own.c.out_channels, size, stride)
            copied.load_state_dict(own.c.state_dict())
            yield copied

        def normed(stride: int = 1) -> list[nn.Module]:
            return [*conv(stride), next(norms)]

        layers: list[nn.Module] = []
        for stride in (1, 2, 2):
            layers += [*normed(stride), nn.ReLU()]
        layers += [Residual(*normed(), nn.ReLU(), *normed()) for _ in range(5)]
        for _ in range(2):
            layers += [nn.Upsample(scale_factor=2, mode="nearest"), *normed(), nn.ReLU()]
        super().__init__(*layers, *conv())


def _norms(network: Cin, number: int) -> Iterator[nn.InstanceNorm2d]:
    gains, biases = (torch.split(part[number].detach(), list(NORMS)) for part in (network.gains, network.biases))
    for gain, bias in zip(gains, biases, strict=True):
        norm = nn.InstanceNorm2d(len(gain), affine=True)
        norm.load_state_dict({"weight": gain, "bias": bias})
        yield norm


def learnt(network: Cin) -> Cin:
    """With gains and biases as of styles that have been learnt, the same in every run."""
    generator = torch.Generator().manual_seed(5)
    with torch.no_grad():
        for parameter in network.parameters():
            if parameter.dim() == 4:
                fan = parameter[0].numel()
                parameter.copy_(torch.randn(parameter.shape, generator=generator) / fan**0.5)
        network.gains.copy_(1 + 0.3 * torch.randn(network.gains.shape, generator=generator))
        network.biases.copy_(0.3 * torch.randn(network.biases.shape, generator=generator))
        network.colours.c.weight.mul_(0.1)
    return network

"""The perceptual network: how like two pictures are to a VGG-19 trained to tell what is in them.

Four levels of features, relu1_1, relu2_1, relu3_1 and relu4_1 (Simonyan & Zisserman 2015; these four are the ones of
Huang & Belongie 2017, section 5). Three layouts of its weights are known: torchvision's, the normalised one that came
with AdaIN, and one compressed sixteenfold (Wang et al., "Collaborative Distillation for Ultra-Resolution Universal
Style Transfer", 2020), whose layers are narrow and carry a 1x1 convolution (`aux`) to VGG's own width.
"""

from __future__ import annotations

import pickle
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from stylecam.errors import WeightsError
from stylecam.models.weights import parse_weights

Features = tuple[Tensor, Tensor, Tensor, Tensor]
"""relu1_1 (N, 64, H, W), relu2_1 (N, 128, H/2, W/2), relu3_1 (N, 256, H/4, W/4), relu4_1 (N, 512, H/8, W/8).

A compressed network's narrow levels have fewer channels.
"""

CONVOLUTIONS = ("conv11", "conv12", "conv21", "conv22", "conv31", "conv32", "conv33", "conv34", "conv41")
"""The 3x3 convolutions up to relu4_1; pooling comes before those whose second number is 1, but for the first."""

LEVELS = ("conv11", "conv21", "conv31", "conv41")
FULL_WIDTHS = (64, 64, 128, 128, 256, 256, 256, 256, 512)
COMPRESSED_WIDTHS = (16, 16, 32, 32, 64, 64, 64, 64, 128)

IMAGENET_MEAN = (0.485, 0.456, 0.406)
IMAGENET_STD = (0.229, 0.224, 0.225)


@dataclass(frozen=True)
class Layout:
    """How a file stores the network.

    Attributes:
        name: for people.
        layers: the file's name of each layer of `Perceptual`.
        widths: channels of each of `CONVOLUTIONS`.
        padding: what its convolutions were trained with.
        ceil: whether its pooling keeps the last row of an odd height.
    """

    name: str
    layers: Mapping[str, str]
    widths: tuple[int, ...]
    padding: Literal["reflect", "constant"]
    ceil: bool

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """The shape of each layer's weight, by the names of `Perceptual`."""
        inputs = (3, *self.widths)
        shapes: dict[str, tuple[int, ...]] = {"conv0": (3, 3, 1, 1)}
        for name, narrow, wide, full in zip(CONVOLUTIONS, inputs, self.widths, FULL_WIDTHS, strict=False):
            shapes[name] = (wide, narrow, 3, 3)
            shapes[f"{name}_aux"] = (full, wide, 1, 1)
        return {name: shape for name, shape in shapes.items() if name in self.layers}


def _numbered(prefix: str, *numbers: int) -> dict[str, str]:
    return {name: f"{prefix}{number}" for name, number in zip(CONVOLUTIONS, numbers, strict=True)}


_TORCHVISION_NUMBERS = (0, 2, 5, 7, 10, 12, 14, 16, 19)
_COMPRESSED_LAYERS = ("conv0", *CONVOLUTIONS, *(f"{level}_aux" for level in LEVELS))

LAYOUTS = (
    Layout("compressed VGG-19", {name: name for name in _COMPRESSED_LAYERS}, COMPRESSED_WIDTHS, "reflect", False),
    Layout(
        "AdaIN's normalised VGG-19",
        {"conv0": "0", **_numbered("", 2, 5, 9, 12, 16, 19, 22, 25, 29)},
        FULL_WIDTHS,
        "reflect",
        True,
    ),
    Layout("torchvision's vgg19", _numbered("features.", *_TORCHVISION_NUMBERS), FULL_WIDTHS, "constant", False),
    Layout("torchvision's vgg19.features", _numbered("", *_TORCHVISION_NUMBERS), FULL_WIDTHS, "constant", False),
)


class Perceptual(nn.Module):
    """A frozen VGG-19 up to relu4_1; gradients pass through to the pictures only.

    Its tensors are no parameters and no part of a state dict, so that neither an optimizer nor a checkpoint takes them.
    """

    def __init__(self, tensors: Mapping[str, Tensor], padding: Literal["reflect", "constant"], ceil: bool) -> None:
        """`tensors`: weights and biases of conv0 (1x1), `CONVOLUTIONS` and, if narrow, each of `LEVELS` with _aux."""
        super().__init__()
        self.padding = padding
        self.ceil = ceil
        self.wide = "conv11_aux.weight" not in tensors
        for name, tensor in tensors.items():
            kept = tensor.detach().float()
            if kept.dim() == 4:
                kept = kept.contiguous(memory_format=torch.channels_last)
            self.register_buffer(name.replace(".", "_"), kept, persistent=False)

    def forward(self, pictures: Tensor) -> Features:
        """Features of pictures (N, 3, H, W) in [0, 1], for losses.

        Of a compressed network relu1_1 and relu2_1 are its own narrow ones, which cost less and say the same.
        """
        f1, f2, f3, f4 = self._narrow(pictures)
        return f1, f2, self._widen("conv31", f3), self._widen("conv41", f4)

    def widened(self, pictures: Tensor) -> Features:
        """Features of pictures (N, 3, H, W) in [0, 1], all of VGG's own widths, for measuring.

        Of a full VGG the same as `forward`.
        """
        f1, f2, f3, f4 = self._narrow(pictures)
        return (
            self._widen("conv11", f1),
            self._widen("conv21", f2),
            self._widen("conv31", f3),
            self._widen("conv41", f4),
        )

    def _narrow(self, pictures: Tensor) -> Features:
        levels = []
        x = self._convolve("conv0", pictures)
        for name in CONVOLUTIONS:
            if name in LEVELS[1:]:
                x = F.max_pool2d(x, 2, ceil_mode=self.ceil)
            x = F.relu(self._convolve(name, F.pad(x, (1, 1, 1, 1), mode=self.padding)))
            if name in LEVELS:
                levels.append(x)
        f1, f2, f3, f4 = levels
        return f1, f2, f3, f4

    def _widen(self, level: str, x: Tensor) -> Tensor:
        return x if self.wide else self._convolve(f"{level}_aux", x)

    def _convolve(self, name: str, x: Tensor) -> Tensor:
        return F.conv2d(x, getattr(self, f"{name}_weight"), getattr(self, f"{name}_bias"))


def load_perceptual(path: Path) -> Perceptual:
    """The perceptual network in a file, whose layout is recognised by its tensors' names and shapes.

    Args:
        path: safetensors, or a .pth that holds a state dict (nothing in it is executed).

    Raises:
        WeightsError: it cannot be read, or is of none of the known layouts.
    """
    tensors = _read(path)
    for layout in LAYOUTS:
        if _fits(tensors, layout):
            return _build(tensors, layout)
    raise WeightsError(
        f"{path}: is no perceptual network; expected are the weights of "
        + ", ".join(layout.name for layout in LAYOUTS[:-1])
        + f" or {LAYOUTS[-1].name}"
    )


def _read(path: Path) -> Mapping[str, Tensor]:
    try:
        if path.suffix == ".safetensors":
            return parse_weights(path.read_bytes(), path)
        found = torch.load(path, map_location="cpu", weights_only=True)
    except OSError as error:
        raise WeightsError(f"{path}: cannot be read ({error.strerror}); name a file of VGG-19 weights") from None
    except (pickle.UnpicklingError, zipfile.BadZipFile, RuntimeError, EOFError, ValueError):
        raise WeightsError(f"{path}: is not a whole file of weights; get it again") from None
    if not isinstance(found, dict):
        raise WeightsError(f"{path}: holds no state dict; save the network's state_dict() there")
    return {str(name): tensor for name, tensor in found.items() if isinstance(tensor, Tensor)}


def _fits(tensors: Mapping[str, Tensor], layout: Layout) -> bool:
    def has(name: str, shape: tuple[int, ...]) -> bool:
        return name in tensors and tensors[name].shape == shape

    return all(
        has(f"{layout.layers[name]}.weight", shape) and has(f"{layout.layers[name]}.bias", shape[:1])
        for name, shape in layout.shapes().items()
    )


def _build(tensors: Mapping[str, Tensor], layout: Layout) -> Perceptual:
    own = {
        f"{name}.{kind}": tensors[f"{stored}.{kind}"]
        for name, stored in layout.layers.items()
        for kind in ("weight", "bias")
    }
    if "conv0.weight" not in own:
        own |= _imagenet_normalisation()
    return Perceptual(own, layout.padding, layout.ceil)


def _imagenet_normalisation() -> dict[str, Tensor]:
    """`(x - mean) / std` as a 1x1 convolution."""
    mean, std = torch.tensor(IMAGENET_MEAN), torch.tensor(IMAGENET_STD)
    return {"conv0.weight": torch.diag(1 / std)[:, :, None, None], "conv0.bias": -mean / std}

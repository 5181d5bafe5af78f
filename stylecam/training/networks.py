"""The networks that can be trained, by name."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol, cast

import torch
from torch import Tensor, nn

from stylecam.errors import UsageError, WeightsError
from stylecam.models.adaconv import AdaConv
from stylecam.models.cin import Cin
from stylecam.models.compact import Compact
from stylecam.models.trained import TaughtStyle
from stylecam.models.weights import TRAINED, check_fit, parse_weights
from stylecam.training.pictures import PictureFolder


class StyleTransfer(Protocol):
    """What the objective asks of a network, which is an `nn.Module` besides."""

    def encode(self, picture: Tensor) -> tuple[Tensor, Tensor]:
        """Features (N, C, H/4, W/4) and (N, C', H/8, W/8) of pictures (N, 3, H, W) in [0, 1]."""
        ...

    def style(self, picture: Tensor, as_content: Tensor | None = None) -> Any:
        """The style of pictures (N, 3, H, W) in [0, 1], one each.

        Args:
            as_content: (N,), 1 for those that are the content itself, 0 for the others; None: all are others.
        """
        ...

    def __call__(self, picture: Tensor, style: Any) -> Tensor:
        """Pictures (N, 3, H, W) in [0, 1] in N styles; not clipped."""
        ...


NETWORKS: Mapping[str, Callable[[], nn.Module]] = MappingProxyType(
    {"adaconv": AdaConv, "compact": Compact, "cin": Cin, "johnson": Cin}
)
"""Each builds a `StyleTransfer`, or a `Cin`, with fresh weights; each has its `configs/NAME.toml`."""


def fresh_network(name: str, styles: int) -> nn.Module:
    """A network with fresh weights; `styles`: how many there are to learn, for one that knows them by their numbers."""
    build = NETWORKS[name]
    return Cin(styles) if build is Cin else build()


def taught_styles(name: str, styles: PictureFolder) -> tuple[TaughtStyle, ...]:
    """The styles that a network knows by their numbers; none for one that reads any picture's.

    Raises:
        UsageError: one of them cannot be read, or they are several and the network learns one.
    """
    if name not in TRAINED:
        return ()
    if name == "johnson" and len(styles) > 1:
        raise UsageError(
            f"{styles.folder}: has {len(styles)} pictures, and 'johnson' learns one; name that, or use cin"
        )
    for number, path in enumerate(styles.paths):
        if styles.picture(number) is None:
            raise UsageError(f"{path}: cannot be read, and each picture of --style is a style to learn; remove it")
    return tuple(TaughtStyle(path.stem, hashlib.sha256(path.read_bytes()).hexdigest()) for path in styles.paths)


def styles_of(network: nn.Module, pictures: Tensor, numbers: Tensor, as_content: Tensor | None = None) -> Any:
    """The styles of pictures, one each, for the network to paint in.

    Args:
        pictures: (N, 3, H, W) in [0, 1], which a `StyleTransfer` reads.
        numbers: (N,) of the pictures in their folder, which is what a `Cin` knows them by.
        as_content: see `StyleTransfer.style`.
    """
    if isinstance(network, Cin):
        return network.taught(numbers)
    return cast(StyleTransfer, network).style(pictures, as_content)


def load_into(network: nn.Module, name: str, path: Path) -> None:
    """Start from the weights in a safetensors file: the network's own, or for `adaconv` those of `compact`.

    Raises:
        WeightsError: it cannot be read, or they are another network's.
    """
    try:
        tensors = parse_weights(path.read_bytes(), path)
    except OSError as error:
        raise WeightsError(f"{path}: cannot be read ({error.strerror}); name weights to start from") from None
    if isinstance(network, AdaConv) and "r2.b.c.bias" in tensors:
        with torch.device("meta"):
            check_fit(tensors, Compact().state_dict(), path, "compact")
        tensors = network.begun_from(tensors)
    check_fit(tensors, network.state_dict(), path, name)
    network.load_state_dict({key: tensor.float() for key, tensor in tensors.items()})

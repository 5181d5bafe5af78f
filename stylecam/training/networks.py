"""The networks that can be trained, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

import torch
from torch import Tensor, nn

from stylecam.errors import WeightsError
from stylecam.models.adaconv import AdaConv
from stylecam.models.compact import Compact
from stylecam.models.weights import check_fit, parse_weights


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


NETWORKS: Mapping[str, Callable[[], nn.Module]] = MappingProxyType({"adaconv": AdaConv, "compact": Compact})
"""Each builds a `StyleTransfer` with fresh weights; each has its `configs/NAME.toml`."""


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

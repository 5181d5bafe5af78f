"""The models by id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import torch
from torch import Tensor

from stylecam.errors import UsageError
from stylecam.models.compact import Compact
from stylecam.models.compact_painter import CompactPainter
from stylecam.models.graphed_painter import GraphedPainter
from stylecam.models.painter import Painter
from stylecam.models.recording import CudaRecorder
from stylecam.models.weights import WeightsFile, check_fit, load_weights, read_manifest

Builder = Callable[[Mapping[str, Tensor], Path, torch.device, torch.dtype], Painter]
"""From a model's tensors (and their file, for messages) to a painter on a device."""


def compact_network(tensors: Mapping[str, Tensor], path: Path) -> Compact:
    """The `compact` network as it was trained.

    Raises:
        WeightsError: the tensors are not its own.
    """
    with torch.device("meta"):
        network = Compact()
    check_fit(tensors, network.state_dict(), path, "compact")
    network.load_state_dict({name: tensor.float() for name, tensor in tensors.items()}, assign=True)
    return network


def build_compact(tensors: Mapping[str, Tensor], path: Path, device: torch.device, dtype: torch.dtype) -> Painter:
    """The `compact` network, ready to paint; on CUDA its steady frames are replayed.

    Raises:
        WeightsError: the tensors are not its own.
    """
    painter = CompactPainter(compact_network(tensors, path), device, dtype)
    return GraphedPainter(painter, CudaRecorder(device)) if device.type == "cuda" else painter


BUILDERS: Mapping[str, Builder] = MappingProxyType({"compact": build_compact})
"""Every architecture stylecam can run."""


def find_weights(folder: Path, model: str) -> WeightsFile:
    """The weights of a model.

    Raises:
        UsageError: no such model.
        WeightsError: the folder has no readable manifest.
    """
    entries = {entry.id: entry for entry in read_manifest(folder)}
    if model not in entries or model not in BUILDERS:
        raise UsageError(
            f"there is no model '{model}'; there is: {', '.join(sorted(entries.keys() & BUILDERS.keys()))}"
        )
    return entries[model]


def load_painter(entry: WeightsFile, device: torch.device, dtype: torch.dtype) -> Painter:
    """A model ready to paint.

    Raises:
        WeightsError: the file is missing, damaged or not this model's.
    """
    return BUILDERS[entry.id](load_weights(entry), entry.path, device, dtype)

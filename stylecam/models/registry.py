"""The models by id."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import torch
from torch import Tensor, nn

from stylecam.errors import UsageError, WeightsError
from stylecam.models.adaconv import AdaConv
from stylecam.models.adaconv_painter import AdaConvPainter
from stylecam.models.cin import NORMS, Cin
from stylecam.models.cin_painter import CinPainter, GraphedCinPainter
from stylecam.models.compact import Compact
from stylecam.models.compact_int8 import CompactInt8Painter
from stylecam.models.compact_painter import CompactPainter
from stylecam.models.graphed_painter import GraphedPainter, Recordable
from stylecam.models.int8 import supported_levels
from stylecam.models.painter import Painter
from stylecam.models.peaks import lean, peaks_file, read_peaks
from stylecam.models.recording import CudaRecorder
from stylecam.models.trained import read_trained
from stylecam.models.vgg19 import vgg19_network
from stylecam.models.vgg19_painter import Vgg19Painter
from stylecam.models.weights import (
    REINSTALL,
    TRAINED,
    WeightsFile,
    check_finite,
    check_fit,
    import_of,
    load_weights,
    read_manifest,
    read_own_manifest,
)

Network = TypeVar("Network", bound=nn.Module)

Builder = Callable[[Mapping[str, Tensor], Path, torch.device, torch.dtype], Painter]
"""From a model's tensors (and their file, for messages) to a painter on a device."""


def compact_network(tensors: Mapping[str, Tensor], path: Path) -> Compact:
    """The `compact` network as it was trained.

    Raises:
        WeightsError: the tensors are not its own.
    """
    return _fitted(Compact, tensors, path, "compact")


def build_compact(tensors: Mapping[str, Tensor], path: Path, device: torch.device, dtype: torch.dtype) -> Painter:
    """The `compact` network, ready to paint; on CUDA its steady frames are replayed.

    In int8 it takes the peaks beside the weights, and a CPU that convolves bytes.

    Raises:
        WeightsError: the tensors are not its own.
    """
    network = compact_network(tensors, path)
    peaks = read_peaks(path, hashlib.sha256(path.read_bytes()).hexdigest()) if peaks_file(path).exists() else None
    lean(network, peaks)
    if dtype == torch.int8:
        levels = supported_levels()
        if peaks is None or levels is None:
            raise WeightsError(f"{path}: cannot be used in int8 here; use --precision float32")
        return CompactInt8Painter(network, peaks, levels)
    return _replayed(CompactPainter(network, device, dtype))


def build_adaconv(tensors: Mapping[str, Tensor], path: Path, device: torch.device, dtype: torch.dtype) -> Painter:
    """The `adaconv` network, ready to paint; on CUDA its steady frames are replayed.

    Raises:
        WeightsError: the tensors are not its own.
    """
    return _replayed(AdaConvPainter(_fitted(AdaConv, tensors, path, "adaconv"), device, dtype))


def build_vgg19(tensors: Mapping[str, Tensor], path: Path, device: torch.device, dtype: torch.dtype) -> Painter:
    """The `vgg19` network, ready to paint; on CUDA its steady frames are replayed.

    Raises:
        WeightsError: the tensors are not its own.
    """
    return _replayed(Vgg19Painter(vgg19_network(tensors, path), device, dtype))


def build_cin(tensors: Mapping[str, Tensor], path: Path, device: torch.device, dtype: torch.dtype) -> Painter:
    """`cin` or, of one style, `johnson`, ready to paint in the styles that the file says it was trained in.

    Raises:
        WeightsError: the tensors are not its own, or the file does not say the styles.
    """
    styles = max(1, tensors["gains"].numel() // sum(NORMS)) if "gains" in tensors else 1
    with torch.device("meta"):
        network = Cin(styles)
    check_fit(tensors, network.state_dict(), path, "cin")
    check_finite(tensors, path)
    trained = read_trained(path)
    if trained is None or len(trained.styles) != styles:
        raise WeightsError(
            f"{path}: does not say what its {styles} styles are; import what 'stylecam train' has written"
        )
    network.load_state_dict({name: tensor.float() for name, tensor in tensors.items()}, assign=True)
    painter = CinPainter(network, trained, device, dtype)
    return GraphedCinPainter(painter, CudaRecorder(device)) if device.type == "cuda" else painter


def _fitted(build: Callable[[], Network], tensors: Mapping[str, Tensor], path: Path, model: str) -> Network:
    """A network with these tensors, in float32."""
    with torch.device("meta"):
        network = build()
    check_fit(tensors, network.state_dict(), path, model)
    network.load_state_dict({name: tensor.float() for name, tensor in tensors.items()}, assign=True)
    return network


def _replayed(painter: Recordable) -> Painter:
    """The painter, whose steady frames are replayed where it is on CUDA."""
    return GraphedPainter(painter, CudaRecorder(painter.device)) if painter.device.type == "cuda" else painter


BUILDERS: Mapping[str, Builder] = MappingProxyType(
    {
        "compact": build_compact,
        "adaconv": build_adaconv,
        "vgg19": build_vgg19,
        "cin": build_cin,
        "johnson": build_cin,
    }
)
"""Every architecture stylecam can run."""

FLOATS = (torch.float32, torch.float16, torch.bfloat16)
"""What every network can compute in."""


def formats(entry: WeightsFile) -> tuple[torch.dtype, ...]:
    """What a network can compute in, where the device can."""
    in_bytes = entry.id == "compact" and read_peaks(entry.path, entry.sha256) is not None
    return (*FLOATS, torch.int8) if in_bytes else FLOATS


FETCHED: Mapping[str, str] = MappingProxyType({"vgg19": "vgg_normalised.pth decoder.pth"})
"""The networks whose weights do not ship, and the published files of each."""


def check_known(model: str) -> None:
    """Make sure that there is a model of this id, whether its weights are here or not.

    Raises:
        UsageError: there is none.
    """
    if model not in BUILDERS:
        raise UsageError(f"there is no model '{model}'; there is: {', '.join(sorted(BUILDERS))}")


def find_weights(shipped: Path, model: str, own: Path | None = None) -> WeightsFile:
    """The weights of a model.

    Args:
        shipped: the folder of weights that every installation has; what it lists is never taken from elsewhere.
        own: the folder of the user's, if it counts.

    Raises:
        UsageError: no such model.
        WeightsError: the model's weights are not here, or a folder's list cannot be read.
    """
    check_known(model)
    entries = {entry.id: entry for entry in read_manifest(shipped)}
    if model not in entries and own is not None:
        entries = {entry.id: entry for entry in read_own_manifest(own)}
    if model not in entries:
        raise WeightsError(f"the weights of the model '{model}' are not here; {_fetch(model)}")
    return entries[model]


def _fetch(model: str) -> str:
    """What brings a model's weights here."""
    if model in TRAINED:
        return f"train it with 'stylecam train --config {model} --style {TRAINED[model]} …', and {import_of(model)}"
    if model not in FETCHED:
        return REINSTALL
    return f"run 'stylecam weights download {model}', or 'stylecam weights import {FETCHED[model]}'"


def load_painter(entry: WeightsFile, device: torch.device, dtype: torch.dtype) -> Painter:
    """A model ready to paint.

    Raises:
        WeightsError: the file is missing, damaged or not this model's.
    """
    return BUILDERS[entry.id](load_weights(entry), entry.path, device, dtype)

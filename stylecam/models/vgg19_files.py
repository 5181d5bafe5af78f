"""The published files of `vgg19`, read without running anything that is in them.

github.com/naoto0804/pytorch-AdaIN publishes the states of two `nn.Sequential`s: `vgg_normalised.pth`, which goes on to
relu5_4, and `decoder.pth`. Their tensors are called by the numbers of their layers: "0.weight", "2.weight", …
"""

from __future__ import annotations

import pickle
import struct
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor

from stylecam.errors import WeightsError
from stylecam.models.vgg19 import Vgg19, vgg19_network
from stylecam.models.weights import check_finite, check_fit, parse_weights

DEEPER = (32, 35, 38, 42, 45, 48, 51)
"""The convolutions of the published encoder beyond relu4_1, which the method does not use."""

_NOT_TENSORS = "is cut short, or holds more than tensors (nothing in it was run); get it again"

_UNREADABLE = (
    *(pickle.UnpicklingError, zipfile.BadZipFile, RuntimeError, EOFError, ValueError, OSError),
    *(TypeError, AttributeError, LookupError, AssertionError, OverflowError, MemoryError, ImportError, struct.error),
)
"""What `torch.load` raises for a file that is damaged, or holds more than tensors."""


def read_published(paths: Sequence[Path]) -> dict[str, Tensor]:
    """The tensors of `Vgg19`, float32.

    Args:
        paths: the encoder's and the decoder's file in any order, .pth or .safetensors; or one that holds both under
            the names of `Vgg19`.

    Raises:
        WeightsError: a file cannot be read, is another one, or there is one too few.
    """
    halves: dict[str, dict[str, Tensor]] = {}
    for path in paths:
        for half, tensors in _halves(_read(path), path).items():
            if half in halves:
                raise WeightsError(f"{path}: holds the {half}, which another file held already; name each once")
            halves[half] = tensors
    for half in ("encoder", "decoder"):
        if half not in halves:
            raise WeightsError(
                f"{paths[0]}: the {half} is missing; name both files, vgg_normalised.pth and decoder.pth"
            )
    tensors = {f"{half}.{name}": tensor for half, part in halves.items() for name, tensor in part.items()}
    return vgg19_network(tensors, paths[0]).state_dict()


def _halves(tensors: Mapping[str, Tensor], path: Path) -> dict[str, dict[str, Tensor]]:
    """The file's halves by name: encoder, decoder or both, each with the names of a file of its own.

    Raises:
        WeightsError: it holds neither as published.
    """
    if "0.weight" in tensors:
        halves = {"encoder": dict(tensors)}
    elif "1.weight" in tensors:
        halves = {"decoder": dict(tensors)}
    else:
        halves = {}
        for name, tensor in tensors.items():
            half, _, rest = name.partition(".")
            halves.setdefault(half, {})[rest] = tensor
    with torch.device("meta"):
        expected = Vgg19()
    for half, found in halves.items():
        if half not in ("encoder", "decoder"):
            raise WeightsError(f"{path}: is neither vgg_normalised.pth nor decoder.pth as published; name those two")
        if half == "encoder":
            for name in (f"{number}.{kind}" for number in DEEPER for kind in ("weight", "bias")):
                found.pop(name, None)
        check_fit(found, expected.get_submodule(half).state_dict(), path, "vgg19")
        check_finite(found, path)
    return halves


def _read(path: Path) -> Mapping[str, Tensor]:
    try:
        if path.suffix.lower() == ".safetensors":
            return parse_weights(path.read_bytes(), path)
        with path.open("rb"):
            pass  # That it cannot be is another fault than what torch finds in it.
    except OSError as error:
        raise WeightsError(f"{path}: cannot be read ({error.strerror}); name a file of weights") from None
    try:
        with warnings.catch_warnings():
            # Torch's advice on odd files is for those who wrote them.
            warnings.simplefilter("ignore")
            # Files from before torch 1.6 are no archives, and cannot be mapped.
            found = torch.load(path, map_location="cpu", weights_only=True, mmap=zipfile.is_zipfile(path))
    except _UNREADABLE:
        raise WeightsError(f"{path}: {_NOT_TENSORS}") from None
    if not isinstance(found, dict) or not all(isinstance(tensor, Tensor) for tensor in found.values()):
        raise WeightsError(f"{path}: {_NOT_TENSORS}")
    return {str(name): tensor for name, tensor in found.items()}

"""Weights files: what there is, whether it is intact, and its tensors. Only safetensors: nothing is executed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from safetensors import SafetensorError
from safetensors.torch import load
from torch import Tensor

from stylecam.errors import WeightsError


@dataclass(frozen=True)
class WeightsFile:
    """One entry of a manifest.

    Attributes:
        id: the model it belongs to.
        path: the safetensors file.
        sha256: of the file, in hex.
        licence: an SPDX identifier.
        trained: how it came about, one line.
    """

    id: str
    path: Path
    sha256: str
    licence: str
    trained: str


def read_manifest(folder: Path) -> tuple[WeightsFile, ...]:
    """The weights that `manifest.json` in a folder lists.

    Raises:
        WeightsError: there is none, or it is not one.
    """
    path = folder / "manifest.json"
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))["weights"]
        return tuple(
            WeightsFile(e["id"], folder / e["file"], e["sha256"], e.get("licence", ""), e.get("trained", ""))
            for e in entries
        )
    except OSError as error:
        raise WeightsError(f"{path}: cannot be read ({error.strerror}); reinstall stylecam") from None
    except (ValueError, KeyError, TypeError):
        raise WeightsError(f"{path}: is not a weights manifest; reinstall stylecam") from None


def load_weights(entry: WeightsFile) -> dict[str, Tensor]:
    """The tensors of a listed file, once its hash has been found right.

    Raises:
        WeightsError: the file is missing, differs from the manifest, or is no safetensors file.
    """
    path = entry.path
    try:
        data = path.read_bytes()
    except OSError as error:
        raise WeightsError(f"{path}: cannot be read ({error.strerror}); reinstall stylecam") from None
    found = hashlib.sha256(data).hexdigest()
    if found != entry.sha256:
        raise WeightsError(
            f"{path}: is damaged or not the file meant (sha256 {found[:12]}…, expected {entry.sha256[:12]}…);"
            " reinstall stylecam"
        )
    return parse_weights(data, path)


def parse_weights(data: bytes, path: Path) -> dict[str, Tensor]:
    """The tensors of a safetensors file's bytes; `path` is for messages.

    Raises:
        WeightsError: it is none, or cut short.
    """
    try:
        return load(data)
    except (SafetensorError, ValueError):
        raise WeightsError(f"{path}: is not a whole safetensors file; get it again") from None


def check_fit(found: Mapping[str, Tensor], expected: Mapping[str, Tensor], path: Path, model: str) -> None:
    """Make sure that tensors have a network's names and shapes.

    Raises:
        WeightsError: they do not; the message names the first difference.
    """
    for name in sorted(expected.keys() | found.keys()):
        if name not in found:
            raise WeightsError(f"{path}: is not for the model '{model}': the tensor '{name}' is missing")
        if name not in expected:
            raise WeightsError(f"{path}: is not for the model '{model}': it has no tensor '{name}'")
        if found[name].shape != expected[name].shape:
            raise WeightsError(
                f"{path}: is not for the model '{model}': '{name}' is {tuple(found[name].shape)},"
                f" not {tuple(expected[name].shape)}"
            )

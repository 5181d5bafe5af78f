"""Weights files: what there is, whether it is intact, and its tensors. Only safetensors: nothing is executed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from safetensors import SafetensorError
from safetensors.torch import load
from torch import Tensor

from stylecam.errors import WeightsError

MANIFEST = "manifest.json"
"""Lists the weights in a folder."""

REINSTALL = "reinstall stylecam"
"""What mends shipped files."""

TRAINED: Mapping[str, str] = MappingProxyType({"cin": "FOLDER", "johnson": "PICTURE"})
"""The networks that everybody trains in styles of their own, and what each learns from."""


def import_of(model: str) -> str:
    """What makes weights usable that `stylecam train` has written."""
    return f"run 'stylecam weights import OUT/{model}.safetensors' (docs/methods.md)"


@dataclass(frozen=True)
class WeightsFile:
    """One entry of a manifest.

    Attributes:
        id: the model it belongs to.
        path: the safetensors file.
        sha256: of the file, in hex.
        licence: an SPDX identifier.
        trained: how it came about, one line.
        mend: what brings the file back, as a command or a deed.
    """

    id: str
    path: Path
    sha256: str
    licence: str
    trained: str
    mend: str = REINSTALL


def read_manifest(folder: Path) -> tuple[WeightsFile, ...]:
    """The weights that `manifest.json` in a folder lists.

    Raises:
        WeightsError: there is none, or it is not one.
    """
    return _listed(folder, REINSTALL)


def read_own_manifest(folder: Path) -> tuple[WeightsFile, ...]:
    """The weights in the user's own folder; none where nothing was kept there yet.

    Raises:
        WeightsError: its list cannot be read, or is not one.
    """
    if not (folder / MANIFEST).exists():
        return ()
    entries = _listed(folder, f"delete {folder}, then get the weights again")
    return tuple(replace(entry, mend=_mend(entry.id)) for entry in entries)


def _mend(model: str) -> str:
    return import_of(model) if model in TRAINED else f"run 'stylecam weights download {model}', or import it"


def all_weights(shipped: Path, own: Path) -> tuple[WeightsFile, ...]:
    """The shipped weights and then the user's; what ships is never taken from elsewhere.

    Raises:
        WeightsError: one of the lists cannot be read, or is not one.
    """
    entries = read_manifest(shipped)
    ids = {entry.id for entry in entries}
    return (*entries, *(entry for entry in read_own_manifest(own) if entry.id not in ids))


def _listed(folder: Path, mend: str) -> tuple[WeightsFile, ...]:
    path = folder / MANIFEST
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))["weights"]
        return tuple(
            WeightsFile(e["id"], folder / e["file"], e["sha256"], e.get("licence", ""), e.get("trained", ""))
            for e in entries
        )
    except OSError as error:
        raise WeightsError(f"{path}: cannot be read ({error.strerror}); {mend}") from None
    except (ValueError, KeyError, TypeError):
        raise WeightsError(f"{path}: is not a weights manifest; {mend}") from None


def load_weights(entry: WeightsFile) -> dict[str, Tensor]:
    """The tensors of a listed file, once its hash has been found right.

    Raises:
        WeightsError: the file is missing, differs from the manifest, or is no safetensors file.
    """
    return parse_weights(read_intact(entry), entry.path)


def read_intact(entry: WeightsFile) -> bytes:
    """The content of a listed file, once its hash has been found right.

    Raises:
        WeightsError: the file is missing, or differs from the manifest.
    """
    path = entry.path
    try:
        data = path.read_bytes()
    except OSError as error:
        raise WeightsError(f"{path}: cannot be read ({error.strerror}); {entry.mend}") from None
    found = hashlib.sha256(data).hexdigest()
    if found != entry.sha256:
        raise WeightsError(
            f"{path}: is damaged or not the file meant (sha256 {found[:12]}…, expected {entry.sha256[:12]}…);"
            f" {entry.mend}"
        )
    return data


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


def check_finite(found: Mapping[str, Tensor], path: Path) -> None:
    """Make sure that tensors hold real numbers.

    Raises:
        WeightsError: one does not; the message names the first.
    """
    for name, tensor in sorted(found.items()):
        if not tensor.is_floating_point():
            raise WeightsError(f"{path}: '{name}' holds no real numbers ({tensor.dtype}); get the file again")
        if not bool(tensor.isfinite().all()):
            raise WeightsError(f"{path}: '{name}' holds numbers that are not finite; get the file again")

"""The user's own folder of weights: what is put there, beside the list of it.

The weights come first and the list after them, each whole or as it was before: what is listed is there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

import torch
from safetensors.torch import save
from torch import Tensor

from stylecam.errors import WeightsError
from stylecam.files import to_json, write_atomically
from stylecam.models.registry import BUILDERS, load_painter
from stylecam.models.trained import Trained
from stylecam.models.weights import MANIFEST, WeightsFile, parse_weights, read_own_manifest


def keep_tensors(
    folder: Path,
    model: str,
    tensors: Mapping[str, Tensor],
    licence: str,
    trained: str,
    metadata: dict[str, str] | None = None,
) -> WeightsFile:
    """Keep tensors as the weights of a model, and what their file says of itself; the same make the same file.

    Raises:
        WeightsError: the folder cannot be written.
    """
    data = save({name: tensor.contiguous() for name, tensor in tensors.items()}, metadata)
    entry = WeightsFile(model, _place(folder, model), hashlib.sha256(data).hexdigest(), licence, trained)
    return _kept(entry, lambda: write_atomically(entry.path, data))


def keep_trained(folder: Path, path: Path, trained: Trained) -> WeightsFile:
    """Keep what `stylecam train` has written to a file as the weights of the model that it says.

    Raises:
        WeightsError: it does not fit the model, or the folder cannot be written.
    """
    tensors = parse_weights(path.read_bytes(), path)
    # Whether they fit.
    BUILDERS[trained.model](tensors, path, torch.device("cpu"), torch.float32)
    names = ", ".join(style.name for style in trained.styles)
    about = f"by you, in {names}" if names else "by you"
    return keep_tensors(folder, trained.model, tensors, "NOASSERTION", about, trained.metadata())


def keep_data(folder: Path, name: str, data: bytes, model: str, licence: str, trained: str) -> WeightsFile:
    """Keep a file of any kind, under a name, in place of what was there for the model.

    Raises:
        WeightsError: the folder cannot be written.
    """
    entry = WeightsFile(model, folder / name, hashlib.sha256(data).hexdigest(), licence, trained)
    kept = _kept(entry, lambda: write_atomically(entry.path, data))
    for other in folder.glob(f"{model}.*"):
        if other != entry.path:
            other.unlink(missing_ok=True)
    return kept


def keep_file(folder: Path, entry: WeightsFile) -> WeightsFile:
    """Take a safetensors file into the folder as the weights of a model; it must lie on the same disk.

    Raises:
        WeightsError: it is not the one meant, does not fit the model, or the folder cannot be written.
    """
    load_painter(entry, torch.device("cpu"), torch.float32)
    here = WeightsFile(entry.id, _place(folder, entry.id), entry.sha256, entry.licence, entry.trained)
    return _kept(here, lambda: entry.path.replace(here.path))


def _place(folder: Path, model: str) -> Path:
    return folder / f"{model}.safetensors"


def _kept(entry: WeightsFile, put: Callable[[], object]) -> WeightsFile:
    folder = entry.path.parent
    try:
        others = [other for other in read_own_manifest(folder) if other.id != entry.id]
    except WeightsError:
        others = []  # What cannot be read is made anew.
    try:
        put()
        listed = [_listed(each) for each in (*others, entry) if each.path.exists()]
        write_atomically(folder / MANIFEST, to_json({"weights": listed}))
    except OSError as error:
        raise WeightsError(f"{entry.path}: cannot be written ({error.strerror}); make room, and run it again") from None
    return entry


def _listed(entry: WeightsFile) -> dict[str, str | int]:
    """As a page of downloads lists it, too."""
    return {
        "id": entry.id,
        "file": entry.path.name,
        "bytes": entry.path.stat().st_size,
        "sha256": entry.sha256,
        "licence": entry.licence,
        "trained": entry.trained,
    }

"""A training as one file, from which it goes on as if it had never stopped."""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save as to_safetensors
from torch import Tensor, nn

from stylecam.errors import UsageError
from stylecam.files import write_atomically
from stylecam.models.trained import Trained
from stylecam.training.config import TrainingError

FILE = "checkpoint.pt"
FORMAT = 1


@dataclass(frozen=True)
class Checkpoint:
    """Everything that the next step depends on.

    Attributes:
        asked: what the training was asked for, as plain values; only the same can go on.
        step: steps done, which is also the number of the next batch.
        seconds: time spent in them.
        network, averaged: state dicts.
        optimizer, scaler: their state dicts.
        random: states of torch's generators, by device type.
        projections: the state dict of what learns along with the network and serves the training alone.
    """

    asked: dict[str, Any]
    step: int
    seconds: float
    network: dict[str, Tensor]
    averaged: dict[str, Tensor]
    optimizer: dict[str, Any]
    scaler: dict[str, Any]
    random: dict[str, Tensor]
    projections: dict[str, Tensor] = field(default_factory=dict)


def save_checkpoint(folder: Path, checkpoint: Checkpoint) -> None:
    """Write it into a folder; the one that was there before stays until this one is whole.

    Raises:
        TrainingError: it cannot be written.
    """
    data = io.BytesIO()
    fields = {name: getattr(checkpoint, name) for name in Checkpoint.__dataclass_fields__}
    torch.save({"format": FORMAT, **fields}, data)
    _write(folder / FILE, data.getvalue())


def save_weights(path: Path, network: nn.Module, trained: Trained) -> None:
    """A network's weights in float32, as the runtime loads them, and what they are.

    Raises:
        TrainingError: they cannot be written.
    """
    state = {name: tensor.detach().float().cpu().contiguous() for name, tensor in network.state_dict().items()}
    _write(path, to_safetensors(state, trained.metadata()))


def load_checkpoint(folder: Path, asked: Mapping[str, Any]) -> Checkpoint | None:
    """The checkpoint in a folder, None if there is none.

    Raises:
        UsageError: it is damaged, or of a training that was asked for something else.
    """
    path = folder / FILE
    if not path.exists():
        return None
    try:
        found = torch.load(path, map_location="cpu", weights_only=True)
        if found.pop("format") != FORMAT:
            raise UsageError(f"{path}: is of another version of stylecam; use another --out")
        checkpoint = Checkpoint(**found)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); use another --out") from None
    except (pickle.UnpicklingError, RuntimeError, EOFError, ValueError, KeyError, TypeError, AttributeError):
        raise UsageError(f"{path}: is not a whole checkpoint; remove it to begin anew") from None
    for place, there, here in _differences(checkpoint.asked, asked, ""):
        raise UsageError(
            f"{path}: is of a training with {place} {there}, not {here}; ask for the same or use another --out"
        )
    return checkpoint


def random_states(device: torch.device) -> dict[str, Tensor]:
    """The states of torch's generators that a training on this device draws from."""
    states = {"cpu": torch.get_rng_state()}
    if device.type == "cuda":
        states["cuda"] = torch.cuda.get_rng_state(device)
    return states


def set_random_states(states: Mapping[str, Tensor], device: torch.device) -> None:
    """The inverse; states of other devices are left aside."""
    torch.set_rng_state(states["cpu"])
    if device.type == "cuda" and "cuda" in states:
        torch.cuda.set_rng_state(states["cuda"], device)


def _differences(there: Any, here: Any, place: str) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(there, Mapping) and isinstance(here, Mapping):
        for key in sorted({*there, *here}):
            yield from _differences(there.get(key), here.get(key), f"{place}.{key}" if place else key)
    elif there != here:
        yield place, there, here


def _write(path: Path, data: bytes) -> None:
    try:
        write_atomically(path, data)
    except OSError as error:
        raise TrainingError(f"{path}: cannot be written ({error.strerror}); make room or use another --out") from None

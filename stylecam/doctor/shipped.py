"""What ships with stylecam, weights and styles, and the weights that the user has put beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from stylecam.doctor.check import Check, fails, pip_install, works

if TYPE_CHECKING:
    from stylecam.models.weights import WeightsFile


def checks() -> Iterator[Check]:
    """All of this family."""
    from stylecam.app import style_library
    from stylecam.resources import shipped_masters, shipped_styles, shipped_weights
    from stylecam.settings import Settings
    from stylecam.user_files import user_weights

    model = Settings().model
    yield check_weights(shipped_weights(), model)
    yield check_own_weights(user_weights())
    yield check_styles(len(style_library()), shipped_styles())
    yield check_masters(shipped_masters(model), shipped_weights(), model)


def check_weights(folder: Path, model: str) -> Check:
    """Whether the weights in a folder are whole, by their hashes, and those of `model` are among them."""
    from stylecam.errors import WeightsError
    from stylecam.models.weights import load_weights, read_manifest

    try:
        entries = read_manifest(folder)
        for entry in entries:
            load_weights(entry)
    except WeightsError as error:
        return fails("weights", str(error).rpartition("; ")[0], restore(folder), required=True)
    if model not in {entry.id for entry in entries}:
        return fails("weights", f"{folder}: there are none for '{model}'", restore(folder), required=True)
    return works("weights", _named(entries), required=True)


def check_own_weights(folder: Path) -> Check:
    """Whether the weights that the user has imported or downloaded are whole; there need not be any."""
    from stylecam.errors import WeightsError
    from stylecam.models.weights import read_intact, read_own_manifest

    try:
        entries = read_own_manifest(folder)
        for entry in entries:
            read_intact(entry)
    except WeightsError as error:
        detail, _, mend = str(error).rpartition("; ")
        return fails("own weights", detail, mend)
    return works("own weights", _named(entries) if entries else "none; 'stylecam weights download' fetches vgg19")


def check_styles(found: int, folder: Path) -> Check:
    """Whether there is a style to paint in; `folder` is where the shipped ones should lie."""
    if found:
        return works("styles", f"{found} found", required=True)
    return fails("styles", f"{folder}: there is no style", restore(folder), required=True)


def check_masters(path: Path, weights: Path, model: str) -> Check:
    """Whether the file of paintings is whole, and made with the weights of `model` in the folder `weights`."""
    from stylecam.errors import StylecamError
    from stylecam.masters import REMAKE, OtherWeightsError, read_masters
    from stylecam.models.registry import find_weights

    try:
        found = read_masters(path, find_weights(weights, model).sha256)
    except OtherWeightsError as error:
        mend = restore(path) if checkout_of(path) is None else REMAKE
        return fails("masters", str(error).rpartition("; ")[0], mend)
    except StylecamError as error:
        return fails("masters", str(error).rpartition("; ")[0], restore(path))
    return works("masters", f"{len(found)} paintings, of these weights")


def _named(entries: Sequence[WeightsFile]) -> str:
    listed = ", ".join(f"{entry.id} (sha256 {entry.sha256[:12]})" for entry in entries)
    return f"{listed}, whole"


def restore(place: Path) -> str:
    """What brings shipped files back: from git in a checkout, else by installing again."""
    checkout = checkout_of(place)
    if checkout is not None:
        return f'git -C "{checkout}" checkout -- "{place.relative_to(checkout).as_posix()}"'
    return pip_install("--force-reinstall", "--no-deps", "stylecam")


def checkout_of(place: Path) -> Path | None:
    """The git checkout of stylecam that a shipped file or folder lies in; None where it is installed."""
    checkout = next((parent for parent in place.parents if (parent / ".git").exists()), None)
    return checkout if checkout is not None and (checkout / "stylecam").is_dir() else None

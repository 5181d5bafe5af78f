"""Where the files that ship with stylecam lie, installed or in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The folder `assets` or `weights`: inside the package where a wheel put it, else beside it in a checkout."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def shipped_styles() -> Path:
    """The folder of style pictures."""
    return shipped("assets") / "styles"


def shipped_masters(model: str) -> Path:
    """The file of paintings' statistics that belongs to a network."""
    return shipped("assets") / "masters" / f"{model}.safetensors"


def shipped_weights() -> Path:
    """The folder of weights with its manifest."""
    return shipped("weights")

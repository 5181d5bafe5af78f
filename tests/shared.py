"""Evaluation data and weights that are kept outside the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def shared_file(*parts: str) -> Path:
    """From the folder that STYLECAM_SHARED names, or from `shared` beside the checkout. Skips the test without it."""
    root = Path(os.environ.get("STYLECAM_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    path = root.joinpath(*parts)
    if not path.is_file():
        pytest.skip(f"no {path}; STYLECAM_SHARED names the folder of the shared data")
    return path


def evaluation_clip(name: str) -> Path:
    """A video of the evaluation data."""
    return shared_file("data", "eval", "video", name)

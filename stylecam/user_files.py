"""Where what belongs to the user lies: data, what the window remembers, and a cache."""

from __future__ import annotations

from pathlib import Path

import platformdirs


def user_styles() -> Path:
    """The folder of the user's own styles."""
    return Path(platformdirs.user_data_dir("stylecam", appauthor=False)) / "styles"


def user_looks() -> Path:
    """The folder of the user's named looks."""
    return Path(platformdirs.user_data_dir("stylecam", appauthor=False)) / "looks"


def user_masks() -> Path:
    """The folder of the masks that were painted in the window."""
    return Path(platformdirs.user_data_dir("stylecam", appauthor=False)) / "masks"


def user_weights() -> Path:
    """The folder of the weights that the user has imported or downloaded."""
    return Path(platformdirs.user_data_dir("stylecam", appauthor=False)) / "weights"


def background_file() -> Path:
    """The background that was learned last."""
    return Path(platformdirs.user_data_dir("stylecam", appauthor=False)) / "background.npz"


def state_file() -> Path:
    """What the window remembers from one run to the next."""
    return Path(platformdirs.user_state_dir("stylecam", appauthor=False)) / "state.json"


def style_cache() -> Path:
    """The folder of style vectors."""
    return Path(platformdirs.user_cache_dir("stylecam", appauthor=False)) / "styles"

"""Weights of networks that know only the styles they were trained in, without a training."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from stylecam.models.cin import Cin
from stylecam.models.trained import TaughtStyle, Trained
from stylecam.training.checkpoint import save_weights
from tests.models.fast_neural_style import learnt


def weights_file(path: Path, model: str, pictures: Sequence[Path]) -> Path:
    """As `stylecam train` writes it, of a network that has learnt random styles for these pictures."""
    styles = tuple(TaughtStyle(each.stem, hashlib.sha256(each.read_bytes()).hexdigest()) for each in pictures)
    save_weights(path, learnt(Cin(len(styles))), Trained(model, styles))
    return path

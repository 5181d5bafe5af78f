"""A file of paintings' statistics, as small as can be."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from stylecam.masters import packed, read_masters
from stylecam.styles import Style, Work

WEIGHTS = "ab" * 32
"""The hash of the weights that they are of."""

NAMES = (
    ("wave-hokusai", "The Great Wave", "Katsushika Hokusai"),
    ("bridge-hiroshige", "The Bridge", "Utagawa Hiroshige"),
)
COLOURS = ("#102030", "#f0e0d0")


def write_paintings(path: Path, length: int = 8, weights: str = WEIGHTS) -> tuple[Style, ...]:
    """Two paintings, whose vectors are of that length, all zeros and all ones."""
    works = [
        Style(style_id, title, artist, path, work=Work("1831", str(number) * 64, COLOURS))
        for number, (style_id, title, artist) in enumerate(NAMES)
    ]
    vectors = {style.id: np.full(length, number, np.float32) for number, style in enumerate(works)}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(packed(works, vectors, weights))
    return read_masters(path, weights)

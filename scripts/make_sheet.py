"""Makes the sheet of twelve styles of the README: `python -m scripts.make_sheet`.

It is the demo scene, painted in each with the shipped weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from stylecam.app import make_plan, style_library
from stylecam.frame import Frame, Pixels
from stylecam.pipeline.commands import SetStyle
from stylecam.settings import Settings
from stylecam.sources.scene import scene_frame
from stylecam.styles import WeightedStyle

FILE = Path(__file__).resolve().parent.parent / "docs" / "pictures" / "twelve-styles.jpg"

SHOWN = (
    "starry-swirl",
    "great-wave",
    "neon-street",
    "comic-tear",
    "sunflowers",
    "koi-mosaic",
    "rose-valley",
    "sumi-bamboo",
    "fauve-harbour",
    "psychedelic-marble",
    "blueprint-clock",
    "tree-of-life",
)

MOMENT = 2.95
"""Seconds into the scene."""


def sheet(styles: Sequence[str], size: tuple[int, int], columns: int) -> Pixels:
    """The demo scene at (width, height) in each of these styles, row by row."""
    engine = make_plan(Settings(style=(styles[0],), smoothing=0.0)).engine()
    library = style_library()
    content = scene_frame(MOMENT, size)
    engine.open()
    painted = []
    for number, style in enumerate(styles):
        # A second between two frames: each cross-fade is over when its style is shown.
        engine.apply(SetStyle((WeightedStyle(library.find(style)),)))
        engine.stylize(Frame(content, 2 * number, 2.0 * number))
        painted.append(engine.stylize(Frame(content, 2 * number + 1, 2.0 * number + 1)).pixels)
    engine.close()
    rows = [np.hstack(painted[start : start + columns]) for start in range(0, len(painted), columns)]
    return np.vstack(rows)


def main() -> None:
    FILE.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(sheet(SHOWN, (640, 360), columns=4)).reduce(2).save(FILE, quality=90)


if __name__ == "__main__":
    main()

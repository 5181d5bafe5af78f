"""Makes the sheets of the documents: `python -m scripts.make_sheet`.

They are the demo scene painted with the shipped weights: in twelve styles for the README, in eight masters' and, as
close-ups, what still fails for the model card.
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

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"

SIZE = (640, 360)

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

MASTERS = (
    "starry-night-vangogh",
    "kiss-klimt",
    "dance-matisse",
    "madonna-munch",
    "sunrise-monet",
    "composition-vii-kandinsky",
    "night-cafe-gauguin",
    "temeraire-turner",
)

FAILURES = (
    ("koi-mosaic", (232, 0)),
    ("great-wave", (190, 30)),
    ("comic-tear", (230, 110)),
    ("rose-valley", (120, 130)),
)
"""Styles, and the top left corner of what is enlarged: weave, halo, face, net."""

CLOSE_UP = (160, 120)

MOMENT = 2.95
"""Seconds into the scene."""


def paintings(styles: Sequence[str], size: tuple[int, int]) -> list[Pixels]:
    """The demo scene at (width, height) in each of these styles."""
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
    return painted


def sheet(pictures: Sequence[Pixels], columns: int) -> Pixels:
    """Pictures of one size, row by row."""
    return np.vstack([np.hstack(pictures[start : start + columns]) for start in range(0, len(pictures), columns)])


def close_ups(shown: Sequence[tuple[str, tuple[int, int]]]) -> Pixels:
    """A part of the scene, in the upper row, and of each painting of it, in the lower."""
    before = [scene_frame(MOMENT, SIZE)] * len(shown)
    after = paintings([style for style, _ in shown], SIZE)
    width, height = CLOSE_UP
    parts = [
        picture[top : top + height, left : left + width]
        for pictures in (before, after)
        for picture, (_, (left, top)) in zip(pictures, shown, strict=True)
    ]
    return sheet(parts, len(shown))


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, styles in (("twelve-styles", SHOWN), ("masters", MASTERS)):
        picture = Image.fromarray(sheet(paintings(styles, SIZE), columns=4))
        picture.reduce(2).save(FOLDER / f"{name}.jpg", quality=90)
    parts = Image.fromarray(close_ups(FAILURES))
    parts.resize((2 * parts.width, 2 * parts.height), Image.Resampling.NEAREST).save(
        FOLDER / "failures.jpg", quality=90
    )


if __name__ == "__main__":
    main()

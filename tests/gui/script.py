"""Things to do in the window, as a list of values, and files to drop on it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from stylecam.looks import LookStore
from tests.gui.studio import Studio


@dataclass(frozen=True)
class Action:
    """One thing to do; what `x` and `y`, 0 to 1, stand for is the deed's own matter."""

    deed: str
    x: float
    y: float


OFTEN = {
    "shortcut": 30,
    "tile": 12,
    "mix": 8,
    "focused_key": 12,
    "button": 10,
    "slider": 8,
    "drop": 8,
    "stage_drag": 5,
    "pad_drag": 5,
    "brush": 3,
    "tab": 5,
    "chip": 4,
    "search": 4,
    "source": 4,
    "menu": 4,
    "look_key": 5,
    "save": 3,
    "tile_key": 4,
    "paste": 3,
    "pick": 3,
    "resize": 3,
    "dress": 2,
    "double_click": 2,
    "drag_past": 2,
}
"""Deeds and how often each is done, among all."""


def actions(seed: int, count: int) -> list[Action]:
    """The same ones for the same seed."""
    dice = random.Random(seed)
    deeds = dice.choices(tuple(OFTEN), tuple(OFTEN.values()), k=count)
    return [Action(deed, round(dice.random(), 4), round(dice.random(), 4)) for deed in deeds]


def droppable(studio: Studio, folder: Path) -> list[Path]:
    """Pictures, one that the engine refuses, one that cannot be read, a folder, a video, looks and something else."""
    pictures = {"white.png": (250, 250, 250), "gold.webp": (200, 160, 0), "refused/broken.png": (1, 2, 3)}
    pictures |= {"several/grey.png": (100, 100, 100), "several/again.bmp": (250, 250, 250)}
    for name, colour in pictures.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (300, 200), colour).save(path)
    texts = ["unreadable.png", "clip.mp4", "no look.json", "notes.txt"]
    for name in texts:
        (folder / name).write_text("neither a picture nor anything else")
    looks = LookStore(folder / "looks", studio.store)
    looks.save("Dropped", studio.look)
    looks.export("Dropped", folder / "dropped.json")
    names = ["white.png", "gold.webp", "refused/broken.png", "several", "dropped.json", *texts]
    return [folder / name for name in names]

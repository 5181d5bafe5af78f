"""Makes the pictures of docs/methods.md: `python -m scripts.make_methods --perceptual VGG`.

They are one frame of the demo scene in one style, painted with each network that is here and with each control. The
networks whose weights do not ship are left out where they are not here. Gatys' method looks through the perceptual
network that trainings take, and is left out without.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from scripts.empty_room import EmptyRoom, StillScene, learned
from stylecam.app import make_plan, style_library, weights_here
from stylecam.engine.person.plate import Plate
from stylecam.engine.person.plate_finder import PlateFinder
from stylecam.frame import Frame, Pixels
from stylecam.look import Look, MaskedRegion
from stylecam.pictures import load_picture
from stylecam.settings import Settings
from stylecam.slow.painting import Still, paint
from stylecam.styles import WeightedStyle
from stylecam.training.perceptual import load_perceptual

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"

SIZE = (640, 360)
SHOWN = (320, 180)
"""The size they are painted in, and that of the files."""

MOMENT = 2.95
"""Seconds into the scene."""

STYLE, OTHER = "great-wave", "neon-street"


class Known:
    """Who is the person is told from the empty room (`engine.people.People`)."""

    def __init__(self) -> None:
        self._plate = learned(EmptyRoom(SIZE))

    def find(self) -> PlateFinder:
        return PlateFinder(self._plate)

    def keep(self, plate: Plate) -> None: ...


def controls(look: Look, other: WeightedStyle, mask: Path) -> dict[str, Look]:
    """Looks by the names of their pictures."""
    return {
        "strength": replace(look, strength=0.5),
        "luminance": replace(look, keep_color="luminance"),
        "palette": replace(look, keep_color="palette"),
        "fine": replace(look, brush=0.5),
        "coarse": replace(look, brush=2.0),
        "mix": replace(look, mix=(*look.mix, other)),
        "original": replace(look, background="original"),
        "blur": replace(look, background="blur"),
        "background": replace(look, background=(other,)),
        "mask": replace(look, masks=(MaskedRegion(mask, (other,)),)),
    }


def pictures(mask: Path) -> Iterator[tuple[str, Pixels]]:
    """Each with its name; `mask` is a picture that is white where a region is."""
    content, people = StillScene(SIZE).frame(MOMENT), Known()
    yield "content", content
    settings = Settings(style=(STYLE,), smoothing=0.0)
    for entry in weights_here():
        plan = make_plan(replace(settings, model=entry.id))
        looks = {entry.id: plan.look}
        if entry.id == "compact":
            looks |= controls(plan.look, WeightedStyle(style_library().find(OTHER)), mask)
        for name, look in looks.items():
            engine = replace(plan, look=look).engine(people=people)
            engine.open()
            yield name, engine.stylize(Frame(content, 0, 0.0)).pixels
            engine.close()


def slowly(perceptual: Path) -> Pixels:
    """The frame as Gatys' method paints it."""
    style = load_picture(style_library().find(STYLE).path, SIZE[0])
    steps = paint(Still(StillScene(SIZE).frame(MOMENT), (style,)), load_perceptual(perceptual), torch.device("cpu"))
    *_, last = steps
    return last.pixels(SIZE)


def save(name: str, pixels: Pixels) -> None:
    """One file of the document's."""
    picture = Image.fromarray(pixels).resize(SHOWN, Image.Resampling.LANCZOS)
    picture.save(FOLDER / f"method-{name}.jpg", quality=88)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m scripts.make_methods")
    parser.add_argument("--perceptual", type=Path, metavar="FILE", help="weights of a VGG-19, for Gatys' method")
    asked = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        mask = Path(folder) / "mask.png"
        Image.fromarray(np.repeat([[255, 0]], SIZE[0] // 2, axis=1).astype(np.uint8)).resize(SIZE).save(mask)
        for name, pixels in pictures(mask):
            save(name, pixels)
    if asked.perceptual is not None:
        save("gatys", slowly(asked.perceptual))


if __name__ == "__main__":
    main()

"""Makes the files of masters' paintings for the shipped weights: `python -m scripts.make_masters FOLDER`.

The folder holds the pictures that `scripts/masters.csv` lists by their stems; nothing of them is copied but the style
vectors, five colours and a fingerprint each. To be run again when the weights have changed. The same weights and
pictures give the same bytes.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from PIL import Image

from stylecam.engine.style_bank import StyleBank
from stylecam.errors import StylecamError, StyleError
from stylecam.files import write_atomically
from stylecam.frame import Pixels
from stylecam.masters import packed
from stylecam.models.registry import load_painter
from stylecam.models.weights import WeightsFile, load_weights, read_manifest
from stylecam.pictures import fingerprint, load_picture
from stylecam.resources import shipped_masters, shipped_weights
from stylecam.styles import Style, Work, style_files

TABLE = Path(__file__).with_name("masters.csv")

COLOURS = 5
"""Of a palette: as many as can be told apart on a small card."""
SEEN = 128
"""Pixels of the longest side that a palette is taken from."""


@dataclass(frozen=True)
class Entry:
    """A line of the table: the picture's stem, and what is known of the painting.

    `lived` says when the artist was born and died.
    """

    stem: str
    id: str
    title: str
    artist: str
    lived: str
    year: str


def read_table() -> list[Entry]:
    """The paintings in the order they are shown."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [Entry(**line) for line in csv.DictReader(file)]


def make(entries: Sequence[Entry], folder: Path, weights: WeightsFile) -> bytes:
    """The content of the file.

    Raises:
        StyleError: a picture is not in the folder.
        WeightsError, PictureError: the weights or a picture cannot be read.
    """
    files = {path.stem: path for path in style_files(folder)}
    missing = ", ".join(entry.stem for entry in entries if entry.stem not in files)
    if missing:
        raise StyleError(f"{folder}: there is no picture called {missing}; name the folder that holds them")
    painter = load_painter(weights, torch.device("cpu"), torch.float32)
    precision = {tensor.dtype for tensor in load_weights(weights).values()}
    kept = torch.float16 if precision == {torch.float16} else torch.float32
    works, vectors = [], {}
    with tempfile.TemporaryDirectory() as cache:
        bank = StyleBank(painter, weights.sha256, Path(cache))
        for entry in entries:
            path = files[entry.stem]
            pixels = load_picture(path)
            work = Work(entry.year, fingerprint(pixels), palette(pixels))
            works.append(Style(entry.id, entry.title, entry.artist, path, work=work))
            vectors[entry.id] = bank.vector(Style(entry.stem, entry.title, entry.artist, path)).to(kept).numpy()
    return packed(works, vectors, weights.sha256)


def palette(pixels: Pixels) -> tuple[str, ...]:
    """The colours that a picture, height x width x 3, is mostly made of, `#rrggbb`, from dark to light."""
    picture = Image.fromarray(pixels)
    picture.thumbnail((SEEN, SEEN), Image.Resampling.LANCZOS)
    flat = picture.quantize(COLOURS, Image.Quantize.MEDIANCUT, kmeans=COLOURS).getpalette() or []
    colours = [tuple(flat[start : start + 3]) for start in range(0, 3 * COLOURS, 3)]
    return tuple(f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in sorted(colours, key=_luma))


def _luma(colour: tuple[int, ...]) -> float:
    red, green, blue = colour
    return 0.299 * red + 0.587 * green + 0.114 * blue


def main() -> None:
    """Write a file for each network beside the shipped styles."""
    if len(sys.argv) != 2:
        raise SystemExit(
            "python -m scripts.make_masters FOLDER: name the folder with the pictures of scripts/masters.csv"
        )
    # Sums in threads come out differently by a bit.
    torch.set_num_threads(1)
    try:
        for weights in read_manifest(shipped_weights()):
            path, content = shipped_masters(weights.id), make(read_table(), Path(sys.argv[1]), weights)
            write_atomically(path, content)
            print(f"{path}: {len(read_table())} paintings, {len(content)} bytes, of the weights {weights.sha256[:12]}")
    except StylecamError as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main()

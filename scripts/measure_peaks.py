"""Finds what the encoder of the shipped weights reaches: `python -m scripts.measure_peaks FOLDER ...`.

Writes the peaks beside the weights (`stylecam/models/peaks.py` says what they are for). The folders hold pictures, as
many and as different as there are; each is looked at as it is, and darker and brighter than that. To be run again when
the weights have changed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor

from stylecam.errors import StylecamError
from stylecam.models.compact import MULTIPLE
from stylecam.models.peaks import survey, write_peaks
from stylecam.models.registry import compact_network, find_weights
from stylecam.models.weights import load_weights
from stylecam.pictures import PictureError, load_picture
from stylecam.resources import shipped_weights

ENDINGS = (".jpg", ".jpeg", ".png", ".webp")
SIDES = (160, 256, 512)
"""Longest sides that pictures are looked at in, in turn."""
GAINS = (0.4, 1.0, 1.6)


def pictures(files: Sequence[Path]) -> Iterator[Tensor]:
    """(1, 3, H, W) in [0, 1]; what is no picture, or a very narrow one, is passed over."""
    for number, path in enumerate(files):
        try:
            pixels = load_picture(path, SIDES[number % len(SIDES)])
        except PictureError:
            continue
        height, width = (side // MULTIPLE * MULTIPLE for side in pixels.shape[:2])
        if min(height, width) < 4 * MULTIPLE:
            continue
        picture = torch.from_numpy(pixels[:height, :width].copy()).permute(2, 0, 1)[None].float().div_(255)
        yield from ((picture * gain).clamp_(0, 1) for gain in GAINS)


def main(folders: Sequence[str]) -> int:
    """The command line; returns its exit code."""
    files = sorted(path for folder in folders for path in Path(folder).rglob("*") if path.suffix.lower() in ENDINGS)
    try:
        weights = find_weights(shipped_weights(), "compact")
        network = compact_network(load_weights(weights), weights.path)
    except StylecamError as error:
        print(f"measure_peaks: {error}", file=sys.stderr)
        return error.exit_code
    try:
        peaks = survey(network, pictures(files))
    except ValueError:
        print("python -m scripts.measure_peaks FOLDER ...: name folders with pictures", file=sys.stderr)
        return 2
    write_peaks(weights.path, peaks)
    said = "is silent" if peaks.silent else "has something to say"
    print(
        f"{peaks.pictures} pictures; the residual block at 1/8 {said}: it comes to {float(peaks.inner.max()):.3f} of 0"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

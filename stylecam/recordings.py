"""How a live picture is recorded, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from stylecam.look import Size

Quality = Literal["low", "medium", "high"]
"""How faithful a file is, and how large."""

EncoderChoice = Literal["auto", "software"]
"""The graphics chip's encoder where one really works, or the processor's in any case."""

QUALITIES: tuple[Quality, ...] = get_args(Quality)
ENCODER_CHOICES: tuple[EncoderChoice, ...] = get_args(EncoderChoice)

FILMS = (".mp4", ".mkv", ".mov", ".webm")
"""Endings of recordings of any length."""

LOOPS = (".gif", ".webp")
"""Endings of short animated pictures without sound."""


@dataclass(frozen=True)
class RecordingOptions:
    """How a recording is made; its kind is its name's ending.

    Attributes:
        within: the largest width and height; a larger picture is scaled down, its shape kept. None: as it is painted.
        encoder: which encoders may be used.
    """

    quality: Quality = "medium"
    within: Size | None = None
    encoder: EncoderChoice = "auto"


USUAL = RecordingOptions()


def original_beside(path: Path) -> Path:
    """The name of the recording of what the painted one at `path` was painted from."""
    return path.with_name(f"{path.stem} original{path.suffix}")

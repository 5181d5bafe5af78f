"""What a file of trained weights says of itself, in its metadata: which network it is of, and, of one that knows only
the styles it was trained in, which these are.

    stylecam: {"model": "cin", "styles": [{"name": "great-wave", "sha256": "…"}]}

The hash is that of the picture's file: so a style is known again whatever its file is called by then.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from safetensors import SafetensorError, safe_open
from torch import Tensor

from stylecam.errors import StyleError
from stylecam.models.painter import Painter
from stylecam.styles import Style, Work, title_of_file

KEY = "stylecam"
"""Of the metadata."""

NAMED = 8
"""So many styles are named where not all can be."""


@dataclass(frozen=True)
class TaughtStyle:
    """A style that a network was trained in: the stem and the hash of its picture's file."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Trained:
    """What was trained: the id of the network, and the only styles it knows; none where it reads any picture's."""

    model: str
    styles: tuple[TaughtStyle, ...] = ()

    def metadata(self) -> dict[str, str]:
        """For a safetensors file; one entry, as that keeps no order of several."""
        return {KEY: json.dumps(asdict(self), ensure_ascii=False)}

    def number(self, sha256: str) -> int:
        """Which of the styles has a picture with this hash.

        Raises:
            StyleError: none; the message names those that there are.
        """
        for number, style in enumerate(self.styles):
            if style.sha256 == sha256:
                return number
        names = ", ".join(style.name for style in self.styles[:NAMED])
        more = f" and {len(self.styles) - NAMED} more" if len(self.styles) > NAMED else ""
        choice = "that" if len(self.styles) == 1 else "one of these"
        raise StyleError(f"'{self.model}' was trained in {names}{more} only; choose {choice}, or --model compact")

    def known_styles(self, path: Path) -> tuple[Style, ...]:
        """The styles, for who has not their pictures; `path` is the file of the weights."""
        return tuple(
            Style(style.name, title_of_file(style.name), "", path, work=Work("", style.sha256, ()))
            for style in self.styles
        )


@runtime_checkable
class TaughtPainter(Painter, Protocol):
    """A painter that cannot read a style out of a picture: it knows the ones it was trained in."""

    @property
    def trained(self) -> Trained: ...

    def known(self, sha256: str) -> Tensor:
        """The vector, (style_size,), float32, of the style whose picture's file has this hash.

        Raises:
            StyleError: it was not trained in that.
        """
        ...


def read_trained(path: Path) -> Trained | None:
    """What a file says of itself; None for one that says nothing, or is no safetensors file."""
    try:
        with safe_open(path, framework="numpy") as file:
            said = json.loads((file.metadata() or {})[KEY])
        return Trained(said["model"], tuple(TaughtStyle(each["name"], each["sha256"]) for each in said["styles"]))
    except (OSError, SafetensorError, ValueError, KeyError, TypeError):
        return None

"""How a source is written: `NAME`, `NAME@1280x720` or `NAME@1280x720@30`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stylecam.look import Size

_URL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+://")
_FORMAT = re.compile(r"(?P<name>.+)@(?P<width>[1-9]\d{0,4})x(?P<height>[1-9]\d{0,4})(@(?P<fps>\d{1,4}(\.\d+)?))?")


@dataclass(frozen=True)
class CameraMode:
    """A format that a camera offers.

    Attributes:
        size: (width, height).
        fps: frames per second.
    """

    size: Size
    fps: float


@dataclass(frozen=True)
class SourceSpec:
    """What a user names. Its text, `str(spec)`, is what `Pipeline.switch_source` takes.

    Attributes:
        name: a camera's index, name or path, a file, an address, or "demo".
        size: (width, height) to ask it for; None leaves that to the settings.
        fps: frames per second to ask for, along with a size; None leaves that to the settings.
    """

    name: str
    size: Size | None = None
    fps: float | None = None

    def __str__(self) -> str:
        if self.size is None:
            return self.name
        rate = "" if self.fps is None else f"@{self.fps:g}"
        return f"{self.name}@{self.size[0]}x{self.size[1]}{rate}"


def parse_source(text: str) -> SourceSpec:
    """The reverse of `str`. What does not end in a format, and every address, is a name as a whole."""
    found = None if is_url(text) else _FORMAT.fullmatch(text)
    if found is None:
        return SourceSpec(text)
    fps = None if found["fps"] is None else float(found["fps"])
    if fps == 0:
        return SourceSpec(text)
    return SourceSpec(found["name"], (int(found["width"]), int(found["height"])), fps)


def is_url(text: str) -> bool:
    """Whether this is an address (`scheme://...`) and not a path."""
    return _URL.match(text) is not None

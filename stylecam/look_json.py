"""A look as JSON: what a named look's file and the window's memory hold.

    {"stylecam": "look", "version": 1, "name": "Stormy", "strength": 0.8, "smoothing": 0.5, "brush": 1.0,
     "mirror": true, "size": [640, 360] or "auto" or null, "fps": 30 (of "auto"), "crossfade": 0.3, "keep_color": "off",
     "styles": [{"id": "great-wave", "name": "The Claw of the Wave", "sha256": "…", "weight": 1.0, "picture": "…"}],
     "background": "none" or "original" or "blur" or styles like the look's own}

A style's `sha256` is the fingerprint of its picture, `picture` a JPEG in base64, so that the file works elsewhere too.
Masks are about one camera on one machine, and no part of a look that is kept.
"""

from __future__ import annotations

import base64
import binascii
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar, get_args

from stylecam.errors import StylecamError
from stylecam.files import clean_name
from stylecam.look import AutoSize, Background, KeepColor, Look, Size
from stylecam.styles import Style, WeightedStyle

T = TypeVar("T")

VERSION = 1

MOST_STYLES = 32


class LookError(StylecamError):
    """A look cannot be read, found or stored."""

    exit_code = 2


@dataclass(frozen=True)
class StyleRef:
    """What a look says of one of its styles.

    Attributes:
        id: the style's id where the look was made.
        name: what it is called.
        sha256: the fingerprint of its picture, "" if unknown.
        picture: its picture as the content of a file, empty if it is not in the look.
    """

    id: str
    name: str
    sha256: str
    picture: bytes


Parts = list[tuple[StyleRef, float]]
"""What a look says of a mix: styles and their weights."""

FindStyle = Callable[[StyleRef], Style | None]
"""The style that is meant; None if it is not here."""


@dataclass(frozen=True)
class ReadLook:
    """A look that was read.

    Attributes:
        name: what it is called, "" for none.
        look: how to paint.
        notes: one line for each thing that is not as the file says.
    """

    name: str
    look: Look
    notes: tuple[str, ...]


def look_to_json(look: Look, name: str, sha256: Callable[[Style], str]) -> dict[str, Any]:
    """A look as an object that `json` can write; `sha256` gives the fingerprint of a style's picture."""
    size: Any = "auto" if isinstance(look.size, AutoSize) else look.size and list(look.size)

    def written(mix: tuple[WeightedStyle, ...]) -> list[dict[str, Any]]:
        return [
            {"id": part.style.id, "name": part.style.name, "sha256": sha256(part.style), "weight": part.weight}
            for part in mix
        ]

    rate = {"fps": look.size.fps} if isinstance(look.size, AutoSize) else {}
    return {
        "stylecam": "look",
        "version": VERSION,
        "name": name,
        "styles": written(look.mix),
        "strength": look.strength,
        "smoothing": look.smoothing,
        "brush": look.brush,
        "mirror": look.mirror,
        "size": size,
        **rate,
        "crossfade": look.crossfade,
        "keep_color": look.keep_color,
        "background": look.background if isinstance(look.background, str) else written(look.background),
    }


def look_from_json(data: object, find: FindStyle, base: Look | None = None) -> ReadLook:
    """The look that `look_to_json` wrote.

    What it does not say is as in `base`, else as in a new look; fields that are not known are passed over, numbers out
    of range are brought into it. Of a mix, styles that are not here are left out, with a note. What a newer version
    says and this one does not understand is passed over too, with a note.

    Raises:
        LookError: it is no look, a field is of a wrong kind, or none of its styles is here.
    """
    if not isinstance(data, dict) or data.get("stylecam") != "look":
        raise LookError('this is no look of stylecam\'s: "stylecam": "look" is missing')
    reader = _Reader(data)
    start = base or Look(())
    look = replace(
        start,
        strength=reader.number("strength", start.strength, (0, 1)),
        smoothing=reader.number("smoothing", start.smoothing, (0, 60)),
        brush=reader.number("brush", start.brush, (0.25, 4)),
        crossfade=reader.number("crossfade", start.crossfade, (0, 10)),
        mirror=reader.one_of("mirror", start.mirror, (True, False)),
        size=_size(reader, start.size),
        keep_color=reader.one_of("keep_color", start.keep_color, get_args(KeepColor)),
    )
    parts, behind = _parts(reader, "styles"), _background(reader, start.background)
    # The search comes last: it may store pictures, and for a file that is refused it should not.
    look = replace(look, mix=_mix(reader, parts, find))
    look = replace(look, background=_mix_behind(reader, behind, find) if isinstance(behind, list) else behind)
    name = data.get("name")
    return ReadLook(clean_name(name) if isinstance(name, str) else "", look, tuple(reader.notes))


class _Reader:
    """Takes fields from an object and notes what it could not take as it stands."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.notes: list[str] = []
        version = data.get("version", VERSION)
        if not _is_number(version):
            raise LookError(f"'version' must be a number, such as {VERSION}")
        self._newer = version > VERSION
        if self._newer:
            self.notes.append("this look is from a newer stylecam; what this one does not know is left out")

    def number(self, field: str, default: float, limits: tuple[float, float]) -> float:
        """A number in the limits."""
        value = self.data.get(field, default)
        if not _is_number(value):
            return self.refused(field, f"a number from {limits[0]:g} to {limits[1]:g}", default)
        return self.within(field, value, limits)

    def one_of(self, field: str, default: Any, values: tuple[Any, ...]) -> Any:
        """One of a few values."""
        value = self.data.get(field, default)
        if not any(value is known or (isinstance(value, str) and value == known) for known in values):
            return self.refused(field, " or ".join(map(_written, values)), default)
        return value

    def within(self, field: str, value: float, limits: tuple[float, float]) -> float:
        """A value brought into the limits, noted if it was outside."""
        inside = float(min(max(value, limits[0]), limits[1]))
        if inside != value:
            self.notes.append(f"'{field}' was out of range; {inside:g} is taken")
        return inside

    def refused(self, field: str, expected: str, default: T) -> T:
        """The default where a newer stylecam may mean something by it, else an error that says what is expected."""
        if not self._newer:
            raise LookError(f"'{field}' must be {expected}")
        return default


def _size(reader: _Reader, default: Size | AutoSize | None) -> Size | AutoSize | None:
    value = reader.data.get("size", default)
    if value is default or value is None:
        return value
    if value == "auto":
        return AutoSize(reader.number("fps", AutoSize().fps, (1, 1000)))
    if isinstance(value, list) and len(value) == 2 and all(_is_number(side) for side in value):
        width, height = (round(reader.within("size", side, (16, 16384))) for side in value)
        return width, height
    return reader.refused("size", '[width, height], "auto" or null', default)


def _parts(reader: _Reader, field: str) -> Parts:
    entries = reader.data.get(field)
    if not (isinstance(entries, list) and 0 < len(entries) <= MOST_STYLES):
        raise LookError(f"'{field}' must be a list of 1 to {MOST_STYLES} styles")
    return [_part(reader, entry, f"{field}[{number}]") for number, entry in enumerate(entries)]


def _background(reader: _Reader, default: Background) -> Background | Parts:
    value: object = reader.data.get("background", default)
    if value is default:
        return default
    return _parts(reader, "background") if isinstance(value, list) else _word(reader, value)


def _word(reader: _Reader, value: object) -> Background:
    match value:
        case "none" | "original" | "blur":
            return value
    return reader.refused("background", '"none" or "original" or "blur" or a list of styles', "none")


def _mix_behind(reader: _Reader, parts: Parts, find: FindStyle) -> Background:
    """The background's mix; with none of its styles here it is painted like the rest, with a note."""
    try:
        return _mix(reader, parts, find)
    except LookError as error:
        reader.notes.append(f"the background is painted like the rest: {error}")
        return "none"


def _mix(reader: _Reader, parts: Parts, find: FindStyle) -> tuple[WeightedStyle, ...]:
    found = [(ref, find(ref), weight) for ref, weight in parts]
    mix = tuple(WeightedStyle(style, weight) for _, style, weight in found if style is not None)
    missing = ", ".join(f"'{ref.name or clean_name(ref.id)}'" for ref, style, _ in found if style is None)
    if not mix:
        raise LookError(f"its style {missing} is not here; add the picture again or choose another style")
    if not any(part.weight > 0 for part in mix):
        raise LookError("'styles': a weight must be above 0")
    if missing:
        reader.notes.append(f"left out of the mix, as it is not here: {missing}")
    return mix


def _part(reader: _Reader, entry: object, place: str) -> tuple[StyleRef, float]:
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        raise LookError(f"'{place}' must be an object with an \"id\"")
    weight = entry.get("weight", 1.0)
    if not _is_number(weight):
        raise LookError(f"'{place}.weight' must be a number above 0")
    texts = {field: entry.get(field, "") for field in ("name", "sha256", "picture")}
    for field, text in texts.items():
        if not isinstance(text, str):
            raise LookError(f"'{place}.{field}' must be text")
    try:
        picture = base64.b64decode(texts["picture"], validate=True)
    except (binascii.Error, ValueError):
        raise LookError(f"'{place}.picture' must be a picture file in base64") from None
    ref = StyleRef(entry["id"], clean_name(texts["name"]), texts["sha256"], picture)
    return ref, reader.within(f"{place}.weight", weight, (0, 1e6))


def _is_number(value: object) -> bool:
    """Whether JSON's value is a number that a float can hold."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def _written(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower()

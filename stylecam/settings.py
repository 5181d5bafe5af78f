"""What a user asks for, from the command line or a file, before anything is opened."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args

from stylecam.errors import UsageError
from stylecam.look import KeepColor, Size


@dataclass(frozen=True)
class Settings:
    """Everything that has the same name and meaning in every subcommand and in a settings file.

    Attributes:
        source: camera index, name or path, file, URL, or "demo"; None takes the first camera, else the demo.
        style: `ID|FILE[:WEIGHT]`, several for a mix; none takes the default style.
        strength: alpha, 0 to 1.
        smoothing: seconds.
        brush: size of a stroke, 0.25 to 4.
        size: (width, height) of the painted picture; "auto" makes it as large as the machine can paint live; None
            leaves the choice to the subcommand.
        fps: frames per second asked of the source, and kept by the size "auto"; None takes its own.
        device: "auto", "cpu", "cuda" or "mps".
        precision: the number format to compute in, "float32" and the like; "auto" takes what is fast here.
        model: the network's id.
        mirror: flip left to right; None mirrors cameras only.
        keep_color: which of the camera's colours stay.
        background: what becomes of all that is not the person: "none", "original" or "blur", or styles as in `style`;
            nothing is "none".
        mask: `FILE=STYLE|original|blur`, one for each part of the picture with a treatment of its own.
    """

    source: str | None = None
    style: tuple[str, ...] = ()
    strength: float = 1.0
    smoothing: float = 0.5
    brush: float = 1.0
    size: Size | Literal["auto"] | None = None
    fps: float | None = None
    device: str = "auto"
    precision: str = "auto"
    model: str = "compact"
    mirror: bool | None = None
    keep_color: KeepColor = "off"
    background: tuple[str, ...] = ()
    mask: tuple[str, ...] = ()


REPEATABLE = ("style", "background", "mask")
"""Settings that may be given several times."""


def parse_size(text: str) -> Size:
    """`WxH` in pixels.

    Raises:
        ValueError: it is not of that form or out of range.
    """
    width, _, height = text.lower().partition("x")
    try:
        size = (int(width), int(height))
    except ValueError:
        raise ValueError(f"'{text}' is not a size; write it as 640x360") from None
    if not all(16 <= side <= 16384 for side in size):
        raise ValueError(f"'{text}' is out of range; each side is 16 to 16384")
    return size


def _size_or_auto(text: str) -> Size | Literal["auto"]:
    try:
        return "auto" if text.strip().lower() == "auto" else parse_size(text)
    except ValueError as error:
        raise ValueError(f"{error}, or auto") from None


def _keep_color(text: str) -> str:
    ways = get_args(KeepColor)
    if text not in ways:
        raise ValueError(f"'{text}' is no way to keep colours; it is {', '.join(ways[:-1])} or {ways[-1]}")
    return text


def number_between(least: float, most: float, text: str) -> float:
    """A number in a range.

    Raises:
        ValueError: it is none, or outside.
    """
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"'{text}' is not a number; it is {least:g} to {most:g}") from None
    if not (math.isfinite(value) and least <= value <= most):
        raise ValueError(f"{text} is out of range; it is {least:g} to {most:g}")
    return value


_PARSERS = {
    "strength": lambda text: number_between(0, 1, text),
    "smoothing": lambda text: number_between(0, 60, text),
    "brush": lambda text: number_between(0.25, 4, text),
    "learn_background": lambda text: number_between(1, 60, text),
    "duration": lambda text: number_between(0, 1e9, text),
    "fps": lambda text: number_between(1, 1000, text),
    "size": _size_or_auto,
    "fixed_size": parse_size,
    "keep_color": _keep_color,
}


def parse_option(name: str, text: str) -> Any:
    """The value of the option `name` as a user writes it.

    Raises:
        ValueError: the text is no such value; the message says what one is.
    """
    parser = _PARSERS.get(name)
    return parser(text) if parser else text


def load_settings(path: Path, base: Settings) -> Settings:
    """`base` with what a JSON file says: the options' names without dashes, values as on the command line.

    A `null` says nothing.

    Raises:
        UsageError: the file cannot be read, is not JSON, or says something that is no setting.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{path}: the settings cannot be read ({error.strerror})") from None
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: the settings are not JSON ({error})") from None
    if not isinstance(found, dict):
        raise UsageError(f'{path}: the settings are one JSON object, such as {{"strength": 0.8}}')
    return replace(base, **_checked(found, path))


def _checked(found: Mapping[str, Any], path: Path) -> dict[str, Any]:
    known = {field.name for field in fields(Settings)}
    values: dict[str, Any] = {}
    for name, value in found.items():
        if name not in known:
            raise UsageError(f"{path}: there is no setting '{name}'; there are: {', '.join(sorted(known))}")
        if value is None:
            continue
        try:
            values[name] = _value(name, value)
        except ValueError as error:
            raise UsageError(f"{path}: '{name}': {error}") from None
    return values


def _value(name: str, value: Any) -> Any:
    if name in REPEATABLE:
        parts = [value] if isinstance(value, str) else value
        if not (isinstance(parts, list) and all(isinstance(part, str) for part in parts)):
            raise ValueError(f"{value!r} is neither a {name} nor a list of {name}s")
        return tuple(parts)
    if name == "mirror":
        if not isinstance(value, bool):
            raise ValueError(f"{value!r} is neither true nor false")
        return value
    return parse_option(name, str(value))

"""A path through looks as people write it.

    {"loop": true, "beat": 120, "keyframes": [
        {"at": 0, "style": ["great-wave"], "strength": 0.6},
        {"at": 8, "style": ["great-wave", "neon-street:2"], "strength": 1},
        {"at": 16, "style": "koi-mosaic", "ease": "hold", "fade": 2, "keep_color": "palette", "mirror": true},
        {"at": 24}]}

With a "beat", in beats a minute, "at" and "fade" are in beats, else in seconds. Styles are written as on the command
line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, get_args

from stylecam.errors import StylecamError, StyleError
from stylecam.files import read_json_object
from stylecam.look import KeepColor
from stylecam.look_json import MOST_STYLES
from stylecam.styles import WeightedStyle
from stylecam.timeline import Ease, Keyframe, Timeline

MOST_KEYFRAMES = 1000
LATEST = 100_000

ParseStyle = Callable[[str], WeightedStyle]
"""The style that a user means. Raises StyleError where there is none."""

_OF_ALL = ("loop", "beat", "keyframes")
_OF_ONE = ("at", "style", "strength", "smoothing", "brush", "keep_color", "mirror", "ease", "fade")


class TimelineError(StylecamError):
    """A timeline cannot be read."""

    exit_code = 2


def read_timeline(path: Path, parse_style: ParseStyle) -> Timeline:
    """The timeline in a file.

    Raises:
        TimelineError: the file cannot be read, or something in it is not as it must be; the message names the file.
    """
    try:
        return timeline_from_json(read_json_object(path), parse_style)
    except TimelineError as error:
        raise TimelineError(f"{path}: {error}") from None
    except OSError as error:
        raise TimelineError(f"{path}: the timeline cannot be read ({error.strerror})") from None
    except ValueError as error:
        raise TimelineError(f"{path}: the timeline is not a JSON object ({error})") from None


def timeline_from_json(data: dict[str, Any], parse_style: ParseStyle) -> Timeline:
    """A timeline from what `json` reads; anything that is not known is refused, as it may be a slip.

    Raises:
        TimelineError: something is not as it must be; the message names the keyframe, the first is 1.
    """
    _check_names(data, _OF_ALL)
    loop = _one_of(data, "loop", (True, False)) or False
    beat = _number(data, "beat", (1, 1000))
    entries = data.get("keyframes")
    if not (isinstance(entries, list) and 0 < len(entries) <= MOST_KEYFRAMES):
        raise TimelineError(f"'keyframes' must be a list of 1 to {MOST_KEYFRAMES} keyframes")
    if loop and len(entries) == 1:
        raise TimelineError('a loop needs two keyframes, the last of which may say just "at": when it begins anew')
    unit = 60 / beat if beat else 1.0
    keyframes: list[Keyframe] = []
    before: float | None = None
    for place, entry in enumerate(entries, start=1):
        try:
            _check_object(entry)
            before = _time(entry, before)
            keyframes.append(_keyframe(entry, before * unit, unit, parse_style))
        except (TimelineError, StyleError) as error:
            raise TimelineError(f"keyframe {place}: {error}") from None
    return Timeline(tuple(keyframes), loop)


def _keyframe(entry: dict[str, Any], at: float, unit: float, parse_style: ParseStyle) -> Keyframe:
    mix = _mix(entry, parse_style)
    ease: Ease = _one_of(entry, "ease", get_args(Ease)) or "linear"
    fade = _number(entry, "fade", (0, 1000))
    if fade is not None and (mix is None or ease != "hold"):
        raise TimelineError('\'fade\' is for a style that comes at once: say "style" and "ease": "hold" too')
    return Keyframe(
        at,
        mix,
        strength=_number(entry, "strength", (0, 1)),
        smoothing=_number(entry, "smoothing", (0, 60)),
        brush=_number(entry, "brush", (0.25, 4)),
        keep_color=_one_of(entry, "keep_color", get_args(KeepColor)),
        mirror=_one_of(entry, "mirror", (True, False)),
        ease=ease,
        fade=None if fade is None else fade * unit,
    )


def _check_object(entry: object) -> None:
    if not isinstance(entry, dict):
        raise TimelineError('it must be an object, such as {"at": 8, "strength": 0.5}')
    _check_names(entry, _OF_ONE)


def _check_names(data: dict[str, Any], known: Iterable[str]) -> None:
    strange = next((name for name in data if name not in known), None)
    if strange is not None:
        raise TimelineError(f"there is no {strange!r}; there are: {', '.join(known)}")


def _time(entry: dict[str, Any], before: float | None) -> float:
    """When the keyframe is, in the file's unit."""
    at = _number(entry, "at", (0, LATEST))
    if before is None:
        if at != 0:
            raise TimelineError("'at' must be 0, where the path begins")
        return at
    if at is None or at <= before:
        raise TimelineError(f"'at' must be a number above {before:g}, the time of the keyframe before")
    return at


def _mix(entry: dict[str, Any], parse_style: ParseStyle) -> tuple[WeightedStyle, ...] | None:
    said = entry.get("style")
    if "style" not in entry:
        return None
    texts = [said] if isinstance(said, str) else said
    if not (isinstance(texts, list) and 0 < len(texts) <= MOST_STYLES and all(isinstance(t, str) for t in texts)):
        raise TimelineError(f"'style' must be a style or a list of 1 to {MOST_STYLES}, such as [\"great-wave:2\"]")
    return tuple(parse_style(text) for text in texts)


def _number(data: dict[str, Any], field: str, limits: tuple[float, float]) -> float | None:
    """A number in the limits; None where nothing is said."""
    if field not in data:
        return None
    value = data[field]
    # Whole numbers of any length are compared without becoming floats; NaN is in no limits.
    if isinstance(value, bool) or not isinstance(value, int | float) or not limits[0] <= value <= limits[1]:
        raise TimelineError(f"'{field}' must be a number from {limits[0]:g} to {limits[1]:g}")
    return float(value)


def _one_of(data: dict[str, Any], field: str, values: tuple[Any, ...]) -> Any:
    """One of a few values; None where nothing is said."""
    if field not in data:
        return None
    value = data[field]
    if not any(value is known or (isinstance(value, str) and value == known) for known in values):
        written = " or ".join(f'"{known}"' if isinstance(known, str) else str(known).lower() for known in values)
        raise TimelineError(f"'{field}' must be {written}")
    return value

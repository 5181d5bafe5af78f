"""What the window remembers from one run to the next: a JSON file that is never a reason not to start."""

from __future__ import annotations

import contextlib
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, get_args

from stylecam.errors import StylecamError
from stylecam.files import parse_json_object, to_json, write_atomically
from stylecam.outputs import OutputChoices, read_outputs
from stylecam.stills import StillFormat

VERSION = 1

Theme = Literal["system", "light", "dark"]

TEXT_SCALES = (0.5, 3.0)
"""Least and most."""

LONGEST_TEXT = 100_000
MOST_ENTRIES = 1_000


class MemoryFault(StylecamError):
    """The window's state cannot be stored."""


@dataclass(frozen=True)
class Memory:
    """The state of the window.

    Attributes:
        look: the look as `stylecam.look_json.look_to_json` writes it; None for the default.
        masks: painted regions as `stylecam.masks_json.masks_to_json` writes them.
        source: as a user writes it; None for the machine's first.
        mirror_chosen: whether the look's mirror was chosen; else it follows the kind of source.
        favourites: ids of styles.
        recent: ids of styles, the latest first.
        recordings: files and addresses that were opened as sources, the latest first.
        theme: colours of the window; "system" follows the desktop's.
        text_scale: size of letters, 1 for the desktop's own.
        language: such as "de"; "" for the desktop's.
        overlay: whether numbers are written over the picture.
        inset: whether the style's picture is shown in a corner.
        geometry: place and size of the window, in base64.
        tab: the page of the panel that is open.
        device: what the engine runs on.
        model: the network's id.
        still_format: of the stills that are taken.
        still_original: whether the original is kept beside each still.
        outputs: how the picture is recorded and shown to others.
        welcomed: whether the greeting of the first start has been shown.
        unknown: what a newer stylecam has written; it is stored again.
    """

    look: dict[str, Any] | None = None
    masks: tuple[dict[str, Any], ...] = ()
    source: str | None = None
    mirror_chosen: bool = False
    favourites: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    recordings: tuple[str, ...] = ()
    theme: Theme = "system"
    text_scale: float = 1.0
    language: str = ""
    overlay: bool = False
    inset: bool = False
    geometry: str = ""
    tab: str = ""
    device: str = "auto"
    model: str = "compact"
    still_format: StillFormat = "png"
    still_original: bool = False
    outputs: OutputChoices = field(default_factory=OutputChoices)
    welcomed: bool = False
    unknown: dict[str, Any] = field(default_factory=dict)


def load_memory(path: Path) -> tuple[Memory, str]:
    """What was stored, and one line on what could not be taken from it, "" if all could. Never raises.

    Everything that is sound is taken, the rest is as at the first start; the file is then kept as `NAME.bad`.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Memory(), ""
    except OSError as error:
        return Memory(), f"{path}: the window's state cannot be read ({error.strerror}); it starts afresh"
    try:
        found = parse_json_object(data)
    except ValueError:
        return Memory(), f"the window's state was damaged, so it starts afresh; {_keep(path, data)}"
    memory, bad = _read(found)
    if bad:
        return memory, f"of the window's state, this could not be read: {', '.join(bad)}; {_keep(path, data)}"
    return memory, ""


def save_memory(path: Path, memory: Memory) -> None:
    """Store it; the file is there whole or as it was before.

    Raises:
        MemoryFault: it cannot be written.
    """
    known = {entry.name: getattr(memory, entry.name) for entry in fields(Memory) if entry.name != "unknown"}
    known["outputs"] = asdict(memory.outputs)
    try:
        write_atomically(path, to_json({"version": VERSION} | memory.unknown | known))
    except OSError as error:
        raise MemoryFault(f"{path}: the window's state cannot be stored ({error.strerror})") from None


def _read(found: dict[str, Any]) -> tuple[Memory, list[str]]:
    """What is sound, and the names of the fields that are not."""
    sound: dict[str, Any] = {}
    bad: list[str] = []
    for name, check in _CHECKS.items():
        if name in found:
            try:
                sound[name] = check(found[name])
            except ValueError:
                bad.append(name)
    if "outputs" in found:
        try:
            sound["outputs"], faults = read_outputs(found["outputs"])
            bad += [f"outputs.{name}" for name in faults]
        except ValueError:
            bad.append("outputs")
    known = {*_CHECKS, "outputs", "version"}
    sound["unknown"] = {name: value for name, value in found.items() if name not in known}
    return Memory(**sound), bad


def _keep(path: Path, data: bytes) -> str:
    """Keep a bad file beside the one that will be written; says where."""
    kept = path.with_name(f"{path.name}.bad")
    with contextlib.suppress(OSError):
        write_atomically(kept, data)
        return f"the file is kept as {kept}"
    return "the file could not be kept"


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT or not _is_encodable(value):
        raise ValueError
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError
    return tuple(_text(entry) for entry in value[:MOST_ENTRIES])


def _objects(value: object) -> tuple[dict[str, Any], ...]:
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise ValueError
    return tuple(value[:MOST_ENTRIES])


def _theme(value: object) -> str:
    if value not in get_args(Theme):
        raise ValueError
    return str(value)


def _still_format(value: object) -> str:
    if value not in get_args(StillFormat):
        raise ValueError
    return str(value)


def _scale(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError
    if not TEXT_SCALES[0] <= value <= TEXT_SCALES[1]:
        raise ValueError
    return float(value)


def _object_or_none(value: object) -> dict[str, Any] | None:
    if value is not None and not isinstance(value, dict):
        raise ValueError
    return value


def _is_encodable(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text)


_CHECKS: dict[str, Any] = {
    "look": _object_or_none,
    "masks": _objects,
    "source": _text_or_none,
    "mirror_chosen": _flag,
    "favourites": _texts,
    "recent": _texts,
    "recordings": _texts,
    "theme": _theme,
    "text_scale": _scale,
    "language": _text,
    "overlay": _flag,
    "inset": _flag,
    "geometry": _text,
    "tab": _text,
    "device": _text,
    "model": _text,
    "still_format": _still_format,
    "still_original": _flag,
    "welcomed": _flag,
}

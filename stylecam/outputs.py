"""Where the painted picture goes beside the window, and how: values that are chosen, remembered and obeyed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, get_args

from stylecam.look import Size
from stylecam.recordings import ENCODER_CHOICES, LOOPS, QUALITIES, EncoderChoice, Quality, RecordingOptions

RecordingFormat = Literal["mp4", "mkv", "webm", "gif", "webp"]
"""A recording's name ending."""

Fit = Literal["letterbox", "crop"]
"""Of a picture of another shape: whole, between black bars; or filling the camera, without what lies over its edges."""

RECORDING_FORMATS: tuple[RecordingFormat, ...] = get_args(RecordingFormat)
FITS: tuple[Fit, ...] = get_args(Fit)
LAST_PORT = 65535

_LARGEST_SIDE = 16384
_FPS = (1.0, 240.0)
_LONGEST_CARD = 4096
_LONGEST_NAME = 500


@dataclass(frozen=True)
class RecordingChoice:
    """How the next recording is made.

    Attributes:
        within: the largest width and height; None: as it is painted.
        encoder: which encoders may be used.
        original: whether what it was painted from is recorded beside it.
        microphone: a microphone's name; "" is the system's own choice, None no sound.
        muted: its sound is recorded as silence.
    """

    format: RecordingFormat = "mp4"
    quality: Quality = "medium"
    within: Size | None = None
    encoder: EncoderChoice = "auto"
    original: bool = False
    microphone: str | None = None
    muted: bool = False

    @property
    def heard(self) -> str | None:
        """The microphone of a recording in this format; a loop has no sound."""
        return None if f".{self.format}" in LOOPS else self.microphone

    @property
    def options(self) -> RecordingOptions:
        return RecordingOptions(self.quality, self.within, self.encoder)


@dataclass(frozen=True)
class CameraChoice:
    """What other programs get as a camera.

    Attributes:
        size: width, height, both even.
        fps: frames per second.
        fit: what becomes of a picture of another shape.
        card: what is shown while there is no picture: a picture file, a colour `#RRGGBB`, or "" for stylecam's own.
        device: on Linux a v4l2loopback device's path or label, or "pipewire"; "" leaves it to the system.
    """

    size: Size = (1280, 720)
    fps: float = 30.0
    fit: Fit = "letterbox"
    card: str = ""
    device: str = ""


@dataclass(frozen=True)
class StreamChoice:
    """Where browsers on this machine see the picture."""

    port: int = 8090


@dataclass(frozen=True)
class OutputChoices:
    """All of them."""

    recording: RecordingChoice = field(default_factory=RecordingChoice)
    camera: CameraChoice = field(default_factory=CameraChoice)
    stream: StreamChoice = field(default_factory=StreamChoice)


def read_outputs(found: object) -> tuple[OutputChoices, list[str]]:
    """What is sound in a JSON value, and the names of what is not, such as "recording.format".

    Raises:
        ValueError: it is no object.
    """
    groups = _object(found)
    bad: list[str] = []

    def sound(group: str, checks: Mapping[str, Callable[[Any], object]]) -> dict[str, Any]:
        taken: dict[str, Any] = {}
        try:
            values = _object(groups.get(group, {}))
        except ValueError:
            bad.append(group)
            return {}
        for name, check in checks.items():
            try:
                taken |= {name: check(values[name])} if name in values else {}
            except ValueError:
                bad.append(f"{group}.{name}")
        return taken

    recording, camera, stream = (sound(entry.name, _CHECKS[entry.name]) for entry in fields(OutputChoices))
    return OutputChoices(RecordingChoice(**recording), CameraChoice(**camera), StreamChoice(**stream)), bad


def _object(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("no object")
    return value


def _one_of(known: tuple[str, ...]) -> Callable[[object], str]:
    def check(value: object) -> str:
        if not isinstance(value, str) or value not in known:
            raise ValueError
        return value

    return check


def _size(value: object) -> Size:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError
    return _side(value[0]), _side(value[1])


def _side(value: object) -> int:
    side = _whole(value)
    if not 2 <= side <= _LARGEST_SIDE or side % 2:
        raise ValueError
    return side


def _size_or_none(value: object) -> Size | None:
    return None if value is None else _size(value)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError
    return value


def _fps(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not _FPS[0] <= value <= _FPS[1]:
        raise ValueError
    return float(value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _name_or_none(value: object) -> str | None:
    if value is not None and (not isinstance(value, str) or len(value) > _LONGEST_NAME or not value.isprintable()):
        raise ValueError
    return value


def _name(value: object) -> str:
    name = _name_or_none(value)
    if name is None:
        raise ValueError
    return name


def _card(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_CARD or not value.isprintable():
        raise ValueError
    if value.startswith("#") and re.fullmatch("#[0-9a-fA-F]{6}", value) is None:
        raise ValueError
    return value


def _port(value: object) -> int:
    port = _whole(value)
    if not 0 <= port <= LAST_PORT:
        raise ValueError
    return port


_CHECKS: Mapping[str, Mapping[str, Callable[[Any], object]]] = {
    "recording": {
        "format": _one_of(RECORDING_FORMATS),
        "quality": _one_of(QUALITIES),
        "within": _size_or_none,
        "encoder": _one_of(ENCODER_CHOICES),
        "original": _flag,
        "microphone": _name_or_none,
        "muted": _flag,
    },
    "camera": {"size": _size, "fps": _fps, "fit": _one_of(FITS), "card": _card, "device": _name},
    "stream": {"port": _port},
}

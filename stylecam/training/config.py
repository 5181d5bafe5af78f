"""What a training does, as a TOML file says it: the network, its data, its losses and their weights.

A file says only what it wants otherwise than the shipped one of its network. Every value is checked before anything
starts, so that a slip is one line and not a night's training.
"""

from __future__ import annotations

import difflib
import json
import math
import sys
import types
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from stylecam.errors import StylecamError, UsageError
from stylecam.models.weights import TRAINED
from stylecam.training.motion import MotionStrength
from stylecam.training.webcam import WebcamStrength

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CONFIGS = Path(__file__).parent / "configs"
"""The shipped files, named after their networks."""

LIMITS = "limits"

Section = TypeVar("Section")


class TrainingError(StylecamError):
    """The training cannot go on; what was written before stays."""


def within(least: float, most: float = math.inf) -> Any:
    """A number of a section, and what it may be."""
    return field(metadata={LIMITS: (least, most)})


@dataclass(frozen=True)
class Data:
    """Pictures.

    Attributes:
        batch: pairs of content and style in a step, over all processes.
        identity: the first so many pairs of each batch have their content as style.
        crop: side of the pictures trained on, in pixels; a multiple of 8.
        short_side: pictures are kept at this short side; a crop is of any size between `crop` and this.
        flip: share of the crops that are mirrored.
    """

    batch: int = within(1, 4096)
    identity: int = within(0, 4096)
    crop: int = within(32, 2048)
    short_side: int = within(32, 4096)
    flip: float = within(0, 1)


@dataclass(frozen=True)
class Optimizer:
    """Adam (Kingma & Ba 2015) and its rate.

    Attributes:
        rate: the highest learning rate, from scratch.
        rate_from_weights: the same where the training starts with weights.
        beta1, beta2: of its two moving averages.
        warm_up: steps over which the rate grows to its highest.
        last_rate: the rate at the end, as a share of the highest; in between it follows a cosine.
        clip: the gradient's norm is at most this.
        averaging: how much of the averaged weights each step keeps.
    """

    rate: float = within(1e-8, 1)
    rate_from_weights: float = within(1e-8, 1)
    beta1: float = within(0, 0.999999)
    beta2: float = within(0, 0.999999)
    warm_up: int = within(0)
    last_rate: float = within(0, 1)
    clip: float = within(1e-3)
    averaging: float = within(0, 0.999999)


@dataclass(frozen=True)
class Losses:
    """The weight of each loss; 0 leaves it out. They are explained in `losses.py`.

    What `objective.py` calls extras is not even computed at 0.
    """

    content: float = within(0)
    style: float = within(0)
    total_variation: float = within(0)
    flat_variation: float = within(0)
    lattice: float = within(0)
    out_of_range: float = within(0)
    identity: float = within(0)
    temporal: float = within(0)
    feature_identity: float = within(0)
    distillation: float = within(0)
    coherence: float = within(0)


@dataclass(frozen=True)
class Beginning:
    """How a network without weights begins.

    Attributes:
        identity_steps: first it learns for so many steps to give back its content.
        reconstruction, content: the weights meanwhile.
        ramp_steps: then style and what tempers it grow to their weights over so many steps.
    """

    identity_steps: int = within(0)
    reconstruction: float = within(0)
    content: float = within(0)
    ramp_steps: int = within(0)


@dataclass(frozen=True)
class Webcam:
    """How contents are spoilt, as `webcam.WebcamStrength` explains."""

    share: float = within(0, 1)
    darkest: float = within(0.01, 1)
    noise: float = within(0, 0.5)
    zoom: float = within(1, 8)
    worst_quality: int = within(1, 100)
    best_quality: int = within(1, 100)

    def strength(self) -> WebcamStrength:
        """What `webcam.webcam` takes."""
        quality = (self.worst_quality, self.best_quality)
        return WebcamStrength(self.share, self.darkest, self.noise, self.zoom, quality)


@dataclass(frozen=True)
class Movement:
    """How contents move for the temporal loss, as `motion.MotionStrength` explains.

    Attributes:
        pictures: how many of a batch are painted a second time, moved.
    """

    pictures: int = within(0, 4096)
    shift: float = within(0, 100)
    zoom: float = within(0, 0.5)
    rotation: float = within(0, 90)
    wobble: float = within(0, 100)
    wobble_cell: int = within(8, 4096)
    noise: float = within(0, 0.5)
    brightness: float = within(0, 0.5)

    def strength(self) -> MotionStrength:
        """What `motion.random_motion` takes."""
        values = asdict(self)
        del values["pictures"]
        return MotionStrength(**values)


@dataclass(frozen=True)
class Config:
    """All of it. `network` is a name in `networks.NETWORKS`."""

    network: str
    data: Data
    optimizer: Optimizer
    losses: Losses
    beginning: Beginning
    webcam: Webcam
    movement: Movement

    def as_dict(self) -> dict[str, Any]:
        """Plain values, as a file would say them."""
        return asdict(self)


def load_config(source: str, batch: int | None = None) -> Config:
    """The configuration that a shipped name or a file says; a file adds to the shipped one of its network.

    Args:
        batch: instead of what is said there.

    Raises:
        UsageError: there is no such file, or something in it is not known or out of range.
    """
    shipped = {path.stem: path for path in sorted(CONFIGS.glob("*.toml"))}
    path = shipped.get(source, Path(source))
    said = _shipped(source, shipped) if source in shipped else _read(path, list(shipped))
    network = said.get("network", "compact")
    if not isinstance(network, str) or network not in shipped:
        raise UsageError(f"{path}: network: there is no network {network!r}; there is: {', '.join(shipped)}")
    merged = _merged(_shipped(network, shipped), said, path)
    if batch is not None:
        merged["data"]["batch"] = batch
    config = _section(Config, merged, path, "")
    _check_together(config, path)
    return config


def _shipped(name: str, shipped: Mapping[str, Path]) -> dict[str, Any]:
    """What a shipped file says, and what else the one says that it begins with."""
    said = _read(shipped[name], list(shipped))
    base = said.pop("begins_with", None)
    return said if base is None else _merged(_shipped(base, shipped), said, shipped[name])


def _read(path: Path, shipped: list[str]) -> dict[str, Any]:
    try:
        found: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(
            f"{path}: the configuration cannot be read ({error.strerror}); name a TOML file or {', '.join(shipped)}"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: is not TOML ({error})") from None
    return found


def _merged(base: Mapping[str, Any], said: Mapping[str, Any], path: Path) -> dict[str, Any]:
    merged = dict(base)
    for key, value in said.items():
        if isinstance(base.get(key), dict) and not isinstance(value, dict):
            raise UsageError(f"{path}: {key}: is a section; write [{key}] and its values below")
        merged[key] = _merged(base[key], value, path) if isinstance(base.get(key), dict) else value
    return merged


def _section(kind: type[Section], said: Mapping[str, Any], path: Path, name: str) -> Section:
    hints = get_type_hints(kind)
    for key in said:
        if key not in hints:
            near = difflib.get_close_matches(key, hints, 1) or list(hints)
            raise UsageError(f"{path}: {name}{key}: there is no such value; is {' or '.join(near)} meant?")
    values: dict[str, Any] = {}
    for part in fields(kind):  # type: ignore[arg-type]
        place = f"{name}{part.name}"
        if part.name not in said:
            raise UsageError(f"{path}: {place}: is missing; say it")
        found = said[part.name]
        if isinstance(found, dict) and is_dataclass(hints[part.name]):
            values[part.name] = _section(hints[part.name], found, path, f"{part.name}.")
        else:
            values[part.name] = _value(hints[part.name], part.metadata, found, f"{path}: {place}")
    return kind(**values)


def _value(kind: type, metadata: types.MappingProxyType[Any, Any], found: Any, place: str) -> Any:
    if kind is str:
        return found
    least, most = metadata[LIMITS]
    wanted = "a whole number" if kind is int else "a number"
    known = (int,) if kind is int else (int, float)
    between = f"{least:g} or more" if most == math.inf else f"{least:g} to {most:g}"
    if isinstance(found, bool) or not isinstance(found, known) or not least <= found <= most or math.isinf(found):
        raise UsageError(f"{place}: is {json.dumps(found, default=str)}; it is {wanted}, {between}")
    return kind(found)


def _check_together(config: Config, path: Path) -> None:
    data = config.data
    if data.crop % 8:
        raise UsageError(f"{path}: data.crop: is {data.crop}; it is a multiple of 8")
    if data.short_side < data.crop:
        raise UsageError(f"{path}: data.short_side: is {data.short_side}; it is at least data.crop ({data.crop})")
    if config.webcam.worst_quality > config.webcam.best_quality:
        raise UsageError(f"{path}: webcam.worst_quality: is {config.webcam.worst_quality}; it is at most best_quality")
    if config.network in TRAINED and (data.identity or config.losses.distillation):
        place = "data.identity" if data.identity else "losses.distillation"
        raise UsageError(f"{path}: {place}: is to be 0, as '{config.network}' knows styles by their numbers alone")
    for place, count in (("data.identity", data.identity), ("movement.pictures", config.movement.pictures)):
        if count > data.batch:
            raise UsageError(f"{path}: {place}: is {count}; it is at most data.batch ({data.batch})")

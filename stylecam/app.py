"""The composition root: from settings to the parts, each of which knows nothing of the others."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from stylecam.engine.device import Compute, choose_compute, devices_here, hardware_name
from stylecam.engine.people import People, PeopleHere
from stylecam.engine.stylizer import LoadedModel, Stylizer
from stylecam.errors import StylecamError, WeightsError
from stylecam.look import AutoSize, Look, Size
from stylecam.masters import read_masters
from stylecam.models.registry import BUILDERS, find_weights, formats, load_painter
from stylecam.models.trained import read_trained
from stylecam.models.weights import WeightsFile, all_weights, read_manifest
from stylecam.paths import existing_file
from stylecam.pipeline.commands import GovernSize, SetWorkingSize
from stylecam.pipeline.pipeline import Pipeline
from stylecam.pipeline.trace import Tracer
from stylecam.regions import parse_background, parse_mask
from stylecam.resources import shipped_masters, shipped_styles, shipped_weights
from stylecam.settings import Settings
from stylecam.source_spec import is_url, parse_source
from stylecam.sources.cameras import list_cameras
from stylecam.sources.factory import SourceFactory
from stylecam.style_store import StyleStore
from stylecam.styles import Style, StyleLibrary, WeightedStyle, read_styles
from stylecam.user_files import background_file, style_cache, user_styles, user_weights

log = logging.getLogger(__name__)

GPU_SIZE: Size = (1280, 720)
CPU_SIZE: Size = (640, 360)
"""What a live picture is painted at where nobody asked for a size: what such a machine does at camera rate."""

CPU_MOST: Size = (960, 540)
"""What a source is asked for where the size is left to a machine without a GPU: a larger one would cost more to
capture, or to draw, than is won."""

DEFAULT_STYLE = "starry-swirl"
"""What is painted in where nobody named a style."""


MODEL_NAMES = {"compact": "Compact", "adaconv": "AdaConv", "vgg19": "VGG-19", "cin": "CIN", "johnson": "Johnson"}
"""What people call the networks."""


def people_here() -> PeopleHere:
    """What finds the person on this machine."""
    return PeopleHere(user_weights(), background_file())


def check_person(look: Look) -> None:
    """See that the person is found, whose background a look asks for.

    Raises:
        StylecamError: nothing here finds them.
    """
    if look.background != "none":
        people_here().find()


def weights_of(model: str) -> WeightsFile:
    """The weights of a model, shipped or the user's.

    Raises:
        UsageError, WeightsError: there are none here.
    """
    return find_weights(shipped_weights(), model, user_weights())


def weights_here() -> tuple[WeightsFile, ...]:
    """All weights that a network can be run with, the shipped ones first.

    Raises:
        WeightsError: the installation has no readable list of them.
    """
    entries = read_manifest(shipped_weights())
    try:
        entries = all_weights(shipped_weights(), user_weights())
    except WeightsError as error:
        log.info("%s", error)  # The doctor and the list of weights say it aloud.
    return tuple(entry for entry in entries if entry.id in BUILDERS)


def masters() -> tuple[Style, ...]:
    """The paintings whose statistics ship.

    Raises:
        StyleError: their file cannot be used, or was made with other weights than those at work.
        UsageError, WeightsError: the installation has no weights, or no readable list of them.
    """
    weights = find_weights(shipped_weights(), Settings().model)
    return read_masters(shipped_masters(weights.id), weights.sha256)


def shipped_row() -> tuple[Style, ...]:
    """The styles that every installation has: pictures, and then paintings, where these fit the weights."""
    pictures = read_styles(shipped_styles())
    try:
        return (*pictures, *masters())
    except StylecamError as error:
        log.info("%s", error)  # The doctor and the list of styles say it aloud.
        return pictures


def style_store() -> StyleStore:
    """The user's styles, which can be added to, and the shipped ones."""
    return StyleStore(user_styles(), shipped_row())


def style_library() -> StyleLibrary:
    """The user's styles and the shipped ones."""
    return StyleLibrary(style_store().styles())


def usual_style(weights: WeightsFile) -> Style:
    """What a network paints in where nobody named a style; of one that knows only some, its first.

    Raises:
        StyleError: it did not come with the installation.
    """
    trained = read_trained(weights.path)
    known = trained.known_styles(weights.path) if trained is not None else ()
    return known[0] if known else style_library().find(DEFAULT_STYLE)


@dataclass(frozen=True)
class Plan:
    """Settings that have been checked against this machine: everything is there, nothing is open yet."""

    settings: Settings
    compute: Compute
    weights: WeightsFile
    look: Look

    @property
    def source_size(self) -> Size | None:
        """The size to ask of a source; where the machine shall choose what it paints, one that leaves it a choice."""
        return self.most if self.settings.size == "auto" else self.settings.size

    @property
    def most(self) -> Size:
        """The largest output where the size is left to the machine."""
        return CPU_MOST if self.compute.device.type == "cpu" else GPU_SIZE

    @property
    def load(self) -> Callable[[], LoadedModel]:
        """Loads the model; for the thread that will own it."""
        return lambda: LoadedModel(
            load_painter(self.weights, self.compute.device, self.compute.dtype), self.weights.sha256
        )

    def engine(self, tracer: Tracer | None = None, people: People | None = None) -> Stylizer:
        """A new engine, not open yet, which tells the tracer its steps."""
        name = f"{self.weights.id}, {self.compute.label}"
        return Stylizer(self.load, self.look, style_cache(), name, tracer, self.most, people or people_here())


def make_plan(settings: Settings) -> Plan:
    """Check settings.

    Raises:
        UsageError, StyleError, WeightsError: they ask for something that is not here.
    """
    weights = weights_of(settings.model)
    compute = choose_compute(settings.device, settings.precision, formats(weights))
    styles = style_library()
    look = Look(
        mix=tuple(map(styles.parse, settings.style)) or (WeightedStyle(usual_style(weights)),),
        strength=settings.strength,
        smoothing=settings.smoothing,
        brush=settings.brush,
        mirror=bool(settings.mirror),
        size=_look_size(settings),
        keep_color=settings.keep_color,
        background=parse_background(settings.background, styles),
        masks=tuple(parse_mask(text, styles) for text in settings.mask),
    )
    return Plan(settings, compute, weights, look)


def make_engine(
    device: str,
    model: str,
    look: Look,
    tracer: Tracer | None = None,
    precision: str = "auto",
    people: People | None = None,
) -> Stylizer:
    """An engine for a device and a model, not open yet.

    Raises:
        UsageError, WeightsError: there is no such device or model here.
    """
    weights = weights_of(model)
    settings = Settings(device=device, model=model, precision=precision)
    return Plan(settings, choose_compute(device, precision, formats(weights)), weights, look).engine(tracer, people)


def compute_choices() -> tuple[tuple[str, str], ...]:
    """(id, label) of every device that an engine can run on here, the fastest first."""
    return tuple((device, hardware_name(device)) for device in devices_here())


def model_choices() -> tuple[tuple[str, str], ...]:
    """(id, label) of every network there is.

    Raises:
        WeightsError: the installation has no readable list of them.
    """
    return tuple((entry.id, MODEL_NAMES.get(entry.id, entry.id)) for entry in weights_here())


def live_settings(settings: Settings) -> Settings:
    """Settings with everything decided that depends on the machine: source, size and mirror.

    Raises:
        UsageError: no such device.
    """
    source = settings.source
    if source is None:
        cameras = list_cameras()
        source = cameras[0].name if cameras else "demo"
    size = settings.size or usual_size(choose_compute(settings.device))
    mirror = settings.mirror if settings.mirror is not None else is_camera(source)
    return replace(settings, source=source, size=size, mirror=mirror)


def is_camera(source: str) -> bool:
    """Whether a source, as a user writes it, is neither the demo nor a file nor a URL."""
    return existing_file(source) is None and parse_source(source).name != "demo" and not is_url(source)


def usual_size(compute: Compute) -> Size:
    """What such a machine paints at camera rate."""
    return CPU_SIZE if compute.device.type == "cpu" else GPU_SIZE


def make_pipeline(plan: Plan, tracer: Tracer | None = None) -> Pipeline:
    """A pipeline for the window or a headless run; `plan` comes from `live_settings`. All its parts tell the tracer."""
    settings, size = plan.settings, plan.look.size
    factory = SourceFactory(plan.source_size, settings.fps, tracer=tracer)
    # One for all engines, which come one after the other: what one has learned, the next goes by.
    people = people_here()
    make = partial(plan.engine, tracer, people)
    remake = partial(make_engine, tracer=tracer, precision=settings.precision, people=people)
    pipeline = Pipeline(factory, settings.source or "demo", make, remake_engine=remake, tracer=tracer)
    if isinstance(size, AutoSize):
        # The first seconds are at what such a machine usually does.
        pipeline.send(SetWorkingSize(usual_size(plan.compute)))
        pipeline.send(GovernSize(size))
    return pipeline


def _look_size(settings: Settings) -> Size | AutoSize | None:
    if settings.size != "auto":
        return settings.size
    return AutoSize(settings.fps) if settings.fps else AutoSize()

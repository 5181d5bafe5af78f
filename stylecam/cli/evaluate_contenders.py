"""The networks of `stylecam evaluate`: stylecam's own as its engine runs them, and the peers."""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from stylecam.app import weights_of
from stylecam.engine.device import Compute
from stylecam.engine.smoothing import Smoother
from stylecam.engine.stylizer import LoadedModel, Stylizer
from stylecam.errors import UsageError, WeightsError
from stylecam.frame import Frame, Pixels
from stylecam.look import Look
from stylecam.models.painter import Painter
from stylecam.models.registry import BUILDERS, check_known
from stylecam.models.weights import WeightsFile, load_weights
from stylecam.paths import as_path
from stylecam.styles import Style, WeightedStyle
from stylecam.training.evaluation.contender import (
    PER_FRAME,
    PRECISION,
    SMOOTHED,
    Contender,
    Forward,
    as_given_to,
    load_peer,
    source,
    still_painter,
)
from stylecam.training.evaluation.material import Clip, Still

SMOOTHING = Look(()).smoothing
"""The usual time constant in seconds."""

FRAME_TIME = 1 / 30


def gather(
    model: str, weights: Sequence[str], peers: Sequence[str], compute: Compute, cache: Path
) -> tuple[list[Contender], list[Contender]]:
    """Who is compared: the source and stylecam's networks, and the peers.

    Args:
        model: whose layout the weights have.
        weights: files; without any the shipped ones.
        peers: `NAME=FILE` each.
        compute: where the networks run, and in what they run live.
        cache: a folder for style vectors.

    Raises:
        UsageError: an unknown model or peer, or two of one name.
        WeightsError: a file cannot be used.
    """
    check_known(model)
    paths = [as_path(text) for text in weights]
    entries = [_entry(model, path) for path in paths] or [weights_of(model)]
    names = labels(paths) or [model]
    ours = [source(), *(_own(name, entry, compute, cache) for name, entry in zip(names, entries, strict=True))]
    others = [_peer(text, compute) for text in peers]
    for name, times in Counter(contender.name for contender in (*ours, *others)).items():
        if times > 1:
            raise UsageError(f"'{name}' is given twice; give each file once, under a name of its own")
    return ours, others


def labels(paths: Sequence[Path]) -> list[str]:
    """The files' stems, after their folder's name where stems are alike."""
    stems = Counter(path.stem for path in paths)
    return [path.stem if stems[path.stem] == 1 else f"{path.resolve().parent.name}/{path.stem}" for path in paths]


def _entry(model: str, path: Path) -> WeightsFile:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise WeightsError(f"{path}: cannot be read ({error.strerror}); --weights names a safetensors file") from None
    return WeightsFile(model, path, hashlib.sha256(data).hexdigest(), "", "")


def _own(name: str, entry: WeightsFile, compute: Compute, cache: Path) -> Contender:
    tensors, build = load_weights(entry), BUILDERS[entry.id]
    scored = build(tensors, entry.path, compute.device, PRECISION)
    live = LoadedModel(build(tensors, entry.path, compute.device, compute.dtype), entry.sha256)
    return Contender(
        name,
        still_painter(scored),
        {PER_FRAME: partial(_play, live, 0.0, cache), SMOOTHED: partial(_play, live, SMOOTHING, cache)},
        _live_forward(live.painter),
    )


def _play(model: LoadedModel, smoothing: float, cache: Path, style: Still, clip: Clip) -> Iterator[Pixels]:
    """The clip as the engine paints it."""
    mix = (WeightedStyle(Style(style.name, style.name, "", style.path)),)
    engine = Stylizer(lambda: model, Look(mix, smoothing=smoothing), cache)
    engine.open()
    try:
        for index, frame in enumerate(clip.frames):
            yield engine.stylize(Frame(frame, index, index / clip.fps)).pixels
    finally:
        engine.close()


def _live_forward(painter: Painter) -> Forward:
    """One frame in the network as the engine runs it: the style known, the content's statistics smoothed."""

    def forward(content: Still, style: Still) -> Callable[[], object]:
        picture, code = (
            as_given_to(painter, content.tensor(painter.device)),
            painter.style(style.tensor(painter.device)),
        )
        smoother, times = Smoother(), (number * FRAME_TIME for number in itertools.count())

        def once() -> None:
            _, seen = painter.paint(picture, code, 1.0, smoother.value)
            smoother.follow(seen, next(times), SMOOTHING)

        return once

    return forward


def _peer(text: str, compute: Compute) -> Contender:
    name, equals, path = text.partition("=")
    if not equals:
        raise UsageError(f"--peer {text}: is not NAME=FILE, such as microast=microast.safetensors")
    return load_peer(name, as_path(path), compute.device)

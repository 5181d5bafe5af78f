"""`stylecam weights import|download`: networks whose weights do not ship."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

from stylecam.download import RELEASE, DownloadError, Offer, fetch, kept, read_offers
from stylecam.engine.person.networks import SUFFIXES, read_file
from stylecam.engine.person.own_network import LICENCE, SELFIE, keep_network
from stylecam.errors import UsageError, WeightsError
from stylecam.models.own_weights import keep_file, keep_tensors, keep_trained
from stylecam.models.registry import FETCHED, check_known
from stylecam.models.trained import read_trained
from stylecam.models.vgg19_files import read_published
from stylecam.models.weights import WeightsFile, read_intact, read_manifest, read_own_manifest
from stylecam.paths import as_path
from stylecam.resources import shipped_weights
from stylecam.user_files import user_weights

IMPORT = "import"
DOWNLOAD = "download"

MODEL = "vgg19"
"""What can be imported, and is downloaded where nothing is named."""

_MEDIAPIPE = "https://cdn.jsdelivr.net/npm/@mediapipe/selfie_segmentation@0.1.1675465747/"
_LANDSCAPE = "selfie_segmentation_landscape.tflite"

SELFIE_OFFER = Offer(
    SELFIE,
    _MEDIAPIPE + _LANDSCAPE,
    _LANDSCAPE,
    249_792,
    "4aafe6223bb8dac6fac8ca8ed56852870a33051ef3f6238822d282a109962894",
    LICENCE,
    "by MediaPipe; @mediapipe/selfie_segmentation 0.1.1675465747",
)
"""The file that its authors publish for wide pictures, which a webcam's are. A version never changes there."""


def configure(actions: Any) -> None:
    """Add both to the subcommands of `weights`."""
    bring = actions.add_parser(IMPORT, help="the published files of vgg19 or selfie, or weights that you have trained")
    bring.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="vgg_normalised.pth and decoder.pth, .safetensors as well; MediaPipe's selfie segmentation, .tflite or"
        " .onnx (docs/person.md); or what 'stylecam train' has written",
    )
    load = actions.add_parser(DOWNLOAD, help="weights that do not ship, from where they are published")
    load.add_argument("id", metavar="ID", nargs="?", default=MODEL, help=f"the network: vgg19 or selfie ({MODEL})")
    load.add_argument("--from", dest="page", metavar="URL", help="another page with a weights.json (docs/methods.md)")


def run_import(arguments: argparse.Namespace) -> int:
    """Convert published files, or take trained weights, and keep the result among the user's weights.

    Raises:
        UsageError: too many files, or weights of a network that ships.
        WeightsError: a file is not what it should be, or the result cannot be written.
    """
    paths = [as_path(text) for text in arguments.files]
    if any(path.suffix.lower() in SUFFIXES for path in paths):
        _tell(_imported_network(paths))
        return 0
    if len(paths) == 1 and (trained := read_trained(paths[0])) is not None:
        check_known(trained.model)
        if trained.model in {entry.id for entry in read_manifest(shipped_weights())}:
            raise UsageError(f"{paths[0]}: '{trained.model}' ships, and what ships is never taken from elsewhere")
        _tell(keep_trained(user_weights(), paths[0], trained))
        return 0
    if len(paths) > 2:
        raise UsageError(f"{MODEL} has two files, and {len(paths)} are named; name {FETCHED[MODEL]}")
    tensors = read_published(paths)
    names = " and ".join(path.name for path in paths)
    # Whoever gave the files away decides what may be done with them; here nobody knows.
    entry = keep_tensors(user_weights(), MODEL, tensors, "NOASSERTION", f"by others; imported from {names}")
    _tell(entry)
    return 0


def _imported_network(paths: list[Path]) -> WeightsFile:
    """Keep the file of a network that finds people.

    Raises:
        UsageError: there are several.
        WeightsError: it is no such network, or cannot be written.
    """
    if len(paths) > 1:
        raise UsageError(f"{SELFIE} has one file, and {len(paths)} are named; name one .tflite or .onnx file")
    path = paths[0]
    about = f"by MediaPipe; imported from {path.name}"
    return keep_network(user_weights(), read_file(path), path, LICENCE, about)


def run_download(arguments: argparse.Namespace) -> int:
    """Fetch weights, and keep them among the user's.

    Raises:
        UsageError: there is no such model to download, or no such page.
        DownloadError: they could not be fetched; what came of them stays for the next attempt.
        WeightsError: they are not the model's, or cannot be written.
    """
    model, folder = arguments.id, user_weights()
    if model not in (*FETCHED, SELFIE):
        raise UsageError(f"there is no model '{model}' to download; there is: {', '.join(sorted((*FETCHED, SELFIE)))}")
    offer = _offer(arguments.page, model, folder)
    if (already := _intact(folder, offer)) is not None:
        print(f"{model}: is already here, {already.path}")
        return 0
    part = folder / f"{model}-{offer.sha256[:12]}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WeightsError(f"{folder}: cannot be made ({error.strerror}); make room for it, or the right to") from None
    _fetch(offer, part)
    _tell(_taken_in(folder, part, offer))
    for other in _parts(folder, model):
        other.unlink(missing_ok=True)
    return 0


def _taken_in(folder: Path, part: Path, offer: Offer) -> WeightsFile:
    """Keep what has come.

    Raises:
        WeightsError: it is not the model's, or cannot be written.
    """
    if offer.id == SELFIE:
        return keep_network(folder, read_file(part), Path(offer.file), offer.licence, offer.trained)
    return keep_file(folder, WeightsFile(offer.id, part, offer.sha256, offer.licence, offer.trained))


def _offer(page: str | None, model: str, folder: Path) -> Offer:
    """What there is for the model: on a page, or, where none is named, where it is published.

    Raises:
        UsageError: it is no address.
        DownloadError: there is no such page, or nothing for the model on it.
    """
    if page is None and model == SELFIE:
        return SELFIE_OFFER
    page = RELEASE if page is None else page
    try:
        offers = {offer.id: offer for offer in read_offers(page)}
    except DownloadError as error:
        raise DownloadError(f"{error}{''.join(map(kept, _parts(folder, model)))}") from None
    if model not in offers:
        there = ", ".join(sorted(offers)) or "nothing"
        raise DownloadError(f"{page}: has no weights of '{model}'; there is: {there}")
    return offers[model]


def _fetch(offer: Offer, part: Path) -> None:
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    console = Console(stderr=True)
    # In a script's log a bar would be an empty line.
    drawn = Progress(*columns, TimeRemainingColumn(), console=console, transient=True, disable=not console.is_terminal)
    with drawn as progress:
        task = progress.add_task(offer.file, total=offer.size)
        for done in fetch(offer, part):
            progress.update(task, completed=done)


def _parts(folder: Path, model: str) -> list[Path]:
    """What has come of downloads that were broken off."""
    return sorted(folder.glob(f"{model}-*.part"))


def _intact(folder: Path, offer: Offer) -> WeightsFile | None:
    """What is offered, where it is here already and whole."""
    try:
        entries = [entry for entry in read_own_manifest(folder) if (entry.id, entry.sha256) == (offer.id, offer.sha256)]
        for entry in entries:
            read_intact(entry)
    except WeightsError:
        return None
    return entries[0] if entries else None


def _tell(entry: WeightsFile) -> None:
    size = entry.path.stat().st_size / 1e6
    print(f"{entry.id}: {size:.1f} MB, sha256 {entry.sha256}, in {entry.path}")

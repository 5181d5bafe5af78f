"""`stylecam weights list|verify|import|download|export|vector`: the networks' weights."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import torch
from rich.console import Console
from rich.table import Table

from stylecam.cli import weights_export, weights_fetch
from stylecam.cli.output import print_json
from stylecam.engine.person.own_network import SELFIE, load_network
from stylecam.errors import StyleError, UsageError, WeightsError
from stylecam.masters import read_masters, statistics_of
from stylecam.models.registry import BUILDERS, FETCHED, load_painter
from stylecam.models.weights import TRAINED, WeightsFile, all_weights
from stylecam.resources import shipped_masters, shipped_weights
from stylecam.user_files import user_weights


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="list|verify|import|download|export|vector")
    listing = actions.add_parser("list", help="every network's weights")
    listing.add_argument("--json", action="store_true", help="for scripts")
    actions.add_parser("verify", help="check that each file is whole, loads, and fits the others")
    weights_fetch.configure(actions)
    weights_export.configure(actions)


def run(arguments: argparse.Namespace) -> int:
    match arguments.action:
        case "verify":
            return _verify(all_weights(shipped_weights(), user_weights()))
        case weights_fetch.IMPORT:
            return weights_fetch.run_import(arguments)
        case weights_fetch.DOWNLOAD:
            return weights_fetch.run_download(arguments)
        case weights_export.EXPORT:
            return weights_export.run_export(arguments)
        case weights_export.VECTOR:
            return weights_export.run_vector(arguments)
        case _:
            return _list(all_weights(shipped_weights(), user_weights()), arguments.json)


def _list(entries: tuple[WeightsFile, ...], as_json: bool) -> int:
    if as_json:
        print_json([_about(entry) for entry in entries])
        return 0
    table = Table("id", "file", "sha256", "licence", "trained", box=None, pad_edge=False)
    for entry in entries:
        table.add_row(entry.id, entry.path.name, entry.sha256[:12], entry.licence, entry.trained)
    Console(highlight=False).print(table)
    return 0


def _verify(entries: tuple[WeightsFile, ...]) -> int:
    console = Console(highlight=False, markup=False, soft_wrap=True)
    faults = 0
    for entry in entries:
        try:
            for path in _verified(entry):
                console.print(f"✓ {path}")
        except (WeightsError, StyleError, UsageError) as error:
            faults += 1
            console.print(f"✗ {error}")
    return 1 if faults else 0


def _verified(entry: WeightsFile) -> Iterator[Path]:
    """The files of a network, each once it has been found right: its weights, then the paintings' statistics, if any.

    Raises:
        WeightsError, StyleError: one is not.
    """
    if entry.id == SELFIE:
        load_network(entry)
        yield entry.path
        return
    if entry.id not in BUILDERS:
        raise WeightsError(f"{entry.path}: this version knows no model '{entry.id}'; update stylecam")
    painter = load_painter(entry, torch.device("cpu"), torch.float32)
    yield entry.path
    if entry.id in FETCHED or entry.id in TRAINED:
        return  # Only with weights that ship do paintings.
    path = shipped_masters(entry.id)
    for style in read_masters(path, entry.sha256):
        statistics_of(style, entry.sha256, painter.style_size)
    yield path


def _about(entry: WeightsFile) -> dict[str, str]:
    return {
        "id": entry.id,
        "path": str(entry.path),
        "sha256": entry.sha256,
        "licence": entry.licence,
        "trained": entry.trained,
    }

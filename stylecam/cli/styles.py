"""`stylecam styles list|show|add|remove`: the styles there are, and the user's own."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Column, Table

from stylecam.app import masters, style_library, style_store
from stylecam.cli.output import print_json
from stylecam.errors import StylecamError
from stylecam.paths import as_path, existing
from stylecam.pictures import PictureError, load_picture
from stylecam.style_store import Added, StyleStore
from stylecam.styles import Style
from stylecam.user_files import user_styles


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="list|show|add|remove")
    listing = actions.add_parser("list", help="every style")
    show = actions.add_parser("show", help="one style, also a picture file that would be one")
    show.add_argument("style", metavar="ID|FILE")
    add = actions.add_parser("add", help="make pictures styles of your own")
    add.add_argument(
        "paths", metavar="FILE|FOLDER", nargs="+", help="a folder: its pictures, and those one level deeper"
    )
    remove = actions.add_parser("remove", help="take away styles that you added")
    remove.add_argument("ids", metavar="ID", nargs="+")
    for action in (listing, show, add):
        action.add_argument("--json", action="store_true", help="for scripts")


def run(arguments: argparse.Namespace) -> int:
    match arguments.action:
        case "list":
            return _list(arguments.json)
        case "show":
            return _show(style_library().find(arguments.style), arguments.json)
        case "add":
            return _add([as_path(text) for text in arguments.paths], arguments.json)
        case _:
            return _remove(arguments.ids)


def _list(as_json: bool) -> int:
    library = style_library()
    _tell_hidden()
    if as_json:
        print_json([_about(style) for style in library])
        return 0
    table = Table(Column("id", no_wrap=True), "name", "category", "author", "year", box=None, pad_edge=False)
    for style in library:
        table.add_row(style.id, style.name, style.category, style.author, style.work.year if style.work else "")
    console = Console(highlight=False, markup=False)
    console.print(table)
    console.print(f"{len(library)} styles; pictures in {user_styles()} join them", style="dim", soft_wrap=True)
    return 0


def _tell_hidden() -> None:
    """Say it where the paintings are not shown."""
    try:
        masters()
    except StylecamError as error:
        print(f"stylecam: {error}", file=sys.stderr)


def _add(paths: list[Path], as_json: bool) -> int:
    """Add what can be added; what cannot gets its line, and is told by the exit code."""
    entries: list[dict[str, Any]] = []
    code = 0
    for result in _added(style_store(), paths):
        if isinstance(result, PictureError):
            print(f"stylecam: {result}", file=sys.stderr)
            code = result.exit_code
            continue
        entries.append(_about(result.style) | {"already": result.already})
        if not as_json:
            print(f"{'is there already' if result.already else 'added'}: {result.style.id}")
    if as_json:
        print_json(entries)
    return code


def _added(store: StyleStore, paths: list[Path]) -> Iterator[Added | PictureError]:
    for path in paths:
        if existing(str(path)) is not None and path.is_dir():
            folder = store.add_folder(path)
            yield from (Added(style, already=False) for style in folder.added)
            yield from (Added(style, already=True) for style in folder.already)
            yield from (PictureError(reason) for _, reason in folder.failed)
            continue
        try:
            yield store.add_file(path)
        except PictureError as error:
            yield error


def _remove(ids: list[str]) -> int:
    """Take styles away, all or none.

    Raises:
        StyleError: one is unknown or ships with stylecam.
    """
    store, library = style_store(), style_library()
    styles = [library.find(style_id) for style_id in dict.fromkeys(ids)]
    # One that cannot go is refused before any has gone.
    for style in sorted(styles, key=store.owns):
        store.remove(style)
        print(f"removed: {style.id}")
    return 0


def _show(style: Style, as_json: bool) -> int:
    about = _about(style)
    if style.work is None:
        pixels = load_picture(style.path)
        about["size"] = [pixels.shape[1], pixels.shape[0]]
    if as_json:
        print_json(about)
        return 0
    console = Console(highlight=False, markup=False, soft_wrap=True)
    for key, value in about.items():
        console.print(f"{key:10}{'x'.join(map(str, value)) if isinstance(value, list) else value}")
    return 0


def _about(style: Style) -> dict[str, Any]:
    year = {"year": style.work.year} if style.work else {}
    return {
        "id": style.id,
        "name": style.name,
        "author": style.author,
        **year,
        "category": style.category,
        "path": str(style.path),
    }

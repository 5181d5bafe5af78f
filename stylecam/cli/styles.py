"""`stylecam styles list|show`: the styles there are."""

from __future__ import annotations

import argparse
from typing import Any

from rich.console import Console
from rich.table import Table

from stylecam.app import style_library, user_styles
from stylecam.cli.output import print_json
from stylecam.pictures import load_picture
from stylecam.styles import Style


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="list|show")
    listing = actions.add_parser("list", help="every style")
    listing.add_argument("--json", action="store_true", help="for scripts")
    show = actions.add_parser("show", help="one style, also a picture file that would be one")
    show.add_argument("style", metavar="ID|FILE")
    show.add_argument("--json", action="store_true", help="for scripts")


def run(arguments: argparse.Namespace) -> int:
    library = style_library()
    if arguments.action == "show":
        return _show(library.find(arguments.style), arguments.json)
    if arguments.json:
        print_json([_about(style) for style in library])
        return 0
    table = Table("id", "name", "author", box=None, pad_edge=False)
    for style in library:
        table.add_row(style.id, style.name, style.author)
    console = Console(highlight=False)
    console.print(table)
    console.print(f"{len(library)} styles; pictures in {user_styles()} join them", style="dim", soft_wrap=True)
    return 0


def _show(style: Style, as_json: bool) -> int:
    pixels = load_picture(style.path)
    about = _about(style) | {"size": [pixels.shape[1], pixels.shape[0]]}
    if as_json:
        print_json(about)
        return 0
    console = Console(highlight=False, soft_wrap=True)
    for key, value in about.items():
        console.print(f"{key:8}{'x'.join(map(str, value)) if isinstance(value, list) else value}")
    return 0


def _about(style: Style) -> dict[str, Any]:
    return {"id": style.id, "name": style.name, "author": style.author, "path": str(style.path)}

"""`--look`: a look from a file, under the options that are given beside it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from stylecam.app import style_store
from stylecam.cli.options import options_given
from stylecam.look import Look
from stylecam.look_files import open_look
from stylecam.style_store import StyleStore


@contextmanager
def borrowed_styles() -> Iterator[StyleStore]:
    """The user's styles and the shipped ones; a picture that a look brings along is a style for this while only."""
    with TemporaryDirectory(prefix="stylecam-") as folder:
        yield StyleStore(Path(folder), style_store().styles())


def look_from(arguments: argparse.Namespace, asked: Look, styles: StyleStore) -> tuple[Look, tuple[str, ...]]:
    """The look to paint with, and one line for each thing that is not as its file says.

    Args:
        arguments: with the options of `add_look_options`.
        asked: what these say without `--look`, defaults included.
        styles: where the look's styles are, and where pictures that the file brings go.

    Raises:
        LookError: the file cannot be read, or none of its styles is here.
        StyleError: a picture in it cannot be stored.
    """
    if arguments.look is None:
        return asked, ()
    read = open_look(arguments.look, styles, asked)
    return with_options(read.look, asked, options_given(arguments)), read.notes


def with_options(look: Look, asked: Look, given: Mapping[str, Any]) -> Look:
    """The look with what somebody asked for by the options in `given` put in."""
    names = {"style": "mix", "mask": "masks"}
    wanted = {names.get(name, name) for name in given} & set(Look.__dataclass_fields__)
    return replace(look, **{name: getattr(asked, name) for name in wanted})

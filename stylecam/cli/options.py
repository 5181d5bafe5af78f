"""The options that mean the same in every subcommand."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, NoReturn

from stylecam.settings import REPEATABLE, Settings, load_settings, parse_option


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments in one line, and exits with 2."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}; see '{self.prog} --help'", file=sys.stderr)
        raise SystemExit(2)


def checked(name: str) -> Callable[[str], Any]:
    """A converter for argparse that keeps the message of `parse_option`."""

    def convert(text: str) -> Any:
        try:
            return parse_option(name, text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return convert


def add_look_options(parser: argparse.ArgumentParser) -> None:
    """How to paint, and on what."""
    look = parser.add_argument_group("look")
    look.add_argument(
        "--look",
        type=Path,
        metavar="FILE",
        help="a look that the window exported, or a still it saved; options given beside it win",
    )
    look.add_argument(
        "--style",
        action="append",
        metavar="ID|FILE[:WEIGHT]",
        help="a shipped style or any picture; several make a mix",
    )
    look.add_argument("--strength", type=checked("strength"), metavar="0..1", help="how much of the style (1)")
    look.add_argument(
        "--smoothing",
        type=checked("smoothing"),
        metavar="SECONDS",
        help="time constant that steadies the picture (0.5); 0: each frame by itself",
    )
    look.add_argument(
        "--brush", type=checked("brush"), metavar="0.25..4", help="size of a stroke (1); 2: twice as coarse, and faster"
    )
    look.add_argument(
        "--size",
        type=checked("size"),
        metavar="WxH|auto",
        help="size of the picture; auto: painted as large as this machine can live, and enlarged to a size that stays",
    )
    look.add_argument(
        "--keep-color",
        type=checked("keep_color"),
        metavar="off|luminance|palette",
        help="the camera's colours that stay (off): its hues under the painting's light and dark, or its palette",
    )
    look.add_argument(
        "--background",
        action="append",
        metavar="STYLE[:WEIGHT]|none|original|blur",
        help="what becomes of all that is not the person (none: painted alike); several styles make a mix",
    )
    look.add_argument(
        "--mask",
        action="append",
        metavar="FILE=STYLE|original|blur",
        help="a part of a fixed camera's picture, white in a picture file; several, of which the last is on top",
    )
    look.add_argument("--mirror", action=argparse.BooleanOptionalAction, help="flip left to right (on for cameras)")
    machine = parser.add_argument_group("machine")
    machine.add_argument("--device", metavar="auto|cpu|cuda|mps", help="where to compute (auto)")
    machine.add_argument(
        "--precision",
        metavar="auto|float32|…",
        help="number format: float32, float16, bfloat16 or int8 (auto: the fastest that keeps the picture)",
    )
    machine.add_argument("--model", metavar="ID", help="the network (compact)")
    machine.add_argument("--config", type=Path, metavar="FILE", help="a JSON file of options; those given here win")


def add_progress_option(parser: argparse.ArgumentParser) -> None:
    """Whom to tell how far it is."""
    parser.add_argument(
        "--progress",
        choices=("bar", "json"),
        default="bar",
        help="a bar for people, or lines of JSON on standard output for programs (bar)",
    )


def add_live_options(parser: argparse.ArgumentParser) -> None:
    """Where frames come from."""
    source = parser.add_argument_group("source")
    source.add_argument(
        "--source",
        metavar="0|NAME|PATH|URL|demo",
        help="camera, file or address (first camera, else the demo); 0@1280x720@30 asks camera 0 for a format",
    )
    source.add_argument(
        "--fps", type=checked("fps"), metavar="N", help="frames per second to ask of the source, and for --size auto"
    )


def settings_from(arguments: argparse.Namespace) -> Settings:
    """The settings that a command line asks for: its own options over those of `--config` over the defaults.

    Raises:
        UsageError: the file of `--config` cannot be used.
    """
    settings = Settings()
    if arguments.config is not None:
        settings = load_settings(arguments.config, settings)
    given: dict[str, Any] = {field.name: getattr(arguments, field.name, None) for field in fields(Settings)}
    given |= {name: tuple(given[name]) for name in REPEATABLE if given[name] is not None}
    return replace(settings, **{name: value for name, value in given.items() if value is not None})


def options_given(arguments: argparse.Namespace) -> dict[str, Any]:
    """The settings that somebody asks for, on the command line or in the file of `--config`, and nothing else.

    Raises:
        UsageError: the file of `--config` cannot be used.
    """
    asked, usual = settings_from(arguments), Settings()
    values = {field.name: getattr(asked, field.name) for field in fields(Settings)}
    named = {name for name in values if getattr(arguments, name, None) is not None}
    return {name: value for name, value in values.items() if name in named or value != getattr(usual, name)}

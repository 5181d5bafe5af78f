"""`stylecam`: finds the subcommand, runs it, and turns errors into one line and an exit code."""

from __future__ import annotations

import importlib
import logging
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from types import ModuleType

from stylecam import __version__
from stylecam.cli.options import Parser
from stylecam.errors import StylecamError

COMMANDS = {
    "gui": "the window (also without a subcommand)",
    "live": "the same picture without a window",
    "render": "repaint a picture or a video file",
    "still": "repaint a picture slowly, as well as it goes",
    "styles": "the styles there are",
    "weights": "the networks' weights",
    "evaluate": "how good a network's pictures are, beside a peer's",
    "train": "teach a network to paint, from a folder of contents and a folder of styles",
    "bench": "frames per second and latency on this machine",
    "doctor": "what works here, and how to mend what does not",
}
"""Subcommands; each is a module of this package with `configure(parser)` and `run(arguments) -> int`."""


def main(argv: Sequence[str]) -> int:
    """Run a command line without the program's name; gives the exit code: 0 done, 1 failed, 2 wrong arguments."""
    words = with_command(argv)
    arguments = _parser(words).parse_args(words)
    logging.basicConfig(level=logging.DEBUG if arguments.debug else logging.CRITICAL)
    try:
        return int(_module(arguments.command).run(arguments))
    except StylecamError as error:
        print(f"stylecam: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("stylecam: interrupted", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output has gone: nothing is left to say, and the flush at exit must not fail either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:  # the boundary of the program: no traceback reaches a user who did not ask for it
        if arguments.debug:
            raise
        print(f"stylecam: internal error: {type(error).__name__}: {error}; --debug shows where", file=sys.stderr)
        return 1


def entry() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A name may be in letters that the terminal's encoding lacks; they become escapes.
            stream.reconfigure(errors="backslashreplace")
    raise SystemExit(main(sys.argv[1:]))


def with_command(argv: Sequence[str]) -> list[str]:
    """The command line with `gui` put in where no subcommand is named: `stylecam --style x` opens the window."""
    words = list(argv)
    place = 1 if words[:1] == ["--debug"] else 0
    first = words[place] if len(words) > place else ""
    if first not in ("-h", "--help", "--version") and (not first or first.startswith("-")):
        words.insert(place, "gui")
    return words


def _parser(words: Sequence[str]) -> Parser:
    parser = Parser(prog="stylecam", description="Repaints a live camera in the style of any picture.")
    parser.add_argument("--version", action="version", version=f"stylecam {__version__}")
    parser.add_argument("--debug", action="store_true", help="log everything, and show tracebacks")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command", parser_class=Parser)
    for name, about in COMMANDS.items():
        command = commands.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
        # Only the module that will run is loaded: torch and Qt take seconds.
        if name in words[:2]:
            _module(name).configure(command)
    return parser


def _module(command: str) -> ModuleType:
    return importlib.import_module(f"stylecam.cli.{command}")

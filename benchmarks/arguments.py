"""What the benchmarks understand on their command lines."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from stylecam.look import Size


def size(text: str) -> Size:
    """`640x360`.

    Raises:
        argparse.ArgumentTypeError: it is no size that all networks take.
    """
    width, _, height = text.partition("x")
    sides = [int(side) for side in (width, height) if side.isdecimal()]
    if len(sides) != 2 or min(sides) < 16 or any(side % 8 for side in sides):
        raise argparse.ArgumentTypeError(f"'{text}' is not WIDTHxHEIGHT in multiples of 8 from 16 up, such as 640x360")
    return sides[0], sides[1]


def positive(text: str) -> int:
    """A whole number above 0.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number above 0")
    return int(text)


def seconds(text: str) -> float:
    """A time above 0.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    try:
        found = float(text)
    except ValueError:
        found = 0.0
    if not 0 < found < float("inf"):
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of seconds above 0")
    return found


def add_comparison(parser: argparse.ArgumentParser) -> None:
    """What a comparison of networks is told: which ones, where, for how long, and where to write it."""
    add = parser.add_argument
    add("--microast", type=Path, metavar="FILE", help="MicroAST's weights (safetensors)")
    add("--device", choices=("cpu", "cuda"), default="cpu")
    add("--network", action="append", metavar="NAME", help="again for more (all)")
    add("--rounds", type=positive, default=30, metavar="N", help="counted, at most (30)")
    add("--budget", type=seconds, default=240.0, metavar="SECONDS", help="for the rounds at each size (240)")
    add("--threads", type=positive, default=torch.get_num_threads(), metavar="N", help="torch's (all cores)")
    add("--json", type=Path, metavar="FILE", help="write the measurements there too")

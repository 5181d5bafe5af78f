"""One thing that was looked at, and how to mend it."""

from __future__ import annotations

import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """What was found.

    Attributes:
        name: what was looked at; scripts rely on it.
        ok: whether it works.
        detail: what was found, one line.
        fix: what mends it, one line with the exact command; "" when ok.
        required: whether painting needs it.
    """

    name: str
    ok: bool
    detail: str
    fix: str
    required: bool


def works(name: str, detail: str, *, required: bool = False) -> Check:
    """A check that found everything right."""
    return Check(name, True, detail, "", required)


def fails(name: str, detail: str, fix: str, *, required: bool = False) -> Check:
    """A check that found something wrong, or nothing at all."""
    return Check(name, False, detail, fix, required)


def pip(*words: str) -> str:
    """A command of pip for the Python that runs now."""
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    return " ".join((python, "-m", "pip", *words))


def pip_install(*words: str) -> str:
    """The command that installs packages into the Python that runs now."""
    return pip("install", *words)

"""`--microphone`, and saying how it is."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console

from stylecam.errors import SourceError, UsageError
from stylecam.microphone.driver import Driver
from stylecam.microphone.microphone import Microphone, find_microphone, list_microphones
from stylecam.pipeline.status import State
from stylecam.recordings import LOOPS
from stylecam.sound import SoundOptions

CLOSING = 5.0
"""Seconds that a driver may take to let go of a microphone."""


def add_microphone_option(group: Any) -> None:
    """`--microphone`, into a parser's group."""
    group.add_argument(
        "--microphone",
        nargs="?",
        const="",
        metavar="NAME",
        help="record its sound too; without a name the system's usual one ('stylecam doctor' lists them)",
    )


def microphone_for(arguments: argparse.Namespace, driver: Driver | None = None) -> Microphone | None:
    """What the options ask for, not listening yet; None where they ask for no sound.

    Raises:
        UsageError: nothing is recorded that could hold sound, or there is no such microphone.
    """
    name: str | None = arguments.microphone
    if name is None:
        return None
    if arguments.record is None:
        raise UsageError("--microphone: there is no recording; add --record FILE")
    if arguments.record.suffix.lower() in LOOPS:
        raise UsageError(f"--microphone: {arguments.record.name} cannot hold sound; record to a .mp4 file")
    try:
        find_microphone(name, list_microphones(driver))
    except SourceError as error:
        raise UsageError(f"--microphone: {error}") from None
    return Microphone(SoundOptions(name), driver)


@contextmanager
def listening(microphone: Microphone | None) -> Iterator[None]:
    """From here to the end it listens."""
    if microphone is None:
        yield
        return
    microphone.start()
    try:
        yield
    finally:
        microphone.stop()
        microphone.join(CLOSING)


class MicrophoneNews:
    """Says which microphone is heard, that it is heard no more, and that it is heard again, each once."""

    def __init__(self, microphone: Microphone | None, console: Console) -> None:
        self._microphone, self._console = microphone, console
        self._told = State.STARTING

    def tell(self) -> None:
        """Say it, if it is so by now and was not said."""
        if self._microphone is None:
            return
        worker = self._microphone.status.worker
        if worker.state is self._told:
            return
        self._told = worker.state
        if worker.state is State.RUNNING:
            self._console.print(f"microphone: {worker.name}", markup=False)
        elif worker.error is not None:
            self._console.print(f"microphone: {worker.detail}; it is recorded on without sound", markup=False)

    def sum_up(self) -> None:
        """At the end: what was lost."""
        self.tell()
        lost = self._microphone.status.lost if self._microphone is not None else 0
        if lost:
            self._console.print(f"microphone: {lost} moments of sound were lost and are silent", markup=False)

"""How `stylecam still` shows what it does: a bar on the terminal, and the painting so far in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from stylecam.clock import Clock
from stylecam.errors import SinkError
from stylecam.frame import Frame, Pixels
from stylecam.sinks.picture import PictureFileSink
from stylecam.slow.painting import Step

APART = 3.0
"""Seconds between two previews."""


@contextmanager
def progress(console: Console, name: str) -> Iterator[Callable[[Step], None]]:
    """A bar where there is a terminal; what is given is called after each step."""
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[about]}", markup=False),
        TextColumn("left:"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(name, total=1.0, about="begins")
        yield lambda step: bar.update(task, completed=step.done, about=about(step))


def about(step: Step) -> str:
    """A step for people."""
    width, height = step.size
    return f"scale {step.scale}/{step.scales} ({width}x{height}), step {step.step}/{step.steps}, loss {step.loss:.4f}"


class Previews:
    """Writes the painting so far, whole or not at all, at the first step and then every few seconds.

    One that cannot be written is told once, and no other is: the painting goes on.

    Args:
        path: where; None for nowhere.
        finish: from a step to what is shown.
    """

    def __init__(self, path: Path | None, finish: Callable[[Step], Pixels], clock: Clock, console: Console) -> None:
        self._path, self._finish, self._clock, self._console = path, finish, clock, console
        self._shown_at = float("-inf")

    def show(self, step: Step) -> None:
        """A step was taken."""
        if self._path is None or self._clock.now() - self._shown_at < APART:
            return
        try:
            sink = PictureFileSink(self._path)
            sink.open()
            sink.write(Frame(self._finish(step), 0, 0.0))
            sink.close()
        except SinkError as error:
            self._console.print(f"{error}; there is no preview any more")
            self._path = None
        self._shown_at = self._clock.now()

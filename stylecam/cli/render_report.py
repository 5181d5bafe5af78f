"""How `stylecam render` tells what it does: to people on the terminal, to programs as lines of JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from stylecam.clock import Clock
from stylecam.render import Progress, RenderReport

OnProgress = Callable[[Progress], None]

APART = 0.2
"""Seconds between two lines of progress at least."""


@dataclass(frozen=True)
class Painted:
    """A file that is complete; `about` says to people how much it is."""

    path: Path
    frames: int
    about: str


class Teller(Protocol):
    """Hears of one rendering, in this order: its progress, what was kept of it, how it ended."""

    def progress(self) -> AbstractContextManager[OnProgress]:
        """While it goes on; what is given is called after each frame."""
        ...

    def kept(self, partial: Path | None) -> None:
        """It failed, and what was painted until then plays."""
        ...

    def saved(self, painted: Painted) -> None:
        """It is complete."""
        ...

    def interrupted(self, report: RenderReport) -> None:
        """Somebody ended it."""
        ...

    def failed(self, why: str) -> None:
        """It ended with an error, which the program prints on stderr as always."""
        ...


class TerminalTeller:
    """A bar where there is a terminal, and lines; `name` is what the bar calls the rendering."""

    def __init__(self, console: Console, name: str) -> None:
        self._console = console
        self._name = name

    @contextmanager
    def progress(self) -> Iterator[OnProgress]:
        with self._bar() as bar:
            task = bar.add_task(self._name, total=None)
            yield lambda seen: bar.update(task, completed=seen.done, total=seen.total)

    def kept(self, partial: Path | None) -> None:
        if partial:
            self._console.print(f"what was painted before the failure plays: {partial}")

    def saved(self, painted: Painted) -> None:
        self._console.print(f"painted: {painted.path} ({painted.about})")

    def interrupted(self, report: RenderReport) -> None:
        kept = f"what is done so far plays: {report.partial}" if report.partial else "nothing was written"
        self._console.print(f"stylecam: interrupted after {report.frames} frames; {kept}")

    def failed(self, why: str) -> None:
        pass

    def _bar(self) -> Bar:
        return Bar(
            TextColumn("{task.description}", markup=False),  # a file may be called "film [x264].mp4"
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("frames, left:"),
            TimeRemainingColumn(),
            console=self._console,
            # A log file wants no bar.
            disable=not self._console.is_terminal,
        )


class JsonTeller:
    """One object a line on standard output.

    `{"done", "total", "fps", "eta_s"}` as it goes on, with null for what is not known; at the end
    `{"saved", "frames"}`, or `{"error", "partial"}` with the file that holds the frames so far, or null.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._partial: Path | None = None

    @contextmanager
    def progress(self) -> Iterator[OnProgress]:
        pace = Pace(self._clock)

        def tell(seen: Progress) -> None:
            line = pace.line(seen)
            if line is not None:
                _print(line)

        yield tell

    def kept(self, partial: Path | None) -> None:
        self._partial = partial

    def saved(self, painted: Painted) -> None:
        _print({"saved": str(painted.path), "frames": painted.frames})

    def interrupted(self, report: RenderReport) -> None:
        self.kept(report.partial)
        self.failed(f"interrupted after {report.frames} frames")

    def failed(self, why: str) -> None:
        _print({"error": why, "partial": self._partial and str(self._partial)})


class Pace:
    """What is told of a rendering's progress, and how often."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        # The first frame waits for the model; the pace is that of those after it.
        self._first: tuple[int, float] | None = None
        self._told_at = float("-inf")

    def line(self, seen: Progress) -> dict[str, Any] | None:
        """The line for this progress; None where the last one is too recent."""
        now = self._clock.now()
        if now - self._told_at < APART and seen.done != seen.total:
            return None
        self._told_at = now
        first, began = self._first = self._first or (seen.done, now)
        fps = (seen.done - first) / (now - began) if now > began else None
        left = (seen.total - seen.done) / fps if fps and seen.total is not None else None
        return {"done": seen.done, "total": seen.total, "fps": _rounded(fps), "eta_s": _rounded(left)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(max(0.0, value), 2)


def _print(line: dict[str, Any]) -> None:
    # Plain ASCII, whatever encoding the reader's system has.
    print(json.dumps(line), flush=True)

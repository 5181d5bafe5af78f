"""How `stylecam still` tells what it does: to people on the terminal, to programs as lines of JSON."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from stylecam.clock import Clock
from stylecam.look import Size
from stylecam.slow.painting import Step
from stylecam.slow.scales import Scale

APART = 0.2
"""Seconds between two lines of progress at least."""

A_WHILE = 30.0
"""Seconds that the pace is measured over: what a step costs changes with the scale, and with what else goes on."""

OnStep = Callable[[Step], None]


@dataclass(frozen=True)
class Kept:
    """The best painting so far of one that was not finished: its file, and the step."""

    path: Path
    step: Step


class Teller(Protocol):
    """Hears of one painting, in this order: its scales, its steps and previews, what was kept, how it ended."""

    def waiting(self) -> AbstractContextManager[Any]:
        """While it is painted at once."""
        ...

    def began(self, scales: Sequence[Scale]) -> None:
        """It will be painted at these, one after the other."""
        ...

    def progress(self) -> AbstractContextManager[OnStep]:
        """While it goes on; what is given is called after each step."""
        ...

    def previewed(self, path: Path) -> None:
        """There is another preview."""
        ...

    def warned(self, line: str) -> None:
        """It goes on in spite of this."""
        ...

    def kept(self, kept: Kept) -> None:
        """It will not be finished, and this is left of it."""
        ...

    def painted(self, path: Path, size: Size) -> None:
        """It is complete."""
        ...

    def interrupted(self, kept: Kept | None) -> None:
        """Somebody ended it."""
        ...

    def failed(self, why: str) -> None:
        """It ended with an error, which the program prints on stderr as always."""
        ...


class TerminalTeller:
    """A bar where there is a terminal, and lines; `name` is what the bar calls the painting."""

    def __init__(self, console: Console, name: str) -> None:
        self._console, self._name = console, name

    def waiting(self) -> AbstractContextManager[Any]:
        return self._console.status("painting …")

    def began(self, scales: Sequence[Scale]) -> None:
        pass

    @contextmanager
    def progress(self) -> Iterator[OnStep]:
        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.fields[about]}", markup=False),
            TextColumn("left:"),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=self._console, disable=not self._console.is_terminal) as bar:
            task = bar.add_task(self._name, total=1.0, about="begins")
            yield lambda step: bar.update(task, completed=step.done, about=about(step))

    def previewed(self, path: Path) -> None:
        pass

    def warned(self, line: str) -> None:
        self._console.print(line)

    def kept(self, kept: Kept) -> None:
        pass

    def painted(self, path: Path, size: Size) -> None:
        self._console.print(f"painted: {path} ({size[0]}x{size[1]})")

    def interrupted(self, kept: Kept | None) -> None:
        self._console.print(f"stylecam: interrupted; {about_kept(kept)}")

    def failed(self, why: str) -> None:
        pass


class JsonTeller:
    """One object a line on standard output, with its `event`: began, progress, preview, done or failed."""

    def __init__(self, console: Console, clock: Clock) -> None:
        self._console, self._clock = console, clock
        self._partial: Path | None = None

    def waiting(self) -> AbstractContextManager[Any]:
        return nullcontext()

    def began(self, scales: Sequence[Scale]) -> None:
        _print("began", scales=[scale.size for scale in scales], steps=sum(scale.steps for scale in scales))

    @contextmanager
    def progress(self) -> Iterator[OnStep]:
        pace = Pace(self._clock)

        def tell(step: Step) -> None:
            line = pace.line(step)
            if line is not None:
                _print("progress", **line)

        yield tell

    def previewed(self, path: Path) -> None:
        _print("preview", file=str(path))

    def warned(self, line: str) -> None:
        self._console.print(line)

    def kept(self, kept: Kept) -> None:
        self._partial = kept.path

    def painted(self, path: Path, size: Size) -> None:  # noqa: ARG002  (the file says it)
        _print("done", file=str(path))

    def interrupted(self, kept: Kept | None) -> None:
        if kept is not None:
            self.kept(kept)
        self.failed(f"interrupted; {about_kept(kept)}")

    def failed(self, why: str) -> None:
        _print("failed", message=why, partial=self._partial and str(self._partial))


class Pace:
    """What is told of a painting's progress, and how often."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._seen: deque[tuple[float, float]] = deque()
        self._told_at = float("-inf")

    def line(self, step: Step) -> dict[str, Any] | None:
        """The line for this step; None where the last one is too recent."""
        now = self._clock.now()
        self._seen.append((now, step.done))
        while len(self._seen) > 2 and now - self._seen[0][0] > A_WHILE:
            self._seen.popleft()
        if now - self._told_at < APART and step.done < 1:
            return None
        self._told_at = now
        since, before = self._seen[0]
        left = (1 - step.done) * (now - since) / (step.done - before) if step.done > before else None
        return {
            "scale": step.scale,
            "step": step.step,
            "steps": step.steps,
            "share": round(step.done, 4),
            "remaining_s": None if left is None else round(left, 1),
        }


def about(step: Step) -> str:
    """A step for people."""
    width, height = step.size
    return f"scale {step.scale}/{step.scales} ({width}x{height}), step {step.step}/{step.steps}, loss {step.loss:.4f}"


def about_kept(kept: Kept | None) -> str:
    """What is left of a painting, for people."""
    if kept is None:
        return "nothing was painted yet"
    step = kept.step
    return f"the best painting so far is kept: {kept.path} (scale {step.scale} of {step.scales}, step {step.step})"


def _print(event: str, **fields: Any) -> None:
    # Plain ASCII, whatever encoding the reader's system has.
    print(json.dumps({"event": event, **fields}), flush=True)

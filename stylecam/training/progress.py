"""How a training tells what it does: a bar or lines for people, `log.jsonl` and TensorBoard for later."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from rich.console import Console
from rich.progress import BarColumn, TextColumn
from rich.progress import Progress as Bar

from stylecam.errors import UsageError
from stylecam.files import write_atomically
from stylecam.training.config import TrainingError

LOG = "log.jsonl"
SHOWN = ("content", "style", "identity", "temporal", "lattice")
"""Losses that people see; the log has all."""


@dataclass(frozen=True)
class Pulse:
    """After a step.

    Attributes:
        step: steps done.
        done: share of the whole training.
        left: seconds that the rest will take at the pace so far; None before there is one.
    """

    step: int
    done: float
    left: float | None


@dataclass(frozen=True)
class Report:
    """The steps since the last one.

    Attributes:
        step: steps done.
        seconds: trained in all.
        rate: the learning rate now.
        step_seconds: of a step, on average.
        losses: means, not weighted, and "total", the weighted sum; "gradient" is its norm before it is clipped.
    """

    step: int
    seconds: float
    rate: float
    step_seconds: float
    losses: Mapping[str, float]

    def as_dict(self) -> dict[str, Any]:
        """As a line of the log says it."""
        named = {name: float(f"{value:.6g}") for name, value in self.losses.items()}
        times = {"seconds": round(self.seconds, 1), "step_seconds": round(self.step_seconds, 4)}
        return {"step": self.step, **times, "rate": self.rate, **named}


class Teller(Protocol):
    """Hears of one training."""

    def pulse(self, pulse: Pulse) -> None:
        """After each step."""
        ...

    def report(self, report: Report) -> None:
        """After some steps."""
        ...

    def note(self, text: str) -> None:
        """Something that people want to know, one line."""
        ...

    def close(self) -> None:
        """It is over."""
        ...


class Silent:
    """Tells nothing: the processes that do not lead."""

    def pulse(self, pulse: Pulse) -> None:
        pass

    def report(self, report: Report) -> None:
        pass

    def note(self, text: str) -> None:
        pass

    def close(self) -> None:
        pass


class TerminalTeller(Silent):
    """A bar where there is a terminal, and lines."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._left: float | None = None
        columns = (
            BarColumn(),
            TextColumn("{task.percentage:.1f} %  step {task.fields[step]}  left {task.fields[left]}"),
        )
        self._bar = Bar(*columns, console=console, disable=not console.is_terminal)
        self._task = self._bar.add_task("", total=1.0, step=0, left="?")
        self._bar.start()

    def pulse(self, pulse: Pulse) -> None:
        self._left = pulse.left
        self._bar.update(self._task, completed=pulse.done, step=pulse.step, left=duration(pulse.left))

    def report(self, report: Report) -> None:
        losses = "  ".join(f"{name} {report.losses[name]:.4f}" for name in SHOWN if name in report.losses)
        pace = f"{report.step_seconds:.3f} s/step  left {duration(self._left)}"
        self.note(f"step {report.step}  {losses}  {pace}")

    def note(self, text: str) -> None:
        self._console.print(text, highlight=False, markup=False, soft_wrap=True)

    def close(self) -> None:
        self._bar.stop()


class LogTeller(Silent):
    """`log.jsonl` in a folder: a line of JSON for each report."""

    def __init__(self, folder: Path, step: int) -> None:
        """`step`: where the training goes on; lines of later steps, which will be trained again, are dropped.

        Raises:
            TrainingError: it cannot be written.
        """
        self._path = folder / LOG
        try:
            lines = self._path.read_text(encoding="utf-8").splitlines() if self._path.exists() else []
            kept = [line for line in lines if _step_of(line) <= step]
            write_atomically(self._path, "".join(f"{line}\n" for line in kept).encode())
        except OSError as error:
            raise TrainingError(f"{self._path}: cannot be written ({error.strerror}); use another --out") from None

    def report(self, report: Report) -> None:
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(report.as_dict()) + "\n")
        except OSError:
            # A full disk is told by the checkpoint, which matters; the log is not worth a training.
            return


class BoardTeller(Silent):
    """TensorBoard, in the folder `tensorboard`."""

    def __init__(self, folder: Path) -> None:
        """Raises:
        UsageError: TensorBoard is not installed.
        """
        try:
            from torch.utils.tensorboard import SummaryWriter
        except ImportError:
            raise UsageError(
                "TensorBoard is not installed; install 'tensorboard', or leave out --tensorboard"
            ) from None
        self._writer = SummaryWriter(str(folder / "tensorboard"))

    def report(self, report: Report) -> None:
        values = {**report.losses, "rate": report.rate, "step_seconds": report.step_seconds}
        for name, value in values.items():
            self._writer.add_scalar(name, value, report.step)

    def close(self) -> None:
        self._writer.close()


class Tellers:
    """Several as one."""

    def __init__(self, *tellers: Teller) -> None:
        self._tellers = tellers

    def pulse(self, pulse: Pulse) -> None:
        for teller in self._tellers:
            teller.pulse(pulse)

    def report(self, report: Report) -> None:
        for teller in self._tellers:
            teller.report(report)

    def note(self, text: str) -> None:
        for teller in self._tellers:
            teller.note(text)

    def close(self) -> None:
        for teller in self._tellers:
            teller.close()


def duration(seconds: float | None) -> str:
    """For people: "2:05:09", "1:07"; "?" where it is not known."""
    if seconds is None:
        return "?"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _step_of(line: str) -> float:
    try:
        return float(json.loads(line)["step"])
    except (ValueError, KeyError, TypeError):
        return float("inf")

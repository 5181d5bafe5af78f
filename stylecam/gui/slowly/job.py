"""One picture painted slowly in a program of its own, so that the live picture stays smooth."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psutil
from PySide6.QtCore import Signal

from stylecam.frame import Pixels
from stylecam.gui.rendering.job import Failed, Outcome, Painted, Program, Stopped
from stylecam.gui.services import SlowOrder, SlowPainter
from stylecam.gui.stage.picture import image_of

PATIENCE = 20_000
"""Milliseconds in which it has to end when it was asked to: between two steps of a large picture, beside the live one,
some pass."""

THREADS = "OMP_NUM_THREADS"
"""Says to torch how many threads it may take."""


@dataclass(frozen=True)
class Progress:
    """How far it is.

    Attributes:
        scale, scales: which of its sizes it is at, from 1, and how many there are.
        share: of all work, 0 to 1.
        seconds_left: None while nobody can say.
    """

    scale: int
    scales: int
    share: float
    seconds_left: float | None


class SlowJob(Program):
    """Paints a picture; one that is ended, or fails, leaves its best painting so far as `NAME.partial`.

    Args:
        content: the picture.
        target: the painting's file.
        order: how to paint.
        painter: the command that does it.
    """

    previewed = Signal(object)
    """Path: there is another preview in it."""

    def __init__(self, content: Pixels, target: Path, order: SlowOrder, painter: SlowPainter) -> None:
        super().__init__(target, target, PATIENCE)
        self._content, self._order, self._painter = content, order, painter
        self._scales = 1

    def start(self) -> None:
        """Start the program."""
        # Not compressed: the live picture would wait.
        source = self.folder / "content.bmp"
        if not image_of(self._content).save(str(source)):
            self._end(Failed(self.tr("%1: cannot be written; make room there").replace("%1", str(source))))
            return
        self._run(self._painter.command(source, self._target, self._preview, self._order), threads())

    @property
    def _preview(self) -> Path:
        return self.folder / f"so far{self._target.suffix}"

    def _take(self, line: Any) -> None:
        match line:
            case {"event": "began", "scales": list(scales)}:
                self._scales = len(scales)
            case {
                "event": "progress",
                "scale": int(scale),
                "share": float() | int() as share,
                "remaining_s": float() | int() | None as left,
            }:
                self.progressed.emit(Progress(scale, self._scales, share, left))
            case {"event": "preview"}:
                self.previewed.emit(self._preview)
            case {"event": "done", "file": str(path)}:
                self._told = Painted(Path(path))
            case {"event": "failed", "message": str(why), "partial": str() | None as partial}:
                self._told = Failed(why, Path(partial) if partial else None)

    def _end(self, outcome: Outcome) -> None:
        if isinstance(outcome, (Stopped, Failed)) and outcome.partial is None:
            outcome = replace(outcome, partial=self._saved_preview())
        super()._end(outcome)

    def _saved_preview(self) -> Path | None:
        """What a program that was made to end has left; None where there is nothing."""
        partial = self._target.with_name(f"{self._target.stem}.partial{self._target.suffix}")
        try:
            shutil.move(self._preview, partial)
        except OSError:
            return None
        return partial


class Import(Program):
    """Makes the weights of published files; that it has done so is seen in that they are there.

    Args:
        files: the published ones.
        painter: the command that does it.
    """

    def __init__(self, files: Sequence[Path], painter: SlowPainter) -> None:
        super().__init__(files[0], files[0], PATIENCE)
        self._files, self._painter = files, painter

    def start(self) -> None:
        """Start the program."""
        self._run(self._painter.import_command(self._files), {})

    def _take(self, line: Any) -> None:
        """What it says is for people."""


def threads() -> dict[str, str]:
    """The variable by which a core stays free for the live picture; nothing where the user has set it."""
    if THREADS in os.environ:
        return {}
    cores = psutil.cpu_count(logical=False) or 1
    if sys.platform == "linux":
        cores = min(cores, len(os.sched_getaffinity(0)))
    return {THREADS: str(max(1, cores - 1))}

"""One file repainted in a program of its own, so that the live picture stays smooth."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from PySide6.QtCore import QCoreApplication, QObject, QProcess, QProcessEnvironment, QTemporaryDir, QTimer, Signal

from stylecam.errors import StylecamError
from stylecam.gui.rendering.order import Order
from stylecam.gui.services import Services
from stylecam.look_files import write_look

NICENESS = 10
"""By how much it stands back behind the live picture, which may take every core there is: it goes on, slowly."""

PATIENCE = 5000
"""Milliseconds in which a program that was asked to end has to."""


@dataclass(frozen=True)
class Progress:
    """How far it is.

    Attributes:
        done, total: frames; a total that is not known is None.
        seconds_left: None while nobody can say.
    """

    done: int
    total: int | None
    seconds_left: float | None


@dataclass(frozen=True)
class Painted:
    """The file is complete."""

    path: Path


@dataclass(frozen=True)
class Stopped:
    """A person ended it; `partial` holds the frames until then, if there were any."""

    partial: Path | None


@dataclass(frozen=True)
class Failed:
    """One line that says why, and the file that holds the frames until then."""

    why: str
    partial: Path | None = None


Outcome = Painted | Stopped | Failed


class Program(QObject):
    """A program that tells how it goes as lines of JSON. It ends once, with `ended`; nothing of it is left then.

    Args:
        source, target: the file it reads, and the one it writes.
        patience: milliseconds in which it has to end when it was asked to.
    """

    progressed = Signal(object)
    """Progress."""
    ended = Signal(object)
    """Outcome."""

    def __init__(self, source: Path, target: Path, patience: int) -> None:
        super().__init__()
        self._source, self._target = source, target
        self._told: Painted | Failed | None = None
        self._cancelled = False
        self._folder = QTemporaryDir()
        self._process = QProcess(self)
        self._process.started.connect(self._yield_to_others)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._patience = QTimer(self, singleShot=True, interval=patience)
        self._patience.timeout.connect(self._kill)

    @property
    def pid(self) -> int:
        """The program's, 0 while there is none."""
        return self._process.processId()

    @property
    def folder(self) -> Path:
        """For what it needs beside its files; gone when it has ended."""
        return Path(self._folder.path())

    def cancel(self) -> None:
        """Ask the program to end, and make it if it does not. Once: asked again it would not finish its file."""
        if self._cancelled or self._process.state() == QProcess.ProcessState.NotRunning:
            return
        self._cancelled = True
        if psutil.WINDOWS:
            self._kill()  # It has no window that could be asked.
        else:
            self._process.terminate()
            self._patience.start()

    def wait_for_end(self) -> None:
        """End it and wait until it has ended."""
        self.cancel()
        running = self._process.state() != QProcess.ProcessState.NotRunning
        if running and not self._process.waitForFinished(self._patience.interval()):
            self._kill()

    def _run(self, command: Sequence[str], variables: Mapping[str, str]) -> None:
        """Start the command, with these variables in its environment."""
        program, *arguments = command
        environment = _environment()
        for name, value in variables.items():
            environment.insert(name, value)
        self._process.setProcessEnvironment(environment)
        self._process.start(program, arguments)

    def _take(self, line: Any) -> None:
        """It has said this."""
        raise NotImplementedError

    def _yield_to_others(self) -> None:
        """At once: threads have the priority of the one that starts them."""
        with contextlib.suppress(psutil.Error):
            psutil.Process(self.pid).nice(psutil.BELOW_NORMAL_PRIORITY_CLASS if psutil.WINDOWS else NICENESS)

    def _read(self) -> None:
        while self._process.canReadLine():
            with contextlib.suppress(ValueError):  # A line of somebody else's.
                self._take(json.loads(bytes(self._process.readLine().data())))

    def _on_finished(self) -> None:
        self._read()
        outcome: Outcome = self._told or Failed(self._last_words())
        if self._cancelled and isinstance(outcome, Failed):
            outcome = Stopped(outcome.partial)
        self._end(outcome)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        # After every other error the process finishes.
        if error == QProcess.ProcessError.FailedToStart:
            text = QCoreApplication.translate("Job", "%1: cannot be started (%2)")
            text = text.replace("%2", self._process.errorString())
            self._end(Failed(text.replace("%1", self._process.program())))

    def _last_words(self) -> str:
        said = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace").strip().splitlines()
        if said:
            return said[-1].removeprefix("stylecam: ")
        text = QCoreApplication.translate("Job", "%1: the program that repaints it ended with code %2")
        return text.replace("%2", str(self._process.exitCode())).replace("%1", str(self._source))

    def _kill(self) -> None:
        parts = self._open_parts()
        self._process.kill()
        self._process.waitForFinished(self._patience.interval())
        for path in parts:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def _open_parts(self) -> list[Path]:
        """What it has written under hidden names: nobody will finish that."""
        try:
            paths = [Path(file.path) for file in psutil.Process(self.pid).open_files()]
        except psutil.Error:
            return []
        return [path for path in paths if path.parent == self._target.parent and path.suffix == ".part"]

    def _end(self, outcome: Outcome) -> None:
        self._patience.stop()
        self._folder.remove()
        self.ended.emit(outcome)


class Job(Program):
    """Runs an order.

    Args:
        order: what to do.
        services: the command that does it.
        engine: the device and the model to do it with.
    """

    def __init__(self, order: Order, services: Services, engine: tuple[str, str]) -> None:
        super().__init__(order.source, order.target, PATIENCE)
        self.order = order
        self._services, self._engine = services, engine

    def start(self) -> None:
        """Start the program."""
        look_file = self.folder / "look.json"
        try:
            write_look(look_file, self.order.look, "", self._services.styles)
        except StylecamError as error:
            self._end(Failed(str(error)))
            return
        self._run(self._services.render_command(self.order.source, self.order.target, look_file, self._engine), {})

    def _take(self, line: Any) -> None:
        match line:
            case {"done": int(done), "total": int() | None as total, "eta_s": float() | int() | None as left}:
                self.progressed.emit(Progress(done, total, left))
            case {"saved": str(path)}:
                self._told = Painted(Path(path))
            case {"error": str(why), "partial": str() | None as partial}:
                self._told = Failed(why, Path(partial) if partial else None)


def _environment() -> QProcessEnvironment:
    """This program's, in which another Python finds the same packages, however this one was started."""
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    return environment

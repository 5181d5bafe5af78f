"""The gallery's small pictures, painted in a process of their own that yields to the live picture.

A thread would take its turns at the processor like the live network, and cost it a third of its frames on two cores. A
process of a lower priority takes little beyond what is left over, and some 300 to 400 MB of memory.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

import psutil

from stylecam.errors import EngineError, StylecamError
from stylecam.frame import Frame, Pixels
from stylecam.pipeline.commands import SetStyle
from stylecam.settings import Settings
from stylecam.styles import Style, WeightedStyle

if TYPE_CHECKING:
    from stylecam.engine.stylizer import Stylizer

LOADING, PAINTING = 5, 10
"""How nice the process is while it loads, and then while it paints. Against a live picture that takes a whole core that
leaves it a quarter and a tenth of it; at the lowest priority, 19, the first tiles would take minutes there."""

STARTS = 2
"""How often the process is started at most: one that was killed is replaced once."""


class ProcessThumbnailer:
    """Satisfies `gui.services.ThumbnailPainter`. The process starts with the first request.

    One thread talks with the process, one request at a time; the others wait in the thread's queue. The process ends
    with `close`, and by itself when this program ends in whatever way.

    Args:
        model: the id of the network; it runs on the processor, as a graphics card is the live picture's.
    """

    def __init__(self, model: str) -> None:
        self._model = model
        self._lock = threading.Lock()
        self._closed = False
        self._starts = 0
        self._worker: _Worker | None = None
        self._asker = ThreadPoolExecutor(1, "stylecam-thumbnailer", initializer=_block_interrupts)

    @property
    def pid(self) -> int | None:
        """The process's; None while there is none."""
        worker = self._worker
        return worker.pid if worker is not None else None

    def paint(self, content: Pixels, style: Style) -> Future[Pixels]:
        """The content, height x width x 3, in the style at full strength; the same size.

        The future's error is a StyleError or PictureError where the style's picture cannot be read, an EngineError
        where nothing can be painted, and a CancelledError after `close`.
        """
        return self._asker.submit(self._paint, content, style)

    def close(self) -> None:
        """Drop what waits and end the process, whatever it is at. Idempotent."""
        with self._lock:
            self._closed = True
            if self._worker is not None:
                self._worker.kill()
        self._asker.shutdown(cancel_futures=True)
        self._let_go()

    def _paint(self, content: Pixels, style: Style) -> Pixels:
        while True:
            worker = self._worker or self._start()
            try:
                answer = worker.ask(content, style)
            except (EOFError, OSError):
                self._let_go()
            else:
                if isinstance(answer, StylecamError):
                    raise answer
                return answer

    def _start(self) -> _Worker:
        with self._lock:
            if self._closed:
                raise CancelledError
            if self._starts == STARTS:
                raise EngineError("the gallery's pictures cannot be painted: their process was ended; restart stylecam")
            self._starts += 1
            try:
                self._worker = _Worker(self._model)
            except OSError as error:
                cause = error.strerror
                raise EngineError(f"the gallery's pictures cannot be painted: no process starts ({cause})") from error
            return self._worker

    def _let_go(self) -> None:
        with self._lock:
            if self._worker is not None:
                self._worker.kill()
                self._worker.release()
            self._worker = None


class _Worker:
    """The process, started here, and the line to it."""

    def __init__(self, model: str) -> None:
        context = multiprocessing.get_context("spawn")
        self._line, far_end = context.Pipe()
        # Closed here once it runs: only then does its end show as the end of the line.
        with far_end:
            self._process = context.Process(target=_serve, args=(far_end, model), name="thumbnailer", daemon=True)
            try:
                self._process.start()
            except OSError:
                self._line.close()
                raise
        self.pid = self._process.pid

    def ask(self, content: Pixels, style: Style) -> Pixels | StylecamError:
        """Its answer, waited for.

        Raises:
            EOFError, OSError: it has ended.
        """
        self._line.send((content, style))
        answer: Pixels | StylecamError = self._line.recv()
        return answer

    def kill(self) -> None:
        """Any thread may."""
        self._process.kill()

    def release(self) -> None:
        """Nothing of a killed process is left after this."""
        self._process.join()
        self._process.close()
        self._line.close()


def _block_interrupts() -> None:
    """Ctrl-C is the window's affair. The process inherits this, so that it is safe before its first line has run."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _serve(requests: Connection, model: str) -> None:
    """The process: paint one picture after the other until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _step_back(LOADING)
    # Read when torch is loaded, which the engine does.
    os.environ["OMP_NUM_THREADS"] = "1"
    engine: Stylizer | None = None
    with contextlib.suppress(EOFError, OSError):
        while True:
            content, style = requests.recv()
            try:
                if engine is None:
                    engine = _open_engine(model)
                    _step_back(PAINTING)
                engine.apply(SetStyle((WeightedStyle(style),)))
                requests.send(engine.stylize(Frame(content, 0, 0.0)).pixels)
            except StylecamError as error:
                requests.send(error)
            except (RuntimeError, MemoryError) as error:
                cause = str(error).partition("\n")[0]
                requests.send(EngineError(f"{style.path}: cannot be painted in ({cause})"))


def _step_back(niceness: int) -> None:
    """Run at a lower priority, by as much as Unix calls nice."""
    psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS if psutil.WINDOWS else niceness)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os._exit(0)


def _open_engine(model: str) -> Stylizer:
    """An engine on one thread of the processor that forgets each picture before the next.

    Raises:
        StylecamError: the weights or the first style cannot be read.
    """
    # Here, as loading torch belongs to the process alone.
    from dataclasses import replace

    from stylecam.app import make_plan

    plan = make_plan(Settings(device="cpu", model=model, smoothing=0.0))
    engine = replace(plan, look=replace(plan.look, crossfade=0.0)).engine()
    engine.open()
    return engine

"""The window's whole run, from the first frame to the last thread's end."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtNetwork import QNetworkProxyFactory
from PySide6.QtWidgets import QApplication

from stylecam.errors import PipelineStuck
from stylecam.gui.display import display_held
from stylecam.gui.language import choose_fonts, speak
from stylecam.gui.parts import Opening, make_parts
from stylecam.gui.remembering import memory_of, restore
from stylecam.gui.services import Services
from stylecam.gui.theme import Appearance
from stylecam.gui.window import Window
from stylecam.memory import MemoryFault, save_memory
from stylecam.pipeline.pipeline import Pipeline

STORE_EVERY = 60_000
"""Milliseconds."""


def run_window(
    pipeline: Pipeline,
    services: Services,
    opening: Opening,
    state: Path | None,
    argv: Sequence[str],
    deadline: float = 10.0,
) -> int:
    """Start the pipeline, show the window until it is closed, stop the pipeline.

    Args:
        pipeline: not started yet.
        services: what is done for the window.
        opening: what the pipeline was made with, and what was remembered.
        state: where the window's state is stored at the end; None stores nothing.
        argv: the program's name and Qt's own options.
        deadline: seconds that the pipeline's threads may take to end.

    Returns:
        The exit code: 0, or 1 when a thread could not be ended (one line on stderr says which).

    Raises:
        UsageError: no window can be shown here.
    """
    choose_fonts(opening.memory.language)
    app = _application(argv)
    speak(app, opening.memory.language)
    appearance = Appearance(app)
    appearance.choose(opening.memory.theme)
    appearance.scale_text(opening.memory.text_scale)
    window = Window(make_parts(pipeline, services, opening), opening, appearance)
    window.resize(window.sizeHint().boundedTo(app.primaryScreen().availableSize()))
    restore(window, opening)
    window.closed.connect(app.quit)
    pipeline.start()
    try:
        with _signals_close(window), _stored_now_and_then(window, opening, state):
            window.show()
            code = app.exec()
    finally:
        window.close()
        stopped = _stop(pipeline, deadline)
    return code if stopped else 1


def _application(argv: Sequence[str]) -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        with display_held(os.environ):
            app = QApplication(list(argv))
    app.setApplicationName("stylecam")
    app.setApplicationDisplayName("stylecam")
    app.setDesktopFileName("stylecam")
    # Pictures from the web come the way that the system's browser would take.
    QNetworkProxyFactory.setUseSystemConfiguration(True)
    return app


@contextmanager
def _stored_now_and_then(window: Window, opening: Opening, state: Path | None) -> Iterator[None]:
    """The window's state, at the end and on the way: a machine that dies takes a minute's changes with it at most."""
    if state is None:
        yield
        return
    stored = opening.memory
    trouble = ""

    def store() -> None:
        nonlocal stored, trouble
        memory = memory_of(window, opening)
        if memory == stored:
            return
        try:
            save_memory(state, memory)
            stored, trouble = memory, ""
        except MemoryFault as error:
            trouble = str(error)

    timer = QTimer(interval=STORE_EVERY)
    timer.timeout.connect(store)
    timer.start()
    try:
        yield
    finally:
        timer.stop()
        store()
        if trouble:
            print(f"stylecam: {trouble}", file=sys.stderr)


def _stop(pipeline: Pipeline, deadline: float) -> bool:
    try:
        pipeline.stop(deadline)
    except PipelineStuck as error:
        print(f"stylecam: {error}", file=sys.stderr)
        return False
    return True


@contextmanager
def _signals_close(window: Window) -> Iterator[None]:
    """Ctrl-C and a polite kill close the window. Python hears them as soon as one of the window's timers fires."""
    wanted = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, lambda *_: window.close()) for number in wanted}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

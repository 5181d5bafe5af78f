"""The window's whole run, from the first frame to the last thread's end."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication

from stylecam.errors import PipelineStuck
from stylecam.gui import theme
from stylecam.gui.choices import SourceChoice
from stylecam.gui.display import display_held
from stylecam.gui.window import Window
from stylecam.look import Look
from stylecam.pipeline.pipeline import Pipeline
from stylecam.styles import Style


def run_window(
    pipeline: Pipeline,
    styles: Sequence[Style],
    sources: Sequence[SourceChoice],
    look: Look,
    argv: Sequence[str],
    deadline: float = 10.0,
) -> int:
    """Start the pipeline, show the window until it is closed, stop the pipeline.

    Args:
        pipeline: not started yet.
        styles: the gallery, in order.
        sources: what the source picker offers; the pipeline's own source joins it where it is not listed.
        look: what the pipeline's engine was made with.
        argv: the program's name and Qt's own options.
        deadline: seconds that the pipeline's threads may take to end.

    Returns:
        The exit code: 0, or 1 when a thread could not be ended (one line on stderr says which).

    Raises:
        UsageError: no window can be shown here.
    """
    app = _application(argv)
    # Until it is started, the pipeline's source goes by the name it was asked for.
    window = Window(pipeline, styles, sources, look, source=pipeline.status().source.name)
    window.resize(window.sizeHint().boundedTo(app.primaryScreen().availableSize()))
    window.closed.connect(app.quit)
    pipeline.start()
    try:
        with _signals_close(window):
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
    theme.apply(app)
    return app


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

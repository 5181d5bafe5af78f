from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stylecam.frame import Frame
from stylecam.gui.application import run_window
from stylecam.gui.choices import SourceChoice
from stylecam.gui.window import Window
from stylecam.look import Look
from stylecam.pipeline.pipeline import Pipeline
from stylecam.styles import Style, WeightedStyle
from tests.gui.conftest import FlatEngine, HalvesSource, stylecam_threads


@contextmanager
def when_it_shows_a_picture(act: Callable[[Window], object]) -> Iterator[None]:
    """Do this, once, with the window that is opened meanwhile."""
    timer = QTimer(interval=10)

    def look() -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, Window) and window.isVisible() and not window.preview.picture_place.isEmpty():
                timer.stop()
                act(window)

    timer.timeout.connect(look)
    timer.start()
    yield
    timer.stop()


def run(
    styles: list[Style],
    source: str = "demo",
    make_source: Callable[[str], HalvesSource] = HalvesSource,
    deadline: float = 10.0,
) -> int:
    look = Look((WeightedStyle(styles[0]),))
    pipeline = Pipeline(make_source, source, lambda: FlatEngine(look))
    return run_window(pipeline, styles, [SourceChoice("demo", "Demo scene")], look, ["stylecam"], deadline)


@pytest.mark.usefixtures("qapp")
def test_closing_the_window_ends_every_thread(styles: list[Style]) -> None:
    with when_it_shows_a_picture(Window.close):
        assert run(styles) == 0
    assert stylecam_threads() == []


@pytest.mark.usefixtures("qapp")
def test_a_signal_closes_the_window(styles: list[Style]) -> None:
    handler = signal.getsignal(signal.SIGINT)
    with when_it_shows_a_picture(lambda _: os.kill(os.getpid(), signal.SIGINT)):
        assert run(styles) == 0
    assert signal.getsignal(signal.SIGINT) is handler
    assert stylecam_threads() == []


@pytest.mark.usefixtures("qapp")
def test_the_picker_shows_the_pipelines_own_source(styles: list[Style]) -> None:
    shown: list[str] = []

    def note(window: Window) -> None:
        shown.append(window.panel.picker.currentText())
        window.close()

    with when_it_shows_a_picture(note):
        run(styles, source="clip.mp4")
    assert shown == ["clip.mp4"]


def test_a_thread_that_cannot_be_ended_is_named(
    qtbot: QtBot, styles: list[Style], capsys: pytest.CaptureFixture[str]
) -> None:
    release = threading.Event()

    class Stuck(HalvesSource):
        def read(self) -> Frame | None:
            frame = super().read()
            if frame is not None and frame.index > 3:
                release.wait()
            return frame

    with when_it_shows_a_picture(Window.close):
        assert run(styles, make_source=Stuck, deadline=1.0) == 1
    assert "stylecam: still blocked after" in capsys.readouterr().err
    release.set()
    qtbot.waitUntil(lambda: stylecam_threads() == [])

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stylecam.frame import Frame
from stylecam.gui import application
from stylecam.gui.application import run_window
from stylecam.gui.parts import Opening
from stylecam.gui.window import Window
from stylecam.memory import Memory, load_memory
from stylecam.pipeline.pipeline import Pipeline
from stylecam.styles import Style
from tests.gui.parts import FlatEngine, HalvesSource, flat_look, stylecam_threads
from tests.gui.studio import Studio, flat_services

pytestmark = pytest.mark.usefixtures("qapp")


@contextmanager
def when_it_shows_a_picture(act: Callable[[Window], object]) -> Iterator[None]:
    """Do this, once, with the window that is opened meanwhile."""
    timer = QTimer(interval=10)

    def look() -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, Window) and window.isVisible() and not window.parts.stage.picture_place.isEmpty():
                timer.stop()
                act(window)

    timer.timeout.connect(look)
    timer.start()
    yield
    timer.stop()


@pytest.fixture
def run(styles: list[Style], tmp_path: Path) -> Callable[..., int]:
    """Runs the window; gives its exit code."""

    def run_it(
        memory: Memory | None = None,
        make_source: Callable[[str], HalvesSource] = HalvesSource,
        note: str = "",
        deadline: float = 10.0,
    ) -> int:
        look = flat_look(styles)
        pipeline = Pipeline(make_source, "demo", lambda: FlatEngine(look))
        opening = Opening(look, "demo", ("cpu", "flat"), memory or Memory(), note)
        state = tmp_path / "state.json"
        return run_window(pipeline, flat_services(styles, tmp_path), opening, state, ["stylecam"], deadline)

    return run_it


def test_closing_the_window_ends_every_thread(run: Callable[..., int]) -> None:
    with when_it_shows_a_picture(Window.close):
        assert run() == 0
    assert stylecam_threads() == []


def test_a_signal_closes_the_window(run: Callable[..., int]) -> None:
    handler = signal.getsignal(signal.SIGINT)
    with when_it_shows_a_picture(lambda _: os.kill(os.getpid(), signal.SIGINT)):
        assert run() == 0
    assert signal.getsignal(signal.SIGINT) is handler
    assert stylecam_threads() == []


def test_the_window_is_found_as_it_was_left(run: Callable[..., int], tmp_path: Path) -> None:
    def work(window: Window) -> None:
        window.show_tab("mixer")
        window.choose_theme("light")
        window.enlarge_text(2)
        window.named_actions["overlay"].setChecked(True)
        window.parts.desk.set_strength(0.4)
        window.parts.collection.toggle_favourite(window.parts.collection.styles[1])
        window.close()

    with when_it_shows_a_picture(work):
        run()
    memory, note = load_memory(tmp_path / "state.json")
    assert note == ""
    assert memory.look is not None
    assert memory.look["strength"] == 0.4
    found: list[tuple[object, ...]] = []

    def look(window: Window) -> None:
        overlay = window.named_actions["overlay"].isChecked()
        favourites = window.parts.collection.favourites
        found.append((window.panel.tab, window.theme, window.text_scale, overlay, favourites))
        window.close()

    with when_it_shows_a_picture(look):
        run(memory)
    assert found == [("mixer", "light", 1.5, True, ("green",))]


def test_the_first_start_says_in_one_line_what_to_do_and_the_second_nothing(
    run: Callable[..., int], tmp_path: Path
) -> None:
    hints: list[str] = []

    def note(window: Window) -> None:
        hints.append(window.parts.stage.hint)
        window.close()

    with when_it_shows_a_picture(note):
        run()
    with when_it_shows_a_picture(note):
        run(load_memory(tmp_path / "state.json")[0])
    assert hints[0].startswith("Click a style")
    assert hints[1] == ""


def test_what_could_not_be_restored_is_told(run: Callable[..., int]) -> None:
    told: list[str] = []

    def note(window: Window) -> None:
        told.append(window.parts.messages.news.label.text())
        window.close()

    with when_it_shows_a_picture(note):
        run(note="the window's state was damaged, so it starts afresh")
    assert told == ["the window's state was damaged, so it starts afresh"]


def test_a_state_that_could_be_stored_in_the_end_is_no_trouble(
    run: Callable[..., int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(application, "STORE_EVERY", 1)
    in_the_way = tmp_path / "state.json"
    in_the_way.mkdir()

    def clear_the_way(window: Window) -> None:
        in_the_way.rmdir()
        window.close()

    with when_it_shows_a_picture(clear_the_way):
        run()
    assert load_memory(in_the_way) != (Memory(), "")
    assert capsys.readouterr().err == ""


def test_a_state_that_cannot_be_stored_is_told_in_one_line(
    run: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "state.json").mkdir()
    with when_it_shows_a_picture(Window.close):
        assert run() == 0
    assert capsys.readouterr().err.startswith(f"stylecam: {tmp_path / 'state.json'}: the window's state cannot be st")


def test_a_thread_that_cannot_be_ended_is_named(
    qtbot: QtBot, run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    release = threading.Event()

    class Stuck(HalvesSource):
        def read(self) -> Frame | None:
            frame = super().read()
            if frame is not None and frame.index > 3:
                release.wait()
            return frame

    with when_it_shows_a_picture(Window.close):
        assert run(make_source=Stuck, deadline=1.0) == 1
    assert "stylecam: still blocked after" in capsys.readouterr().err
    release.set()
    qtbot.waitUntil(lambda: stylecam_threads() == [])


def test_the_windows_own_parts_are_ended_with_it(studio: Studio) -> None:
    studio.window.close()
    studio.pipeline.stop()
    assert stylecam_threads() == []

"""The bar is worked as people work it; the recording behind it is a source in a real pipeline."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from stylecam.clock import MonotonicClock
from stylecam.frame import Frame
from stylecam.gui.desk import Desk
from stylecam.gui.playback import PATIENCE, SEEK_EVERY, PlaybackBar
from stylecam.look import Look
from stylecam.pipeline.commands import Pause, PlaybackCommand, Seek
from stylecam.pipeline.pipeline import Pipeline
from stylecam.pipeline.status import Playback
from stylecam.styles import Style, WeightedStyle
from tests.gui.parts import FlatEngine, halves
from tests.gui.pointer import move_pointer

LENGTH = 92.0


class Recording:
    """Stands still at a moment; obeys, and remembers what it was told."""

    name = "beach.mp4"

    def __init__(self, length: float | None = LENGTH) -> None:
        self._clock = MonotonicClock()
        self._closed = threading.Event()
        self._index = 0
        self.playback = Playback(7.0, length, paused=False)
        self.told: list[PlaybackCommand] = []

    def open(self) -> None:
        pass

    def read(self) -> Frame | None:
        self._clock.wait(self._closed, 0.002)
        self._index += 1
        return Frame(halves(), self._index, self._clock.now())

    def play(self, command: PlaybackCommand) -> None:
        self.told.append(command)
        position, paused = self.playback.position, self.playback.paused
        match command:
            case Pause(wanted):
                paused = wanted
            case Seek(seconds):
                position = seconds
        self.playback = Playback(position, self.playback.duration, paused)

    def close(self) -> None:
        self._closed.set()

    @property
    def sought(self) -> list[float]:
        return [command.seconds for command in self.told if isinstance(command, Seek)]


class Cinema:
    """A recording, the pipeline that plays it, and the bar."""

    def __init__(self, styles: list[Style], recording: Recording) -> None:
        look = Look((WeightedStyle(styles[0]),))
        self.recording = recording
        self.pipeline = Pipeline(lambda _spec: recording, "beach.mp4", lambda: FlatEngine(look))
        self.bar = PlaybackBar(Desk(self.pipeline, look, "beach.mp4"))
        self.pipeline.start()

    def poll(self) -> None:
        """What the window does four times a second."""
        self.bar.show_playback(self.pipeline.status().playback)

    def shows(self, text: str) -> Callable[[], bool]:
        def shown() -> bool:
            self.poll()
            return self.bar.time.text() == text

        return shown


@pytest.fixture
def recording() -> Recording:
    return Recording()


@pytest.fixture
def cinema(qtbot: QtBot, styles: list[Style], recording: Recording) -> Iterator[Cinema]:
    made = Cinema(styles, recording)
    made.bar.resize(500, 40)
    qtbot.addWidget(made.bar)
    qtbot.waitUntil(made.shows("0:07 / 1:32"))
    yield made
    made.pipeline.stop()


def at(cinema: Cinema, share: float) -> QPoint:
    """A place on the slider."""
    slider = cinema.bar.slider
    return QPoint(round(share * (slider.width() - 1)), slider.height() // 2)


def test_it_is_there_only_while_the_source_is_a_recording(cinema: Cinema) -> None:
    assert cinema.bar.isVisible()
    cinema.bar.show_playback(None)
    assert not cinema.bar.isVisible()


def test_the_slider_stands_where_the_recording_is(cinema: Cinema) -> None:
    slider = cinema.bar.slider
    assert slider.value() / slider.maximum() == pytest.approx(7 / 92, abs=1e-3)


def test_a_recording_of_unknown_length_has_no_slider(cinema: Cinema) -> None:
    cinema.bar.show_playback(Playback(3723.9, None, paused=False))
    assert not cinema.bar.slider.isVisible()
    assert cinema.bar.time.text() == "1:02:03"


def test_the_button_holds_the_recording_and_lets_it_go_on(qtbot: QtBot, cinema: Cinema) -> None:
    bar = cinema.bar
    assert bar.button.accessibleName() == "Pause"
    bar.button.click()
    assert bar.button.accessibleName() == "Go on"
    qtbot.waitUntil(lambda: cinema.recording.playback.paused)
    cinema.poll()
    bar.button.click()
    qtbot.waitUntil(lambda: not cinema.recording.playback.paused)
    assert bar.button.accessibleName() == "Pause"


def test_a_click_on_the_slider_goes_there(qtbot: QtBot, cinema: Cinema) -> None:
    QTest.mouseClick(cinema.bar.slider, Qt.MouseButton.LeftButton, pos=at(cinema, 0.5))
    qtbot.waitUntil(lambda: len(cinema.recording.sought) == 1)
    assert cinema.recording.sought[0] == pytest.approx(46, abs=2)


def test_a_drag_seeks_at_once_then_seldom_and_ends_where_it_ends(qtbot: QtBot, cinema: Cinema) -> None:
    slider = cinema.bar.slider
    began = time.monotonic()
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=at(cinema, 0.2))
    for step in range(200):
        move_pointer(slider, at(cinema, 0.2 + 0.6 * step / 199))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=at(cinema, 0.8))
    end = slider.value() / 1000
    qtbot.waitUntil(lambda: cinema.recording.sought[-1:] == [end])
    assert end == pytest.approx(0.8 * LENGTH, abs=2)
    assert cinema.recording.sought[0] == pytest.approx(0.2 * LENGTH, abs=2)
    most = (time.monotonic() - began) * 1000 / SEEK_EVERY + 2
    assert len(cinema.recording.sought) <= most


def test_the_slider_stays_in_the_hand_while_it_is_dragged(cinema: Cinema) -> None:
    slider = cinema.bar.slider
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=at(cinema, 0.5))
    held = slider.value()
    for _ in range(2 * PATIENCE):
        cinema.bar.show_playback(Playback(8.0, LENGTH, paused=False))
    assert slider.value() == held
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=at(cinema, 0.5))


def test_an_old_report_does_not_throw_the_slider_back_and_a_lasting_one_does(cinema: Cinema) -> None:
    before = cinema.bar.time.text()
    QTest.mouseClick(cinema.bar.slider, Qt.MouseButton.LeftButton, pos=at(cinema, 0.5))
    sought = cinema.bar.time.text()
    assert sought != before
    for _ in range(PATIENCE):
        cinema.bar.show_playback(Playback(7.0, LENGTH, paused=False))
        assert cinema.bar.time.text() == sought
    cinema.bar.show_playback(Playback(7.0, LENGTH, paused=False))
    assert cinema.bar.time.text() == before


def test_once_it_has_arrived_the_slider_follows_the_recording(qtbot: QtBot, cinema: Cinema) -> None:
    QTest.mouseClick(cinema.bar.slider, Qt.MouseButton.LeftButton, pos=at(cinema, 0.5))
    qtbot.waitUntil(lambda: cinema.recording.sought != [])
    arrived = cinema.recording.sought[0]
    cinema.bar.show_playback(Playback(arrived, LENGTH, paused=False))
    cinema.bar.show_playback(Playback(80.0, LENGTH, paused=False))
    assert cinema.bar.time.text() == "1:20 / 1:32"
    assert cinema.bar.slider.accessibleDescription() == "1:20 / 1:32"


def test_the_arrow_keys_go_five_seconds(qtbot: QtBot, cinema: Cinema) -> None:
    cinema.bar.slider.setFocus()
    QTest.keyClick(cinema.bar.slider, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: cinema.recording.sought == [12.0])
    qtbot.waitUntil(cinema.shows("0:12 / 1:32"))
    QTest.keyClick(cinema.bar.slider, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: cinema.recording.sought == [12.0, 7.0])


def test_the_window_keeps_its_keys_after_a_click(cinema: Cinema) -> None:
    assert cinema.bar.slider.focusPolicy() == Qt.FocusPolicy.TabFocus
    assert cinema.bar.button.focusPolicy() == Qt.FocusPolicy.TabFocus


def test_what_is_told_is_not_sought(cinema: Cinema) -> None:
    for position in (7.0, 30.0, 60.0):
        cinema.bar.show_playback(Playback(position, LENGTH, paused=False))
    assert cinema.recording.told == []

"""What a microphone hears is seen before it is recorded, and it is the recording's own microphone that is seen."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from stylecam.clock import MonotonicClock
from stylecam.errors import SourceLost
from stylecam.gui import theme
from stylecam.gui.output.sound import SoundRows
from tests.gui.acts import pick
from tests.gui.parts import rgb
from tests.gui.studio import Studio
from tests.microphone.driver import sound


@pytest.fixture
def rows(studio: Studio) -> SoundRows:
    """On the page, which is shown."""
    studio.window.resize(900, 1100)
    studio.window.show_tab("output")
    return studio.parts.output.recording.sound


def listens(studio: Studio) -> bool:
    return studio.sound.opened is not None and studio.sound.closed == 0


def say(studio: Studio, amplitude: float) -> bool:
    """Ten milliseconds more, while a condition is waited for."""
    studio.sound.say(sound(MonotonicClock().now(), amplitude))
    return True


def left_of(rows: SoundRows) -> tuple[int, int, int]:
    """The colour near the meter's left end."""
    picture = rows.meter.grab().toImage()
    return rgb(picture.pixelColor(picture.width() // 20, picture.height() // 2))


def filled(rows: SoundRows) -> float:
    """The share of the meter that is not empty."""
    picture = rows.meter.grab().toImage()
    empty = rgb(theme.scheme_of(rows.meter).line)
    row = [rgb(picture.pixelColor(x, picture.height() // 2)) != empty for x in range(picture.width())]
    return sum(row) / len(row)


@pytest.mark.parametrize(("amplitude", "mood"), [(0.05, "good"), (0.4, "warning"), (0.99, "error")])
def test_the_meter_shows_how_loud_it_is_before_anything_is_recorded(
    qtbot: QtBot, studio: Studio, rows: SoundRows, amplitude: float, mood: str
) -> None:
    pick(rows.microphone, "The system's microphone")
    qtbot.waitUntil(lambda: listens(studio))
    colour = rgb(getattr(theme.scheme_of(rows.meter), mood))
    qtbot.waitUntil(lambda: say(studio, amplitude) and left_of(rows) == colour)
    assert rows.meter.value() == pytest.approx(20 * np.log10(amplitude), abs=1)
    assert filled(rows) == pytest.approx(1 + 20 * np.log10(amplitude) / 60, abs=0.05)
    assert not studio.parts.outputs.recorder.on


def test_the_bar_falls_when_it_gets_silent_and_the_tick_with_it(qtbot: QtBot, studio: Studio, rows: SoundRows) -> None:
    pick(rows.microphone, "The system's microphone")
    qtbot.waitUntil(lambda: listens(studio))
    qtbot.waitUntil(lambda: say(studio, 0.5) and filled(rows) > 0.8)
    say(studio, 0.0)
    qtbot.waitUntil(lambda: filled(rows) < 0.02)
    assert rows.meter.peak == rows.meter.minimum()


def test_nobody_listens_while_the_page_is_not_shown(qtbot: QtBot, studio: Studio, rows: SoundRows) -> None:
    pick(rows.microphone, "The system's microphone")
    qtbot.waitUntil(lambda: listens(studio))
    studio.window.show_tab("styles")
    qtbot.waitUntil(lambda: studio.sound.closed == 1)
    heard = studio.sound.heard
    studio.window.show_tab("output")
    qtbot.waitUntil(lambda: studio.sound.heard is not heard)
    pick(rows.microphone, "No sound")
    assert not rows.meter.isVisible()
    qtbot.waitUntil(lambda: studio.sound.closed == 2)


def test_a_loop_has_no_sound_to_watch(qtbot: QtBot, studio: Studio, rows: SoundRows) -> None:
    pick(rows.microphone, "The system's microphone")
    qtbot.waitUntil(lambda: listens(studio))
    pick(studio.parts.output.recording.format, "GIF, 10 seconds at most")
    assert not rows.meter.isVisible()
    qtbot.waitUntil(lambda: studio.sound.closed == 1)


def test_what_keeps_it_from_hearing_is_said(qtbot: QtBot, studio: Studio, rows: SoundRows) -> None:
    studio.sound.trouble = SourceLost("USB Headset: another program uses it; end that")
    pick(rows.microphone, "The system's microphone")
    qtbot.waitUntil(rows.trouble.isVisible)
    assert rows.trouble.label.text() == "USB Headset: another program uses it; end that"
    pick(studio.parts.output.recording.quality, "High")
    assert rows.trouble.isVisible()
    studio.sound.trouble = None
    studio.window.show_tab("styles")
    studio.window.show_tab("output")
    qtbot.waitUntil(lambda: listens(studio))
    qtbot.waitUntil(lambda: not rows.trouble.isVisible())


def test_the_recording_hears_the_microphone_that_is_watched_and_mute_silences_it(
    qtbot: QtBot, studio: Studio, rows: SoundRows
) -> None:
    recorder = studio.parts.outputs.recorder
    pick(rows.microphone, "The system's microphone")
    qtbot.waitUntil(lambda: listens(studio))
    heard = studio.sound.heard
    recorder.set_on(True)
    qtbot.waitUntil(lambda: say(studio, 0.5) and recorder.attachments[0].status.written > 100)
    assert studio.sound.heard is heard
    mute(rows)
    muted_at = recorder.attachments[0].status.written
    qtbot.waitUntil(lambda: say(studio, 0.5) and recorder.attachments[0].status.written > muted_at + 200)
    assert rows.meter.peak > -7
    recorder.set_on(False)
    qtbot.waitUntil(lambda: studio.sound.closed == 1)
    (path,) = studio.kept.iterdir()
    loudness = loudness_of(path)
    assert loudness[: len(loudness) // 3].max() > 0.3
    assert loudness[-len(loudness) // 3 :].max() < 0.01
    # The meter goes on, with another of the same.
    qtbot.waitUntil(lambda: studio.sound.heard is not heard)


def test_to_mute_is_remembered_and_holds_for_the_next_microphone(qtbot: QtBot, studio: Studio, rows: SoundRows) -> None:
    pick(rows.microphone, "The system's microphone")
    mute(rows)
    assert studio.parts.outputs.choices.recording.muted
    pick(rows.microphone, "No sound")
    pick(rows.microphone, "The system's microphone")
    assert rows.mute.isChecked()
    recorder = studio.parts.outputs.recorder
    recorder.set_on(True)
    qtbot.waitUntil(lambda: studio.sound.opened is not None)
    qtbot.waitUntil(lambda: say(studio, 0.5) and recorder.attachments[0].status.written > 100)
    recorder.set_on(False)
    qtbot.waitUntil(studio.parts.messages.news.isVisible)
    (path,) = studio.kept.iterdir()
    assert loudness_of(path).max() < 0.01


def test_the_meter_can_be_read_out(rows: SoundRows) -> None:
    read = QAccessible.queryAccessibleInterface(rows.meter)
    assert read.text(QAccessible.Text.Name) == "Microphone level"
    assert read.role() == QAccessible.Role.ProgressBar
    rows.meter.setValue(-20)
    assert rows.meter.text() == "-20 dB"


def mute(rows: SoundRows) -> None:
    QTest.mouseClick(rows.mute, Qt.MouseButton.LeftButton, pos=QPoint(8, rows.mute.height() // 2))


def loudness_of(path: Path) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """The loudest sample of each block of a file's sound."""
    with av.open(str(path)) as container:
        return np.array([np.abs(block.to_ndarray()).max() for block in container.decode(audio=0)], np.float32)

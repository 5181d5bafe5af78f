"""Files repainted for real: the dialog, the program, the network."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from stylecam.cli.main import main
from stylecam.gui.rendering.job import Progress
from stylecam.gui.rendering.order import Order
from stylecam.look import Look
from tests.cli.acts import save_clip
from tests.gui.rendering.conftest import MakeRoom, Room
from tests.sinks.clips import look as pictures_of

pytestmark = pytest.mark.timeout(300)

A_PROGRAM = 100_000
"""Milliseconds in which a program that loads the network starts on a busy machine."""


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """What takes a while."""
    path = tmp_path / "long film.mp4"
    save_clip(path, 400, (160, 120))
    return path


def is_under_way(room: Room, qtbot: QtBot, film: Path) -> int:
    """Start on a film, wait until some of it is painted; the program's number."""
    room.rendering.add(Order(film, film.with_name("painted.mp4"), room.look))
    job = room.rendering.job
    assert job is not None

    def some(progress: Progress) -> bool:
        return progress.done > 20

    with qtbot.waitSignal(job.progressed, timeout=A_PROGRAM, check_params_cb=some):
        pass
    return job.pid


def test_a_file_is_repainted_in_the_look_that_is_shown(
    make_room: MakeRoom, host: QWidget, clip: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    room = make_room(str(clip))
    notes = tmp_path / "notes.mp4"
    notes.write_text("not a video")
    # One that fails does not keep the next from its turn.
    room.rendering.add(Order(notes, tmp_path / "never.mp4", room.look))
    dialog = room.rendering.ask(host)
    assert room.rendering.ask(host) is dialog
    dialog.own_size.setChecked(False)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert "1 more after it" in room.rendering.bar.numbers.text()
    qtbot.waitUntil(lambda: not room.rendering.busy, timeout=A_PROGRAM)

    target = tmp_path / "holiday painted.mp4"
    failed, saved = room.told
    assert failed.mood == "error"
    assert str(notes) in failed.text
    assert "\n" not in failed.text
    assert saved.text == f"Saved: {target}"
    assert saved.offer is not None
    assert room.rendering.bar.isHidden()
    by_hand = tmp_path / "by hand.mp4"
    styles = ["--style", "sunflowers:0.7", "--style", "great-wave:0.3"]
    others = ["--strength", "0.8", "--smoothing", "0", "--size", "96x64", "--device", "cpu"]
    assert main(["render", str(clip), str(by_hand), *styles, *others]) == 0
    painted, expected = pictures_of(target).pictures, pictures_of(by_hand).pictures
    assert np.shape(painted) == (12, 64, 96, 3)
    assert np.array_equal(painted, expected)
    assert not (tmp_path / "never.mp4").exists()


def test_a_cancelled_one_keeps_what_is_painted_and_ends_its_program(
    make_room: MakeRoom, film: Path, qtbot: QtBot
) -> None:
    room = make_room()
    pid = is_under_way(room, qtbot, film)
    assert "%" in room.rendering.bar.numbers.text()
    room.rendering.bar.cancel_button.click()
    assert not room.rendering.bar.cancel_button.isEnabled()
    qtbot.waitUntil(lambda: not room.rendering.busy, timeout=A_PROGRAM)
    partial = film.with_name("painted.partial.mp4")
    assert room.said == [f"Ended. What was painted: {partial}"]
    assert 0 < len(pictures_of(partial).times) < 400
    assert not psutil.pid_exists(pid)
    assert sorted(path.name for path in film.parent.glob("*mp4*")) == ["long film.mp4", "painted.partial.mp4"]


def test_who_leaves_is_asked_and_then_everything_ends(
    make_room: MakeRoom, host: QWidget, clip: Path, look: Look
) -> None:
    room, left = make_room(), list[str]()
    for name in ("one.mp4", "two.mp4"):
        room.rendering.add(Order(clip, clip.with_name(name), look))
    assert room.rendering.job is not None
    pid = room.rendering.job.pid
    box = room.rendering.ask_to_leave(host, lambda: left.append("left"))
    button(box, "Go on painting").click()
    assert psutil.pid_exists(pid)
    assert left == []
    box = room.rendering.ask_to_leave(host, lambda: left.append("left"))
    button(box, "Close").click()
    assert "".join(left) == "left"
    assert not room.rendering.busy
    assert not psutil.pid_exists(pid)
    assert list(clip.parent.glob("two*")) == []


def test_the_last_folder_is_remembered(make_room: MakeRoom, host: QWidget, clip: Path) -> None:
    room = make_room()
    first = room.rendering.ask(host)
    assert first.source.path is None
    first.set_source(clip)
    first.reject()
    second = room.rendering.ask(host)
    assert second.ask_source().directory().absolutePath() == str(clip.parent)
    second.reject()


def test_a_file_that_is_shown_mirrored_is_painted_mirrored(make_room: MakeRoom, host: QWidget, clip: Path) -> None:
    room = make_room(str(clip))
    room.desk.toggle_mirror()
    dialog = room.rendering.ask(host)
    assert dialog.mirror.isChecked()
    dialog.reject()
    room.desk.switch_source("demo")
    dialog = room.rendering.ask(host)
    # A camera's mirror is no reason to turn the letters in a film round.
    assert not dialog.mirror.isChecked()
    dialog.reject()


def test_two_do_not_write_one_file(make_room: MakeRoom, host: QWidget, clip: Path, look: Look) -> None:
    room = make_room(str(clip))
    room.rendering.add(Order(clip, clip.with_name("holiday painted.mp4"), look))
    dialog = room.rendering.ask(host)
    assert dialog.target.path == clip.with_name("holiday painted 2.mp4")
    dialog.reject()


def button(box: QWidget, text: str) -> QPushButton:
    return next(found for found in box.findChildren(QPushButton) if found.text() == text)

"""Recordings that a crash has left are told of once they are finished."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from stylecam.gui.messages import Message
from stylecam.gui.output.rescue import Rescue


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["one.mp4"], "An unfinished recording was saved: one.mp4"),
        (["one.mp4", "two.mkv"], "Unfinished recordings were saved: one.mp4, two.mkv"),
    ],
)
def test_what_was_finished_is_told_with_a_way_there(qtbot: QtBot, tmp_path: Path, names: list[str], text: str) -> None:
    rescue = Rescue(lambda: [tmp_path / name for name in names])
    with qtbot.waitSignal(rescue.told) as told:
        rescue.start()
    rescue.close()
    assert told.args is not None
    message = told.args[0]
    assert isinstance(message, Message)
    assert (message.text, message.mood) == (text, "info")
    assert message.offer is not None
    assert message.offer.label == "Show in folder"


def test_where_nothing_was_left_nothing_is_told(qtbot: QtBot) -> None:
    rescue = Rescue(list)
    with qtbot.assertNotEmitted(rescue.told), qtbot.waitSignal(rescue._done):
        rescue.start()
    rescue.close()


def test_at_the_windows_end_one_file_is_waited_for_and_the_others_are_left(qtbot: QtBot, tmp_path: Path) -> None:
    begun, go_on = threading.Event(), threading.Event()
    finished: list[Path] = []

    def files() -> Iterator[Path]:
        for number in range(5):
            begun.set()
            assert go_on.wait(20)
            finished.append(tmp_path / f"{number}.mp4")
            yield finished[-1]

    rescue = Rescue(files)
    rescue.start()
    assert begun.wait(20)
    closing = threading.Thread(target=rescue.close)
    closing.start()
    qtbot.waitUntil(lambda: rescue._closed.is_set())
    go_on.set()
    closing.join()
    assert finished == [tmp_path / "0.mp4"]

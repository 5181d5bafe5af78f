from __future__ import annotations

import argparse
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from stylecam.cli.main import main
from stylecam.cli.microphone import MicrophoneNews, add_microphone_option, listening, microphone_for
from stylecam.cli.options import Parser
from stylecam.errors import UsageError
from stylecam.microphone.microphone import Microphone
from stylecam.pipeline.status import State
from tests.microphone.driver import ALL, DESK, HandDriver, sound
from tests.pipeline.parts import eventually


def arguments(*argv: str, record: str | None = "clip.mp4") -> argparse.Namespace:
    parser = Parser()
    add_microphone_option(parser)
    parser.set_defaults(record=None if record is None else Path(record))
    return parser.parse_args(argv)


def state(microphone: Microphone) -> State:
    return microphone.status.worker.state


def test_no_sound_is_recorded_unless_it_is_asked_for() -> None:
    assert microphone_for(arguments(), HandDriver()) is None


@pytest.mark.parametrize(
    ("argv", "record", "says"),
    [
        (["--microphone"], None, "add --record FILE"),
        (["--microphone"], "loop.gif", "loop.gif cannot hold sound"),
        (["--microphone", "piano"], "clip.mp4", "piano: is no microphone here; choose one of USB Headset, Desk"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_starts(argv: list[str], record: str | None, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        microphone_for(arguments(*argv, record=record), HandDriver())


def test_it_is_said_what_is_heard_and_when_it_is_heard_no_more_each_once() -> None:
    driver, said = HandDriver(), StringIO()
    microphone = microphone_for(arguments("--microphone", "desk"), driver)
    assert microphone is not None
    news = MicrophoneNews(microphone, Console(file=said, soft_wrap=True))
    with listening(microphone):
        eventually(lambda: state(microphone) is State.RUNNING)
        news.tell()
        news.tell()
        assert said.getvalue() == f"microphone: {DESK.name}\n"
        driver.say(sound(1.0))
        assert driver.heard is not None
        driver.heard.overrun()
        driver.unplug()
        eventually(lambda: state(microphone) is State.LOST)
        news.tell()
        news.tell()
        driver.plugged = ALL
        eventually(lambda: driver.opened is DESK)
        driver.say(sound(9.0))
        eventually(lambda: state(microphone) is State.RUNNING)
        news.tell()
    news.sum_up()
    _, gone, again, lost = said.getvalue().splitlines()
    assert "unplugged" in gone
    assert "recorded on without sound" in gone
    assert again == f"microphone: {DESK.name}"
    assert "1 moments" in lost
    assert driver.closed == 2


def test_who_asked_for_none_hears_nothing_of_it() -> None:
    said = StringIO()
    with listening(None):
        news = MicrophoneNews(None, Console(file=said))
        news.tell()
    news.sum_up()
    assert said.getvalue() == ""


def test_a_microphone_for_no_recording_ends_live_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["live", "--source", "demo", "--size", "64x64", "--microphone"]) == 2
    assert "add --record FILE" in capsys.readouterr().err

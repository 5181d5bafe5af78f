from __future__ import annotations

import platform
import threading

import pytest

from stylecam.doctor.deadline import within
from stylecam.doctor.display import answers, check_display, check_libraries, check_qt
from stylecam.doctor.distribution import Distribution
from stylecam.doctor.libraries import WINDOW

DEBIAN = Distribution("debian")


def refuse(_: str) -> bool:
    return False


def accept(_: str) -> bool:
    return True


@pytest.mark.parametrize("system", ["Windows", "Darwin"])
def test_other_systems_have_their_desktop(system: str) -> None:
    assert check_display(system, {}, refuse).ok


def test_no_display() -> None:
    check = check_display("Linux", {}, accept)
    assert (check.ok, check.required, check.detail) == (False, False, "no display")
    assert "stylecam live" in check.fix


def test_wayland() -> None:
    assert check_display("Linux", {"WAYLAND_DISPLAY": "wayland-0"}, refuse).detail == "Wayland, wayland-0"


def test_a_display_that_lets_us_in() -> None:
    assert check_display("Linux", {"DISPLAY": ":0"}, accept).ok


def test_a_display_that_does_not() -> None:
    check = check_display("Linux", {"DISPLAY": ":7"}, refuse)
    assert check.detail == "X11, :7, does not answer or does not let you in"


def test_xcb_is_asked_for_in_a_wayland_session() -> None:
    environment = {"QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}
    assert check_display("Linux", environment, accept).detail == "X11, :0"


def test_an_environment_that_asks_for_no_window() -> None:
    check = check_display("Linux", {"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, accept)
    assert check.fix == "take QT_QPA_PLATFORM out of the environment"


@pytest.mark.skipif(platform.system() != "Linux", reason="X11")
def test_a_display_that_is_not_there_does_not_answer() -> None:
    assert not answers(":4711")


def test_a_display_that_never_answers_is_not_waited_for() -> None:
    silent = threading.Event()
    try:
        assert within(0.01, silent.wait) is None
    finally:
        silent.set()


def test_an_answer_in_time() -> None:
    assert within(60, lambda: 42) == 42


@pytest.mark.parametrize(
    ("version", "python", "ok"),
    [("6.11.3", (3, 11), True), ("6.12.0", (3, 12), True), ("6.12.0", (3, 11), False), ("", (3, 12), False)],
)
def test_qt_that_can_be_trusted(version: str, python: tuple[int, int], ok: bool) -> None:
    check = check_qt(version, python)
    assert check.ok is ok
    assert ok or check.fix.endswith('pip install "PySide6-Essentials>=6.7,<6.12"')


def test_a_missing_library_is_named_with_its_package() -> None:
    check = check_libraries(WINDOW[:1], "", DEBIAN)
    assert (check.ok, check.detail) == (False, "missing: libxcb-cursor.so.0")
    assert check.fix == "sudo apt-get install libxcb-cursor0"


def test_a_library_that_a_newer_qt_needs_is_named_by_the_loader() -> None:
    check = check_libraries([], "libnew.so.1: cannot open shared object file", DEBIAN)
    assert (check.ok, check.detail) == (False, "libnew.so.1: cannot open shared object file")


def test_all_libraries() -> None:
    assert check_libraries([], "", DEBIAN).ok

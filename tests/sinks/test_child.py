"""A program that is fed ends with the one who feeds it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import psutil
import pytest

from stylecam.sinks.child import fed, leashed
from tests.pipeline.parts import eventually

DEAF = """
import os, signal, sys
open(sys.argv[1], "a").write(f"{os.getpid()}\\n")
signal.alarm(600)
signal.pause()
"""
"""Reads nothing, and so does not notice that nobody writes any more."""

FEEDER = """
import sys
from stylecam.sinks.pipewire import PipeWireCamera
camera = PipeWireCamera((320, 180), 30.0, sys.argv[1:])
sys.stdin.read()
"""

leash = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("setpriv") is None, reason="setpriv is not installed"
)


def deaf(notes: Path) -> list[str]:
    return [sys.executable, "-c", DEAF, str(notes)]


def started(notes: Path) -> psutil.Process:
    eventually(lambda: notes.exists() and notes.read_text().endswith("\n"))
    return psutil.Process(int(notes.read_text()))


def is_gone(process: psutil.Process) -> bool:
    # Whoever inherits it may be slow to bury it.
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


@leash
def test_a_child_that_reads_nothing_does_not_outlive_a_killed_program(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    feeder = subprocess.Popen([sys.executable, "-c", FEEDER, *deaf(notes)], stdin=subprocess.PIPE)
    child = started(notes)
    try:
        assert not is_gone(child)
        feeder.kill()
        feeder.communicate()
        eventually(lambda: is_gone(child))
    finally:
        if not is_gone(child):
            child.kill()


@leash
def test_a_child_lives_as_long_as_the_thread_that_feeds_it(tmp_path: Path) -> None:
    """Other threads come and go."""
    notes = tmp_path / "notes"
    with tempfile.TemporaryFile() as said, fed(deaf(notes), said):
        child = started(notes)
        other = threading.Thread(target=lambda: None)
        other.start()
        other.join()
        assert not is_gone(child)
    assert is_gone(child)


def test_where_nothing_ends_it_with_us_it_is_started_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    assert leashed(["film", "-v"]) == ["film", "-v"]

"""Rules that every test keeps: no thread is left, no error is logged unseen, no folder of the user's is touched."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator

import hypothesis
import pytest

# The same examples in every run, however slow the machine is, and nothing kept from one run for the next.
hypothesis.settings.register_profile("stylecam", deadline=None, derandomize=True, database=None, max_examples=50)
hypothesis.settings.load_profile("stylecam")

DEADLINE = 5.0
"""Seconds that a thread may take to end after its test."""


@pytest.fixture(autouse=True)
def no_error_is_logged(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A test marked `expects_errors` logs at least one error, every other test none."""
    yield
    records = caplog.get_records("setup") + caplog.get_records("call") + caplog.get_records("teardown")
    errors = [record.getMessage() for record in records if record.levelno >= logging.ERROR]
    if request.node.get_closest_marker("expects_errors") is None:
        assert errors == [], "it logged errors; if that is right, mark it with expects_errors"
    else:
        assert errors, "it is marked with expects_errors and logged none"


@pytest.fixture(autouse=True)
def no_thread_is_left(no_error_is_logged: None) -> Iterator[None]:  # noqa: ARG001  (for the order)
    """Threads of stylecam's, and those that would keep the program alive, end with the test that started them.

    Torn down before the log is looked at, so that what a thread says at its end is seen too.
    """
    before = set(threading.enumerate())
    yield
    until = time.monotonic() + DEADLINE
    started = [thread for thread in threading.enumerate() if thread not in before]
    ours = [thread for thread in started if thread.name.startswith("stylecam-") or not thread.daemon]
    for thread in ours:
        thread.join(max(0.0, until - time.monotonic()))
    assert [thread.name for thread in ours if thread.is_alive()] == [], "threads that did not end"


@pytest.fixture(autouse=True)
def folders_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Caches, settings and styles are sought in an empty home."""
    home = tmp_path_factory.mktemp("home")
    for kind in ("CACHE", "CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))

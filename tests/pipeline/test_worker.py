"""A thread that owns one thing and says how it is."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import pytest

from stylecam.errors import SourceLost, StylecamError
from stylecam.pipeline.status import State, WorkerStatus
from stylecam.pipeline.worker import Worker
from tests.pipeline.parts import DEADLINE, eventually


class Hand(Worker):
    """Does what it is told."""

    def __init__(self, job: Callable[[Hand], object]) -> None:
        super().__init__("hand", "left hand")
        self.job = job

    def _work(self) -> None:
        self.job(self)

    def say(self, state: State, detail: str = "") -> None:
        self._say(state, detail)

    def wait_for_stop(self) -> None:
        self.say(State.RUNNING)
        assert self._stop.wait(DEADLINE)


def raising(error: Exception) -> Hand:
    def job(_: Hand) -> None:
        raise error

    return Hand(job)


def ended(worker: Worker) -> WorkerStatus:
    worker.start()
    assert worker.join(DEADLINE)
    return worker.worker_status


def test_which_states_are_final() -> None:
    assert {state for state in State if state.final} == {State.ENDED, State.FAILED}


def test_it_works_in_a_thread_of_its_own_with_a_name() -> None:
    names: list[str] = []
    worker = Hand(lambda _: names.append(threading.current_thread().name))
    ended(worker)
    assert names == ["stylecam-hand"] == [worker.thread_name]


def test_before_its_start_it_is_starting_and_has_nothing_to_wait_for() -> None:
    worker = Hand(Hand.wait_for_stop)
    assert worker.worker_status == WorkerStatus("left hand", State.STARTING)
    assert worker.join(0.0)
    worker.stop()


def test_it_runs_until_it_is_stopped() -> None:
    worker = Hand(Hand.wait_for_stop)
    worker.start()
    eventually(lambda: worker.worker_status.state is State.RUNNING)
    assert not worker.join(0.0)
    worker.stop()
    assert worker.join(DEADLINE)
    assert worker.worker_status == WorkerStatus("left hand", State.ENDED)


@pytest.mark.parametrize("error", [StylecamError("no ink; refill it"), SourceLost("the pen is gone")])
def test_an_error_for_the_user_is_its_status(error: StylecamError) -> None:
    assert ended(raising(error)) == WorkerStatus("left hand", State.FAILED, str(error), error)


@pytest.mark.expects_errors
def test_a_fault_of_ours_is_one_line_in_the_status_and_a_traceback_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    status = ended(raising(ValueError("the ink is\nblue")))
    assert status.state is State.FAILED
    assert status.detail == "internal error: ValueError: the ink is blue"
    assert str(status.error) == status.detail
    [record] = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert record.exc_info is not None
    assert record.exc_info[0] is ValueError


def test_an_end_that_was_told_is_kept() -> None:
    assert ended(Hand(lambda hand: hand.say(State.ENDED, "the page is full"))).detail == "the page is full"

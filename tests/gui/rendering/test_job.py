"""How a job gets on with its program, on small programs of our own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from stylecam.gui.rendering import job as job_module
from stylecam.gui.rendering.job import Failed, Job, Outcome, Painted, Progress, Stopped
from stylecam.gui.rendering.order import Order
from stylecam.gui.services import Services
from stylecam.look import Look
from stylecam.styles import Style, WeightedStyle

STUBBORN = """
import pathlib, signal, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
file = (pathlib.Path(sys.argv[1]).parent / ".stylecam-1234.mp4.part").open("w")
print('{"done": 1, "total": 2, "fps": null, "eta_s": null}', flush=True)
signal.alarm(60)
signal.pause()
"""

MakeJob = Callable[[str], Job]


@pytest.fixture
def make_job(real_services: Services, look: Look, tmp_path: Path) -> MakeJob:
    """A job whose program is this, called with the target and the look's file."""

    def make(program: str) -> Job:
        services = replace(
            real_services,
            render_command=lambda _source, target, look, _engine: [
                sys.executable, "-c", program, str(target), str(look)
            ],
        )  # fmt: skip
        return Job(Order(tmp_path / "in.mp4", tmp_path / "out.mp4", look), services, ("auto", "compact"))

    return make


def outcome_of(job: Job, qtbot: QtBot) -> Outcome:
    with qtbot.waitSignal(job.ended) as ended:
        job.start()
    outcome: Outcome = ended.args[0]
    return outcome


def test_progress_and_the_end_are_read_from_lines(make_job: MakeJob, qtbot: QtBot) -> None:
    job = make_job("""
print("somebody else's line")
print('[1, 2]')
print('{"done": 3, "total": 9, "fps": 2.5, "eta_s": 2.4}')
print('{"saved": "out.mp4", "frames": 9}')
""")
    seen: list[Progress] = []
    job.progressed.connect(seen.append)
    assert outcome_of(job, qtbot) == Painted(Path("out.mp4"))
    assert seen == [Progress(3, 9, 2.4)]


def test_the_look_is_there_for_the_program_and_gone_after_it(make_job: MakeJob, qtbot: QtBot) -> None:
    job = make_job("""
import json, pathlib, sys
look = json.loads(pathlib.Path(sys.argv[2]).read_text())
print(json.dumps({"error": look["stylecam"], "partial": sys.argv[2]}))
""")
    outcome = outcome_of(job, qtbot)
    assert isinstance(outcome, Failed)
    assert outcome.why == "look"
    assert outcome.partial is not None
    assert not outcome.partial.parent.exists()


def test_a_program_that_dies_is_told_by_its_last_words(make_job: MakeJob, qtbot: QtBot) -> None:
    dying = make_job("import sys; sys.exit('first line\\nstylecam: out of memory')")
    assert outcome_of(dying, qtbot) == Failed("out of memory")
    silent = make_job("import os; os._exit(3)")
    outcome = outcome_of(silent, qtbot)
    assert isinstance(outcome, Failed)
    assert outcome.why.endswith("in.mp4: the program that repaints it ended with code 3")


def test_a_program_that_does_not_start_is_told(real_services: Services, look: Look, qtbot: QtBot) -> None:
    services = replace(real_services, render_command=lambda *_: ["/nowhere/python"])
    outcome = outcome_of(Job(Order(Path("a.mp4"), Path("b.mp4"), look), services, ("cpu", "compact")), qtbot)
    assert isinstance(outcome, Failed)
    assert outcome.why.startswith("/nowhere/python: cannot be started")


def test_a_style_whose_picture_has_gone_is_told(real_services: Services, qtbot: QtBot, tmp_path: Path) -> None:
    look = Look((WeightedStyle(Style("gone", "Gone", "", tmp_path / "gone.png")),))
    outcome = outcome_of(Job(Order(tmp_path / "a.mp4", tmp_path / "b.mp4", look), real_services, ("cpu", "")), qtbot)
    assert isinstance(outcome, Failed)
    assert "gone.png" in outcome.why


def test_the_live_picture_goes_first(make_job: MakeJob, qtbot: QtBot) -> None:
    job = make_job("""
import os
while os.nice(0) < 10:
    os.sched_yield()
print('{"saved": "patient.mp4", "frames": 1}')
""")
    assert outcome_of(job, qtbot) == Painted(Path("patient.mp4"))


def test_a_program_that_does_not_end_is_made_to_and_leaves_nothing(
    make_job: MakeJob, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job_module, "PATIENCE", 200)
    job = make_job(STUBBORN)
    with qtbot.waitSignal(job.progressed):
        job.start()
    pid = job.pid
    assert (tmp_path / ".stylecam-1234.mp4.part").exists()
    with qtbot.waitSignal(job.ended) as ended:
        job.cancel()
        job.cancel()
    assert ended.args == [Stopped(None)]
    assert not psutil.pid_exists(pid)
    assert not (tmp_path / ".stylecam-1234.mp4.part").exists()


def test_nothing_is_left_of_a_job_that_is_waited_for(
    make_job: MakeJob, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job_module, "PATIENCE", 200)
    job = make_job(STUBBORN)
    with qtbot.waitSignal(job.progressed):
        job.start()
    pid, ended = job.pid, list[Outcome]()
    job.ended.connect(ended.append)
    job.wait_for_end()
    assert ended == [Stopped(None)]
    assert not psutil.pid_exists(pid)
    job.wait_for_end()
    assert len(ended) == 1

"""How a slow painting gets on with its program, on small programs of our own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from stylecam.gui.rendering.job import Failed, Outcome, Painted, Stopped
from stylecam.gui.services import SlowOrder, SlowPainter
from stylecam.gui.slowly import job as job_module
from stylecam.gui.slowly.job import THREADS, Import, Progress, SlowJob, threads
from tests.gui.parts import halves

HEAD = """
import json, os, pathlib, shutil, signal, sys
source, target, preview = map(pathlib.Path, sys.argv[1:])
def tell(**fields):
    print(json.dumps(fields), flush=True)
"""

STUBBORN = """
signal.signal(signal.SIGTERM, signal.SIG_IGN)
shutil.copy(source, preview)
tell(event="preview", file=str(preview))
signal.alarm(60)
signal.pause()
"""

MakeJob = Callable[[str], SlowJob]


@pytest.fixture
def make_job(painter: SlowPainter, order: SlowOrder, tmp_path: Path) -> MakeJob:
    """A job whose program is this."""

    def make(program: str) -> SlowJob:
        command = [sys.executable, "-c", HEAD + program]
        speaking = replace(painter, command=lambda *files: [*command, *map(str, files[:3])])
        return SlowJob(halves(), tmp_path / "out.png", order, speaking)

    return make


def outcome_of(job: SlowJob | Import, qtbot: QtBot) -> Outcome:
    with qtbot.waitSignal(job.ended) as ended:
        job.start()
    outcome: Outcome = ended.args[0]
    return outcome


def test_progress_previews_and_the_end_are_read_from_lines(make_job: MakeJob, qtbot: QtBot) -> None:
    job = make_job("""
print("somebody else's line")
tell(event="began", scales=[[32, 18], [64, 36]], steps=6)
tell(event="progress", scale=2, step=1, steps=2, share=0.5, remaining_s=2.5)
tell(event="progress", scale=2, step=2, steps=2, share=1, remaining_s=None)
tell(event="preview", file=str(preview))
tell(event="done", file=str(target))
""")
    seen: list[Progress] = []
    previews: list[Path] = []
    job.progressed.connect(seen.append)
    job.previewed.connect(previews.append)
    outcome = outcome_of(job, qtbot)
    assert isinstance(outcome, Painted)
    assert outcome.path.name == "out.png"
    assert seen == [Progress(2, 2, 0.5, 2.5), Progress(2, 2, 1, None)]
    assert [path.suffix for path in previews] == [".png"]


def test_the_program_finds_the_picture_and_nothing_is_left_of_it(make_job: MakeJob, qtbot: QtBot) -> None:
    job = make_job("""
from PIL import Image
picture = Image.open(source)
tell(event="failed", message=f"{picture.size} {picture.getpixel((0, 0))}", partial=None)
""")
    folder = job.folder
    assert outcome_of(job, qtbot) == Failed("(160, 90) (240, 240, 240)")
    assert not folder.exists()


def test_the_live_picture_goes_first_and_has_a_core_to_itself(
    make_job: MakeJob, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(THREADS, raising=False)
    job = make_job("""
while os.nice(0) < 10:
    os.sched_yield()
tell(event="failed", message=os.environ["OMP_NUM_THREADS"], partial=None)
""")
    cores = psutil.cpu_count(logical=False) or 1
    outcome = outcome_of(job, qtbot)
    assert isinstance(outcome, Failed)
    assert 1 <= int(outcome.why) <= max(1, cores - 1)


def test_how_many_threads_a_person_has_said_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(THREADS, "7")
    assert threads() == {}


def test_of_a_program_that_does_not_end_the_last_preview_is_kept(
    make_job: MakeJob, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job_module, "PATIENCE", 200)
    job = make_job(STUBBORN)
    with qtbot.waitSignal(job.previewed):
        job.start()
    with qtbot.waitSignal(job.ended) as ended:
        job.cancel()
    assert ended.args == [Stopped(tmp_path / "out.partial.png")]
    assert (tmp_path / "out.partial.png").stat().st_size > 0


def test_of_a_program_that_died_it_is_kept_too(make_job: MakeJob, qtbot: QtBot, tmp_path: Path) -> None:
    job = make_job('shutil.copy(source, preview); sys.exit("stylecam: out of memory")')
    assert outcome_of(job, qtbot) == Failed("out of memory", tmp_path / "out.partial.png")


def test_what_the_program_has_kept_itself_stays(make_job: MakeJob, qtbot: QtBot, tmp_path: Path) -> None:
    job = make_job("""
shutil.copy(source, preview)
tell(event="failed", message="no memory left", partial="elsewhere.png")
""")
    assert outcome_of(job, qtbot) == Failed("no memory left", Path("elsewhere.png"))
    assert list(tmp_path.glob("*partial*")) == []


def test_published_files_that_are_none_are_told(painter: SlowPainter, qtbot: QtBot, tmp_path: Path) -> None:
    notes = tmp_path / "notes.pth"
    notes.write_text("no weights")
    outcome = outcome_of(Import([notes], painter), qtbot)
    assert isinstance(outcome, Failed)
    assert "notes.pth" in outcome.why
    assert "\n" not in outcome.why

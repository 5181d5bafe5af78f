"""The benchmark of sound beside pictures: its bar is kept, and can be missed."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.sync import BAR, Case, Sync, cases, measure, record, report


@pytest.mark.parametrize("case", cases(30.0), ids=str)
def test_sound_stays_with_the_picture(case: Case, tmp_path: Path) -> None:
    path = tmp_path / f"clip{case.suffix}"
    record(path, case)
    sync = measure(path)
    paused = 0.0 if case.pause is None else case.pause[1] - case.pause[0]
    assert len(sync.offsets) == 6 - (1 if paused else 0)
    assert sync.worst < BAR
    assert sync.picture == pytest.approx(case.seconds - paused, abs=0.2)
    assert sync.sound == pytest.approx(sync.picture, abs=0.25)


def test_a_worse_card_than_that_is_told(tmp_path: Path) -> None:
    """One whose times are all wrong by more than the bar."""
    path = tmp_path / "clip.mp4"
    record(path, Case(".mp4", 10.0, late=0.3))
    assert "MISSED" in report(Case(".mp4", 10.0), measure(path))


def test_what_has_no_tone_has_no_offset() -> None:
    assert not Sync((), 1.0, 1.0).worst < BAR
    assert "MISSED" in report(Case(".mp4", 1.0), Sync((), 1.0, 1.0))

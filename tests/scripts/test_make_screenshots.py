"""The pictures of the window are of the real one, at work, and leave nothing behind."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from scripts.make_screenshots import is_recording, show_regions
from scripts.pictured_window import Studio, at_home
from stylecam.pictures import load_picture
from stylecam.user_files import state_file, user_looks, user_styles


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    folder.mkdir()
    return folder


@pytest.fixture
def studio(qapp: object, tmp_path: Path, folder: Path) -> Iterator[Studio]:
    del qapp
    home = tmp_path / "home"
    home.mkdir()
    with at_home(home):
        studio = Studio(folder, home, painted=(160, 90))
        yield studio
        studio.close()


def test_a_picture_of_the_window_shows_the_painting(studio: Studio, folder: Path) -> None:
    studio.save("one.jpg")
    studio.show_mix(("comic-tear", 1))
    studio.save("other.jpg")

    first, second = (load_picture(folder / name).astype(float) for name in ("one.jpg", "other.jpg"))
    assert first.shape == second.shape == (800, 1280, 3)
    painting, line = (slice(150, 600), slice(50, 900)), (slice(0, 20), slice(0, 900))
    assert np.abs(first[painting] - second[painting]).mean() > 10
    assert np.abs(first[line] - second[line]).mean() < 2


def test_a_part_of_the_window_can_be_pictured_alone(studio: Studio, folder: Path) -> None:
    studio.save("panel.jpg", studio.window.panel)

    size = studio.window.panel.size()
    assert load_picture(folder / "panel.jpg").shape == (size.height(), size.width(), 3)


def test_it_keeps_its_looks_to_itself(studio: Studio, tmp_path: Path) -> None:
    kept = studio.window.parts.services.looks.names()

    assert "Quiet ink" in kept
    assert len(list((tmp_path / "home" / "looks").glob("*.json"))) == len(kept)
    assert not user_looks().exists()
    assert not user_styles().exists()
    assert not state_file().exists()


def test_a_recording_of_the_scene_plays(studio: Studio) -> None:
    clip = studio.clip("scene.mp4", seconds=0.5)
    studio.window.parts.desk.switch_source(str(clip.resolve()))

    studio.wait_for("the recording", lambda: not studio.window.parts.playback.isHidden())


def test_person_background_and_a_region_are_shown_in_ways_of_their_own(studio: Studio) -> None:
    show_regions(studio)
    parts = studio.window.parts

    def divided() -> bool:
        status = studio._pipeline.status()
        known = status.person is not None and status.person.way == "plate" and not status.person.trouble
        return known and status.look == parts.desk.look and len(parts.desk.look.masks) == 1

    studio.wait_for("the person", divided)


def test_what_is_recorded_stays_in_the_folder_and_goes_by_a_users_name(studio: Studio, tmp_path: Path) -> None:
    parts = studio.window.parts
    studio.window.show_tab("output")
    assert parts.output.recording.folder.whole == "~/Videos"
    parts.outputs.recorder.set_on(True)
    studio.wait_for("a recording", lambda: is_recording(studio.window))
    parts.outputs.recorder.set_on(False)
    studio.wait_for("its end", lambda: parts.messages.news.isVisible())
    assert "Saved: ~/Videos/" in parts.messages.news.label.text()
    assert len(list((tmp_path / "home" / "Videos").iterdir())) == 1


def test_what_never_comes_is_named(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.pictured_window.PATIENCE", 0.0)
    with pytest.raises(SystemExit, match="in vain for a miracle"):
        studio.wait_for("a miracle", lambda: False)

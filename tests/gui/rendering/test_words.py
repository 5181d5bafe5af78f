from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from stylecam.gui.rendering.job import Progress
from stylecam.gui.rendering.words import look_details, look_title, progress_text
from stylecam.look import Look
from stylecam.looks import LookStore
from stylecam.style_store import StyleStore
from stylecam.styles import Style, WeightedStyle


def test_how_far_it_is_and_how_long_it_takes() -> None:
    assert progress_text(None) == "Starting …"
    assert progress_text(Progress(430, 1000, 100.0)) == "43 %, about 2 min left"
    assert progress_text(Progress(990, 1000, 3.0)) == "99 %, under 1 min left"
    assert progress_text(Progress(1, 1000, 5000.0)) == "0 %, about 1 h 24 min left"
    assert progress_text(Progress(1, 4, None)) == "25 %"
    assert progress_text(Progress(17, None, None)) == "17 frames"


def test_a_look_is_told_with_what_is_not_as_usual() -> None:
    assert look_details(Look(())) == "Strength 100 %"
    look = Look((), strength=0.5, brush=1.5, keep_color="palette")
    assert look_details(look) == "Strength 50 %, brush 1.5, keeps the file's palette"


def test_a_look_goes_by_its_name_where_it_has_one(styles: list[Style], tmp_path: Path) -> None:
    store = LookStore(tmp_path / "looks", StyleStore(tmp_path / "mine", styles))
    look = Look(tuple(WeightedStyle(style) for style in styles[:2]))
    (tmp_path / "looks").mkdir()
    (tmp_path / "looks" / "damaged.json").write_text('{"stylecam": "look", "name": "A"}')
    store.save("Traffic", look)
    assert look_title(look, store) == "Traffic: Red + Green"
    assert look_title(replace(look, strength=0.3), store) == "Red + Green"

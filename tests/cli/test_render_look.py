"""`stylecam render --look`: looks from files and from stills."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from stylecam.app import shipped_row, style_library, style_store
from stylecam.cli.main import main
from stylecam.frame import Frame
from stylecam.look import Look
from stylecam.look_files import open_look, write_look
from stylecam.pictures import load_picture
from stylecam.sinks.still import keep_still
from stylecam.stills import Still, StillFormat
from stylecam.styles import Style, WeightedStyle


@pytest.fixture
def look_file(tmp_path: Path) -> Path:
    """A look with nothing as it is by itself."""
    path = tmp_path / "stormy.json"
    mix = (style_library().parse("sunflowers:0.7"), style_library().parse("great-wave:0.3"))
    look = Look(mix, strength=0.6, smoothing=0.0, brush=1.5, mirror=True, size=(80, 48), keep_color="luminance")
    write_look(path, look, "Stormy", style_store())
    return path


def test_a_look_sets_all_controls(picture: Path, look_file: Path, tmp_path: Path) -> None:
    by_look, by_options = tmp_path / "look.png", tmp_path / "options.png"
    assert main(["render", str(picture), str(by_look), "--look", str(look_file)]) == 0
    styles = ["--style", "sunflowers:0.7", "--style", "great-wave:0.3"]
    others = ["--strength", "0.6", "--smoothing", "0", "--brush", "1.5", "--size", "80x48", "--keep-color", "luminance"]
    assert main(["render", str(picture), str(by_options), *styles, *others, "--mirror"]) == 0
    painted = np.asarray(Image.open(by_look))
    assert painted.shape == (48, 80, 3)
    assert np.array_equal(painted, np.asarray(Image.open(by_options)))


@pytest.mark.parametrize("form", ["png", "jpg", "webp"])
def test_a_still_sets_the_look_that_it_was_painted_in(
    picture: Path, look_file: Path, tmp_path: Path, form: StillFormat
) -> None:
    look = open_look(look_file, style_store()).look
    still = Still(Frame(load_picture(picture), 0, 0.0), look, datetime(2026, 11, 20), form)
    path = keep_still(still, tmp_path / "kept", style_store())
    by_look, by_still = tmp_path / "look.png", tmp_path / "still.png"
    assert main(["render", str(picture), str(by_look), "--look", str(look_file)]) == 0
    assert main(["render", str(picture), str(by_still), "--look", str(path)]) == 0
    assert np.array_equal(load_picture(by_still), load_picture(by_look))


def test_options_win_over_a_look(picture: Path, look_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "same.png"
    options = ["--strength", "0", "--size", "121x75", "--no-mirror", "--keep-color", "off"]
    assert main(["render", str(picture), str(target), "--look", str(look_file), *options]) == 0
    assert np.array_equal(np.asarray(Image.open(picture)), np.asarray(Image.open(target)))


def test_a_picture_that_a_look_brings_is_a_style_for_this_time_only(picture: Path, tmp_path: Path) -> None:
    look_file, target = tmp_path / "look.json", tmp_path / "painted.png"
    look = Look((WeightedStyle(Style("scene", "Scene", "", picture)),))
    write_look(look_file, look, "", style_store())
    assert main(["render", str(picture), str(target), "--look", str(look_file)]) == 0
    assert target.exists()
    assert style_store().styles() == shipped_row()


@pytest.mark.parametrize("content", [None, "no JSON", '{"stylecam": "look", "styles": [{"id": "of nobody"}]}'])
def test_a_look_that_cannot_be_used_is_one_line(
    content: str | None, picture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    look_file = tmp_path / "look.json"
    if content is not None:
        look_file.write_text(content)
    assert main(["render", str(picture), str(tmp_path / "out.png"), "--look", str(look_file)]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"stylecam: {look_file}: ")
    assert error.count("\n") == 1

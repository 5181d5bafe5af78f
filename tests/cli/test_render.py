"""`stylecam render` on real files, with the real network."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from stylecam.cli.main import main
from stylecam.resources import shipped_styles
from tests.cli.acts import STYLE, save_clip, times_of
from tests.pipeline.parts import eventually


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp"])
def test_a_picture_of_odd_size_keeps_it_and_takes_the_style(picture: Path, suffix: str, tmp_path: Path) -> None:
    target = tmp_path / f"painted{suffix}"
    assert main(["render", str(picture), str(target), *STYLE]) == 0
    before, after = np.asarray(Image.open(picture), np.float32), np.asarray(Image.open(target), np.float32)
    assert after.shape == before.shape
    assert np.abs(after - before).mean() > 20


def test_people_are_told_a_files_whole_name(picture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "scene [painted].png"
    assert main(["render", str(picture), str(target), *STYLE]) == 0
    assert str(target) in capsys.readouterr().err


@pytest.mark.parametrize("way", ["luminance", "palette"])
def test_the_colours_of_the_picture_can_stay(picture: Path, way: str, tmp_path: Path) -> None:
    painted, kept = tmp_path / "painted.png", tmp_path / "kept.png"
    assert main(["render", str(picture), str(painted), *STYLE]) == 0
    assert main(["render", str(picture), str(kept), *STYLE, "--keep-color", way]) == 0
    # How far each pixel's red is from its blue.
    warm = [np.asarray(Image.open(path), np.float32) @ (1, 0, -1) for path in (picture, painted, kept)]
    assert abs(warm[2].mean() - warm[0].mean()) < 0.2 * abs(warm[1].mean() - warm[0].mean())


def test_a_way_to_keep_colours_that_is_none(picture: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["render", str(picture), "out.png", "--keep-color", "some"])
    assert caught.value.code == 2
    error = capsys.readouterr().err
    assert "it is off, luminance or palette" in error
    assert error.count("\n") == 1


def test_rendered_with_no_given_size_a_picture_keeps_its_own(picture: Path, tmp_path: Path) -> None:
    target = tmp_path / "painted.png"
    assert main(["render", str(picture), str(target), *STYLE, "--size", "auto"]) == 0
    with Image.open(target) as painted:
        assert painted.size == (121, 75)


def test_strength_0_gives_the_picture_back(picture: Path, tmp_path: Path) -> None:
    target = tmp_path / "same.png"
    assert main(["render", str(picture), str(target), *STYLE, "--strength", "0"]) == 0
    assert np.array_equal(np.asarray(Image.open(picture)), np.asarray(Image.open(target)))


def test_a_mix_lies_between_its_styles(picture: Path, tmp_path: Path) -> None:
    def painted(*styles: str) -> np.ndarray:
        target = tmp_path / "mix.png"
        options = [word for style in styles for word in ("--style", style)]
        assert main(["render", str(picture), str(target), *options]) == 0
        return np.asarray(Image.open(target), np.float32)

    one, other = painted("starry-swirl"), painted("sunflowers")
    mostly_one = painted("starry-swirl:0.9", "sunflowers:0.1")
    assert np.abs(mostly_one - one).mean() < np.abs(mostly_one - other).mean()


def test_the_demo_clip_becomes_a_video(tmp_path: Path) -> None:
    target = tmp_path / "demo.mp4"
    assert main(["render", "demo", str(target), *STYLE, "--size", "64x64"]) == 0
    times = times_of(target)
    assert len(times) == 300
    assert np.allclose(times, np.arange(300) / 30)


@pytest.mark.parametrize(
    ("source", "target", "says"),
    [
        ("missing.mp4", "out.mp4", "no such file"),
        (".", "out.mp4", "is a folder"),
        ("scene.png", "out.mp4", "must end in"),
        ("scene.png", "scene.png", "is the input itself"),
        ("scene.png", "x" * 300 + ".png", "the name is too long"),
        ("scene.png", "no/such/folder/out.png", "folder"),
    ],
)
def test_what_cannot_be_rendered_is_one_line(
    source: str,
    target: str,
    says: str,
    picture: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(picture.parent)
    assert main(["render", source, target, *STYLE]) in (1, 2)
    error = capsys.readouterr().err
    assert says in error
    assert error.count("stylecam: ") == 1
    assert sorted(path.name for path in picture.parent.iterdir() if path.suffix) == ["scene.png"]


def test_a_text_file_is_no_video(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "notes.mp4"
    source.write_text("not a video")
    assert main(["render", str(source), str(tmp_path / "out.mp4"), *STYLE]) in (1, 2)
    assert "notes.mp4" in capsys.readouterr().err
    assert not (tmp_path / "out.mp4").exists()


def test_ctrl_c_leaves_a_file_that_plays_and_says_where(tmp_path: Path) -> None:
    target = tmp_path / "long.mp4"
    # A shell has what it starts in the background ignore Ctrl-C, and children inherit that.
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    program = f"{heard}; import sys; from stylecam.cli.main import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", program, "render", "demo", str(target), *STYLE, "--size", "320x240"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=dict(os.environ))
    try:
        # The encoder keeps some frames back: once bytes are there, several have been painted.
        eventually(lambda: process.poll() is not None or any(p.stat().st_size > 4096 for p in tmp_path.iterdir()))
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    finally:
        process.kill()
    partial = tmp_path / "long.partial.mp4"
    assert process.returncode == 1, errors
    assert str(partial) in errors
    assert not target.exists()
    assert 0 < len(times_of(partial)) < 300


def test_progress_is_told_to_programs_as_lines_of_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "clip.mp4", tmp_path / "painted.mp4"
    save_clip(source, 7)
    assert main(["render", str(source), str(target), *STYLE, "--progress", "json"]) == 0
    printed = capsys.readouterr()
    *progress, last = [json.loads(line) for line in printed.out.splitlines()]
    assert last == {"saved": str(target), "frames": 7}
    assert progress[0]["done"] == 1
    assert (progress[-1]["done"], progress[-1]["total"], progress[-1]["eta_s"]) == (7, 7, 0.0)
    assert all(line.keys() == {"done", "total", "fps", "eta_s"} for line in progress)
    assert printed.err == ""


def test_programs_are_told_of_an_error_and_of_what_was_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "notes.mp4"
    source.write_text("not a video")
    code = main(["render", str(source), str(tmp_path / "out.mp4"), *STYLE, "--progress", "json"])
    printed = capsys.readouterr()
    last = json.loads(printed.out)
    assert code in (1, 2)
    assert printed.err == f"stylecam: {last['error']}\n"
    assert "notes.mp4" in last["error"]
    assert last["partial"] is None


def test_a_polite_kill_keeps_what_was_painted(tmp_path: Path) -> None:
    command = ["render", "demo", str(tmp_path / "long.mp4"), *STYLE, "--size", "320x240", "--progress", "json"]
    program = [sys.executable, "-m", "stylecam", *command]
    process = subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        eventually(lambda: process.poll() is not None or any(p.stat().st_size > 4096 for p in tmp_path.iterdir()))
        process.terminate()
        output, errors = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 1, errors
    last = json.loads(output.splitlines()[-1])
    assert last["error"].startswith("interrupted after")
    assert last["partial"] == str(tmp_path / "long.partial.mp4")
    assert 0 < len(times_of(tmp_path / "long.partial.mp4")) < 300


def test_a_reader_that_goes_away_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source, folder = tmp_path / "clip.mp4", tmp_path / "painted"
    folder.mkdir()
    save_clip(source, 30)
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as output, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", output)
        code = main(["render", str(source), str(folder / "out.mp4"), *STYLE, "--progress", "json"])
    assert (code, capsys.readouterr().err) == (1, "")
    assert [path.name for path in folder.iterdir()] == ["out.partial.mp4"]
    assert 0 < len(times_of(folder / "out.partial.mp4")) < 30


def test_any_picture_file_is_a_style(picture: Path, tmp_path: Path) -> None:
    style = next(shipped_styles().glob("*.jpg"))
    target = tmp_path / "painted.png"
    assert main(["render", str(picture), str(target), "--style", str(style)]) == 0
    assert target.exists()

"""`stylecam still` on real files, with the paper's network in random weights."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from stylecam.cli.main import main
from tests.cli.acts import STYLE
from tests.cli.stills import QUICK
from tests.pipeline.parts import eventually

LARGE = [*STYLE, "--size", "160", "--scales", "1", "--steps", "100000", "--device", "cpu"]


@pytest.fixture
def mask(picture: Path) -> Path:
    """White on the left half."""
    height, width, _ = pixels(picture).shape
    grey = np.zeros((height, width), np.uint8)
    grey[:, : width // 2] = 255
    path = picture.with_name("mask.png")
    Image.fromarray(grey).save(path)
    return path


def pixels(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB")).astype(np.float32)


def line(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line of an error."""
    said = capsys.readouterr().err
    assert said.startswith("stylecam: ")
    assert said.count("\n") == 1
    return said


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize("loss", ["gram", "statistics"])
def test_a_picture_keeps_its_size_and_takes_the_style(
    picture: Path, loss: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "still [slow].png"
    assert main(["still", str(picture), str(target), *QUICK, "--loss", loss]) == 0
    assert capsys.readouterr().err == f"painted: {target} (121x75)\n"
    assert pixels(target).shape == pixels(picture).shape
    assert np.abs(pixels(target) - pixels(picture)).mean() > 3


@pytest.mark.usefixtures("network")
def test_the_same_seed_gives_the_same_file_and_another_one_another(picture: Path, tmp_path: Path) -> None:
    made = []
    for number, seed in enumerate(("5", "5", "6")):
        target = tmp_path / f"{number}.png"
        assert main(["still", str(picture), str(target), *QUICK, "--seed", seed]) == 0
        made.append(target.read_bytes())
    assert made[0] == made[1] != made[2]


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize(("asked", "size"), [("40", (40, 25)), ("64x64", (64, 64)), ("150", (150, 93))])
def test_the_size_is_a_longest_side_or_both(asked: str, size: tuple[int, int], picture: Path, tmp_path: Path) -> None:
    target = tmp_path / "still.png"
    assert main(["still", str(picture), str(target), *QUICK, "--size", asked, "--strength", "0"]) == 0
    with Image.open(target) as found:
        assert found.size == size


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize("method", ["gatys", "adain"])
def test_strength_0_gives_the_picture_back(method: str, picture: Path, tmp_path: Path) -> None:
    target = tmp_path / "same.png"
    assert main(["still", str(picture), str(target), "--method", method, *STYLE, "--strength", "0"]) == 0
    assert np.array_equal(pixels(target), pixels(picture))


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize("keep", ["off", "luminance"])
def test_under_the_masks_black_every_pixel_stays(keep: str, picture: Path, mask: Path, tmp_path: Path) -> None:
    target = tmp_path / "half.png"
    words = ["--mask", str(mask), "--keep-color", keep]
    assert main(["still", str(picture), str(target), *QUICK, *words]) == 0
    changed = np.abs(pixels(target) - pixels(picture)).mean((0, 2))
    assert changed[60:].max() == 0
    assert changed[:60].min() > 0


@pytest.mark.usefixtures("network")
def test_a_second_style_goes_where_the_mask_is_black(picture: Path, mask: Path, tmp_path: Path) -> None:
    made = []
    for number, second in enumerate(([], ["--style", "sunflowers"], ["--style", "great-wave"])):
        target = tmp_path / f"{number}.png"
        assert main(["still", str(picture), str(target), *QUICK, *second, "--mask", str(mask)]) == 0
        made.append(pixels(target)[:, 64:])
    assert np.array_equal(made[0], pixels(picture)[:, 64:])
    assert not np.array_equal(made[1], made[0])
    assert not np.array_equal(made[1], made[2])


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize("way", ["luminance", "palette"])
def test_the_colours_of_the_picture_can_stay(way: str, picture: Path, tmp_path: Path) -> None:
    painted, kept = tmp_path / "painted.png", tmp_path / "kept.png"
    style = tmp_path / "red.png"
    bars = np.where((np.indices((64, 64))[1] // 4 % 2)[..., None], (255, 60, 0), (200, 0, 0))
    Image.fromarray(bars.astype(np.uint8)).save(style)
    words = ["--style", str(style), "--steps", "10", "--device", "cpu"]
    assert main(["still", str(picture), str(painted), *words]) == 0
    assert main(["still", str(picture), str(kept), *words, "--keep-color", way]) == 0
    # How far each pixel's red is from its blue.
    warm = [pixels(path) @ (1, 0, -1) for path in (picture, painted, kept)]
    assert abs(warm[2].mean() - warm[0].mean()) < 0.25 * abs(warm[1].mean() - warm[0].mean())


@pytest.mark.usefixtures("network")
def test_a_preview_is_a_whole_picture_of_the_final_size(picture: Path, tmp_path: Path) -> None:
    preview = tmp_path / "preview.jpg"
    assert main(["still", str(picture), str(tmp_path / "out.png"), *QUICK, "--preview", str(preview)]) == 0
    assert pixels(preview).shape == pixels(picture).shape
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.png", "preview.jpg", "scene.png"]


@pytest.mark.usefixtures("network")
def test_a_preview_that_cannot_be_written_is_told_once_and_the_painting_goes_on(
    picture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out.png"
    assert main(["still", str(picture), str(target), *QUICK, "--preview", str(tmp_path / "no" / "preview.png")]) == 0
    said = capsys.readouterr().err
    assert said.count("there is no preview any more") == 1
    assert target.exists()


def test_at_once_it_paints_what_render_paints(picture: Path, tmp_path: Path) -> None:
    still, rendered = tmp_path / "still.png", tmp_path / "rendered.png"
    look = [*STYLE, "--strength", "0.8", "--brush", "2", "--keep-color", "palette", "--device", "cpu"]
    assert main(["still", str(picture), str(still), "--method", "adain", *look]) == 0
    assert main(["render", str(picture), str(rendered), *look]) == 0
    assert still.read_bytes() == rendered.read_bytes()


def test_without_the_network_it_says_how_to_get_it(
    picture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["still", str(picture), str(tmp_path / "out.png"), *STYLE]) == 2
    assert "'stylecam weights download vgg19', or 'stylecam weights import " in line(capsys)
    assert [path.name for path in tmp_path.iterdir()] == ["scene.png"]


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["missing.png", "out.png"], "missing.png: no such file"),
        ([".", "out.png"], "is a folder"),
        (["notes.png", "out.png"], "notes.png: not a picture that can be read"),
        (["scene.png", "out.mp4"], "must end in one of"),
        (["scene.png", "scene.png"], "is the input itself"),
        (["scene.png", "no/such/out.png"], "its folder does not exist"),
        (["scene.png", "out.png", "--mask", "small.png"], "small.png: the mask is 20x10, the picture 121x75"),
        (["scene.png", "out.png", "--mask", "notes.png"], "notes.png: not a picture that can be read"),
        (["scene.png", "out.png", "--style", "a-style-of-nobody"], "no picture file is called 'a-style-of-nobody'"),
        (["scene.png", "out.png", "--style", "starry-night-vangogh"], "its picture does not ship"),
        (["scene.png", "out.png", *STYLE, *STYLE], "at most one style; a second one needs --mask"),
        (["scene.png", "out.png", "--preview", "out.png"], "is the input or the output"),
        (["scene.png", "out.png", "--preview", "out.txt"], "must end in one of"),
        (["scene.png", "out.png", "--model", "compact"], "--model has no meaning for --method gatys"),
        (["scene.png", "out.png", "--method", "adain", "--seed", "1"], "--seed has no meaning for --method adain"),
    ],
)
def test_what_cannot_be_painted_is_one_line(
    words: list[str], says: str, picture: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = picture.parent
    (folder / "notes.png").write_text("not a picture")
    Image.new("L", (20, 10)).save(folder / "small.png")
    monkeypatch.chdir(folder)
    assert main(["still", *words]) == (1 if "no/such" in words[1] else 2)
    assert says in line(capsys)
    assert sorted(path.name for path in folder.iterdir()) == ["notes.png", "scene.png", "small.png"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--size", "8"], "a whole number from 16 to 16384"),
        (["--size", "8x640"], "out of range"),
        (["--size", "large"], "or its longest side as 640"),
        (["--steps", "0"], "a whole number from 1 to 100000"),
        (["--steps", "²"], "a whole number from 1 to 100000"),
        (["--strength", "2"], "it is 0 to 1"),
    ],
)
def test_options_out_of_range_are_one_line(words: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["still", "in.png", "out.png", *words])
    assert caught.value.code == 2
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_it_keeps_the_best_so_far_and_says_where(ending: signal.Signals, picture: Path) -> None:
    folder = picture.parent
    target, preview = folder / "out.png", folder / "preview.png"
    # A shell has what it starts in the background ignore Ctrl-C, and children inherit that.
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    program = f"{heard}; import sys; from stylecam.cli.main import main; sys.exit(main(sys.argv[1:]))"
    words = ["still", str(picture), str(target), *LARGE, "--preview", str(preview), "--progress", "json"]
    command, pipe = [sys.executable, "-c", program, *words], subprocess.PIPE
    process = subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True)
    try:
        eventually(lambda: process.poll() is not None or preview.exists())
        process.send_signal(ending)
        said, errors = process.communicate(timeout=60)
    finally:
        process.kill()
    partial = folder / "out.partial.png"
    assert process.returncode == 1, errors
    last = json.loads(said.splitlines()[-1])
    assert last["message"].startswith(f"interrupted; the best painting so far is kept: {partial} (scale 1 of 1, step ")
    assert last["partial"] == str(partial)
    assert sorted(path.name for path in folder.iterdir()) == ["out.partial.png", "preview.png", "scene.png"]
    assert pixels(partial).shape == (99, 160, 3)
    assert pixels(preview).shape == (99, 160, 3)

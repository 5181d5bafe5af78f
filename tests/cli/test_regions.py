"""`--background`, `--mask` and `--learn-background`: real pictures and clips, divided."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.stream import VideoStream
from PIL import Image

from stylecam.app import make_plan
from stylecam.cli.learning_option import KNOWN, LEAVE
from stylecam.cli.main import main
from stylecam.engine.person.learning import PlateLearner
from stylecam.engine.person.plate import read_plate, write_plate
from stylecam.frame import Pixels
from stylecam.pictures import load_picture
from stylecam.settings import Settings
from stylecam.user_files import background_file
from tests.engine.person.stage import Studio

SIZE = (160, 96)
STYLE = ["--style", "starry-swirl"]


@pytest.fixture
def studio() -> Studio:
    return Studio(SIZE, noise=1.0)


@pytest.fixture
def person(tmp_path: Path, studio: Studio) -> Path:
    """A picture of the demo's figure."""
    path = tmp_path / "person.png"
    Image.fromarray(studio.person(2.0)[0]).save(path)
    return path


@pytest.fixture
def right(tmp_path: Path) -> Path:
    """A mask: the right half."""
    mask = np.zeros(SIZE[::-1], np.uint8)
    mask[:, SIZE[0] // 2 :] = 255
    path = tmp_path / "right.png"
    Image.fromarray(mask).save(path)
    return path


def room(studio: Studio) -> Iterator[tuple[Pixels, float]]:
    return ((studio.room(i / 15), i / 15) for i in range(20))


def refusal(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line that was said."""
    (line,) = capsys.readouterr().err.splitlines()
    return line


def test_who_stands_before_a_learned_background_is_painted(person: Path, studio: Studio, tmp_path: Path) -> None:
    learner = PlateLearner(1.0)
    for pixels, at in room(studio):
        learner.add(pixels, at)
    write_plate(background_file(), learner.plate())
    target = tmp_path / "painted.png"
    assert main(["render", str(person), str(target), *STYLE, "--background", "original"]) == 0
    before, exact = load_picture(person), studio.person(2.0)[1]
    away = np.abs(load_picture(target).astype(int) - before).mean(axis=2)
    assert away[exact > 0.99].mean() > 10
    assert np.mean(away[exact < 0.01] == 0) > 0.9


@pytest.mark.parametrize("command", [["render", "PICTURE", "OUT"], ["live", "--source", "PICTURE", "--duration", "1"]])
def test_where_nobody_can_be_found_that_is_told_before_anything_starts(
    command: list[str], person: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = {"PICTURE": str(person), "OUT": str(tmp_path / "out.png")}
    assert main([*(places.get(word, word) for word in command), "--background", "blur"]) == 2
    assert "--learn-background" in refusal(capsys)
    assert not (tmp_path / "out.png").exists()


def test_masked_parts_have_treatments_of_their_own(person: Path, right: Path, tmp_path: Path) -> None:
    target = tmp_path / "painted.png"
    assert main(["render", str(person), str(target), *STYLE, "--mask", f"{right}=original"]) == 0
    before, found = load_picture(person), load_picture(target)
    np.testing.assert_array_equal(found[:, 80:], before[:, 80:])
    assert np.abs(found[:, :80].astype(int) - before[:, :80]).mean() > 5


@pytest.mark.parametrize(
    ("mask", "said"),
    [
        ("absent.png=blur", "absent.png: no such file"),
        ("right.png", "write it as FILE=STYLE"),
        ("right.png=nothing-like-it", "nothing-like-it"),
        ("text.png=blur", "not a picture"),
        ("square.png=blur", "square.png: a mask of 64x64 does not fit a picture of 160x96"),
    ],
)
def test_a_mask_that_will_not_do_is_one_line(
    mask: str, said: str, person: Path, right: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "text.png").write_text("no picture")
    Image.fromarray(np.zeros((64, 64), np.uint8)).save(tmp_path / "square.png")
    assert right.parent == tmp_path
    assert main(["render", str(person), str(tmp_path / "out.png"), *STYLE, "--mask", f"{tmp_path}/{mask}"]) == 2
    assert said in refusal(capsys)


def test_a_file_of_settings_says_the_same(person: Path, right: Path, tmp_path: Path) -> None:
    config, by_file, by_options = tmp_path / "config.json", tmp_path / "file.png", tmp_path / "options.png"
    config.write_text(json.dumps({"background": "none", "mask": f"{right}=sunflowers", "style": "starry-swirl"}))
    assert main(["render", str(person), str(by_file), "--config", str(config)]) == 0
    options = [*STYLE, "--background", "none", "--mask", f"{right}=sunflowers"]
    assert main(["render", str(person), str(by_options), *options]) == 0
    np.testing.assert_array_equal(load_picture(by_file), load_picture(by_options))
    assert make_plan(Settings(mask=(f"{right}=blur",))).look.masks[0].paint == "blur"


def test_the_background_is_learned_live(tmp_path: Path, studio: Studio, capsys: pytest.CaptureFixture[str]) -> None:
    clip = tmp_path / "room.mp4"
    with av.open(str(clip), "w") as video:
        stream = video.add_stream("libx264", rate=15, options={"crf": "18"})
        assert isinstance(stream, VideoStream)
        (stream.width, stream.height), stream.pix_fmt = SIZE, "yuv420p"
        for _ in range(60):
            video.mux(stream.encode(av.VideoFrame.from_ndarray(studio.room(0.0), format="rgb24")))
        video.mux(stream.encode())
    # At strength 0, so that a busy machine sees enough of the frames.
    options = ["--source", str(clip), "--strength", "0", "--background", "original", "--learn-background", "1"]
    assert main(["live", "--size", "160x96", *options, "--duration", "5"]) == 0
    said = capsys.readouterr().err
    assert said.index(LEAVE) < said.index(KNOWN)
    assert read_plate(background_file()).size == SIZE

"""`stylecam evaluate` on tiny pictures, with untrained networks: every number is measured, how good is not asked."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image
from safetensors.torch import save_file

from stylecam.cli.evaluate_contenders import labels
from stylecam.cli.main import main
from tests.training.evaluation.parts import compact_weights, noise, perceptual_weights
from tests.training.evaluation.peers.test_microast import published_layout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two contents, three styles, a clip and weights of every kind."""
    root = tmp_path_factory.mktemp("evaluation")
    for kind, names in (("content", ("dog", "man")), ("style", ("oil", "pen", "wax"))):
        (root / kind).mkdir()
        for seed, name in enumerate(names):
            Image.fromarray(noise(90, 70, seed)).save(root / kind / f"{name}.png")
    (root / "video").mkdir()
    writer = cv2.VideoWriter(str(root / "video" / "pan.avi"), cv2.VideoWriter.fourcc(*"MJPG"), 25, (80, 64))
    whole = cv2.GaussianBlur(noise(120, 64), (0, 0), 3)
    for k in range(5):
        writer.write(np.ascontiguousarray(whole[:, 2 * k : 2 * k + 80]))
    writer.release()
    perceptual_weights(root / "vgg.safetensors")
    compact_weights(root / "early.safetensors", seed=1)
    compact_weights(root / "late.safetensors", seed=2)
    save_file(published_layout(), root / "microast.safetensors")
    return root


def small(folder: Path, *more: str) -> list[str]:
    """The command line that evaluates what there is in the smallest size."""
    words = ["evaluate", "--style", str(folder / "style"), "--device", "cpu", "--rounds", "1"]
    words += ["--size", "64x64", "--video-size", "64x64", "--forward-size", "64x64"]
    return [*words, *more]


def stills(folder: Path) -> list[str]:
    return ["--content", str(folder / "content"), "--perceptual", str(folder / "vgg.safetensors")]


def peer(folder: Path) -> list[str]:
    return ["--peer", f"microast={folder / 'microast.safetensors'}"]


def test_several_weights_and_a_peer_in_one_run(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, grid = tmp_path / "found.json", tmp_path / "grid.png"
    weights = [word for name in ("early", "late") for word in ("--weights", str(folder / f"{name}.safetensors"))]
    clips = ["--video", str(folder / "video"), "--frames", "3", "--video-styles", "2"]
    options = [*stills(folder), *clips, *weights, *peer(folder), "--json", str(out), "--grid", str(grid)]
    assert main(small(folder, *options)) == 0
    report = json.loads(out.read_text())
    assert (report["contents"], report["styles"]) == (["dog", "man"], ["oil", "pen", "wax"])
    assert (report["clips"], report["clip styles"]) == (["pan (3 frames)"], ["oil", "wax"])

    results = {result["name"]: result for result in report["results"]}
    assert list(results) == ["source", "early", "late", "microast"]
    assert results["source"]["scores"]["content"] == results["source"]["scores"]["lattice"] == 0
    for name, ways in (
        ("early", ["per frame", "smoothed"]),
        ("late", ["per frame", "smoothed"]),
        ("microast", ["per frame"]),
    ):
        found = results[name]
        assert found["scores"]["content"] > 0
        assert found["scores"]["lattice"] > 0
        assert found["scores"]["style"] == pytest.approx(np.mean([s["style"] for s in found["by_style"].values()]))
        assert list(found["by_style"]) == ["oil", "pen", "wax"]
        assert list(found["warping"]) == ways
        assert found["warping"]["per frame"]["clips"]["pan"] == found["warping"]["per frame"]["mean"] > 0
        assert found["forward_ms"] > 0
    assert results["early"]["scores"] != results["late"]["scores"]

    ratio = report["ratios"]["microast"]["late"]
    assert ratio["style"] == pytest.approx(results["late"]["scores"]["style"] / results["microast"]["scores"]["style"])
    live = results["late"]["warping"]["smoothed"]["mean"]
    assert ratio["warping"] == ratio["warping of pan"]
    assert ratio["warping"] == pytest.approx(live / results["microast"]["warping"]["per frame"]["mean"])
    # Two contents for each of three networks, three styles, and the originals.
    with Image.open(grid) as sheet:
        assert sheet.size == (64 * 4, 64 + 2 * (3 * 64 + 6))
    shown = capsys.readouterr().out
    assert "contents: dog, man" in shown
    assert "times microast's" in shown
    assert "lattice" in shown


def test_the_shipped_weights_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(small(folder, *stills(folder), "--limit", "1")) == 0
    shown = capsys.readouterr().out
    assert "compact" in shown
    assert "styles: oil\n" in shown
    assert "times" not in shown


def test_clips_alone(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "found.json"
    assert (
        main(small(folder, "--video", str(folder / "video"), *peer(folder), "--frames", "2", "--json", str(out))) == 0
    )
    report = json.loads(out.read_text())
    assert [result["scores"] for result in report["results"]] == [None] * 3
    assert report["ratios"]["microast"]["compact"].keys() == {"warping", "warping of pan", "forward"}


def test_files_of_one_name_are_told_apart_by_their_folders() -> None:
    paths = [Path("a/ema.safetensors"), Path("b/ema.safetensors"), Path("c/other.safetensors")]
    assert labels(paths) == ["a/ema", "b/ema", "other"]


BAD = {
    "nothing to paint": ([], "there is nothing to paint"),
    "no perceptual network": (["--content", "{}/content"], "--content and --perceptual go together"),
    "no such folder": (["--video", "{}/absent"], "absent: is no folder that can be read"),
    "an empty folder": (["--video", "{}/content"], "content: there are no videos in it"),
    "no weights there": (["--video", "{}/video", "--weights", "{}/absent"], "absent: cannot be read"),
    "other weights": (["--video", "{}/video", "--weights", "{}/vgg.safetensors"], "is not for the model 'compact'"),
    "weights twice": (
        ["--video", "{}/video", "--weights", "{}/late.safetensors", "--weights", "{}/late.safetensors"],
        "/late' is given twice",
    ),
    "an unknown model": (["--video", "{}/video", "--model", "huge"], "there is no model 'huge'"),
    "a peer without a file": (["--video", "{}/video", "--peer", "microast"], "--peer microast: is not NAME=FILE"),
    "an unknown peer": (["--video", "{}/video", "--peer", "x={}/late.safetensors"], "there is no peer 'x'"),
    "no place for results": (["--video", "{}/video", "--json", "{}/absent/a.json"], "there is no folder"),
    "a grid that is no picture": (["--video", "{}/video", "--grid", "{}/grid.txt"], "a grid is a picture file"),
    "other perceptual weights": (
        ["--content", "{}/content", "--perceptual", "{}/late.safetensors"],
        "is no perceptual network",
    ),
}


@pytest.mark.parametrize(("words", "said"), BAD.values(), ids=BAD.keys())
def test_what_is_wrong_is_said_in_one_line(
    folder: Path, words: list[str], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(small(folder, *(word.format(folder) for word in words))) == 2
    error = capfd.readouterr().err
    assert said in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--size", "60x64"], "'60x64' is not in multiples of 8 from 64 up"),
        (["--limit", "0"], "'0' is not a whole number above 0"),
    ],
)
def test_a_bad_number_is_said_in_one_line(
    folder: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(small(folder, *words))
    error = capsys.readouterr().err
    assert ended.value.code == 2
    assert said in error
    assert error.count("\n") == 1

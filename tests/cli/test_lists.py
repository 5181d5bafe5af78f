"""`styles` and `weights`: what there is, for people and for scripts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

import stylecam.app
import stylecam.cli.weights
from stylecam.cli.main import main
from stylecam.resources import shipped_weights
from stylecam.user_files import user_styles
from tests.paintings import write_paintings


def test_styles_for_scripts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", "list", "--json"]) == 0
    styles = json.loads(capsys.readouterr().out)
    assert len(styles) >= 16
    assert all(style["id"] and style["name"] and style["author"] for style in styles)


def test_styles_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", "list"]) == 0
    said = capsys.readouterr().out
    assert "starry-swirl" in said
    assert "Painting" in said


def test_a_picture_in_the_users_folder_is_a_style(capsys: pytest.CaptureFixture[str]) -> None:
    user_styles().mkdir(parents=True)
    Image.new("RGB", (40, 30), "red").save(user_styles() / "my-cat.png")
    assert main(["styles", "show", "my-cat", "--json"]) == 0
    about = json.loads(capsys.readouterr().out)
    assert (about["id"], about["name"], about["size"]) == ("my-cat", "My Cat", [40, 30])


def test_a_painting_is_shown_without_a_picture(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", "show", "starry-night-vangogh", "--json"]) == 0
    about = json.loads(capsys.readouterr().out)
    assert (about["name"], about["author"], about["year"]) == ("The Starry Night", "Vincent van Gogh", "1889")
    assert "size" not in about


def test_paintings_of_other_weights_are_left_out_with_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "toy.safetensors"
    write_paintings(path)
    for module in (stylecam.app, stylecam.cli.weights):
        monkeypatch.setattr(module, "shipped_masters", lambda _model: path)
    assert main(["styles", "list", "--json"]) == 0
    said = capsys.readouterr()
    assert "Masters" not in {style["category"] for style in json.loads(said.out)}
    assert said.err.startswith(f"stylecam: {path}: the paintings are not shown")
    assert said.err.count("\n") == 1
    assert main(["weights", "verify"]) == 1
    assert "✗" in capsys.readouterr().out


def test_an_unknown_style_names_its_neighbours(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", "show", "starry"]) == 2
    assert "did you mean starry-swirl" in capsys.readouterr().err


def test_names_in_any_script_are_printed_in_any_encoding(tmp_path: Path) -> None:
    Image.new("RGB", (40, 30), "red").save(tmp_path / "星夜.png")
    assert main(["styles", "add", str(tmp_path / "星夜.png")]) == 0
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    for options in ([], ["--json"]):
        command = [sys.executable, "-m", "stylecam", "styles", "list", *options]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        assert r"\u661f\u591c" in done.stdout
    assert "星夜" in [style["name"] for style in json.loads(done.stdout)]


def test_pictures_are_added_once_and_removed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Image.new("RGB", (40, 30), "red").save(tmp_path / "My cat.png")
    assert main(["styles", "add", str(tmp_path / "My cat.png")]) == 0
    assert main(["styles", "add", str(tmp_path / "My cat.png")]) == 0
    assert capsys.readouterr().out == "added: my-cat\nis there already: my-cat\n"
    assert main(["styles", "list", "--json"]) == 0
    first, *others = json.loads(capsys.readouterr().out)
    assert (first["id"], first["name"], first["category"]) == ("my-cat", "My cat", "Mine")
    assert others[0]["id"] == "starry-swirl"
    assert main(["styles", "remove", "my-cat"]) == 0
    assert capsys.readouterr().out == "removed: my-cat\n"
    assert main(["styles", "show", "my-cat"]) == 2


def test_a_folder_is_added_for_a_script(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for colour in ("red", "blue"):
        Image.new("RGB", (40, 30), colour).save(tmp_path / f"{colour}.png")
    (tmp_path / "bad.png").write_text("no picture")
    assert main(["styles", "add", str(tmp_path), str(tmp_path / "red.png"), "--json"]) == 2
    said = capsys.readouterr()
    entries = json.loads(said.out)
    assert [(entry["id"], entry["already"]) for entry in entries] == [("blue", False), ("red", False), ("red", True)]
    assert said.err == f"stylecam: {tmp_path / 'bad.png'}: not a picture that can be read; use PNG, JPEG or WebP\n"


def test_what_cannot_be_added_or_removed_gets_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", "add", str(tmp_path / "absent.png")]) == 2
    assert capsys.readouterr().err == f"stylecam: {tmp_path / 'absent.png'}: no such file\n"
    assert main(["styles", "add", "x" * 300]) == 2
    assert "the picture cannot be read" in capsys.readouterr().err
    assert main(["styles", "remove", "starry-swirl"]) == 2
    assert capsys.readouterr().err == ("stylecam: 'Starry Swirl' cannot be removed: only styles that you added can\n")
    assert main(["styles", "remove", "starry"]) == 2
    assert "did you mean starry-swirl" in capsys.readouterr().err


def test_of_several_styles_all_go_or_none(tmp_path: Path) -> None:
    Image.new("RGB", (40, 30), "red").save(tmp_path / "cat.png")
    assert main(["styles", "add", str(tmp_path / "cat.png")]) == 0
    assert main(["styles", "remove", "cat", "dog"]) == 2
    assert main(["styles", "show", "cat"]) == 0
    assert main(["styles", "remove", "cat", "starry-swirl"]) == 2
    assert main(["styles", "show", "cat"]) == 0


def test_weights_for_scripts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["weights", "list", "--json"]) == 0
    entries = json.loads(capsys.readouterr().out)
    assert [entry["id"] for entry in entries] == ["compact", "adaconv"]
    assert {len(entry["sha256"]) for entry in entries} == {64}


def test_shipped_weights_are_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["weights", "verify"]) == 0
    told = capsys.readouterr().out
    assert "compact.safetensors" in told
    assert "adaconv.safetensors" in told


def test_damaged_weights_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(shipped_weights(), tmp_path / "weights")
    with (folder / "compact.safetensors").open("r+b") as file:
        file.seek(5000)
        file.write(b"damage")
    monkeypatch.setattr(stylecam.cli.weights, "shipped_weights", lambda: folder)
    assert main(["weights", "verify"]) == 1
    assert "damaged" in capsys.readouterr().out

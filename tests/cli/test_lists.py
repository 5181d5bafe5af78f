"""`styles` and `weights`: what there is, for people and for scripts."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from PIL import Image

import stylecam.cli.weights
from stylecam.app import user_styles
from stylecam.cli.main import main
from stylecam.resources import shipped_weights


def test_styles_for_scripts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", "list", "--json"]) == 0
    styles = json.loads(capsys.readouterr().out)
    assert len(styles) >= 16
    assert all(style["id"] and style["name"] and style["author"] for style in styles)


def test_styles_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", "list"]) == 0
    assert "starry-swirl" in capsys.readouterr().out


def test_a_picture_in_the_users_folder_is_a_style(capsys: pytest.CaptureFixture[str]) -> None:
    user_styles().mkdir(parents=True)
    Image.new("RGB", (40, 30), "red").save(user_styles() / "my-cat.png")
    assert main(["styles", "show", "my-cat", "--json"]) == 0
    about = json.loads(capsys.readouterr().out)
    assert (about["id"], about["name"], about["size"]) == ("my-cat", "My Cat", [40, 30])


def test_an_unknown_style_names_its_neighbours(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", "show", "starry"]) == 2
    assert "did you mean starry-swirl?" in capsys.readouterr().err


def test_weights_for_scripts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["weights", "list", "--json"]) == 0
    entries = json.loads(capsys.readouterr().out)
    assert [entry["id"] for entry in entries] == ["compact"]
    assert len(entries[0]["sha256"]) == 64


def test_shipped_weights_are_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["weights", "verify"]) == 0
    assert "compact.safetensors" in capsys.readouterr().out


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

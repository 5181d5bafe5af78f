"""What `stylecam still --progress json` tells the program that has started it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stylecam.cli.main import main
from tests.cli.acts import STYLE
from tests.cli.stills import QUICK


@pytest.mark.usefixtures("network")
def test_a_program_is_told_by_lines_of_json_and_the_file_is_the_same(
    picture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain, target, preview = tmp_path / "plain.png", tmp_path / "out.png", tmp_path / "so-far.png"
    assert main(["still", str(picture), str(plain), *QUICK]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert main(["still", str(picture), str(target), *QUICK, "--preview", str(preview), "--progress", "json"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    began, *middle, done = map(json.loads, said.out.splitlines())
    assert began == {"event": "began", "scales": [[60, 38], [121, 75]], "steps": 6}
    assert done == {"event": "done", "file": str(target)}
    assert {"event": "preview", "file": str(preview)} in middle
    last = [line for line in middle if line["event"] == "progress"][-1]
    assert (last["scale"], last["step"], last["steps"], last["share"]) == (2, 2, 2, 1.0)
    assert target.read_bytes() == plain.read_bytes()


@pytest.mark.usefixtures("network")
def test_where_there_is_nothing_to_paint_a_program_is_told_so(
    picture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "same.png"
    assert main(["still", str(picture), str(target), *QUICK, "--strength", "0", "--progress", "json"]) == 0
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {"event": "began", "scales": [], "steps": 0},
        {"event": "done", "file": str(target)},
    ]


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--style", "a-style-of-nobody"], "no picture file is called"),
        (["--method", "adain", "--seed", "1"], "--seed has no meaning"),
    ],
)
def test_a_program_is_told_what_cannot_be_painted_in_one_line(
    words: list[str], says: str, picture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["still", str(picture), str(tmp_path / "out.png"), *words, "--progress", "json"]) == 2
    said = capsys.readouterr()
    told = json.loads(said.out)
    assert (told["event"], told["partial"]) == ("failed", None)
    assert says in told["message"]
    assert said.err == f"stylecam: {told['message']}\n"


def test_at_once_a_program_is_told_the_file(picture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--method", "adain", *STYLE, "--device", "cpu", "--progress", "json"]
    assert main(["still", str(picture), str(tmp_path / "out.png"), *words]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out) == {"event": "done", "file": str(tmp_path / "out.png")}
    assert said.err == ""

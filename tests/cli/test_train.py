"""`stylecam train`: its options, its lines, and how it is stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from stylecam.cli.main import main
from stylecam.training.checkpoint import FILE
from tests.training.tiny import plan


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """What is this small is far slower on several that wait for one another on a busy machine."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def words(folder: Path, *more: str) -> list[str]:
    """A training in this folder by two pairs of 32 pixels; its data is made there."""
    data = plan(folder, 1)
    recipe = folder / "tiny.toml"
    recipe.write_text("[data]\ncrop = 32\nshort_side = 40\nbatch = 2\n", encoding="utf-8")
    files = ("--content", data.content, "--style", data.style, "--perceptual", data.perceptual, "--out", data.out)
    return ["train", *map(str, files), "--config", str(recipe), "--device", "cpu", "--no-compile", *more]


def test_it_trains_and_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words(tmp_path, "--steps", "2", "--log-steps", "1")) == 0
    first = capsys.readouterr().out
    assert "compact: 5 contents, 4 styles; CPU, " in first
    assert "trained: 2 steps in " in first
    assert main(words(tmp_path, "--steps", "3", "--log-steps", "1")) == 0
    second = capsys.readouterr().out
    assert "going on after step 2, " in second
    assert "trained: 3 steps in " in second
    lines = (tmp_path / "out" / "log.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["step"] for line in lines] == [1, 2, 3]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_after_the_step_with_a_checkpoint(number: signal.Signals, tmp_path: Path) -> None:
    command = [sys.executable, "-u", "-m", "stylecam", *words(tmp_path, "--minutes", "60", "--log-steps", "1")]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        for line in process.stdout:
            if line.startswith("step 2 "):
                break
        process.send_signal(number)
        said = process.stdout.read()
        assert process.wait(60) == 0, process.stderr.read()
    last = said.splitlines()[-1]
    assert last.startswith("stopped; the same command goes on: ")
    steps = torch.load(tmp_path / "out" / FILE, weights_only=True)["step"]
    assert f": {steps} steps in " in last
    assert steps >= 2


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--steps", "0"), "'0' is not a whole number above 0"),
        (("--minutes", "inf"), "'inf' is not a number above 0"),
        (("--steps", "2", "--minutes", "2"), "not allowed with argument"),
        ((), "one of the arguments --minutes --steps is required"),
    ],
)
def test_wrong_options_are_one_line(
    more: tuple[str, ...], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words(tmp_path, *more))
    error = capsys.readouterr().err
    assert ended.value.code == 2
    assert says in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--config", "none.toml"), "none.toml: the configuration cannot be read"),
        (("--content", "nowhere"), "nowhere: there is no such folder"),
        (("--init", "none.safetensors"), "none.safetensors: cannot be read"),
        (("--perceptual", "none.safetensors"), "none.safetensors: cannot be read"),
        (("--device", "abacus"), "the device 'abacus' does not work here; use --device cpu"),
        (("--batch", "1"), "movement.pictures: is 2; it is at most data.batch (1)"),
    ],
)
def test_what_cannot_be_used_is_one_line(
    more: tuple[str, ...], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words(tmp_path, "--steps", "1", *more)) == 2
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1


def test_an_out_folder_that_cannot_be_written_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    assert main(words(tmp_path, "--steps", "1")) == 1
    assert "cannot be written" in capsys.readouterr().err

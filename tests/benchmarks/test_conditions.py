from __future__ import annotations

import json
import platform
import subprocess
from pathlib import Path

import torch

import stylecam
from benchmarks.conditions import commit, conditions
from stylecam.engine.device import Compute


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    done = subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_the_machine_the_numbers_and_the_versions_are_told() -> None:
    told = json.loads(json.dumps(conditions(Compute(torch.device("cpu"), torch.bfloat16, ""))))
    assert (told["device"], told["dtype"], told["gpu"]) == ("cpu", "bfloat16", None)
    assert told["machine"]["cpu"]
    assert told["machine"]["cores"] >= 1
    assert told["torch"] == torch.__version__
    assert told["python"] == platform.python_version()
    assert told["stylecam"] == stylecam.__version__


def test_a_commit_is_told_and_whether_files_differ_from_it(tmp_path: Path) -> None:
    assert commit(tmp_path) is None
    git(tmp_path, "init", "--quiet")
    (tmp_path / "file").write_text("a")
    git(tmp_path, "add", "file")
    git(tmp_path, "commit", "--quiet", "--message=a")
    head = git(tmp_path, "rev-parse", "HEAD")
    assert commit(tmp_path) == head[:12]
    (tmp_path / "file").write_text("b")
    assert commit(tmp_path) == f"{head[:12]}-dirty"


def test_a_folder_that_is_not_there_has_no_commit(tmp_path: Path) -> None:
    assert commit(tmp_path / "absent") is None

"""Two processes train what one would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from stylecam.training.distributed import Processes, joined, local_rank
from tests.training.tiny import plan

TRAIN = ("-m", "stylecam", "train", "--device", "cpu", "--no-compile")
LENGTH = ("--steps", "3", "--log-steps", "1", "--batch", "4")


def test_one_process_agrees_with_itself() -> None:
    alone, cpu = Processes(), torch.device("cpu")
    assert alone.leads
    assert alone.agree(True, 3.0, cpu) == (True, 3.0)
    assert torch.equal(alone.mean(torch.ones(2)), torch.ones(2))
    with joined(cpu, {}) as processes:
        assert processes == alone
    assert local_rank({"LOCAL_RANK": "3"}) == 3


@pytest.mark.timeout(300)
def test_two_processes_train_as_one_does(tmp_path: Path) -> None:
    data = plan(tmp_path, 3)
    recipe = tmp_path / "tiny.toml"
    recipe.write_text(
        "[data]\ncrop = 32\nshort_side = 40\n[beginning]\nidentity_steps = 1\nramp_steps = 1\n"
        "[losses]\nfeature_identity = 0.1\ndistillation = 1.0\ncoherence = 0.1\n",
        encoding="utf-8",
    )
    options = ("--content", data.content, "--style", data.style, "--perceptual", data.perceptual, "--config", recipe)
    pair = ("-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2")
    for out, start in (("one", ()), ("two", pair)):
        command = [sys.executable, *start, *TRAIN, *LENGTH, *map(str, options), "--out", str(tmp_path / out)]
        environment = {**os.environ, "OMP_NUM_THREADS": "1"}
        done = subprocess.run(command, capture_output=True, text=True, timeout=280, check=False, env=environment)
        assert done.returncode == 0, done.stderr
        assert done.stdout.count("trained: 3 steps") == 1
    one, two = (
        [json.loads(line) for line in (tmp_path / out / "log.jsonl").read_text(encoding="utf-8").splitlines()]
        for out in ("one", "two")
    )
    assert [line["step"] for line in two] == [1, 2, 3]
    # The gradient is that after the processes have met: half of the batch alone has quite another one.
    for alone, together in zip(one, two, strict=True):
        for name in alone.keys() - {"seconds", "step_seconds"}:
            assert together[name] == pytest.approx(alone[name], rel=1e-3, abs=1e-6), name

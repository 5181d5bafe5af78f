"""The file from which a training goes on."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from torch import nn

from stylecam.errors import UsageError
from stylecam.models.trained import TaughtStyle, Trained, read_trained
from stylecam.training.checkpoint import (
    FILE,
    Checkpoint,
    load_checkpoint,
    random_states,
    save_checkpoint,
    save_weights,
    set_random_states,
)
from stylecam.training.config import TrainingError

ASKED = {"seed": 1, "data": {"batch": 8}}


def checkpoint() -> Checkpoint:
    network = nn.Linear(2, 2)
    optimizer = torch.optim.Adam(network.parameters())
    network(torch.ones(2)).sum().backward()
    optimizer.step()
    state = network.state_dict()
    return Checkpoint(ASKED, 3, 1.5, state, state, optimizer.state_dict(), {}, random_states(torch.device("cpu")))


@contextmanager
def full_disk() -> Iterator[None]:
    """No file may grow beyond a hundred bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    written = checkpoint()
    save_checkpoint(tmp_path / "out", written)
    read = load_checkpoint(tmp_path / "out", ASKED)
    assert read is not None
    assert (read.step, read.seconds, read.asked) == (3, 1.5, ASKED)
    assert all(torch.equal(read.network[name], tensor) for name, tensor in written.network.items())
    moments = read.optimizer["state"][0]
    assert torch.equal(moments["exp_avg"], written.optimizer["state"][0]["exp_avg"])


def test_there_may_be_none(tmp_path: Path) -> None:
    assert load_checkpoint(tmp_path, ASKED) is None


def test_one_of_another_training_is_refused_with_the_difference(tmp_path: Path) -> None:
    save_checkpoint(tmp_path, checkpoint())
    with pytest.raises(
        UsageError, match=r"a training with data\.batch 8, not 4; ask for the same or use another --out"
    ):
        load_checkpoint(tmp_path, {**ASKED, "data": {"batch": 4}})


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut short", b"\x80\x02}q\x00."])
def test_a_damaged_one_is_one_line(content: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(UsageError, match="is not a whole checkpoint; remove it to begin anew"):
        load_checkpoint(tmp_path, ASKED)


def test_a_full_disk_leaves_the_one_before(tmp_path: Path) -> None:
    save_checkpoint(tmp_path, checkpoint())
    with full_disk(), pytest.raises(TrainingError, match=r"cannot be written .*; make room"):
        save_checkpoint(tmp_path, replace(checkpoint(), step=4))
    read = load_checkpoint(tmp_path, ASKED)
    assert read is not None
    assert read.step == 3
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_weights_are_float32_and_say_what_they_are(tmp_path: Path) -> None:
    network, trained = nn.Linear(2, 3).double(), Trained("cin", (TaughtStyle("great-wave", "a1"),))
    save_weights(tmp_path / "net.safetensors", network, trained)
    assert read_trained(tmp_path / "net.safetensors") == trained
    read = load_file(tmp_path / "net.safetensors")
    assert torch.equal(read["weight"], network.weight.float())


def test_random_numbers_go_on_where_they_were() -> None:
    device = torch.device("cpu")
    states = random_states(device)
    first = torch.rand(3)
    set_random_states(states, device)
    assert torch.equal(torch.rand(3), first)

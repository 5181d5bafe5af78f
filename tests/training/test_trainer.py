"""Whole trainings, small ones."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from stylecam.clock import MonotonicClock
from stylecam.errors import UsageError, WeightsError
from stylecam.models.compact import Compact
from stylecam.models.registry import build_compact
from stylecam.models.weights import parse_weights
from stylecam.pictures import load_picture
from stylecam.training.checkpoint import FILE
from stylecam.training.config import TrainingError
from stylecam.training.distributed import Processes
from stylecam.training.machine import Machine
from stylecam.training.progress import LogTeller, Pulse, Silent, Teller
from stylecam.training.schedule import Budget
from stylecam.training.trainer import Ending, Plan, Trainer
from tests.training.tiny import CPU, config, plan


class Stopper(Silent):
    """Stops a training after a step, as a signal would."""

    def __init__(self, step: int) -> None:
        self.stop = threading.Event()
        self.notes: list[str] = []
        self._step = step

    def pulse(self, pulse: Pulse) -> None:
        if pulse.step == self._step:
            self.stop.set()

    def note(self, text: str) -> None:
        self.notes.append(text)


class SlowClock(MonotonicClock):
    """Ten seconds pass between two looks at it."""

    def __init__(self) -> None:
        self._now = 0.0

    def now(self) -> float:
        self._now += 10
        return self._now


def train(
    wanted: Plan, machine: Machine = CPU, teller: Teller | None = None, stop: threading.Event | None = None
) -> Ending:
    trainer = Trainer(wanted, machine, Processes(), MonotonicClock())
    return trainer.run(teller or Silent(), stop or threading.Event())


def test_a_training_that_was_stopped_goes_on_to_the_very_same_weights(tmp_path: Path) -> None:
    whole = train(plan(tmp_path, 5, "whole"))
    # Stopped in the beginning and once more in the ramp.
    for step in (1, 3):
        stopper = Stopper(step)
        ending = train(plan(tmp_path, 5, "parts"), teller=stopper, stop=stopper.stop)
        assert (ending.step, ending.complete) == (step, False)
    ending = train(plan(tmp_path, 5, "parts"))
    assert (ending.step, ending.complete) == (5, True)
    assert ending.weights.read_bytes() == whole.weights.read_bytes()
    one, other = (torch.load(tmp_path / name / FILE, weights_only=True) for name in ("whole", "parts"))
    assert all(torch.equal(one["network"][name], other["network"][name]) for name in one["network"])
    for number, state in one["optimizer"]["state"].items():
        assert all(torch.equal(value, other["optimizer"]["state"][number][name]) for name, value in state.items())


def test_a_checkpoint_from_before_there_was_a_loss_goes_on(tmp_path: Path) -> None:
    train(plan(tmp_path, 1))
    file = tmp_path / "out" / FILE
    found = torch.load(file, weights_only=True)
    assert "coherence" not in found["asked"]["losses"]
    del found["projections"]
    torch.save(found, file)
    assert train(plan(tmp_path, 2)).step == 2
    more = replace(config(), losses=replace(config().losses, coherence=1.0))
    with pytest.raises(UsageError, match=r"is of a training with losses\.coherence None, not 1\.0"):
        train(plan(tmp_path, 3, config=more))


def test_what_comes_of_it_paints_and_can_be_looked_at(tmp_path: Path) -> None:
    ending = train(plan(tmp_path, 1))
    tensors = parse_weights(ending.weights.read_bytes(), ending.weights)
    build_compact(tensors, ending.weights, torch.device("cpu"), torch.float32)
    assert load_picture(tmp_path / "out" / "samples" / "step_0000001.png").shape == (5 * 40, 5 * 40, 3)


def test_it_learns(tmp_path: Path) -> None:
    """To give back its content, which is what comes first."""
    base = config()
    easy = replace(base, beginning=replace(base.beginning, identity_steps=30))
    wanted = plan(tmp_path, 30, config=easy)
    train(wanted, teller=LogTeller(wanted.out, 0))
    lines = [json.loads(line) for line in (wanted.out / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["step"] for line in lines] == list(range(1, 31))
    assert sum(line["reconstruction"] for line in lines[-3:]) < 0.75 * sum(line["reconstruction"] for line in lines[:3])


def test_it_starts_from_weights(tmp_path: Path) -> None:
    weights = tmp_path / "start.safetensors"
    torch.manual_seed(5)
    save_file(Compact().state_dict(), weights)
    tiny_steps = replace(config(), optimizer=replace(config().optimizer, rate_from_weights=1e-8))
    ending = train(plan(tmp_path, 1, init=weights, config=tiny_steps))
    started, ended = load_file(weights), load_file(ending.weights)
    assert all(torch.allclose(started[name], ended[name], atol=1e-6) for name in started)


def test_seconds_count_over_all_its_parts(tmp_path: Path) -> None:
    """And a stopped training has what it trained before."""
    wanted = plan(tmp_path, 0, budget=Budget(seconds=10_000.0))
    stopper = Stopper(2)
    first = Trainer(wanted, CPU, Processes(), SlowClock()).run(stopper, stopper.stop)
    again = Trainer(wanted, CPU, Processes(), SlowClock())
    assert again.seconds == first.seconds > 0
    rest = Trainer(replace(wanted, budget=Budget(seconds=first.seconds)), CPU, Processes(), SlowClock())
    ending = rest.run(Silent(), threading.Event())
    assert (ending.step, ending.complete) == (2, True)


def test_weights_that_are_no_numbers_end_it_and_spoil_nothing(tmp_path: Path) -> None:
    weights = tmp_path / "start.safetensors"
    save_file({name: torch.full_like(tensor, torch.nan) for name, tensor in Compact().state_dict().items()}, weights)
    with pytest.raises(TrainingError, match=r"step 1: the losses are no numbers any more \(content, .*lower optimizer"):
        train(plan(tmp_path, 3, init=weights))
    with pytest.raises(TrainingError, match="the weights are no numbers any more"):
        train(plan(tmp_path, 3, init=weights, log_steps=10))
    assert not (tmp_path / "out" / FILE).exists()


def test_a_checkpoint_is_written_on_the_way_and_a_disk_that_is_full_only_told(tmp_path: Path) -> None:
    wanted = plan(tmp_path, 2, checkpoint_seconds=0.0)
    # A folder where the file belongs: it cannot be renamed to that.
    (wanted.out / "compact.safetensors").mkdir(parents=True)
    told = Stopper(0)
    with pytest.raises(TrainingError, match="cannot be written"):
        train(wanted, teller=told)
    assert len(told.notes) == 2
    assert "cannot be written" in told.notes[0]
    assert torch.load(wanted.out / FILE, weights_only=True)["step"] == 2


def test_one_pair_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    wanted = plan(tmp_path, 2)
    (wanted.content / "0.png").write_bytes(b"no picture")
    told = Stopper(0)
    train(wanted, teller=told)
    assert told.notes == ["1 pictures could not be read and were left out"]


def test_what_cannot_be_trained_is_refused_before_it_starts(tmp_path: Path) -> None:
    wanted = plan(tmp_path, 2)
    train(wanted)
    with pytest.raises(UsageError, match="is of a training with seed 0, not 1"):
        train(replace(wanted, seed=1))
    with pytest.raises(UsageError, match="a batch of 4 cannot be shared by 3 processes"):
        Trainer(wanted, CPU, Processes(0, 3), MonotonicClock())
    with pytest.raises(WeightsError, match="cannot be read"):
        train(replace(wanted, init=tmp_path / "none.safetensors"))
    with pytest.raises(WeightsError, match="cannot be read"):
        train(replace(wanted, perceptual=tmp_path / "none.safetensors"))


# Torch warns of its own use of torch.jit.
@pytest.mark.filterwarnings("ignore:.*torch.jit:DeprecationWarning")
def test_an_objective_that_cannot_be_compiled_is_computed_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch._inductor.config

    monkeypatch.setattr(torch._inductor.config.cpp, "cxx", ("no-such-compiler",))
    monkeypatch.setenv("TORCHINDUCTOR_CACHE_DIR", str(tmp_path / "cache"))
    told = Stopper(0)
    ending = train(plan(tmp_path, 1), machine=replace(CPU, compiled=True), teller=told)
    assert ending.complete
    assert any("could not be compiled" in note for note in told.notes)

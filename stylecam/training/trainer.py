"""A training from its folders to its weights: the loop, and the files it leaves."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from stylecam.clock import Clock
from stylecam.errors import UsageError
from stylecam.models.trained import Trained
from stylecam.training.batches import Batches, BatchReader
from stylecam.training.checkpoint import load_checkpoint, save_checkpoint, save_weights
from stylecam.training.config import Config, TrainingError
from stylecam.training.distributed import Processes
from stylecam.training.learner import Learner
from stylecam.training.machine import Machine
from stylecam.training.meter import Meter
from stylecam.training.networks import fresh_network, load_into, taught_styles
from stylecam.training.perceptual import load_perceptual
from stylecam.training.pictures import PictureFolder
from stylecam.training.progress import Report, Teller
from stylecam.training.samples import CONTENTS, LARGEST_SIDE, STYLES, chosen, sample_grid, save_png
from stylecam.training.schedule import Budget, Schedule


@dataclass(frozen=True)
class Plan:
    """What is asked for.

    Attributes:
        config: the network, its losses and its data.
        content, style: folders of pictures.
        perceptual: the perceptual network's weights.
        out: the folder for what comes of it.
        budget: how long.
        init: weights to start from, or None.
        seed: of the first weights and of every batch.
        sample_seconds, checkpoint_seconds: how often to paint samples and to write a checkpoint.
        log_steps: how often to report.
        threads: that make batches.
    """

    config: Config
    content: Path
    style: Path
    perceptual: Path
    out: Path
    budget: Budget
    init: Path | None = None
    seed: int = 0
    sample_seconds: float = 600.0
    checkpoint_seconds: float = 120.0
    log_steps: int = 50
    threads: int = 1


@dataclass(frozen=True)
class Ending:
    """How it ended.

    Attributes:
        step: steps done in all.
        seconds: trained in all.
        complete: as long as was asked for, not stopped before.
        weights: the averaged weights.
    """

    step: int
    seconds: float
    complete: bool
    weights: Path


class Trainer:
    """Opens everything, goes on from the checkpoint where there is one, and trains."""

    def __init__(self, plan: Plan, machine: Machine, processes: Processes, clock: Clock) -> None:
        """Raises:
        UsageError: a folder, a file or the checkpoint cannot be used.
        WeightsError: weights to start from, or the perceptual network's, cannot be used.
        """
        if plan.config.data.batch % processes.count:
            raise UsageError(
                f"a batch of {plan.config.data.batch} cannot be shared by {processes.count} processes; use --batch"
            )
        self._plan, self._machine, self._processes, self._clock = plan, machine, processes, clock
        self._contents, self._styles = (
            PictureFolder(folder, plan.config.data.short_side) for folder in (plan.content, plan.style)
        )
        self._trained = Trained(plan.config.network, taught_styles(plan.config.network, self._styles))
        torch.manual_seed(plan.seed)
        network = fresh_network(plan.config.network, len(self._styles))
        if plan.init is not None:
            load_into(network, plan.config.network, plan.init)
        self._learner = Learner(network, load_perceptual(plan.perceptual), plan.config, machine, processes)
        self._asked = self._what_is_asked()
        self._is_compiled = machine.compiled
        self.seconds = 0.0
        checkpoint = load_checkpoint(plan.out, self._asked)
        if checkpoint is not None:
            self._learner.restore(checkpoint)
            self.seconds = checkpoint.seconds

    @property
    def step(self) -> int:
        """Steps done."""
        return self._learner.steps

    @property
    def about(self) -> str:
        """What it trains on, for people."""
        return f"{self._plan.config.network}: {len(self._contents)} contents, {len(self._styles)} styles"

    @property
    def weights(self) -> Path:
        """Where the averaged weights are written."""
        return self._plan.out / f"{self._plan.config.network}.safetensors"

    def run(self, teller: Teller, stop: threading.Event) -> Ending:
        """Train until the plan is fulfilled or `stop` is set, and write what came of it.

        Raises:
            TrainingError: the losses are no numbers any more, or the last checkpoint cannot be written.
        """
        plan, count = self._plan, self._processes.count
        schedule = Schedule(plan.config, plan.init is not None)
        batches = Batches(
            *(self._contents, self._styles, plan.config, plan.seed, self._processes.rank, count),
            pin=self._machine.device.type == "cuda",
        )
        meter = Meter(self._clock, plan.budget, self.step, self.seconds)
        complete = False
        with BatchReader(batches, self.step, plan.threads) as reader:
            while True:
                self.seconds = meter.seconds()
                stopped, self.seconds = self._processes.agree(stop.is_set(), self.seconds, self._machine.device)
                done = plan.budget.done(self.step, self.seconds)
                complete = done >= 1
                if complete or stopped:
                    break
                rate = schedule.rate(self.step, done)
                step = self.step
                losses = self._learner.learn(reader.read(), rate, schedule.weights(step), schedule.gives_back(step))
                meter.add(losses)
                teller.pulse(meter.pulse(self.step))
                if self.step % plan.log_steps == 0:
                    self._report(meter, rate, teller)
                self._write_what_is_due(meter, teller)
        self._finish(teller)
        return Ending(self.step, self.seconds, complete, self.weights)

    def _report(self, meter: Meter, rate: float, teller: Teller) -> None:
        names, means, step_seconds = meter.take()
        values = dict(zip(names, self._processes.mean(means).tolist(), strict=True))
        teller.report(Report(self.step, meter.seconds(), rate, step_seconds, values))
        if self._is_compiled and not self._learner.compiled:
            self._is_compiled = False
            teller.note(
                "the objective could not be compiled, and each step takes longer; is there memory and disk left?"
            )
        # In float16 a gradient may overflow; that step is then skipped.
        if not torch.tensor(values["total"]).isfinite():
            wrong = [name for name, value in values.items() if value != value or abs(value) == float("inf")]
            raise TrainingError(
                f"step {self.step}: the losses are no numbers any more ({', '.join(wrong)}); lower optimizer.rate"
                f" in the configuration; what {self._plan.out} holds is from before"
            )

    def _write_what_is_due(self, meter: Meter, teller: Teller) -> None:
        if not self._processes.leads:
            return
        try:
            if meter.is_due("checkpoint", self._plan.checkpoint_seconds):
                self.seconds = meter.seconds()
                self._save()
            if meter.is_due("samples", self._plan.sample_seconds):
                self._paint_samples()
        except TrainingError as error:
            # A disk may have room again until the next time; the checkpoint before is still there.
            teller.note(f"stylecam: {error}")

    def _finish(self, teller: Teller) -> None:
        if self._processes.leads:
            self._save()
            self._paint_samples()
            skipped = self._contents.unreadable + self._styles.unreadable
            if skipped:
                teller.note(f"{skipped} pictures could not be read and were left out")

    def _save(self) -> None:
        if not self._learner.is_sound():
            raise TrainingError(
                f"step {self.step}: the weights are no numbers any more; lower optimizer.rate in the configuration;"
                f" what {self._plan.out} holds is from before"
            )
        save_checkpoint(self._plan.out, self._learner.checkpoint(self._asked, self.seconds))
        save_weights(self.weights, self._learner.averaged, self._trained)

    def _paint_samples(self) -> None:
        side = min(LARGEST_SIDE, self._plan.config.data.short_side // 8 * 8)
        contents, styles = chosen(self._contents, CONTENTS, side), chosen(self._styles, STYLES, side)
        if not contents or not styles:
            return
        grid = sample_grid(self._learner.averaged, contents.values(), styles, self._machine.device)
        save_png(self._plan.out / "samples" / f"step_{self.step:07}.png", grid)

    def _what_is_asked(self) -> dict[str, Any]:
        plan, config = self._plan, self._plan.config.as_dict()
        # A loss of weight 0 is as good as none, also one that a checkpoint is too old to know.
        config["losses"] = {name: weight for name, weight in config["losses"].items() if weight}
        # Of a network that reads any picture a style's content is as good as another.
        taught = {"taught": [style.sha256 for style in self._trained.styles]} if self._trained.styles else {}
        return {
            **config,
            **taught,
            "seed": plan.seed,
            "init": plan.init and _digest(plan.init),
            "perceptual": _digest(plan.perceptual),
            "contents": self._contents.fingerprint(),
            "styles": self._styles.fingerprint(),
        }


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]

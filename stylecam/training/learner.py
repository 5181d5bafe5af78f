"""The network while it learns: one step at a time, and all that a step depends on."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor, nn

from stylecam.training.averaging import follow, keep_share
from stylecam.training.batches import Batch
from stylecam.training.checkpoint import Checkpoint, random_states, set_random_states
from stylecam.training.config import Config
from stylecam.training.distributed import Processes
from stylecam.training.machine import Machine
from stylecam.training.objective import Objective, extras_of
from stylecam.training.perceptual import Perceptual


class Learner:
    """A network, its average, and the optimizer between.

    Attributes:
        network: what learns.
        averaged: the average of its weights, which is what a training is for.
        steps: done so far.
    """

    def __init__(
        self, network: nn.Module, perceptual: Perceptual, config: Config, machine: Machine, processes: Processes
    ) -> None:
        self._config = config.optimizer
        self._device = machine.device
        self.network = _channels_last(network.to(self._device))
        self.averaged = copy.deepcopy(self.network).requires_grad_(False)
        self.steps = 0
        self._losses = Objective(
            self.network, perceptual, extras_of(config.losses), machine.autocast, machine.compiled
        ).to(self._device)
        self._objective = processes.share(self._losses, self._device)
        betas = (self._config.beta1, self._config.beta2)
        self._optimizer = torch.optim.Adam(self._losses.parameters(), self._config.rate, betas=betas)
        # Small gradients vanish in float16, not in bfloat16.
        self._scaler = torch.amp.GradScaler(self._device.type, enabled=machine.autocast == torch.float16)

    def learn(self, batch: Batch, rate: float, weights: Mapping[str, float], gives_back: bool) -> dict[str, Tensor]:
        """One step; gives the losses, their weighted sum as "total", and the gradient's norm as "gradient".

        Args:
            gives_back: every content is its own style.
        """
        losses = self._objective(*self._inputs(batch, gives_back))
        total = torch.stack([weight * losses[name] for name, weight in weights.items()]).sum()
        torch.autograd.backward(self._scaler.scale(total))
        self._scaler.unscale_(self._optimizer)
        norm = nn.utils.clip_grad_norm_(self._losses.parameters(), self._config.clip)
        for group in self._optimizer.param_groups:
            group["lr"] = rate
        self._scaler.step(self._optimizer)
        self._scaler.update()
        self._optimizer.zero_grad()
        follow(self.averaged, self.network, keep_share(self._config.averaging, self.steps))
        self.steps += 1
        return {name: loss.detach() for name, loss in {**losses, "total": total, "gradient": norm}.items()}

    @property
    def compiled(self) -> bool:
        """Whether the objective is a compiled program; known after the first step."""
        return self._losses.compiled

    def is_sound(self) -> bool:
        """Whether every weight is still a finite number."""
        return all(bool(weight.isfinite().all()) for weight in self._losses.parameters())

    def checkpoint(self, asked: dict[str, Any], seconds: float) -> Checkpoint:
        """All of it, after `seconds` of training."""
        return Checkpoint(
            asked=asked,
            step=self.steps,
            seconds=seconds,
            network=self.network.state_dict(),
            averaged=self.averaged.state_dict(),
            optimizer=self._optimizer.state_dict(),
            scaler=self._scaler.state_dict(),
            random=random_states(self._device),
            projections=self._losses.projections.state_dict(),
        )

    def restore(self, checkpoint: Checkpoint) -> None:
        """Go on from there."""
        self.network.load_state_dict(checkpoint.network)
        self.averaged.load_state_dict(checkpoint.averaged)
        self._losses.projections.load_state_dict(checkpoint.projections)
        self._optimizer.load_state_dict(checkpoint.optimizer)
        self._scaler.load_state_dict(checkpoint.scaler)
        set_random_states(checkpoint.random, self._device)
        self.steps = checkpoint.step

    def _inputs(self, batch: Batch, gives_back: bool) -> tuple[Tensor, ...]:
        content, style, *others = (tensor.to(self._device, non_blocking=True) for tensor in batch.tensors())
        content = _picture(content)
        return (content, content if gives_back else _picture(style), *others)


def _channels_last(network: nn.Module) -> nn.Module:
    """In place: the arrangement in memory that convolutions are fastest with."""
    for weight in network.parameters():
        if weight.dim() == 4:
            weight.data = weight.data.contiguous(memory_format=torch.channels_last)
    return network


def _picture(pixels: Tensor) -> Tensor:
    return (pixels.float() / 255).contiguous(memory_format=torch.channels_last)

"""Several processes as one training, on one machine or many, as `torchrun` starts them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from stylecam.errors import UsageError


@dataclass(frozen=True)
class Processes:
    """The processes that train together, seen from one of them.

    Attributes:
        rank: the number of this one; 0 writes the files and talks.
        count: how many there are.
    """

    rank: int = 0
    count: int = 1

    @property
    def leads(self) -> bool:
        """Whether this one writes the files and talks."""
        return self.rank == 0

    def share(self, objective: nn.Module, device: torch.device) -> nn.Module:
        """The same module, but its gradients are the mean over all processes, and its weights start as the first's."""
        if self.count == 1:
            return objective
        devices = [device.index] if device.type == "cuda" else None
        return DistributedDataParallel(objective, device_ids=devices, broadcast_buffers=False)

    def mean(self, values: Tensor) -> Tensor:
        """The mean over all processes; they all have to ask."""
        if self.count > 1:
            dist.all_reduce(values)
            values = values / self.count
        return values

    def agree(self, stop: bool, seconds: float, device: torch.device) -> tuple[bool, float]:
        """Whether any is to stop, and the longest time: clocks differ, and schedules must not. They all have to ask."""
        if self.count == 1:
            return stop, seconds
        asked = torch.tensor([float(stop), seconds], dtype=torch.float64, device=device)
        dist.all_reduce(asked, op=dist.ReduceOp.MAX)
        anybody, longest = asked.tolist()
        return bool(anybody), longest


def local_rank(environment: Mapping[str, str]) -> int:
    """The number of this process on its machine, which is that of its GPU."""
    return int(environment.get("LOCAL_RANK", "0"))


@contextmanager
def joined(device: torch.device, environment: Mapping[str, str] = os.environ) -> Iterator[Processes]:
    """The processes that `torchrun` started with this one; this one alone without it.

    Raises:
        UsageError: they do not find one another.
    """
    count = int(environment.get("WORLD_SIZE", "1"))
    if count == 1:
        yield Processes()
        return
    try:
        dist.init_process_group("nccl" if device.type == "cuda" else "gloo")
    except (RuntimeError, ValueError) as error:
        first = str(error).partition("\n")[0]
        raise UsageError(f"the processes do not find one another ({first}); start them with torchrun") from None
    try:
        yield Processes(dist.get_rank(), count)
    finally:
        dist.destroy_process_group()

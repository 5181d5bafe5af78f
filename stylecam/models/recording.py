"""Work on a device that is written down once and done again as a whole, without Python in between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

Work = Callable[[], tuple[Tensor, ...]]
"""Does the same operations on the same memory at each call, and asks nothing of the host."""

_WARM_UPS = 3
"""How often work is done before it is recorded, as torch's documentation has it: libraries choose their algorithms and
set up their own memory on first use, which cannot be recorded."""


@dataclass(frozen=True)
class Recording:
    """Work that has been recorded, not done.

    Attributes:
        outputs: what the work gave; each replay writes it anew into the same memory.
        replay: does the work on what its inputs hold by now.
    """

    outputs: tuple[Tensor, ...]
    replay: Callable[[], None]


class Recorder(Protocol):
    """Makes recordings."""

    def record(self, work: Work) -> Recording:
        """The work, recorded.

        Raises:
            RuntimeError: it cannot be.
        """
        ...


class CudaRecorder:
    """Records CUDA graphs (`torch.cuda.CUDAGraph`): some hundred kernels that are started by one call.

    Each has its memory to itself, so that they may be replayed in any order, but not two at a time.

    Args:
        device: a CUDA device.
    """

    def __init__(self, device: torch.device) -> None:
        self._device = device
        self._side = torch.cuda.Stream(device)  # type: ignore[no-untyped-call]

    def record(self, work: Work) -> Recording:
        """See `Recorder.record`."""
        here, graph = torch.cuda.current_stream(self._device), torch.cuda.CUDAGraph()
        self._side.wait_stream(here)
        # Stands around `graph` too, which leaves its stream the current one where a recording fails.
        with torch.cuda.stream(self._side):
            for _ in range(_WARM_UPS):
                work()
            # What other threads do with the device meanwhile is theirs, and does not spoil the recording.
            with torch.cuda.graph(graph, stream=self._side, capture_error_mode="thread_local"):
                outputs = work()
        here.wait_stream(self._side)
        return Recording(outputs, graph.replay)

"""Recordings of work on a GPU."""

from __future__ import annotations

from functools import partial

import pytest
import torch
from torch import Tensor

from stylecam.models.recording import CudaRecorder

pytestmark = pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no GPU")

CUDA = torch.device("cuda")


def test_a_replay_reads_what_the_inputs_hold_by_then_and_writes_over_the_outputs() -> None:
    x = torch.ones(3, device=CUDA)
    recording = CudaRecorder(CUDA).record(lambda: (x * 2, x + 1))
    doubled, next_to = recording.outputs
    for value in (5.0, -2.0):
        x.fill_(value)
        recording.replay()
        assert doubled.tolist() == [2 * value] * 3
        assert next_to.tolist() == [value + 1] * 3


def test_recordings_are_replayed_in_any_order() -> None:
    recorder, x = CudaRecorder(CUDA), torch.ones(1000, device=CUDA)

    def work(n: int) -> tuple[Tensor, ...]:
        return ((x + n).mul_(n),)

    recordings = [recorder.record(partial(work, n)) for n in range(4)]
    for n in (2, 0, 3, 1, 2):
        recordings[n].replay()
        assert recordings[n].outputs[0].tolist() == [(1 + n) * n] * 1000


def test_what_asks_the_host_cannot_be_recorded_and_leaves_the_device_as_it_was() -> None:
    recorder, x = CudaRecorder(CUDA), torch.ones(3, device=CUDA)

    def asks() -> tuple[Tensor, ...]:
        return (x * x.sum().item(),)

    before = torch.cuda.current_stream(CUDA)
    with pytest.raises(RuntimeError):
        recorder.record(asks)
    assert torch.cuda.current_stream(CUDA) == before
    recording = recorder.record(lambda: (x * 2,))
    recording.replay()
    assert recording.outputs[0].tolist() == [2.0] * 3

"""A network in a process of its own: what it tells, and how it may fail."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from benchmarks.contenders import COMPACT, MICROAST
from benchmarks.frames import moving_pictures
from benchmarks.probe import LeftOut, Probe, Setting, is_lack_of_memory, main, peak_memory, probe
from stylecam.errors import EngineError

SETTING = Setting("cpu", None, threads=1, limit=60.0)


def test_time_and_memory_are_told_by_the_process_itself() -> None:
    ballast = np.ones(2**30, np.uint8)  # of this process, not of the one that is looked at
    found = probe(COMPACT, (64, 48), SETTING)
    assert isinstance(found, Probe)
    assert 0 < found.frame_s < found.first_s
    assert 50e6 < found.before < found.peak < ballast.nbytes


def test_what_takes_too_long_is_left_out() -> None:
    told = probe(COMPACT, (64, 48), Setting("cpu", None, threads=1, limit=1e-6))
    assert isinstance(told, LeftOut)
    assert (told.network, told.size) == (COMPACT, (64, 48))
    assert "more than 1e-06 s" in told.why


def test_any_other_failure_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="absent"):
        probe(MICROAST, (64, 48), Setting("cpu", tmp_path / "absent.safetensors", threads=1, limit=60.0))


def test_a_network_that_is_not_there_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nobody", "--size", "64x48"]) == 2
    assert "no network 'nobody' here; there is: compact" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells no peak of an allocation that was given back")
def test_memory_that_was_given_back_is_in_the_peak() -> None:
    before = peak_memory(torch.device("cpu"))
    size = before + 2**28
    np.ones(size, np.uint8)
    assert peak_memory(torch.device("cpu")) > size


def test_only_a_lack_of_memory_is_one() -> None:
    assert is_lack_of_memory(MemoryError())
    with pytest.raises(RuntimeError) as failed:
        torch.empty(2**55, dtype=torch.uint8)
    assert is_lack_of_memory(failed.value)
    assert is_lack_of_memory(torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB"))
    assert not is_lack_of_memory(RuntimeError("expected 4 channels"))


def test_pictures_move() -> None:
    first, second, *_ = moving_pictures((64, 48))
    assert first.shape == (48, 64, 3)
    np.testing.assert_array_equal(first[:, :-2], second[:, 2:])

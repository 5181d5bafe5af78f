from __future__ import annotations

import torch

from stylecam.training.evaluation.timing import WARMUP, median_milliseconds


def test_networks_take_turns_and_each_has_a_time() -> None:
    calls: list[str] = []
    forwards = {name: lambda name=name: calls.append(name) for name in ("a", "b")}
    taken = median_milliseconds(forwards, 4, torch.device("cpu"))
    assert calls == ["a", "b"] * (WARMUP + 4)
    assert taken.keys() == {"a", "b"}
    assert all(milliseconds >= 0 for milliseconds in taken.values())

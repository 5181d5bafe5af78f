"""Peaks: the best of what was measured."""

from __future__ import annotations

import pytest
import torch

from benchmarks.ceilings import peaks_of, products
from benchmarks.timing import Timing
from stylecam.engine.device import Compute
from stylecam.models.int8 import supported_levels

CPU = Compute(torch.device("cpu"), torch.float32, "CPU, float32")


def test_the_peak_is_the_best_product_in_these_numbers() -> None:
    seconds = {"float32 100": 0.001, "float32 200": 0.004, "bfloat16 100": 0.0001, "copy": 0.5}
    timings = {name: Timing({0: taken}) for name, taken in seconds.items()}
    peaks = peaks_of(timings, torch.float32, (100, 200), 1_000_000)
    assert peaks.flops == pytest.approx(2 * 200**3 / 0.004)
    assert peaks.bytes == pytest.approx(4e6)


def test_products_are_made_in_each_kind_of_numbers() -> None:
    made = products(CPU, (torch.float32, torch.bfloat16), (8, 16))
    assert list(made) == ["float32 8", "float32 16", "bfloat16 8", "bfloat16 16"]
    for run in made.values():
        run()


@pytest.mark.skipif(supported_levels() is None, reason="torch cannot convolve bytes here")
def test_a_product_of_bytes_is_one_of_matrices() -> None:
    (run,) = products(CPU, (torch.int8,), (32,)).values()
    found = run()
    assert isinstance(found, torch.Tensor)
    assert found.shape == (1, 32, 1, 32)

"""Which device and number format."""

from __future__ import annotations

import platform

import pytest
import torch

from stylecam.engine import device as devices
from stylecam.engine.device import (
    DEVICES,
    PRECISIONS,
    choose_compute,
    cpu_has_fast_bfloat16,
    cpu_has_int8,
    devices_here,
    dtype_name,
    hardware_name,
)
from stylecam.errors import UsageError
from stylecam.models.int8 import FULL, REDUCED
from stylecam.models.registry import FLOATS

EVERY = tuple(PRECISIONS.values())
"""What a network can compute in that has been prepared for bytes."""

NO_GPU = not (torch.cuda.is_available() or torch.backends.mps.is_available())


def test_the_cpu_is_always_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEDNN_MAX_CPU_ISA", "AVX2")
    compute = choose_compute("cpu")
    assert compute.device == torch.device("cpu")
    assert compute.dtype == torch.float32
    assert compute.label == "CPU, float32"


def test_the_cpus_bfloat16_is_used_where_it_is_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ONEDNN_MAX_CPU_ISA", raising=False)
    expected = torch.bfloat16 if cpu_has_fast_bfloat16({}) else torch.float32
    assert choose_compute("cpu").dtype == expected


def test_every_device_that_is_here_can_be_chosen_and_has_a_name() -> None:
    assert devices_here()[-1] == "cpu"
    for device in devices_here():
        assert choose_compute(device).device.type == device
        assert hardware_name(device).partition(": ")[2]


@pytest.mark.skipif(not NO_GPU, reason="there is a GPU")
def test_auto_falls_back_to_the_cpu() -> None:
    assert choose_compute("auto") == choose_compute("cpu")


@pytest.mark.skipif(NO_GPU, reason="there is no GPU")
def test_auto_takes_the_gpu_in_half_precision() -> None:
    compute = choose_compute("auto")
    assert compute.device.type in ("cuda", "mps")
    assert compute.dtype == torch.float16


@pytest.mark.parametrize("device", ["cuda", "mps"])
def test_a_device_that_is_not_there(device: str) -> None:
    if {"cuda": torch.cuda, "mps": torch.backends.mps}[device].is_available():
        pytest.skip(f"{device} works here")
    with pytest.raises(UsageError, match=f"^the device '{device}' does not work here; .* use --device auto$") as caught:
        choose_compute(device)
    assert caught.value.exit_code == 2


def test_an_unknown_device_is_answered_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=rf"^there is no device 'tpu'; use one of {', '.join(DEVICES)}$"):
        choose_compute("tpu")


def test_the_cpus_bytes_are_used_where_the_network_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEDNN_MAX_CPU_ISA", "AVX2")
    there = cpu_has_int8()
    assert choose_compute("cpu", formats=EVERY).dtype == (torch.int8 if there else torch.float32)
    assert choose_compute("cpu", formats=FLOATS).dtype == torch.float32
    if there:
        assert choose_compute("cpu", formats=EVERY).label == "CPU, int8"


@pytest.mark.parametrize("levels", [FULL, REDUCED])
def test_bytes_are_used_however_far_their_weights_may_go(levels: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEDNN_MAX_CPU_ISA", "AVX2")
    monkeypatch.setattr(devices, "supported_levels", lambda: levels)
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    assert choose_compute("cpu", formats=EVERY).dtype == torch.int8


def test_bytes_come_before_bfloat16(monkeypatch: pytest.MonkeyPatch) -> None:
    """A CPU with instructions for the one has them for the others, twice as fast."""
    if not cpu_has_int8():
        pytest.skip("torch convolves no bytes on this CPU")
    monkeypatch.setattr(devices, "cpu_has_fast_bfloat16", lambda _: True)
    assert choose_compute("cpu", formats=EVERY).dtype == torch.int8
    assert choose_compute("cpu", formats=FLOATS).dtype == torch.bfloat16


def test_without_convolutions_of_bytes_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere than on x86 torch has none that are fast."""
    monkeypatch.setattr(platform, "machine", lambda: "aarch64")
    assert not cpu_has_int8()
    assert choose_compute("cpu", formats=EVERY).dtype == torch.float32
    with pytest.raises(UsageError, match=r"^'int8' does not work on the device 'cpu' with this network; use auto or"):
        choose_compute("cpu", "int8", EVERY)


@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
def test_a_precision_that_is_asked_for_is_used(precision: str) -> None:
    compute = choose_compute("cpu", precision, EVERY)
    assert compute.dtype == PRECISIONS[precision]
    assert compute.label == f"CPU, {precision}"


def test_bytes_can_be_asked_for() -> None:
    if not cpu_has_int8():
        pytest.skip("torch convolves no bytes on this CPU")
    assert choose_compute("cpu", "int8", EVERY).dtype == torch.int8


@pytest.mark.parametrize("precision", ["int8", "float64", "fast", ""])
def test_a_precision_that_does_not_work_is_answered_with_those_that_do(
    precision: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONEDNN_MAX_CPU_ISA", "AVX2")
    with pytest.raises(UsageError) as caught:
        choose_compute("cpu", precision, FLOATS)
    assert str(caught.value) == (
        f"'{precision}' does not work on the device 'cpu' with this network; use auto or float32, bfloat16"
    )
    assert caught.value.exit_code == 2


def test_precisions_have_the_names_that_formats_have() -> None:
    assert [dtype_name(dtype) for dtype in PRECISIONS.values()] == list(PRECISIONS)


@pytest.mark.parametrize("limit", ["SSE41", "AVX2", "AVX512_CORE", "avx512_core_vnni"])
def test_kept_from_its_instructions_bfloat16_is_slow(limit: str) -> None:
    assert not cpu_has_fast_bfloat16({"ONEDNN_MAX_CPU_ISA": limit})


@pytest.mark.parametrize("limit", ["ALL", "default", "AVX512_CORE_AMX", "AVX512_CORE_BF16", "avx512_core_fp16"])
def test_limits_that_leave_bfloat16_its_instructions_change_nothing(limit: str) -> None:
    assert cpu_has_fast_bfloat16({"ONEDNN_MAX_CPU_ISA": limit}) == cpu_has_fast_bfloat16({})


def test_it_is_known_of_x86_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "aarch64")
    assert not cpu_has_fast_bfloat16({})

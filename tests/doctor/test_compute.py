from __future__ import annotations

from dataclasses import replace

import pytest

from stylecam.doctor.compute import (
    TorchFacts,
    broken_torch,
    check_cpu,
    check_device,
    check_mps,
    check_threads,
    read_torch,
)

LAPTOP = TorchFacts("2.9.0", None, (), False, "CPU, float32", "", "AVX2", False, False, 8)


def test_this_machine_has_a_device_that_computes() -> None:
    facts = read_torch()
    assert check_device(facts).ok, facts.trouble
    assert facts.threads >= 1


def test_the_device_and_its_number_format_are_named() -> None:
    check = check_device(LAPTOP)
    assert (check.ok, check.required) == (True, True)
    assert check.detail.startswith("CPU, float32")


def test_a_card_that_torch_has_no_kernels_for() -> None:
    trouble = "CUDA error: no kernel image is available for execution on the device\nCUDA kernel errors might be..."
    check = check_device(replace(LAPTOP, device="NVIDIA GTX 750, float16", trouble=trouble))
    assert not check.ok
    assert check.detail.endswith("no kernel image is available for execution on the device")
    assert "--device cpu" in check.fix


def test_the_cpu_says_what_it_computes_in() -> None:
    assert check_cpu(LAPTOP).detail == "AVX2, float32, 8 threads"
    assert "float32, bfloat16, int8" in check_cpu(replace(LAPTOP, fast_bfloat16=True, fast_int8=True)).detail


def test_a_torch_that_cannot_be_loaded_on_windows() -> None:
    check = broken_torch("[WinError 126] The specified module could not be found. Error loading c10.dll", "Windows")
    assert (check.ok, check.required) == (False, True)
    assert "vc_redist.x64.exe" in check.fix


def test_a_torch_that_cannot_be_loaded_elsewhere() -> None:
    check = broken_torch("No module named 'torch'", "Linux")
    assert check.fix.endswith("pip install --force-reinstall torch")


@pytest.mark.parametrize(
    ("threads", "cores", "environment"), [(4, 8, {}), (1, 1, {"OMP_NUM_THREADS": "1"}), (1, 2, {})]
)
def test_threads_that_are_as_they_should_be(threads: int, cores: int, environment: dict[str, str]) -> None:
    assert check_threads(threads, cores, environment).ok


def test_an_environment_that_keeps_torch_to_one_core() -> None:
    check = check_threads(1, 8, {"OMP_NUM_THREADS": "1"})
    assert not check.ok
    assert check.fix == "take OMP_NUM_THREADS=1 out of the environment"


def test_macs() -> None:
    assert check_mps(replace(LAPTOP, mps=True), "arm64").ok
    assert "update macOS" in check_mps(LAPTOP, "arm64").fix
    assert "no Apple GPU" in check_mps(LAPTOP, "x86_64").detail

from __future__ import annotations

from pathlib import Path

import pytest

from stylecam.doctor.check import Check
from stylecam.doctor.distribution import Distribution
from stylecam.doctor.nvidia import CudaVersion, NvidiaFacts, check_cuda, read_nvidia, torch_for

NO_CARD = NvidiaFacts(card=False, driver=None)
NO_DRIVER = NvidiaFacts(card=True, driver=None)
READY = NvidiaFacts(card=True, driver=(12, 8))


def check(
    nvidia: NvidiaFacts, built_for: CudaVersion | None = (12, 6), gpus: tuple[str, ...] = (), family: str = "debian"
) -> Check:
    return check_cuda("2.9.0", built_for, gpus, nvidia, Distribution(family))


def test_a_card_that_torch_can_use() -> None:
    found = check(READY, gpus=("NVIDIA RTX 4070",))
    assert (found.ok, found.fix) == (True, "")
    assert "RTX 4070" in found.detail


def test_no_card_is_nothing_to_worry_about() -> None:
    found = check(NO_CARD)
    assert (found.ok, found.required) == (False, False)
    assert "none is needed" in found.fix


@pytest.mark.parametrize(
    ("family", "command"),
    [
        ("debian", "sudo ubuntu-drivers install"),
        ("arch", "sudo pacman -S nvidia"),
        ("", "https://www.nvidia.com/drivers"),
    ],
)
def test_a_card_without_driver(family: str, command: str) -> None:
    assert command in check(NO_DRIVER, family=family).fix


def test_a_torch_for_the_cpu_beside_a_driver() -> None:
    found = check(READY, built_for=None)
    assert "build for the CPU alone" in found.detail
    assert found.fix == torch_for((12, 8))


def test_the_torch_fits_the_driver() -> None:
    assert "build for CUDA 12.6" in torch_for((12, 8))
    assert "build for CUDA 13.0" in torch_for((13, 0))


def test_a_driver_older_than_torch() -> None:
    found = check(NvidiaFacts(card=True, driver=(11, 4)))
    assert "speaks CUDA 11.4" in found.detail
    assert "update the driver" in found.fix


def test_cards_that_the_environment_hides() -> None:
    assert "CUDA_VISIBLE_DEVICES" in check(NvidiaFacts(card=True, driver=(12, 8), hidden=True)).fix


def test_a_driver_that_shows_no_card() -> None:
    assert "nvidia-smi" in check(READY).fix


@pytest.mark.parametrize(
    ("vendor", "kind", "card"),
    [("0x10de", "0x030000", True), ("0x10de", "0x040300", False), ("0x8086", "0x030000", False)],
)
def test_the_bus_is_searched_for_a_display_device(vendor: str, kind: str, card: bool, tmp_path: Path) -> None:
    device = tmp_path / "sys/bus/pci/devices/0000:01:00.0"
    device.mkdir(parents=True)
    (device / "vendor").write_text(vendor + "\n")
    (device / "class").write_text(kind + "\n")
    assert read_nvidia("", {}, tmp_path).card is card


def test_hiding_is_read_from_the_environment(tmp_path: Path) -> None:
    assert read_nvidia("", {"CUDA_VISIBLE_DEVICES": ""}, tmp_path).hidden
    assert not read_nvidia("", {"CUDA_VISIBLE_DEVICES": "1"}, tmp_path).hidden

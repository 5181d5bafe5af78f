from __future__ import annotations

import pytest

from stylecam.doctor.distribution import Distribution
from stylecam.doctor.microphones import check_library, check_microphones, checks

UBUNTU = Distribution("debian")


def test_microphones_are_named() -> None:
    check = check_microphones(["USB Headset", "Built-in"], "Linux")
    assert (check.ok, check.detail) == (True, "USB Headset, Built-in")


@pytest.mark.parametrize("system", ["Linux", "Windows", "Darwin", "Haiku"])
@pytest.mark.parametrize("found", [[], None, "microphones cannot be listed: no such host API"])
def test_none_is_no_fault_of_the_machine_and_has_a_mend(found: list[str] | str | None, system: str) -> None:
    check = check_microphones(found, system)
    assert not check.ok
    assert not check.required
    assert check.fix
    assert check.detail


@pytest.mark.parametrize(
    ("family", "command"),
    [
        ("debian", "sudo apt-get install libportaudio2"),
        ("fedora", "sudo dnf install portaudio"),
        ("arch", "sudo pacman -S portaudio"),
        ("suse", "sudo zypper install libportaudio2"),
    ],
)
def test_the_package_that_brings_portaudio_is_named_for_each_distribution(family: str, command: str) -> None:
    assert check_library("PortAudio is missing", True, "Linux", Distribution(family)).fix == command


def test_where_the_python_package_is_missing_or_damaged_pip_mends_it() -> None:
    assert "pip install sounddevice" in check_library("no package", False, "Linux", UBUNTU).fix
    assert "--force-reinstall sounddevice" in check_library("no PortAudio", True, "Windows", UBUNTU).fix


def test_this_machine_can_be_asked() -> None:
    [check] = checks()
    assert check.name == "microphones"
    assert check.ok or check.fix

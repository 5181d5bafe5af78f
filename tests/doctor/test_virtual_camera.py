from __future__ import annotations

from pathlib import Path

import pytest

from stylecam.doctor.distribution import Distribution
from stylecam.doctor.loopback import Loopback, read_loopback
from stylecam.doctor.pipewire import PipeWire
from stylecam.doctor.virtual_camera import check_loopback, check_obs, check_pyvirtualcam, checks_to_send, chosen
from stylecam.sinks.pipewire import PIPEWIRE

UBUNTU, FEDORA, ARCH, SUSE = (Distribution(family) for family in ("debian", "fedora", "arch", "suse"))
LOAD = "sudo modprobe v4l2loopback devices=1 exclusive_caps=1 card_label=stylecam"
KERNEL = "6.1.0-56-amd64"


def check(facts: Loopback, distribution: Distribution = UBUNTU, *, allowed: bool = True) -> tuple[bool, str, str]:
    found = check_loopback(facts, distribution, lambda _: allowed)
    assert not found.required
    return found.ok, found.detail, found.fix


@pytest.mark.parametrize(
    ("distribution", "install"),
    [
        (UBUNTU, "sudo apt-get install v4l2loopback-dkms linux-headers-$(uname -r)"),
        (FEDORA, "sudo dnf install akmod-v4l2loopback"),
        (ARCH, "sudo pacman -S v4l2loopback-dkms linux-headers"),
        (SUSE, "sudo zypper install v4l2loopback-kmp-default"),
    ],
)
def test_not_installed(distribution: Distribution, install: str) -> None:
    ok, detail, fix = check(Loopback(), distribution)
    assert (ok, detail) == (False, "v4l2loopback is not installed")
    assert fix.endswith(f"{install} && {LOAD}")


def test_an_unknown_distribution_is_shown_where_the_module_comes_from() -> None:
    assert "https://github.com/v4l2loopback" in check(Loopback(), Distribution(""))[2]


def test_installed_but_not_loaded() -> None:
    assert check(Loopback(installed=True)) == (False, "v4l2loopback is installed, but not loaded", LOAD)


def test_secure_boot_is_told_of_with_the_key_to_enroll() -> None:
    facts = Loopback(installed=True, secure_boot=True, key="/var/lib/dkms/mok.pub")
    assert "sudo mokutil --import /var/lib/dkms/mok.pub" in check(facts)[2]


def test_secure_boot_without_a_key() -> None:
    assert "sign the module" in check(Loopback(installed=True, secure_boot=True))[2]


def test_a_new_kernel_needs_the_module_built_again() -> None:
    ok, detail, fix = check(Loopback(unbuilt=True))
    assert (ok, detail) == (False, "v4l2loopback is not built for the running kernel")
    assert fix == f"sudo apt-get install linux-headers-$(uname -r) && sudo dkms autoinstall && {LOAD}"


def test_loaded_without_a_device() -> None:
    assert check(Loopback(loaded=True, installed=True))[2] == f"sudo modprobe -r v4l2loopback && {LOAD}"


def test_a_device_that_browsers_do_not_take_for_a_camera() -> None:
    ok, detail, fix = check(Loopback((("/dev/video2", "Dummy"),), loaded=True))
    assert not ok
    assert "exclusive_caps" in detail
    assert fix.endswith(f"sudo modprobe -r v4l2loopback && {LOAD}")


def test_a_device_that_we_may_not_write() -> None:
    facts = Loopback((("/dev/video9", "stylecam"),), loaded=True, exclusive=True)
    assert "usermod -aG video" in check(facts, allowed=False)[2]


def test_ready() -> None:
    ok, detail, fix = check(Loopback((("/dev/video9", "stylecam"),), loaded=True, exclusive=True))
    assert (ok, detail, fix) == (True, "/dev/video9 (stylecam) is ready", "")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A machine with the module loaded and one device, as the kernel shows it."""
    device = tmp_path / "sys/devices/virtual/video4linux/video9"
    device.mkdir(parents=True)
    (device / "name").write_text("stylecam\n")
    (device / "max_openers").write_text("10\n")
    parameters = tmp_path / "sys/module/v4l2loopback/parameters"
    parameters.mkdir(parents=True)
    (parameters / "exclusive_caps").write_text("Y,N,N,N,N,N,N,N\n")
    modules = tmp_path / "lib/modules" / KERNEL
    modules.mkdir(parents=True)
    (modules / "modules.dep").write_text("extra/v4l2loopback.ko: kernel/drivers/media/v4l2-core/videodev.ko\n")
    return tmp_path


def test_the_module_is_read_from_the_system(machine: Path) -> None:
    facts = read_loopback(machine, KERNEL, "debian")
    assert facts == Loopback((("/dev/video9", "stylecam"),), loaded=True, exclusive=True, installed=True)


def test_other_virtual_devices_are_not_it(machine: Path) -> None:
    (machine / "sys/devices/virtual/video4linux/video9/max_openers").unlink()
    assert read_loopback(machine, KERNEL, "debian").devices == ()


def test_source_for_another_kernel(machine: Path) -> None:
    (machine / "usr/src/v4l2loopback-0.12.7").mkdir(parents=True)
    assert read_loopback(machine, "6.12.0-amd64", "debian").unbuilt
    assert not read_loopback(machine, KERNEL, "debian").unbuilt


@pytest.mark.parametrize(("state", "on"), [(b"\x06\0\0\0\x01", True), (b"\x06\0\0\0\x00", False)])
def test_secure_boot_is_read_from_the_firmware(state: bytes, on: bool, tmp_path: Path) -> None:
    variables = tmp_path / "sys/firmware/efi/efivars"
    variables.mkdir(parents=True)
    (variables / "SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c").write_bytes(state)
    assert read_loopback(tmp_path, KERNEL, "debian").secure_boot is on


def test_the_key_that_signs_modules_is_found(tmp_path: Path) -> None:
    key = tmp_path / "etc/pki/akmods/certs/public_key.der"
    key.parent.mkdir(parents=True)
    key.touch()
    assert read_loopback(tmp_path, KERNEL, "fedora").key == "/etc/pki/akmods/certs/public_key.der"


def test_an_empty_system(tmp_path: Path) -> None:
    assert read_loopback(tmp_path, KERNEL, "") == Loopback()


@pytest.mark.parametrize(
    ("system", "place"), [("Windows", "Program Files/obs-studio"), ("Darwin", "Applications/OBS.app")]
)
def test_other_systems_take_the_camera_of_obs(system: str, place: str, tmp_path: Path) -> None:
    assert "https://obsproject.com" in check_obs(system, tmp_path).fix
    (tmp_path / place).mkdir(parents=True)
    assert check_obs(system, tmp_path).ok


def test_pyvirtualcam_is_optional() -> None:
    assert check_pyvirtualcam(True).ok
    check = check_pyvirtualcam(False)
    assert (check.ok, check.required) == (False, False)
    assert check.fix.endswith("pip install pyvirtualcam")


class System:
    """What a Linux machine has, as a test wants it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.devices: list[tuple[str, str]] = []
        self.pipewire = PipeWire(installed=True, session=True)
        place = "stylecam.doctor.virtual_camera"
        monkeypatch.setattr(f"{place}.loopbacks", lambda: iter(self.devices))
        monkeypatch.setattr(f"{place}.read_pipewire", lambda *_: self.pipewire)
        monkeypatch.setattr("platform.system", lambda: "Linux")


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> System:
    return System(monkeypatch)


def test_without_a_loopback_device_it_is_pipewire(system: System) -> None:
    assert chosen() == PIPEWIRE
    system.devices = [("/dev/video9", "stylecam")]
    assert chosen() == ""


@pytest.mark.parametrize("facts", [PipeWire(installed=True), PipeWire(session=True, lacking=("gst-launch-1.0",))])
def test_where_pipewire_lacks_something_it_is_not_chosen(system: System, facts: PipeWire) -> None:
    system.pipewire = facts
    assert chosen() == ""


@pytest.mark.usefixtures("system")
@pytest.mark.parametrize("device", ["/dev/video3", "OBS", PIPEWIRE])
def test_what_somebody_names_is_chosen(device: str) -> None:
    assert chosen(device) == device


def test_other_systems_have_their_own(system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.system", lambda: "Windows")
    assert system.devices == []
    assert chosen() == ""


def test_for_pipewire_nothing_else_is_looked_at(system: System) -> None:
    system.pipewire = PipeWire(session=True, lacking=("gst-launch-1.0",))
    assert [(check.name, check.ok) for check in checks_to_send(PIPEWIRE)] == [("pipewire", True), ("gstreamer", False)]

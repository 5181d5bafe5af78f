"""v4l2loopback, the Linux module that makes a camera out of what a program writes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from stylecam.doctor.distribution import Distribution
from stylecam.doctor.files import text, there
from stylecam.sinks.loopback import loopbacks

LOAD = "modprobe v4l2loopback devices=1 exclusive_caps=1 card_label=stylecam"

_PACKAGES = {
    "debian": ("v4l2loopback-dkms", "linux-headers-$(uname -r)"),
    "fedora": ("akmod-v4l2loopback",),
    "arch": ("v4l2loopback-dkms", "linux-headers"),
    "suse": ("v4l2loopback-kmp-default",),
}
_KEYS = {
    "debian": "/var/lib/shim-signed/mok/MOK.der",
    "fedora": "/etc/pki/akmods/certs/public_key.der",
}
_DKMS_KEY = "/var/lib/dkms/mok.pub"
_SOURCE = "https://github.com/v4l2loopback/v4l2loopback"


@dataclass(frozen=True)
class Loopback:
    """What the system says of v4l2loopback.

    Attributes:
        devices: its video devices with their labels, such as ("/dev/video9", "stylecam").
        loaded: whether the module runs.
        exclusive: whether one of its devices shows itself to browsers as a camera and nothing else.
        installed: whether the running kernel has it.
        unbuilt: whether its source is here, but not built for the running kernel.
        key: the key file that signed it; "" if none is known.
        secure_boot: whether the firmware lets only signed modules in.
    """

    devices: tuple[tuple[str, str], ...] = ()
    loaded: bool = False
    exclusive: bool = False
    installed: bool = False
    unbuilt: bool = False
    key: str = ""
    secure_boot: bool = False


def read_loopback(root: Path, kernel: str, family: str) -> Loopback:
    """What the files below `root` tell; `kernel` is the running kernel's release."""
    module = root / "sys/module/v4l2loopback"
    installed = _installed(root / "lib/modules" / kernel)
    keys = (_DKMS_KEY, _KEYS.get(family, ""))
    return Loopback(
        devices=tuple(loopbacks(root / "sys/devices/virtual/video4linux")),
        loaded=there(module),
        exclusive=any(word in "1Y" for word in text(module / "parameters/exclusive_caps").split(",") if word),
        installed=installed,
        unbuilt=not installed and any((root / "usr/src").glob("v4l2loopback-*")),
        key=next((key for key in keys if key and there(root / key.lstrip("/"))), ""),
        secure_boot=_secure_boot(root / "sys/firmware/efi/efivars"),
    )


def load_command(distribution: Distribution) -> str:
    """Loads the module as video calls want it."""
    return f"{distribution.sudo}{LOAD}"


def reload_command(distribution: Distribution) -> str:
    """Loads the module anew, with what video calls want."""
    return f"{distribution.sudo}modprobe -r v4l2loopback && {load_command(distribution)}"


def install_command(distribution: Distribution) -> str:
    """Installs the module and loads it."""
    command = distribution.install(_PACKAGES.get(distribution.family, ()))
    if not command:
        return f"install v4l2loopback ({_SOURCE}), then: {load_command(distribution)}"
    whole = f"{command} && {load_command(distribution)}"
    return f"turn on RPM Fusion (https://rpmfusion.org/Configuration), then: {whole}" if "akmod" in command else whole


def build_command(distribution: Distribution) -> str:
    """Builds the installed source for the running kernel and loads it."""
    headers = {"debian": "linux-headers-$(uname -r)", "arch": "linux-headers", "fedora": "kernel-devel-$(uname -r)"}
    install = distribution.install([distribution.name(headers)]) if distribution.name(headers) else ""
    build = f"{distribution.sudo}{'akmods' if distribution.family == 'fedora' else 'dkms autoinstall'}"
    return " && ".join(part for part in (install, build, load_command(distribution)) if part)


def sign_advice(key: str, distribution: Distribution) -> str:
    """What makes Secure Boot let the module in."""
    if not key:
        return "sign the module with a key that the firmware knows, or turn Secure Boot off in the firmware's settings"
    return f"{distribution.sudo}mokutil --import {key}, restart the computer, choose 'Enroll MOK' and type the password"


def _installed(modules: Path) -> bool:
    return "/v4l2loopback.ko" in text(modules / "modules.dep") or any(modules.glob("*/v4l2loopback.ko*"))


def _secure_boot(variables: Path) -> bool:
    """The variable's value is the byte after four bytes of attributes (UEFI specification, section 3.3)."""
    for variable in variables.glob("SecureBoot-*"):
        try:
            return variable.read_bytes()[4:5] == b"\x01"
        except OSError:
            return False
    return False

"""How this Linux installs packages. Only the standard library: see `libraries`."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FAMILIES = ("debian", "fedora", "arch", "suse")
"""Distributions that share package names; tables of packages are in this order."""

_INSTALL = {"debian": "apt-get install", "fedora": "dnf install", "arch": "pacman -S", "suse": "zypper install"}
_RELATIVES = {"ubuntu": "debian", "rhel": "fedora", "centos": "fedora", "archlinux": "arch", "opensuse": "suse"}


@dataclass(frozen=True)
class Distribution:
    """A family of distributions and who asks.

    Attributes:
        family: one of `FAMILIES`; "" for any other system.
        sudo: "sudo " before what only an administrator may do; "" for the administrator.
    """

    family: str
    sudo: str = "sudo "

    def install(self, packages: Iterable[str]) -> str:
        """The command that installs packages by this family's names; "" for an unknown family."""
        command = _INSTALL.get(self.family)
        return f"{self.sudo}{command} {' '.join(packages)}" if command else ""

    def name(self, names: Mapping[str, str]) -> str:
        """This family's own of some names; "" if it has none."""
        return names.get(self.family, "")


def family_of(os_release: Mapping[str, str]) -> str:
    """The family that the fields of `/etc/os-release` tell of; "" if none is known."""
    for word in (os_release.get("ID", ""), *os_release.get("ID_LIKE", "").split()):
        root = word.partition("-")[0]  # opensuse-leap, opensuse-tumbleweed
        family = _RELATIVES.get(root, root)
        if family in FAMILIES:
            return family
    return ""


def this_distribution() -> Distribution:
    """The distribution that runs here."""
    try:
        family = family_of(platform.freedesktop_os_release())
    except OSError:
        family = ""
    return Distribution(family, "" if getattr(os, "geteuid", lambda: -1)() == 0 else "sudo ")

from __future__ import annotations

import pytest

from stylecam.doctor.distribution import Distribution, family_of


@pytest.mark.parametrize(
    ("os_release", "family"),
    [
        ({"ID": "debian"}, "debian"),
        ({"ID": "ubuntu", "ID_LIKE": "debian"}, "debian"),
        ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, "debian"),
        ({"ID": "fedora"}, "fedora"),
        ({"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, "fedora"),
        ({"ID": "manjaro", "ID_LIKE": "arch"}, "arch"),
        ({"ID": "opensuse-tumbleweed", "ID_LIKE": "opensuse suse"}, "suse"),
        ({"ID": "sles", "ID_LIKE": "suse"}, "suse"),
        ({"ID": "nixos"}, ""),
        ({}, ""),
    ],
)
def test_families(os_release: dict[str, str], family: str) -> None:
    assert family_of(os_release) == family


def test_the_administrator_needs_no_sudo() -> None:
    assert Distribution("debian", "").install(["a", "b"]) == "apt-get install a b"


def test_an_unknown_family_has_no_command() -> None:
    assert Distribution("").install(["a"]) == ""

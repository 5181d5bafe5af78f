from __future__ import annotations

from pathlib import Path

import pytest

from stylecam.doctor.check import Check
from stylecam.doctor.distribution import Distribution
from stylecam.doctor.pipewire import PipeWire, pipewire_checks, read_pipewire

UBUNTU, FEDORA, ARCH, SUSE = (Distribution(family) for family in ("debian", "fedora", "arch", "suse"))
READY = PipeWire(installed=True, session=True)


def checks(facts: PipeWire, distribution: Distribution = UBUNTU) -> list[Check]:
    found = list(pipewire_checks(facts, distribution))
    assert not any(check.required for check in found)
    return found


def nothing(_: str) -> None:
    return None


def everything(program: str) -> str:
    return f"/usr/bin/{program}"


@pytest.fixture
def machine(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A machine with all of it, as its files and its environment show it."""
    plugins = tmp_path / "usr/lib/x86_64-linux-gnu/gstreamer-1.0"
    plugins.mkdir(parents=True)
    for name in ("libgstpipewire.so", "libgstrawparse.so"):
        (plugins / name).touch()
    run = tmp_path / "run"
    run.mkdir()
    (run / "pipewire-0").touch()
    return tmp_path, {"XDG_RUNTIME_DIR": str(run)}


def test_all_of_it_is_read_from_the_system(machine: tuple[Path, dict[str, str]]) -> None:
    assert read_pipewire(*machine, which=everything) == READY
    assert [check.ok for check in checks(READY)] == [True, True]


def test_the_session_is_its_socket(machine: tuple[Path, dict[str, str]]) -> None:
    root, environment = machine
    assert not read_pipewire(root, {}, everything).session
    assert not read_pipewire(root, {**environment, "PIPEWIRE_REMOTE": "pipewire-1"}, everything).session
    assert read_pipewire(root, {"PIPEWIRE_RUNTIME_DIR": environment["XDG_RUNTIME_DIR"]}, everything).session


def test_an_empty_system(tmp_path: Path) -> None:
    facts = read_pipewire(tmp_path, {}, nothing)
    assert facts == PipeWire(lacking=("gst-launch-1.0", "its PipeWire plugin", "its raw video plugin"))


@pytest.mark.parametrize("variable", ["GST_PLUGIN_PATH", "GST_PLUGIN_PATH_1_0"])
def test_plugins_of_a_folder_of_the_users_own_count(tmp_path: Path, variable: str) -> None:
    (tmp_path / "libgstpipewire.so").touch()
    facts = read_pipewire(tmp_path / "nowhere", {variable: f"/nonexistent:{tmp_path}"}, everything)
    assert facts.lacking == ("its raw video plugin",)


@pytest.mark.parametrize(
    ("distribution", "install"),
    [
        (UBUNTU, "sudo apt-get install gstreamer1.0-tools gstreamer1.0-plugins-base gstreamer1.0-pipewire"),
        (FEDORA, "sudo dnf install gstreamer1 gstreamer1-plugins-base pipewire-gstreamer"),
        (ARCH, "sudo pacman -S gstreamer gst-plugins-base gst-plugin-pipewire"),
        (SUSE, "sudo zypper install gstreamer-utils gstreamer-plugins-base gstreamer-plugin-pipewire"),
    ],
)
def test_gstreamer_is_installed_with_what_it_needs(distribution: Distribution, install: str) -> None:
    session, gstreamer = checks(PipeWire(installed=True, session=True, lacking=("its PipeWire plugin",)), distribution)
    assert session.ok
    assert (gstreamer.detail, gstreamer.fix) == ("lacks its PipeWire plugin; a PipeWire camera needs it", install)


def test_on_an_unknown_distribution_it_is_named() -> None:
    assert "PipeWire's plugin" in checks(PipeWire(lacking=("gst-launch-1.0",)), Distribution(""))[1].fix


def test_pipewire_that_is_not_installed_is_installed_and_started() -> None:
    assert checks(PipeWire())[0].fix == (
        "sudo apt-get install pipewire wireplumber && systemctl --user enable --now pipewire wireplumber"
    )


def test_pipewire_that_does_not_run_is_started() -> None:
    session = checks(PipeWire(installed=True))[0]
    assert session.detail == "no PipeWire session"
    assert session.fix.endswith("systemctl --user enable --now pipewire wireplumber")

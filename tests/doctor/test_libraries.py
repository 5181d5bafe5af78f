from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest

import stylecam
from stylecam.doctor.distribution import FAMILIES, Distribution
from stylecam.doctor.libraries import OFFSCREEN, WINDOW, main, mend, missing, packages_of

DEBIAN = Distribution("debian")


def test_nothing_is_said_where_nothing_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], "Linux", DEBIAN, lambda _: True) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("system", ["Windows", "Darwin"])
def test_other_systems_bring_their_own(system: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], system, Distribution(""), lambda _: False) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("family", "command"),
    [
        ("debian", "sudo apt-get install libegl1 libxcb-cursor0"),
        ("fedora", "sudo dnf install libglvnd-egl xcb-util-cursor"),
        ("arch", "sudo pacman -S libglvnd xcb-util-cursor"),
        ("suse", "sudo zypper install Mesa-libEGL1 libxcb-cursor0"),
    ],
)
def test_one_line_names_the_command_of_the_distribution(
    family: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    absent = ("libEGL.so.1", "libxcb-cursor.so.0")
    assert main([], "Linux", Distribution(family), lambda file: file not in absent) == 1
    assert capsys.readouterr().out == f"Qt's system libraries are missing: {command}\n"


def test_packages_alone_are_for_another_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--packages", "--offscreen"], "Linux", DEBIAN, lambda _: False) == 1
    assert capsys.readouterr().out == (
        "libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0 libx11-6\n"
    )


def test_a_window_needs_more_than_no_window() -> None:
    absent = {"libxcb-icccm.so.4"}
    assert main(["--offscreen"], "Linux", DEBIAN, lambda file: file not in absent) == 0
    assert main(["--packages"], "Linux", DEBIAN, lambda file: file not in absent) == 1


def test_an_unknown_distribution_is_told_the_files(capsys: pytest.CaptureFixture[str]) -> None:
    unknown = Distribution("")
    assert mend(missing(WINDOW, lambda file: "cursor" not in file), unknown) == (
        "install the packages of your system that bring libxcb-cursor.so.0"
    )
    assert main(["--packages"], "Linux", unknown, lambda file: "cursor" not in file) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "libxcb-cursor.so.0" in said.err


@pytest.mark.parametrize("family", FAMILIES)
def test_a_package_is_named_once(family: str) -> None:
    packages = packages_of(OFFSCREEN + WINDOW, family)
    assert len(packages) == len(set(packages))
    assert all(packages)


def test_it_runs_before_anything_is_installed() -> None:
    """-S keeps the installed packages away; -I the environment."""
    root = Path(stylecam.__file__).parents[1]
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from stylecam.doctor import libraries; print(libraries.__name__)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, str(root)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.strip(), done.stderr) == ("stylecam.doctor.libraries", "")


@pytest.mark.skipif(platform.system() != "Linux", reason="asks the loader of Linux")
def test_the_loader_is_asked() -> None:
    assert [lib.file for lib in missing([OFFSCREEN[0]._replace(file="libno-such-thing.so.9")])] == [
        "libno-such-thing.so.9"
    ]

from __future__ import annotations

from importlib import metadata

import pytest
from packaging.requirements import Requirement

from stylecam.doctor.interpreter import PACKAGES, check_packages, check_python, check_rivals


@pytest.mark.parametrize("version", [(3, 10), (3, 13)])
def test_pythons_that_run_stylecam(version: tuple[int, int]) -> None:
    assert check_python(version, "3.x").ok


@pytest.mark.parametrize("version", [(3, 9), (3, 14), (2, 7)])
def test_other_pythons_are_named_with_those_that_would(version: tuple[int, int]) -> None:
    check = check_python(version, "this one")
    assert (check.ok, check.required) == (False, True)
    assert "3.10 to 3.13" in check.fix


def test_missing_packages_are_named_with_the_command() -> None:
    check = check_packages(lambda module: module not in ("cv2", "av"))
    assert check.detail == "missing: cv2, av"
    assert check.fix.endswith('-m pip install opencv-python-headless "av>=18,<19"')


def test_every_dependency_of_this_python_is_looked_for() -> None:
    declared = [Requirement(line) for line in metadata.requires("stylecam") or []]
    # Without a marker it is for all; the extras are nobody's who did not ask.
    here = {r.name.lower() for r in declared if r.marker is None or r.marker.evaluate({"extra": ""})}
    assert here == {Requirement(package.strip('"')).name.lower() for package in PACKAGES.values()}


def test_the_other_opencv_is_put_away() -> None:
    check = check_rivals(lambda name: name == "opencv-python")
    assert not check.ok
    assert "pip uninstall -y opencv-python opencv-python-headless && " in check.fix
    assert check.fix.endswith("pip install opencv-python-headless")

"""Where the shipped files lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from stylecam import resources
from stylecam.resources import shipped, shipped_styles, shipped_weights


def test_the_shipped_files_are_there() -> None:
    assert (shipped_weights() / "manifest.json").is_file()
    assert any(shipped_styles().iterdir())


def test_installed_they_lie_in_the_package_and_in_a_checkout_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "stylecam"
    monkeypatch.setattr(resources, "_PACKAGE", package)
    (tmp_path / "weights").mkdir()
    assert shipped("weights") == tmp_path / "weights"
    (package / "weights").mkdir(parents=True)
    assert shipped("weights") == package / "weights"

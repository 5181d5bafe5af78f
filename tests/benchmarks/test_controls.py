"""The benchmark of controls: that it measures each with each network, and that it runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.controls import PLAIN, looks, main
from stylecam.look import Look
from stylecam.styles import WeightedStyle
from tests.engine.pictures import style


def test_a_look_differs_from_the_plain_one_in_one_control(tmp_path: Path) -> None:
    plain = Look((WeightedStyle(style(tmp_path / "one.png", seed=1)),))
    others = (WeightedStyle(style(tmp_path / "other.png", seed=2)),)
    found = looks(plain, others, tmp_path / "half.png")
    assert found.pop(PLAIN) == plain
    for name, look in found.items():
        changed = [field for field in vars(look) if getattr(look, field) != getattr(plain, field)]
        assert len(changed) == 1, name


def test_it_measures_every_control_against_the_plain_look(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "controls.json"
    assert main(["--model", "compact", "--size", "64x48", "--rounds", "1", "--json", str(out)]) == 0
    results = json.loads(out.read_text(encoding="utf-8"))["results"]
    assert results[0]["control"] == PLAIN
    assert results[0]["ratio"] == 1
    assert all(result["ms"]["p50"] > 0 and result["size"] == [64, 48] for result in results)
    assert len(capsys.readouterr().out.splitlines()) == len(results) == len({one["control"] for one in results})


def test_a_network_that_is_not_here_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--model", "nobody"]) == 2
    assert capsys.readouterr().err.startswith("benchmarks.controls: there is no model 'nobody'")

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from stylecam.cli.doctor import show
from stylecam.cli.main import main
from stylecam.doctor.check import Check, fails, works

GOOD = works("python", "3.12.1", required=True)
ABSENT = fails("cameras", "no camera", "plug one in")
BROKEN = fails("weights", "compact.safetensors: is damaged [1]", "reinstall stylecam " + "x" * 90, required=True)


def shown(*checks: Check, encoding: str = "utf-8") -> list[str]:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding)
    show(checks, Console(file=file, width=80))
    file.flush()
    return [line.rstrip() for line in raw.getvalue().decode(encoding).splitlines()]


def test_json_is_for_scripts(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["doctor", "--json"])
    checks = {check["name"]: check for check in json.loads(capsys.readouterr().out)["checks"]}
    assert all({"name", "ok", "detail", "fix"} <= check.keys() for check in checks.values())
    assert {"python", "torch", "device", "weights", "styles", "cache folder", "codecs"} <= checks.keys()
    assert {"cameras", "virtual camera", "pyvirtualcam", "display", "qt", "fonts"} <= checks.keys()
    assert code == (0 if all(check["ok"] for check in checks.values() if check["required"]) else 1)


def test_a_checkout_that_is_whole_can_paint(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("stylecam can paint here")


def test_without_weights_the_exit_code_is_1_and_the_mend_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("stylecam.resources.shipped_weights", lambda: tmp_path)
    assert main(["doctor", "--json"]) == 1
    checks = {check["name"]: check for check in json.loads(capsys.readouterr().out)["checks"]}
    assert not checks["weights"]["ok"]
    assert "manifest.json" in checks["weights"]["detail"]
    assert "pip install" in checks["weights"]["fix"]


def test_each_check_has_a_mark_and_each_fault_its_mend_in_one_piece() -> None:
    assert shown(GOOD, ABSENT, BROKEN) == [
        "✓ python  3.12.1",
        "– cameras no camera",
        "          → plug one in",
        "✗ weights compact.safetensors: is damaged [1]",
        "          → reinstall stylecam " + "x" * 90,
        "",
        "stylecam cannot paint here yet; mend: weights; not here: cameras",
    ]


def test_all_well() -> None:
    assert shown(GOOD)[-1] == "stylecam can paint here"


def test_terminals_without_the_marks_get_others() -> None:
    assert shown(GOOD, ABSENT, encoding="cp1252")[:3] == [
        "+ python  3.12.1",
        "- cameras no camera",
        "          > plug one in",
    ]

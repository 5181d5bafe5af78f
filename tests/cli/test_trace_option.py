"""`--trace FILE`, by the real pipeline on a picture and a clip."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import cv2
import pytest

from stylecam.cli.main import main
from stylecam.cli.trace_option import tracing_to
from stylecam.pipeline.trace import Untraced
from tests.pipeline.parts import eventually
from tests.sources.clips import Clip, four_corners

LOOK = ["--size", "64x64", "--style", "starry-swirl", "--device", "cpu"]

PAINTING = {"shape", "examine", "upload", "denoise", "network", "carry", "download", "fetch", "colour"}


@pytest.fixture
def live(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """A run on a picture, which is given again and again."""
    picture = Path(tmp_path_factory.mktemp("source"), "corners.png")
    cv2.imwrite(str(picture), four_corners((64, 48)))
    return ["live", "--source", str(picture), *LOOK]


def steps(path: Path) -> dict[int, set[str]]:
    """The names of each frame's events."""
    found: dict[int, set[str]] = {}
    for event in events(path):
        if "frame" in event.get("args", {}):
            found.setdefault(event["args"]["frame"], set()).add(event["name"])
    return found


def events(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text())["traceEvents"]
    return found


def test_a_live_run_tells_where_each_frame_spent_its_time(live: list[str], tmp_path: Path) -> None:
    path = tmp_path / "trace.json"
    assert main([*live, "--duration", "0.3", "--record", str(tmp_path / "clip.mp4"), "--trace", str(path)]) == 0
    whole = {"read", "in the slot of the engine", "wait", "paint", *PAINTING}
    written = [names for names in steps(path).values() if "write clip.mp4" in names]
    assert written
    assert all(names >= whole | {"in the slot of clip.mp4"} for names in written)
    # Until a frame is due it has no index.
    assert any(event["name"] == "pace" for event in events(path))
    threads = {event["args"]["name"] for event in events(path) if event["name"] == "thread_name"}
    assert {"stylecam-reader", "stylecam-inference", "stylecam-sink"} <= threads


def test_a_rendering_tells_every_frame(tmp_path: Path) -> None:
    path = tmp_path / "trace.json"
    clip = Clip(picture=four_corners((64, 48)), frames=5).write(tmp_path / "clip.mp4")
    assert main(["render", str(clip), str(tmp_path / "painted.mp4"), *LOOK, "--trace", str(path)]) == 0
    expected = {"read", "paint", *PAINTING, "write painted.mp4"}
    assert steps(path) == dict.fromkeys(range(5), expected)


@pytest.mark.parametrize("name", ["", "missing/trace.json", "file.txt/trace.json", "x" * 300])
@pytest.mark.parametrize("command", [["live"], ["gui"], ["render", "demo", "demo.mp4"]])
def test_a_file_that_cannot_be_written_is_told_in_one_line_before_anything_starts(
    command: list[str], name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file.txt").touch()
    before = sorted(tmp_path.iterdir())
    assert main([*command, "--trace", str(tmp_path / name)]) == 2
    errors = capsys.readouterr().err
    assert errors.count("\n") == 1
    assert str(tmp_path / name) in errors
    assert sorted(tmp_path.iterdir()) == before


def test_a_file_that_is_there_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "trace.json"
    path.write_text("the last one")
    with tracing_to(path) as tracer, tracer.span("step", 0):
        assert path.read_text() == "the last one"
    assert steps(path) == {0: {"step"}}
    assert list(tmp_path.iterdir()) == [path]


def test_a_run_that_fails_leaves_its_trace(tmp_path: Path) -> None:
    path = tmp_path / "trace.json"
    with pytest.raises(KeyboardInterrupt), tracing_to(path) as tracer, tracer.span("step", 0):
        raise KeyboardInterrupt
    assert steps(path) == {0: {"step"}}


def test_a_run_that_never_began_leaves_the_last_trace(tmp_path: Path) -> None:
    path = tmp_path / "trace.json"
    path.write_text("the last one")
    assert main(["live", "--style", "no-such-style", "--trace", str(path)]) == 2
    assert path.read_text() == "the last one"


def test_without_a_file_nobody_traces() -> None:
    with tracing_to(None) as tracer:
        assert isinstance(tracer, Untraced)


def test_ctrl_c_leaves_a_whole_trace(live: list[str], tmp_path: Path) -> None:
    path, clip = tmp_path / "trace.json", tmp_path / "clip.mkv"
    program = "import sys; from stylecam.cli.main import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", program, *live, "--trace", str(path), "--record", str(clip)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=dict(os.environ))
    try:
        eventually(lambda: process.poll() is not None or any(part.stat().st_size > 0 for part in tmp_path.iterdir()))
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 0, errors
    assert any("network" in names for names in steps(path).values())

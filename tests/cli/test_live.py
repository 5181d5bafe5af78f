"""`stylecam live`: the real pipeline, network and all, on the demo scene."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import av
import pytest

from stylecam.app import make_plan, style_library, style_store
from stylecam.cli.main import main
from stylecam.look import Look
from stylecam.look_files import write_look
from stylecam.pipeline.governor import ladder
from stylecam.settings import Settings
from tests.pipeline.parts import eventually

LIVE = ["live", "--source", "demo", "--size", "64x64", "--style", "starry-swirl"]


def test_counts_and_timings_are_written_for_scripts(tmp_path: Path) -> None:
    path = tmp_path / "stats.json"
    assert main([*LIVE, "--duration", "0.5", "--stats-json", str(path)]) == 0
    stats = json.loads(path.read_text())
    assert stats["frames_in"] >= stats["frames_out"] > 0
    assert stats["dropped"] >= 0
    assert stats["fps"] > 0
    assert set(stats["latency_ms"]) == set(stats["stylize_ms"]) == {"p50", "p95", "p99"}
    assert stats["model"] == "compact"
    assert stats["size"] == [64, 64]
    assert stats["device"] in ("cpu", "cuda", "mps")
    assert stats["dtype"] in ("float32", "bfloat16", "float16", "int8")


def test_the_number_format_can_be_set(tmp_path: Path) -> None:
    path = tmp_path / "stats.json"
    run = [*LIVE, "--device", "cpu", "--precision", "float32"]
    assert main([*run, "--duration", "0.3", "--stats-json", str(path)]) == 0
    stats = json.loads(path.read_text())
    assert (stats["device"], stats["dtype"]) == ("cpu", "float32")
    assert stats["frames_out"] > 0


def test_the_size_can_be_left_to_the_machine(tmp_path: Path) -> None:
    path = tmp_path / "stats.json"
    config = tmp_path / "settings.json"
    config.write_text('{"size": "auto", "keep_color": "luminance"}')
    run = ["live", "--source", "demo", "--style", "starry-swirl", "--config", str(config), "--fps", "15"]
    assert main([*run, "--duration", "0.5", "--stats-json", str(path)]) == 0
    stats = json.loads(path.read_text())
    assert tuple(stats["size"]) == make_plan(Settings(size="auto")).source_size
    assert tuple(stats["working_size"]) in ladder(tuple(stats["size"]))


def test_a_recording_is_of_one_size_whatever_is_painted_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "clip.mp4"
    # More than any machine does: the size that is painted at falls.
    run = ["live", "--source", "demo", "--size", "auto", "--fps", "200", "--device", "cpu", "--duration", "3"]
    assert main([*run, "--record", str(path)]) == 0
    assert ", painted at 320x180 for 960x540" in capsys.readouterr().err
    with av.open(str(path)) as clip:
        assert {(image.width, image.height) for image in clip.decode(video=0)} == {(960, 540)}


def test_a_look_sets_what_no_option_does(tmp_path: Path) -> None:
    path, look_file = tmp_path / "stats.json", tmp_path / "look.json"
    write_look(look_file, Look((style_library().parse("sunflowers"),), size=(96, 64)), "Sunny", style_store())
    live = ["live", "--source", "demo", "--look", str(look_file), "--duration", "0.2", "--stats-json", str(path)]
    assert main(live) == 0
    assert json.loads(path.read_text())["size"] == [96, 64]
    assert main([*live, "--size", "80x64"]) == 0
    assert json.loads(path.read_text())["size"] == [80, 64]


def test_what_is_painted_can_be_recorded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "clip.mp4"
    assert main([*LIVE, "--duration", "0.5", "--record", str(path)]) == 0
    assert f"recorded: {path}" in capsys.readouterr().err
    with av.open(path) as clip:
        times = [frame.time for frame in clip.decode(video=0)]
    assert len(times) > 1
    assert times == sorted(times)


def test_a_record_file_of_no_known_kind_is_refused_before_anything_starts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*LIVE, "--duration", "0.5", "--record", str(tmp_path / "clip.txt")]) == 2
    assert ".mp4" in capsys.readouterr().err


def test_a_camera_that_is_not_there_ends_it_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["live", "--source", "97", "--style", "starry-swirl"]) == 2
    assert "97" in capsys.readouterr().err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_it_in_order(number: signal.Signals, tmp_path: Path) -> None:
    path = tmp_path / "clip.mkv"
    program = "import sys; from stylecam.cli.main import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", program, *LIVE, "--record", str(path)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=dict(os.environ))
    try:
        _until_recording(tmp_path, process)
        process.send_signal(number)
        _, errors = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 0, errors
    assert "frames painted" in errors
    with av.open(path) as clip:
        assert sum(1 for _ in clip.decode(video=0)) > 0


def _until_recording(folder: Path, process: subprocess.Popen[str]) -> None:
    """Wait until the unfinished recording has grown past its header."""
    eventually(lambda: process.poll() is not None or any(part.stat().st_size > 0 for part in folder.iterdir()))
    assert process.poll() is None, "the program ended by itself"

"""`stylecam live --record` with its options, network and all, on the demo scene."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from stylecam.cli.main import main
from stylecam.sinks.recording import recorded_video
from tests.sinks.clips import frames_at, look

LIVE = ["live", "--source", "demo", "--size", "64x64", "--style", "starry-swirl", "--duration", "0.5"]


def test_the_original_lies_beside_the_painted_one_with_the_same_times(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "clip.mkv"
    record = ["--record", str(path), "--record-original", "--record-encoder", "software", "--record-quality", "high"]
    assert main([*LIVE, *record]) == 0

    told = capsys.readouterr().err
    assert f"recorded: {path} (libx264" in told
    assert f"recorded: {tmp_path / 'clip original.mkv'} (libx264" in told
    painted, original = look(path), look(tmp_path / "clip original.mkv")
    assert painted.times == original.times
    assert abs(painted.pictures[0].astype(int) - original.pictures[0]).mean() > 5


def test_it_is_scaled_down_where_that_is_asked_for(tmp_path: Path) -> None:
    assert main([*LIVE, "--record", str(tmp_path / "clip.webm"), "--record-size", "32x32"]) == 0

    assert look(tmp_path / "clip.webm").pictures[0].shape == (32, 32, 3)


def test_a_loop_is_recorded_by_its_name(tmp_path: Path) -> None:
    assert main([*LIVE, "--record", str(tmp_path / "loop.gif")]) == 0

    assert (tmp_path / "loop.gif").read_bytes().startswith(b"GIF89a")


@pytest.mark.parametrize(("name", "rescued"), [("new.mp4", "earlier.mp4"), ("earlier.mp4", "earlier 2.mp4")])
def test_what_an_earlier_run_left_is_finished_and_told(
    name: str, rescued: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sink = recorded_video(tmp_path / "earlier.mp4")
    sink.open()
    for frame in frames_at(index / 30 for index in range(90)):
        sink.write(frame)
    films = tmp_path / "films"
    films.mkdir()
    shutil.copy(tmp_path / "earlier.recording.mp4", films)
    sink.close()

    assert main([*LIVE, "--record", str(films / name)]) == 0
    assert f"an unfinished recording was rescued: {films / rescued}" in capsys.readouterr().err
    assert {path.name for path in films.iterdir()} == {name, rescued}
    assert len(look(films / rescued).times) > 30


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--record-original"], "--record-original: there is no recording; add --record FILE"),
        (["--record", "clip.txt"], "must end in one of .mp4, .mkv, .mov, .webm"),
        (["--record", "clip.mp4", "--record-size", "big"], "'big' is not a size"),
        (["--record", "clip.mp4", "--record-quality", "best"], "invalid choice: 'best'"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(
    options: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main([*LIVE, *options])
    except SystemExit as ended:
        code = int(str(ended.code))
    assert code == 2
    told = capsys.readouterr().err.strip()
    assert complaint in told
    assert "\n" not in told

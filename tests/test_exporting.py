"""The program in docs/exporting.md runs as it stands there, with the files that its commands make."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from stylecam.cli.main import main
from stylecam.frame import Pixels
from stylecam.sources.scene import scene_frame

DOCUMENT = Path(__file__).parents[1] / "docs" / "exporting.md"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_the_documents_program_paints_a_video(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for line in blocks("sh")[0].splitlines():
        program, *words = shlex.split(line)
        if program == "stylecam":
            assert main(words) == 0
    Path("paint.py").write_text(blocks("python")[0], encoding="utf-8")
    clip = cv2.VideoWriter("clip.avi", cv2.VideoWriter.fourcc(*"MJPG"), 25.0, (160, 96))
    for n in range(4):
        clip.write(cv2.cvtColor(scene_frame(n / 25, (160, 96)), cv2.COLOR_RGB2BGR))
    clip.release()

    command = [sys.executable, "paint.py", "clip.avi", "painted.mp4"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    frames = frames_of("painted.mp4")
    assert [frame.shape for frame in frames] == [(360, 640, 3)] * 4
    # Painted, and by statistics that fit: contrasts are those of a picture, and steady.
    content = cv2.resize(scene_frame(0.0, (160, 96)), (640, 360))
    assert np.abs(frames[0].astype(float) - content).mean() > 15
    spreads = [float(frame.std()) for frame in frames]
    assert min(spreads) > 20
    assert max(spreads) < 1.1 * min(spreads)


def frames_of(path: str) -> list[Pixels]:
    video = cv2.VideoCapture(path)
    frames: list[Pixels] = []
    while True:
        there, frame = video.read()
        if not there:
            return frames
        frames.append(cv2.cvtColor(frame, cv2.COLOR_BGR2RGB).astype(np.uint8))

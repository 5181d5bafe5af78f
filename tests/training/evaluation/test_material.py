from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from PIL import Image

from stylecam.errors import UsageError
from stylecam.training.evaluation.material import (
    fitted,
    load_clip,
    load_clips,
    load_stills,
    resized,
    spread,
    to_pixels,
    to_tensor,
)
from tests.training.evaluation.parts import flat, noise


def save_clip(path: Path, frames: int) -> None:
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 25, (64, 48))
    for k in range(frames):
        writer.write(flat((40 * k, 0, 0), 64, 48))
    writer.release()


def test_the_first_pictures_by_name_are_taken_in_one_size(tmp_path: Path) -> None:
    for name, side in (("c", 40), ("a", 20), ("b", 33), (".hidden", 20)):
        Image.fromarray(noise(side, 30)).save(tmp_path / f"{name}.png")
    (tmp_path / "notes.txt").write_text("no picture")
    stills = load_stills(tmp_path, (24, 16), limit=2)
    assert [(still.name, still.path.name, still.pixels.shape) for still in stills] == [
        ("a", "a.png", (16, 24, 3)),
        ("b", "b.png", (16, 24, 3)),
    ]


def test_a_picture_that_is_too_wide_loses_both_ends_alike() -> None:
    striped = np.concatenate([flat((255, 0, 0), 8), flat((0, 255, 0), 8), flat((0, 0, 255), 8)], axis=1)
    assert (fitted(striped, (8, 8)) == flat((0, 255, 0))).all()


def test_a_still_in_another_size_is_the_same_picture(tmp_path: Path) -> None:
    Image.fromarray(flat((9, 8, 7), 16, 16)).save(tmp_path / "a.png")
    (still,) = load_stills(tmp_path, (16, 16), limit=1)
    larger = resized(still, (32, 24))
    assert (larger.name, larger.pixels.tolist()) == ("a", flat((9, 8, 7), 32, 24).tolist())


def test_pixels_become_tensors_and_pixels_again() -> None:
    pixels = noise(12, 8)
    tensor = to_tensor(pixels, torch.device("cpu"))
    assert tensor.shape == (1, 3, 8, 12)
    assert tensor[0, :, 3, 5].tolist() == pytest.approx((pixels[3, 5] / 255).tolist())
    assert (to_pixels(tensor) == pixels).all()
    assert (to_pixels(tensor + 2) == 255).all()


def test_the_first_frames_of_clips_are_taken(tmp_path: Path) -> None:
    for name in ("b.avi", "a.avi"):
        save_clip(tmp_path / name, frames=6)
    (clip,) = load_clips(tmp_path, (32, 24), limit=1, frames=4)
    assert (clip.name, clip.fps, len(clip.frames)) == ("a", 25, 4)
    assert [frame.shape for frame in clip.frames] == [(24, 32, 3)] * 4
    # What was written as BGR is read as RGB.
    assert clip.frames[3][0, 0] == pytest.approx((0, 0, 120), abs=6)


def test_a_video_that_is_none_is_said(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "broken.avi"
    path.write_bytes(b"no video")
    with pytest.raises(UsageError, match=r"broken\.avi: is no video of at least two frames"):
        load_clip(path, (32, 24), 9)
    assert capfd.readouterr().err == ""


def test_a_folder_that_is_missing_or_empty_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"absent: is no folder that can be read \(No such file or directory\)"):
        load_stills(tmp_path / "absent", (16, 16), 3)
    with pytest.raises(UsageError, match="there are no videos in it"):
        load_clips(tmp_path, (16, 16), 3, 3)


def test_a_few_are_spread_from_the_first_to_the_last() -> None:
    assert spread(range(10), 4) == [0, 3, 6, 9]
    assert spread(range(3), 4) == [0, 1, 2]
    assert spread(range(10), 1) == [0]

"""The picture of what a network paints by now."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from stylecam.models.cin import Cin
from stylecam.pictures import load_picture
from stylecam.training.config import TrainingError
from stylecam.training.pictures import PictureFolder
from stylecam.training.samples import chosen, sample_grid, save_png
from tests.training.tiny import pictures


class Mean(nn.Module):
    """Paints everything in the style's mean colour."""

    def style(self, picture: Tensor, as_content: Tensor | None = None) -> Tensor:  # noqa: ARG002
        return picture.mean((2, 3), keepdim=True)

    def forward(self, picture: Tensor, style: Tensor) -> Tensor:
        return torch.zeros_like(picture) + style


def test_contents_are_rows_and_styles_are_columns() -> None:
    contents = [np.full((8, 8, 3), value, np.uint8) for value in (10, 20)]
    styles = {number: np.full((8, 8, 3), value, np.uint8) for number, value in enumerate((100, 150, 200))}
    grid = sample_grid(Mean(), contents, styles, torch.device("cpu"))
    assert grid[::8, ::8, 0].tolist() == [[255, 100, 150, 200], [10, 100, 150, 200], [20, 100, 150, 200]]


def test_a_network_that_knows_its_styles_paints_each_by_its_number() -> None:
    network = Cin(5)
    with torch.no_grad():
        network.gains[1], network.biases[4] = 0, 3
    contents = [np.random.default_rng(1).integers(0, 256, (32, 32, 3), np.uint8)]
    blank = np.zeros((32, 32, 3), np.uint8)
    grid = sample_grid(network, contents, {0: blank, 1: blank, 4: blank}, torch.device("cpu"))
    _, usual, without_gain, raised = np.split(grid[32:], 4, axis=1)
    assert int(without_gain.std()) == 0
    assert not np.array_equal(usual, raised)


def test_the_same_pictures_are_chosen_each_time_from_all_over_the_folder(tmp_path: Path) -> None:
    place = pictures(tmp_path / "p", 9, 0)
    (place / "4.png").write_bytes(b"no picture")
    first, again = (chosen(PictureFolder(place, 40), 3, 32) for _ in range(2))
    assert list(first) == list(again) == [0, 8]
    assert all(np.array_equal(a, b) for a, b in zip(first.values(), again.values(), strict=True))
    assert first[0].shape == (32, 32, 3)
    assert len(chosen(PictureFolder(place, 40), 50, 32)) == 8


def test_a_grid_is_written_as_png(tmp_path: Path) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (8, 16, 3), dtype=np.uint8)
    save_png(tmp_path / "samples" / "a.png", pixels)
    assert np.array_equal(load_picture(tmp_path / "samples" / "a.png"), pixels)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(TrainingError, match="cannot be written"):
        save_png(tmp_path / "file" / "a.png", pixels)

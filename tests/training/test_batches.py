"""A batch depends on its number and the seed alone, however many processes share it."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from stylecam.training.batches import Batch, Batches, BatchReader
from stylecam.training.motion import Motion, warp
from stylecam.training.pictures import PictureFolder
from tests.training.tiny import config, pictures


@pytest.fixture
def batches(tmp_path: Path) -> Batches:
    contents = PictureFolder(pictures(tmp_path / "contents", 5, 1), 40)
    return Batches(contents, PictureFolder(pictures(tmp_path / "styles", 4, 2), 40), config(), seed=3)


def same(a: Batch, b: Batch) -> bool:
    return all(torch.equal(x, y) for x, y in zip(a.tensors(), b.tensors(), strict=True))


def test_a_batch_is_the_same_each_time_and_another_for_another_number_or_seed(batches: Batches) -> None:
    assert same(batches(7), batches(7))
    assert not same(batches(7), batches(8))
    assert not same(batches(7), replace(batches, seed=4)(7))


def test_a_batch_is_pictures_and_how_much_each_counts(batches: Batches) -> None:
    batch = batches(0)
    assert batch.content.shape == batch.style.shape == (4, 3, 32, 32)
    assert batch.content.dtype == torch.uint8
    assert batch.identity.tolist() == [1, 0, 0, 0]
    assert torch.equal(batch.content[0], batch.style[0])
    assert not torch.equal(batch.content[1], batch.style[1])
    assert batch.number.shape == (4,)
    assert batch.number[0] == 0
    assert batch.moved.shape == (2, 3, 32, 32)
    assert batch.moving.tolist() == [0.5, 0.5]


def test_a_style_has_the_number_of_its_picture(batches: Batches) -> None:
    """Whole pictures, so that each can be told."""
    data = replace(batches.config.data, crop=32, short_side=32, flip=0.0, identity=0)
    whole = replace(batches, styles=PictureFolder(batches.styles.folder, 32), config=replace(batches.config, data=data))
    seen = set()
    for index in range(6):
        batch = whole(index)
        for style, number in zip(batch.style, batch.number.tolist(), strict=True):
            picture = whole.styles.picture(number)
            assert picture is not None
            columns = range(picture.shape[1] - 31)
            crops = (torch.from_numpy(picture[:, left : left + 32]).permute(2, 0, 1) for left in columns)
            assert any(torch.equal(style, crop) for crop in crops)
            seen.add(number)
    assert seen == {0, 1, 2, 3}


def test_two_processes_see_together_what_one_would(batches: Batches) -> None:
    whole = batches(5)
    parts = [replace(batches, rank=rank, count=2)(5) for rank in (0, 1)]
    assert torch.equal(torch.stack([part.content for part in parts], dim=1).flatten(0, 1), whole.content)
    assert torch.equal(torch.stack([part.style for part in parts], dim=1).flatten(0, 1), whole.style)
    assert torch.equal(torch.stack([part.number for part in parts], dim=1).flatten(), whole.number)
    assert torch.equal(torch.cat([part.moved for part in parts]), whole.moved)
    assert torch.equal(torch.cat([part.flow for part in parts]), whole.flow)
    # Over the processes the mean of the sums is 1.
    assert sum(float(part.identity.sum()) for part in parts) / 2 == 1
    assert sum(float(part.moving.sum()) for part in parts) / 2 == 1


def test_what_moved_is_the_content_a_moment_later(batches: Batches) -> None:
    still = replace(batches.config.movement, noise=0.0, brightness=0.0)
    batch = replace(batches, config=replace(batches.config, movement=still))(0)
    moved = warp(batch.content[-2:].float() / 255, Motion(batch.flow, batch.valid))
    assert torch.allclose(moved, batch.moved, atol=1e-6)
    assert float(batch.flow.abs().max()) > 1


def test_no_picture_need_move(batches: Batches) -> None:
    still = replace(batches.config.movement, pictures=0)
    assert len(replace(batches, config=replace(batches.config, movement=still))(0).moved) == 0


def test_batches_are_read_in_order_and_made_in_other_threads(batches: Batches) -> None:
    makers = set()

    def make(index: int) -> Batch:
        makers.add(threading.current_thread().name)
        return batches(index)

    with BatchReader(make, first=4, threads=2) as reader:
        assert all(same(reader.read(), batches(index)) for index in (4, 5, 6, 7, 8))
    assert all(name.startswith("stylecam-batches") for name in makers)


def test_what_goes_wrong_while_a_batch_is_made_is_raised_where_it_is_read() -> None:
    def make(_index: int) -> Batch:
        raise MemoryError("no room")

    with BatchReader(make, first=0, threads=1) as reader, pytest.raises(MemoryError, match="no room"):
        reader.read()

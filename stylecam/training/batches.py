"""Batches as a pure function of their number.

Each pair of each batch is drawn from a generator seeded by (seed, batch, pair). So where a training is in its data is
one number, going on is exact, and several processes, which take every so-manieth pair each, see together what one
would.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, fields
from types import TracebackType

import numpy as np
import torch
from torch import Tensor

from stylecam.frame import Pixels
from stylecam.training.config import Config
from stylecam.training.motion import Motion, disturb, random_motion, warp
from stylecam.training.pictures import PictureFolder, random_crop
from stylecam.training.webcam import webcam


@dataclass(frozen=True)
class Batch:
    """One process's part of a batch: N pairs, M of which move.

    Attributes:
        content, style: (N, 3, S, S) uint8.
        number: (N,) of the style's picture in its folder; 0 where the content is the style.
        identity: (N,) weights of the pairs whose style is their content; over all processes their mean sum is 1.
        moved: (M, 3, S, S) float32 in [0, 1]: the last M contents a moment later.
        flow, valid: the motion between, as in `Motion`.
        moving: (M,) weights of these, as `identity`.
    """

    content: Tensor
    style: Tensor
    number: Tensor
    identity: Tensor
    moved: Tensor
    flow: Tensor
    valid: Tensor
    moving: Tensor

    def tensors(self) -> tuple[Tensor, ...]:
        """All of them, in this order."""
        return tuple(getattr(self, part.name) for part in fields(self))

    def pinned(self) -> Batch:
        """The same in memory that a GPU reads by itself."""
        return Batch(*(tensor.pin_memory() for tensor in self.tensors()))


@dataclass(frozen=True)
class Batches:
    """Makes batch number `index` for one of several processes.

    Attributes:
        contents, styles: what to draw from.
        config: how.
        seed: another gives other batches.
        rank, count: which process of how many; `count` divides the batch.
        pin: batches go to a GPU.
    """

    contents: PictureFolder
    styles: PictureFolder
    config: Config
    seed: int
    rank: int = 0
    count: int = 1
    pin: bool = False

    def __call__(self, index: int) -> Batch:
        data, movement = self.config.data, self.config.movement
        numbers = range(self.rank, data.batch, self.count)
        pairs = [self._pair(index, number) for number in numbers]
        content = _tensor([content for content, _, _ in pairs])
        moving = [place for place, number in enumerate(numbers) if number >= data.batch - movement.pictures]
        moments = [self._moment_later(content[place : place + 1], index, numbers[place]) for place in moving]
        empty = content.new_empty(0, dtype=torch.float32)
        batch = Batch(
            content=content,
            style=_tensor([style for _, style, _ in pairs]),
            number=torch.tensor([number for _, _, number in pairs]),
            identity=torch.tensor([self.count / data.identity if n < data.identity else 0.0 for n in numbers]),
            moved=torch.cat([moved for moved, _ in moments]) if moments else empty,
            flow=torch.cat([motion.flow for _, motion in moments]) if moments else empty,
            valid=torch.cat([motion.valid for _, motion in moments]) if moments else empty,
            moving=torch.full((len(moving),), self.count / max(1, movement.pictures)),
        )
        return batch.pinned() if self.pin else batch

    def _pair(self, index: int, number: int) -> tuple[Pixels, Pixels, int]:
        """Content, style, and the style's number."""
        data, random = self.config.data, np.random.default_rng((self.seed, index, number))
        content = random_crop(self.contents.draw(random)[1], data.crop, data.flip, random)
        content = webcam(content, random, self.config.webcam.strength())
        if number < data.identity:
            return content, content, 0
        drawn, style = self.styles.draw(random)
        return content, random_crop(style, data.crop, data.flip, random), drawn

    def _moment_later(self, content: Tensor, index: int, number: int) -> tuple[Tensor, Motion]:
        strength, side = self.config.movement.strength(), self.config.data.crop
        seed = np.random.default_rng((self.seed, index, number, 1)).integers(2**62)
        generator = torch.Generator().manual_seed(int(seed))
        motion = random_motion(1, (side, side), generator, strength)
        moved = warp(content.float() / 255, motion)
        return disturb(moved, generator, strength.noise, strength.brightness), motion


class BatchReader:
    """Batches in order, made ahead in threads of their own; close it after use."""

    def __init__(self, make: Callable[[int], Batch], first: int, threads: int) -> None:
        self._make = make
        self._next = first
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="stylecam-batches")
        self._ahead: deque[Future[Batch]] = deque()
        for _ in range(2 * threads):
            self._ask()

    def __enter__(self) -> BatchReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def read(self) -> Batch:
        """The next one; what its making raised is raised here."""
        batch = self._ahead.popleft().result()
        self._ask()
        return batch

    def _ask(self) -> None:
        self._ahead.append(self._pool.submit(self._make, self._next))
        self._next += 1


def _tensor(pictures: list[Pixels]) -> Tensor:
    """(N, 3, H, W), in memory as (N, H, W, 3)."""
    return torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2)

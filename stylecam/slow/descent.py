"""L-BFGS on pixels, one step at a time.

Source: Nocedal, "Updating quasi-Newton matrices with limited storage" (1980), as torch has it, with a line search by
the strong Wolfe conditions; Gatys et al. (2016) minimise with it as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

HISTORY = 20
"""Steps whose changes of the gradient are remembered; each costs twice the picture's memory."""

SEARCH = 25
"""Losses that are computed in one step at most."""


@dataclass(frozen=True)
class Found:
    """A picture and its loss."""

    loss: float
    picture: Tensor


def descend(loss: Callable[[Tensor], Tensor], start: Tensor, steps: int) -> Iterator[Found]:
    """Minimise from `start`; after each step the best picture so far, whose loss never grows.

    Args:
        loss: from a picture to one number, with a gradient.
        start: where to begin; it is not written to.
        steps: how many.
    """
    # Torch's optimizer takes pixels, and their gradient, in this order alone.
    point = start.detach().clone(memory_format=torch.contiguous_format).requires_grad_()
    search = _Search(loss, point)
    optimizer = torch.optim.LBFGS(
        [point],
        max_iter=1,
        max_eval=1 + SEARCH,
        tolerance_grad=0.0,
        tolerance_change=0.0,
        history_size=HISTORY,
        line_search_fn="strong_wolfe",
    )
    for _ in range(steps):
        optimizer.step(search.value)  # type: ignore[no-untyped-call]
        yield search.best


class _Search:
    """The loss at the point that the optimizer moves.

    A step begins where the last one has just looked: that is not computed again.
    """

    def __init__(self, loss: Callable[[Tensor], Tensor], point: Tensor) -> None:
        self._loss, self._point = loss, point
        # Torch leaves out curvatures under 1e-10, where a mean over so many pixels would soon be.
        self._scale = point.numel()
        self._value = float("inf")
        self._at: Tensor | None = None
        self.best = Found(float("inf"), point.detach().clone())

    def value(self) -> float:
        """What the optimizer minimises; leaves the gradient at the point."""
        here = self._point.detach()
        if self._at is None or not torch.equal(self._at, here):
            loss = self._loss(self._point)
            (gradient,) = torch.autograd.grad(loss * self._scale, self._point)
            self._point.grad = gradient.contiguous()
            self._at, self._value = here.clone(), float(loss.detach())
            if self._value < self.best.loss:
                self.best = Found(self._value, self._at)
        return self._value * self._scale

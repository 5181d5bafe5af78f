"""What training's tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch


@pytest.fixture
def random() -> torch.Generator:
    """Random numbers that are the same in every run."""
    return torch.Generator().manual_seed(1)


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """What is this small is slower on several, and far slower where they wait for one another on a busy machine."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)

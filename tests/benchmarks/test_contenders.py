"""The networks that are compared: what is made fast paints what was published."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor

from benchmarks.contenders import (
    COMPACT,
    MICROAST,
    MICROAST_FAST,
    VGG19,
    VGG19_FAST,
    Contender,
    chosen,
    compacts,
    makers,
)
from stylecam.engine.device import Compute
from stylecam.errors import UsageError
from tests.training.evaluation.peers.test_microast import published_layout


def made(name: str, dtype: torch.dtype, weights: Path | None, styles: Tensor) -> Contender:
    with torch.inference_mode():
        return makers(Compute(torch.device("cpu"), dtype, ""), weights, styles)[name]()


def painted(contender: Contender) -> Tensor:
    content = torch.rand(1, 3, 48, 64, generator=torch.Generator().manual_seed(2))
    with torch.inference_mode():
        return contender.paint(contender.picture(content)).float()


def styles(count: int, seed: int = 3) -> Tensor:
    return torch.rand(count, 3, 64, 64, generator=torch.Generator().manual_seed(seed))


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("weights") / "microast.safetensors"
    save_file(published_layout(), path)
    return path


@pytest.mark.parametrize(("plain", "fast"), [(MICROAST, MICROAST_FAST), (VGG19, VGG19_FAST)])
@pytest.mark.parametrize("count", [1, 3])
def test_what_is_made_fast_paints_the_same(plain: str, fast: str, count: int, weights: Path) -> None:
    published = painted(made(plain, torch.bfloat16, weights, styles(count)))
    same = painted(made(fast, torch.float32, weights, styles(count)))
    half = made(fast, torch.bfloat16, weights, styles(count))
    spread = float(published.std())
    assert float((same - published).abs().max()) < 1e-3 * spread
    assert half.picture(torch.rand(1, 3, 8, 8)).dtype is torch.bfloat16
    assert float((painted(half) - published).abs().mean()) < 0.1 * spread


@pytest.mark.parametrize("name", [COMPACT, MICROAST, VGG19, VGG19_FAST])
def test_a_mix_is_painted_unlike_one_of_its_styles(name: str, weights: Path) -> None:
    both = torch.cat((styles(1), styles(1, seed=4) * torch.tensor([1.0, 0.3, 0.1])[:, None, None]))
    one, mixed = (painted(made(name, torch.float32, weights, given)) for given in (both[:1], both))
    assert float((one - mixed).abs().mean()) > 0.01 * float(one.std())


def test_microast_needs_its_weights() -> None:
    compute = Compute(torch.device("cpu"), torch.float32, "")
    assert list(makers(compute, None, styles(1))) == [*compacts(compute.device), VGG19, VGG19_FAST]


def test_compact_comes_as_it_runs_here_and_in_float32() -> None:
    found = compacts(torch.device("cpu"))
    assert next(iter(found)) == COMPACT
    assert list(found.values())[-1].dtype == torch.float32
    assert len(found) == 1 or found[COMPACT].dtype != torch.float32


def test_one_that_is_not_there_is_refused() -> None:
    assert chosen({"a": 1, "b": 2}, None) == {"a": 1, "b": 2}
    assert chosen({"a": 1, "b": 2}, ["b"]) == {"b": 2}
    with pytest.raises(UsageError, match="no network 'c' here; there is: a, b"):
        chosen({"a": 1, "b": 2}, ["b", "c"])

"""Each way to run `compact` that is here paints what the engine paints."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
import torch

from benchmarks import runtime_runners
from benchmarks.runtime_runners import Runner, Task, Unavailable, made_by_compiler, makers
from benchmarks.runtimes import task_at

NAMES = [name for name in makers() if name.endswith("float32") and not name.startswith("compiled")]
"""Compiling the network takes up to a minute and leaves processes behind."""

SIZE = (64, 40)


@pytest.fixture(scope="module")
def task() -> Task:
    return task_at(SIZE, threads=1)


@pytest.fixture(autouse=True)
def as_the_benchmark_runs() -> Iterator[None]:
    with torch.inference_mode():
        yield


def ready(name: str, task: Task) -> Runner:
    try:
        return makers()[name](task)
    except Unavailable as error:
        pytest.skip(str(error))


@pytest.mark.parametrize("name", NAMES)
def test_it_paints_what_the_engine_paints(name: str, task: Task) -> None:
    expected = makers()["engine, float32"](task).painting()
    runner = ready(name, task)
    assert runner.name == name
    assert runner.note
    painted = runner.painting()
    assert painted.shape == expected.shape == (1, 3, SIZE[1], SIZE[0])
    assert expected.std() > 0.1
    assert abs(painted - expected).max() < 1 / 255
    assert abs(runner.painting() - painted).max() < 1e-5


@pytest.mark.parametrize("way", ["engine", "eager"])
def test_half_precision_is_near(way: str, task: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it is slow, as on most machines."""
    monkeypatch.setattr(runtime_runners, "cpu_has_fast_bfloat16", lambda _environment: True)
    expected = makers()["engine, float32"](task).painting()
    painted = makers()[f"{way}, bfloat16"](task).painting()
    assert 0 < abs(painted - expected).mean() < 5 / 255


@pytest.mark.parametrize("way", ["engine", "eager", "compiled"])
def test_half_precision_that_would_be_slow_is_left_out(way: str, task: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEDNN_MAX_CPU_ISA", "AVX2")
    with pytest.raises(Unavailable, match="no fast bfloat16"):
        makers()[f"{way}, bfloat16"](task)


@pytest.mark.parametrize(
    ("module", "name"), [("onnxruntime", "ONNX Runtime, float32"), ("openvino", "OpenVINO, float32")]
)
def test_a_runtime_that_is_not_installed_is_named(
    module: str, name: str, task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(Unavailable, match=module):
        makers()[name](task)


# Torch warns of its own use of torch.jit, and of the caches that are turned off here.
@pytest.mark.filterwarnings("ignore:.*torch.jit:DeprecationWarning", "ignore:dynamo_pgo force disabled")
def test_without_a_compiler_that_is_said() -> None:
    zeros = torch.zeros(64)
    with (
        torch._inductor.config.patch({"cpp.cxx": (None, "absent-compiler"), "force_disable_caches": True}),
        pytest.raises(Unavailable, match=r"torch\.compile does not work here \(.*absent-compiler"),
    ):
        made_by_compiler(lambda: zeros * 2 + 1)

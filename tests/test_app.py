"""From settings to the parts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import platformdirs
import pytest
import torch
from PIL import Image

from stylecam import app
from stylecam.app import (
    CPU_MOST,
    CPU_SIZE,
    GPU_SIZE,
    compute_choices,
    is_camera,
    live_settings,
    make_engine,
    make_pipeline,
    make_plan,
    model_choices,
)
from stylecam.engine.device import Compute, choose_compute
from stylecam.errors import StyleError, UsageError
from stylecam.frame import Frame
from stylecam.look import AutoSize
from stylecam.pipeline.governor import ladder
from stylecam.pipeline.pipeline import Pipeline
from stylecam.settings import Settings
from stylecam.sources.cameras import CameraInfo
from tests.pipeline.parts import eventually


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user with no styles and no cache."""
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: str(tmp_path / "data"))
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda *_, **__: str(tmp_path / "cache"))
    return tmp_path


@pytest.fixture
def cameras(monkeypatch: pytest.MonkeyPatch) -> list[CameraInfo]:
    """The cameras that are plugged in: none, until a test does."""
    plugged_in: list[CameraInfo] = []
    monkeypatch.setattr(app, "list_cameras", lambda: plugged_in)
    return plugged_in


def picture(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.effect_mandelbrot((32, 32), (-3, -2.5, 2, 2.5), 100).save(path)
    return path


def test_a_plan_is_made_of_what_is_there() -> None:
    settings = Settings(style=("great-wave:2", "sunflowers"), strength=0.5, brush=2.0, size=(64, 48), device="cpu")
    settings = replace(settings, keep_color="palette")
    plan = make_plan(settings)
    assert plan.settings == settings
    assert plan.compute.device.type == "cpu"
    assert plan.weights.id == "compact"
    assert [(part.style.id, part.weight) for part in plan.look.mix] == [("great-wave", 2.0), ("sunflowers", 1.0)]
    assert (plan.look.strength, plan.look.brush, plan.look.size) == (0.5, 2.0, (64, 48))
    assert (plan.look.mirror, plan.look.keep_color) == (False, "palette")


def test_without_a_style_the_usual_one_is_taken(home: Path) -> None:
    picture(home / "data" / "styles" / "aardvark.png")
    (part,) = make_plan(Settings(device="cpu")).look.mix
    assert part.style.id == app.DEFAULT_STYLE


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        (Settings(device="tpu"), UsageError),
        (Settings(device="cpu", model="vgg99"), UsageError),
        (Settings(device="cpu", style=("no such style",)), StyleError),
        (Settings(device="cpu", style=("great-wave:-1",)), StyleError),
    ],
)
def test_what_is_not_there_is_said_before_anything_is_opened(settings: Settings, error: type[Exception]) -> None:
    with pytest.raises(error):
        make_plan(settings)


def test_without_any_style_a_plan_says_what_to_do(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "shipped_styles", lambda: home / "absent")
    monkeypatch.setattr(app, "shipped_masters", lambda _model: home / "absent")
    with pytest.raises(StyleError, match="'stylecam styles list' shows what there is"):
        make_plan(Settings(device="cpu"))
    assert make_plan(Settings(device="cpu", style=(str(picture(home / "own.png")),))).look.mix


def test_the_engine_of_a_plan_paints_and_keeps_its_styles_in_the_cache(home: Path) -> None:
    plan = make_plan(Settings(style=(str(picture(home / "own.png")),), device="cpu", size=(48, 32)))
    engine = plan.engine()
    engine.open()
    painted = engine.stylize(Frame(np.full((30, 40, 3), 90, np.uint8), 0, 0.0))
    engine.close()
    assert painted.size == (48, 32)
    assert len(list((home / "cache" / "styles").rglob("*.safetensors"))) == 1


def test_live_without_a_source_takes_the_first_camera(cameras: list[CameraInfo]) -> None:
    cameras += [CameraInfo(0, "Front", "/dev/video0", 200), CameraInfo(2, "Rear", "/dev/video2", 200)]
    settings = live_settings(Settings(device="cpu"))
    assert (settings.source, settings.mirror) == ("Front", True)


@pytest.mark.usefixtures("cameras")
def test_live_without_a_camera_takes_the_demo() -> None:
    settings = live_settings(Settings(device="cpu"))
    assert (settings.source, settings.mirror) == ("demo", False)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("0", True),
        ("Front", True),
        ("/dev/video0", True),
        ("demo", False),
        ("demo@640x360", False),
        ("0@640x480@30", True),
        ("http://camera.local/stream", False),
    ],
)
def test_only_cameras_are_mirrored(source: str, expected: bool) -> None:
    assert is_camera(source) is expected
    assert live_settings(Settings(source=source, device="cpu")).mirror is expected
    assert live_settings(Settings(source=source, device="cpu", mirror=not expected)).mirror is not expected


def test_a_file_is_no_camera(tmp_path: Path) -> None:
    assert not is_camera(str(picture(tmp_path / "0.png")))


def test_live_paints_in_a_size_that_suits_the_device(monkeypatch: pytest.MonkeyPatch) -> None:
    assert live_settings(Settings(source="demo", device="cpu")).size == CPU_SIZE
    assert live_settings(Settings(source="demo", device="cpu", size=(64, 48))).size == (64, 48)
    monkeypatch.setattr(app, "choose_compute", lambda _: Compute(torch.device("cuda"), torch.float16, "GPU"))
    assert live_settings(Settings(source="demo")).size == GPU_SIZE


@pytest.mark.parametrize(("fps", "target"), [(None, 30.0), (25.0, 25.0)])
def test_a_size_that_is_left_to_the_machine_keeps_the_rate_that_is_asked_for(fps: float | None, target: float) -> None:
    settings = live_settings(Settings(source="demo", device="cpu", size="auto", fps=fps))
    assert settings.size == "auto"
    plan = make_plan(settings)
    assert plan.look.size == AutoSize(target)
    assert plan.source_size == CPU_MOST
    assert replace(plan, compute=Compute(torch.device("cuda"), torch.float16, "GPU")).source_size == GPU_SIZE


def test_a_live_picture_of_no_given_size_begins_at_the_usual_one_and_is_governed() -> None:
    settings = live_settings(Settings(source="demo", device="cpu", size="auto"))
    pipeline = make_pipeline(make_plan(settings))
    pipeline.start()
    try:
        eventually(lambda: pipeline.status().frames_out)
        status = pipeline.status()
    finally:
        pipeline.stop()
    assert status.input_size == CPU_MOST
    assert status.look
    assert status.look.size == AutoSize(30)
    # The machine that runs this may be so slow that it has stepped down already.
    assert status.output_size == CPU_MOST
    assert status.working_size in ladder(CPU_SIZE)


def test_what_can_be_chosen_is_there() -> None:
    devices = dict(compute_choices())
    assert choose_compute("auto").device.type == next(iter(devices))
    assert devices["cpu"].startswith("CPU: ")
    for device in devices:
        for model, label in model_choices():
            assert label
            assert make_engine(device, model, make_plan(Settings()).look).name.startswith(model)


@pytest.mark.parametrize(("device", "model"), [("tpu", "compact"), ("cpu", "vgg99")])
def test_an_engine_that_cannot_be_made_says_so(device: str, model: str) -> None:
    with pytest.raises(UsageError, match=r"there is no (device|model) '"):
        make_engine(device, model, make_plan(Settings(device="cpu")).look)


def test_live_leaves_the_rest_as_it_is() -> None:
    settings = Settings(source="demo", style=("great-wave",), strength=0.5, fps=12.0, device="cpu")
    decided = live_settings(settings)
    assert (decided.style, decided.strength, decided.fps, decided.device) == (("great-wave",), 0.5, 12.0, "cpu")


def test_a_pipeline_is_made_without_starting_anything() -> None:
    assert isinstance(make_pipeline(make_plan(live_settings(Settings(source="demo", device="cpu")))), Pipeline)

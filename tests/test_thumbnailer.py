"""The real process with the real network."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image

from stylecam.app import make_plan
from stylecam.engine.stylizer import LoadedModel, Stylizer
from stylecam.errors import EngineError, StyleError
from stylecam.frame import Pixels
from stylecam.pictures import PictureError
from stylecam.pipeline.commands import SetStyle
from stylecam.resources import shipped_styles
from stylecam.settings import Settings
from stylecam.styles import Style, WeightedStyle, read_styles
from stylecam.thumbnailer import PAINTING, ProcessThumbnailer
from stylecam.user_files import style_cache
from tests.engine.counting import CountingPainter
from tests.pipeline.parts import DEADLINE, eventually

SIDE = 48

WINDOW = """
import os, sys
import numpy as np
from stylecam.resources import shipped_styles
from stylecam.styles import read_styles
from stylecam.thumbnailer import PAINTING, ProcessThumbnailer

if __name__ == "__main__":
    thumbnailer = ProcessThumbnailer("compact")
    asked = thumbnailer.paint(np.zeros((32, 32, 3), np.uint8), read_styles(shipped_styles())[0])
    while thumbnailer.pid is None:
        os.sched_yield()
    print(thumbnailer.pid, flush=True)
    asked.result()
"""
"""A program that has one picture painted."""


@pytest.fixture(scope="module")
def styles() -> tuple[Style, ...]:
    return read_styles(shipped_styles())


@pytest.fixture(scope="module")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The user's folder of caches."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def painter(styles: tuple[Style, ...], caches: Path) -> Iterator[ProcessThumbnailer]:
    """One process for all, as loading the network takes seconds; it has painted one picture."""
    thumbnailer = ProcessThumbnailer("compact")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(caches))
        thumbnailer.paint(content(), styles[0]).result(DEADLINE)
    yield thumbnailer
    thumbnailer.close()


def content() -> Pixels:
    """Light above, dark below."""
    pixels = np.full((SIDE, SIDE, 3), 220, np.uint8)
    pixels[SIDE // 2 :] = 30
    return pixels


def process_of(thumbnailer: ProcessThumbnailer) -> psutil.Process:
    eventually(lambda: thumbnailer.pid)
    return psutil.Process(thumbnailer.pid)


def has_ended(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def test_one_content_is_painted_in_several_styles(painter: ProcessThumbnailer, styles: tuple[Style, ...]) -> None:
    first, second, again = [
        painter.paint(content(), style).result(DEADLINE) for style in (styles[0], styles[1], styles[0])
    ]
    assert first.shape == content().shape
    assert first.dtype == np.uint8
    assert np.abs(first.astype(int) - second).mean() > 5
    assert np.array_equal(first, again)
    assert first[: SIDE // 2].mean() > first[SIDE // 2 :].mean() + 50


def test_the_live_engine_changes_to_a_style_whose_tile_is_painted_without_computing_it(
    painter: ProcessThumbnailer, styles: tuple[Style, ...], caches: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(caches))
    plan = make_plan(Settings(device="cpu", style=(styles[0].id,)))
    model = plan.load()
    counting = CountingPainter(model.painter)
    live = Stylizer(lambda: LoadedModel(counting, model.sha256), plan.look, style_cache())
    live.open()
    for style in styles[3:5]:
        painter.paint(content(), style).result(DEADLINE)
        live.apply(SetStyle((WeightedStyle(style),)))
    assert counting.looks == 0
    live.apply(SetStyle((WeightedStyle(styles[5]),)))  # It has no tile yet.
    assert counting.looks == 1


def test_it_yields_to_everything_else(painter: ProcessThumbnailer) -> None:
    assert process_of(painter).nice() == (psutil.BELOW_NORMAL_PRIORITY_CLASS if psutil.WINDOWS else PAINTING)


def test_a_style_that_cannot_be_read_is_told_and_the_next_is_painted(
    painter: ProcessThumbnailer, styles: tuple[Style, ...], tmp_path: Path
) -> None:
    text = tmp_path / "text.png"
    text.write_text("no picture")
    with pytest.raises(PictureError, match=r"text\.png: not a picture"):
        painter.paint(content(), Style("text", "Text", "", text)).result(DEADLINE)
    with pytest.raises(StyleError, match=r"absent\.png: .*cannot be read"):
        painter.paint(content(), Style("absent", "Absent", "", tmp_path / "absent.png")).result(DEADLINE)
    assert painter.paint(content(), styles[1]).result(DEADLINE).shape == content().shape


def test_a_style_of_the_users_own_is_painted(painter: ProcessThumbnailer, tmp_path: Path) -> None:
    path = tmp_path / "red.png"
    Image.new("RGB", (64, 64), (200, 20, 20)).save(path)
    red, green, blue = painter.paint(content(), Style("red", "Red", "", path)).result(DEADLINE).mean(axis=(0, 1))
    assert red > max(green, blue)


def test_a_killed_process_is_replaced_once_and_then_given_up(styles: tuple[Style, ...]) -> None:
    thumbnailer = ProcessThumbnailer("compact")
    asked = thumbnailer.paint(content(), styles[0])
    first = process_of(thumbnailer)
    first.kill()
    eventually(lambda: thumbnailer.pid not in (None, first.pid))
    process_of(thumbnailer).kill()
    with pytest.raises(EngineError, match="restart stylecam"):
        asked.result(DEADLINE)
    with pytest.raises(EngineError, match="restart stylecam"):
        thumbnailer.paint(content(), styles[0]).result(DEADLINE)
    thumbnailer.close()


@pytest.mark.skipif(psutil.WINDOWS, reason="Ctrl-C cannot be sent to one process there")
def test_the_replacement_paints_and_leaves_ctrl_c_to_the_window(styles: tuple[Style, ...]) -> None:
    thumbnailer = ProcessThumbnailer("compact")
    asked = thumbnailer.paint(content(), styles[0])
    first = process_of(thumbnailer)
    first.kill()
    eventually(lambda: thumbnailer.pid not in (None, first.pid))
    second = process_of(thumbnailer)
    second.send_signal(signal.SIGINT)
    assert asked.result(DEADLINE).shape == content().shape
    second.send_signal(signal.SIGINT)
    assert thumbnailer.paint(content(), styles[0]).result(DEADLINE).shape == content().shape
    assert thumbnailer.pid == second.pid
    thumbnailer.close()


def test_closed_while_it_loads_it_drops_everything_and_leaves_no_process(styles: tuple[Style, ...]) -> None:
    thumbnailer = ProcessThumbnailer("compact")
    asked = [thumbnailer.paint(content(), style) for style in styles]
    process = process_of(thumbnailer)
    thumbnailer.close()
    thumbnailer.close()
    assert not process.is_running()
    for answer in asked:
        with pytest.raises(CancelledError):
            answer.result(0)


def test_closed_unused_it_starts_nothing() -> None:
    thumbnailer = ProcessThumbnailer("compact")
    thumbnailer.close()
    assert thumbnailer.pid is None


def test_the_process_does_not_outlive_a_killed_program(tmp_path: Path) -> None:
    script = tmp_path / "window.py"
    script.write_text(WINDOW)
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as window:
        assert window.stdout is not None
        process = psutil.Process(int(window.stdout.readline()))
        window.kill()
    eventually(lambda: has_ended(process))

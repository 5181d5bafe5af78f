"""Frames in, painted frames out."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from stylecam.engine.colour import moments, with_chroma_of
from stylecam.engine.stylizer import LoadedModel, Stylizer
from stylecam.errors import EngineError, StylecamError, StyleError
from stylecam.look import KeepColor, Look
from stylecam.models.painter import ContentStats, Painter
from stylecam.models.regions import Region
from stylecam.pipeline.commands import (
    SetBrush,
    SetCrossfade,
    SetKeepColor,
    SetMirror,
    SetSmoothing,
    SetStrength,
    SetStyle,
    SetWorkingSize,
)
from stylecam.pipeline.trace import Recorder
from stylecam.styles import Style, WeightedStyle
from tests.engine.pictures import Open, difference, frame, mix, noisy, painted, scene
from tests.pipeline.spans import overlapping


@pytest.mark.parametrize("size", [(96, 64), (37, 53), (641, 361), (16, 16), (1, 1), (300, 20)])
def test_a_frame_of_any_size_is_painted_in_its_own_size(size: tuple[int, int], opened: Open, look: Look) -> None:
    source = frame(scene(size), at=3.5, index=7)
    before = source.pixels.copy()
    engine = opened(look)
    for _ in range(2):  # by measured and by followed statistics
        result = engine.stylize(source)
        assert result.size == size
        assert (result.index, result.captured_at) == (7, 3.5)
        assert size == (1, 1) or difference(result.pixels, before) > 5
    np.testing.assert_array_equal(source.pixels, before)


def test_a_traced_engine_tells_its_steps_in_order_and_paints_the_same(
    model: LoadedModel, folder: Path, opened: Open, look: Look
) -> None:
    recorder = Recorder()
    engine, plain = Stylizer(lambda: model, look, folder / "cache", tracer=recorder), opened(look)
    engine.open()
    for each in (engine, plain):
        each.apply(SetWorkingSize((48, 32)))
    for i in range(2):
        given = frame(scene((96, 64)), at=i / 30, index=i)
        np.testing.assert_array_equal(engine.stylize(given).pixels, plain.stylize(given).pixels)
    steps = ["shape", "examine", "upload", "denoise", "network", "carry", "download", "fetch", "colour", "enlarge"]
    assert [(span.name, span.frame) for span in recorder.spans()] == [(name, i) for i in range(2) for name in steps]
    assert overlapping(recorder.spans()) == []


def test_a_frame_may_be_begun_before_the_one_before_it_is_waited_for(opened: Open, look: Look) -> None:
    ahead, plain = opened(look), opened(look)
    frames = [frame(noisy(scene((96, 64)), 2, i), at=i / 30, index=i) for i in range(4)]
    begun = []
    for number, each in enumerate(frames):
        begun.append(ahead.begin(each))
        if number:
            np.testing.assert_array_equal(begun.pop(0)().pixels, plain.stylize(frames[number - 1]).pixels)
    np.testing.assert_array_equal(begun.pop()().pixels, plain.stylize(frames[-1]).pixels)
    assert not ahead.overlaps, "a CPU would only be later"


def test_it_says_how_it_paints(opened: Open, look: Look) -> None:
    engine = opened(look)
    assert engine.look is look
    engine.apply(SetBrush(2.0))
    engine.apply(SetKeepColor("palette"))
    engine.apply(SetCrossfade(1.0))
    assert engine.look == replace(look, brush=2.0, keep_color="palette", crossfade=1.0)


@pytest.mark.parametrize("strength", [0.0, 1.0])
def test_a_mirror_flips_the_picture_before_it_is_painted(strength: float, opened: Open, look: Look) -> None:
    engine, pixels = opened(replace(look, strength=strength)), scene((96, 64))
    engine.apply(SetMirror(True))
    flipped = np.ascontiguousarray(pixels[:, ::-1])
    expected = painted(opened(replace(look, strength=strength)), flipped)
    np.testing.assert_array_equal(painted(engine, pixels), expected)


@pytest.mark.parametrize("strength", [0.0, 0.1, 1.0])
def test_a_painted_frame_carries_what_it_was_painted_from(strength: float, opened: Open, look: Look) -> None:
    engine, source = opened(replace(look, strength=strength, size=(48, 64), mirror=True)), frame(scene((96, 64)))
    result = engine.stylize(source)
    assert result.content is not None
    np.testing.assert_array_equal(result.content, source.pixels[:, 24:72][:, ::-1])
    assert not result.content.flags.writeable
    assert (result.content is result.pixels) == (strength == 0)


def test_what_is_neither_cropped_nor_mirrored_is_not_copied(opened: Open, look: Look) -> None:
    source = frame(scene((96, 64)))
    assert opened(look).stylize(source).content is source.pixels


@pytest.mark.parametrize("size", [None, (96, 64)])
def test_at_strength_0_the_picture_is_exactly_the_cameras(
    size: tuple[int, int] | None, opened: Open, look: Look
) -> None:
    engine, pixels = opened(replace(look, strength=0.0, size=size)), scene((96, 64))
    np.testing.assert_array_equal(painted(engine, pixels), pixels)


def test_at_strength_0_a_cropped_picture_is_exact_too(opened: Open, look: Look) -> None:
    engine, pixels = opened(replace(look, strength=0.0, size=(48, 64))), scene((96, 64))
    np.testing.assert_array_equal(painted(engine, pixels), pixels[:, 24:72])


def test_strength_goes_from_the_camera_to_the_style_without_a_jump(opened: Open, look: Look) -> None:
    engine, pixels = opened(look), scene((96, 64))
    series = []
    for strength in np.linspace(0, 1, 21):
        engine.apply(SetStrength(float(strength)))
        series.append(painted(engine, pixels))
    distances = [difference(step, pixels) for step in series]
    assert distances[0] == 0
    assert distances[-1] == max(distances) > 10
    assert max(difference(a, b) for a, b in itertools.pairwise(series)) < 0.2 * distances[-1]


@pytest.mark.parametrize("brush", [1.0, 2.0])
def test_the_cameras_chroma_stays_where_it_is_asked_for(brush: float, opened: Open, look: Look) -> None:
    look, pixels = replace(look, brush=brush), scene((96, 64))
    as_it_is = painted(opened(look), pixels)
    kept = painted(opened(replace(look, keep_color="luminance")), pixels)
    np.testing.assert_array_equal(kept, with_chroma_of(pixels, as_it_is))


def test_the_cameras_palette_stays_where_it_is_asked_for(opened: Open, look: Look) -> None:
    engine, pixels = opened(look), scene((96, 64))
    content = moments(pixels)[0]
    before = np.abs(moments(painted(engine, pixels))[0] - content).max()
    engine.apply(SetKeepColor("palette"))
    assert np.abs(moments(painted(engine, pixels, at=1 / 30))[0] - content).max() < min(4, 0.5 * before)


@pytest.mark.parametrize("keep_color", ["luminance", "palette"])
def test_kept_colours_and_strength_go_to_the_camera_together(keep_color: KeepColor, opened: Open, look: Look) -> None:
    engine, pixels = opened(replace(look, keep_color=keep_color)), scene((96, 64))
    distances = []
    for strength in (0.0, 0.1, 0.5, 1.0):
        engine.apply(SetStrength(strength))
        distances.append(difference(painted(engine, pixels), pixels))
    assert distances[0] == 0
    assert distances == sorted(distances)


def test_a_mix_lies_between_its_styles(opened: Open, look: Look, blocks: Style, ink: Style) -> None:
    pixels = scene()
    parts = [painted(opened(replace(look, mix=mix(one))), pixels) for one in (blocks, ink)]
    weighted = (WeightedStyle(blocks, 3.0), WeightedStyle(ink, 1.0))
    mixed = painted(opened(replace(look, mix=weighted)), pixels)
    assert 0 < difference(mixed, parts[0]) < difference(mixed, parts[1])


def test_the_same_frames_are_painted_the_same(opened: Open, look: Look) -> None:
    engines = opened(look), opened(look)
    for i in range(6):
        pixels = noisy(scene(), 5, seed=i)
        one, other = (painted(engine, pixels, at=i / 30) for engine in engines)
        np.testing.assert_array_equal(one, other)


def test_a_painted_frame_is_not_touched_by_the_next(opened: Open, look: Look) -> None:
    engine = opened(look)
    first = painted(engine, scene())
    before = first.copy()
    painted(engine, scene(shift=8), at=1 / 30)
    np.testing.assert_array_equal(first, before)


def test_a_style_that_cannot_be_read_changes_nothing(opened: Open, look: Look, tmp_path: Path) -> None:
    not_a_picture = tmp_path / "text.png"
    not_a_picture.write_text("no picture", encoding="utf-8")
    engine, untold = opened(look), opened(look)
    for i, path in enumerate([tmp_path / "absent.png", not_a_picture, tmp_path]):
        with pytest.raises(StylecamError) as caught:
            engine.apply(SetStyle(mix(Style("broken", "Broken", "", path))))
        assert "\n" not in str(caught.value)
        pixels = scene(shift=i)
        np.testing.assert_array_equal(painted(engine, pixels, i / 30), painted(untold, pixels, i / 30))
    with pytest.raises(StyleError):
        engine.apply(SetStyle(()))


def test_numbers_out_of_range_are_brought_into_it(opened: Open, look: Look) -> None:
    engine, pixels = opened(look), scene()
    engine.apply(SetStrength(7.0))
    engine.apply(SetSmoothing(-1.0))
    np.testing.assert_array_equal(painted(engine, pixels), painted(opened(look), pixels))
    engine.apply(SetStrength(-1.0))
    np.testing.assert_array_equal(painted(engine, pixels), pixels)
    engine.apply(SetStrength(1.0))
    engine.apply(SetBrush(1000.0))
    coarsest = painted(opened(replace(look, brush=4.0)), pixels)
    np.testing.assert_array_equal(painted(engine, pixels), coarsest)


def test_only_an_open_engine_paints(model: LoadedModel, look: Look, tmp_path: Path) -> None:
    engine = Stylizer(lambda: model, look, tmp_path)
    for act in (lambda: engine.stylize(frame(scene())), lambda: engine.apply(SetStrength(0.5))):
        with pytest.raises(EngineError, match="the engine is not open"):
            act()
    engine.open()
    first = painted(engine, scene())
    engine.close()
    engine.close()
    with pytest.raises(EngineError, match="the engine is not open"):
        engine.stylize(frame(scene()))
    engine.open()
    np.testing.assert_array_equal(painted(engine, scene()), first)


def test_an_engine_opened_with_a_style_that_is_not_there_says_so(model: LoadedModel, tmp_path: Path) -> None:
    absent = Style("absent", "Absent", "", tmp_path / "absent.png")
    with pytest.raises(StyleError, match=r"absent\.png: .* cannot be read"):
        Stylizer(lambda: model, Look(mix(absent)), tmp_path).open()


class FullDevice:
    """A painter on a device that has run out of memory."""

    def __init__(self, painter: Painter) -> None:
        self.multiple, self.least, self.style_size = painter.multiple, painter.least, painter.style_size
        self.device, self.dtype, self.style = painter.device, painter.dtype, painter.style

    def paint(
        self,
        picture: Tensor,  # noqa: ARG002
        style: Tensor,  # noqa: ARG002
        strength: float,  # noqa: ARG002
        stats: ContentStats | None,  # noqa: ARG002
        region: Region | None = None,  # noqa: ARG002
    ) -> tuple[Tensor, ContentStats]:
        raise torch.OutOfMemoryError("CUDA out of memory.\nSee the documentation")


def test_a_device_that_fails_is_told_in_one_line(model: LoadedModel, look: Look, tmp_path: Path) -> None:
    engine = Stylizer(lambda: LoadedModel(FullDevice(model.painter), model.sha256), look, tmp_path)
    engine.open()
    with pytest.raises(EngineError, match=r"^a frame of 96x64 could not be painted: CUDA out of memory\.$"):
        engine.stylize(frame(scene()))

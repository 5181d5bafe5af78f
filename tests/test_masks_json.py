"""Regions as JSON: they come back, and what is gone is left out with a line."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from stylecam.look import MaskedRegion
from stylecam.look_json import StyleRef
from stylecam.masks_json import masks_from_json, masks_to_json
from stylecam.styles import Style, WeightedStyle
from tests.test_look_json import any_json

INK = Style("ink", "Ink", "", Path("ink.png"))
WAVES = Style("waves", "Waves", "", Path("waves.png"))


def find(ref: StyleRef) -> Style | None:
    return {"ink": INK, "waves": WAVES}.get(ref.id)


@pytest.fixture
def mask(tmp_path: Path) -> Path:
    path = tmp_path / "wall.png"
    path.write_bytes(b"any file")
    return path


def test_regions_come_back(mask: Path) -> None:
    mix = (WeightedStyle(INK, 0.25), WeightedStyle(WAVES, 3.0))
    regions = (MaskedRegion(mask, "original"), MaskedRegion(mask, mix), MaskedRegion(mask, "blur"))
    written = json.loads(json.dumps(masks_to_json(regions, lambda _: "")))
    assert masks_from_json(written, find) == (regions, ())


def test_one_whose_mask_or_style_is_gone_is_left_out_with_a_line(mask: Path) -> None:
    gone = Style("gone", "Gone", "", Path("gone.png"))
    regions = (
        MaskedRegion(mask.with_name("gone.png"), "blur"),
        MaskedRegion(mask, (WeightedStyle(gone),)),
        MaskedRegion(mask, "blur"),
    )
    found, notes = masks_from_json(masks_to_json(regions, lambda _: ""), find)
    assert found == regions[2:]
    assert [note.partition(": ")[0] for note in notes] == ["region 1 is left out", "region 2 is left out"]
    assert "mask is not there any more" in notes[0]
    assert "'Gone' is not here" in notes[1]


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_written_there_is_no_error(seed: int, mask: Path) -> None:
    dice = random.Random(seed)
    data = [any_json(dice), {"mask": str(mask), "paint": any_json(dice)}, {"mask": any_json(dice)}]
    found, notes = masks_from_json(data, find)
    assert len(found) + len(notes) == len(data)

"""Layers of a look: in order, and together all of each pixel."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stylecam.engine.glance import Field
from stylecam.engine.layers import layers_of, mixes, treatments
from stylecam.look import Background, Look, MaskedRegion, Treatment
from stylecam.styles import Style, WeightedStyle

WAVES, INK, NEON = ((WeightedStyle(Style(name, name, "", Path(f"{name}.png"))),) for name in ("waves", "ink", "neon"))
SIZE = (6, 8)
ONES = np.ones(SIZE, np.float32)


def region(paint: Treatment) -> MaskedRegion:
    return MaskedRegion(Path("mask.png"), paint)


def columns(first: int, last: int) -> Field:
    """1 from one column to before another."""
    mask = np.zeros(SIZE, np.float32)
    mask[:, first:last] = 1
    return mask


def weights(look: Look, person: Field, *masks: Field) -> dict[str, Field]:
    return {layer.key: layer.weight for layer in layers_of(look, person, masks)}


def test_a_plain_look_has_one_part() -> None:
    assert treatments(Look(WAVES)) == mixes(Look(WAVES)) == {"person": WAVES}


def test_only_what_is_painted_has_a_mix() -> None:
    look = Look(WAVES, background="blur", masks=(region("original"), region(INK)))
    assert treatments(look) == {"person": WAVES, "background": "blur", "mask 0": "original", "mask 1": INK}
    assert mixes(look) == {"person": WAVES, "mask 1": INK}


def test_masks_treated_alike_are_one_part() -> None:
    look = Look(WAVES, masks=(region(INK), region("blur"), region(INK)))
    assert mixes(look) == {"person": WAVES, "mask 0": INK}
    found = weights(look, ONES, columns(0, 2), columns(1, 4), columns(3, 5))
    np.testing.assert_array_equal(found["mask 0"], columns(0, 1) + columns(3, 5))
    np.testing.assert_array_equal(found["mask 1"], columns(1, 3))
    np.testing.assert_array_equal(found["person"], columns(5, 8))


def test_a_background_in_the_persons_style_is_a_part_of_its_own() -> None:
    """While one of them fades to another style the other stays."""
    assert mixes(Look(WAVES, background=WAVES)) == {"person": WAVES, "background": WAVES}


def test_the_background_is_where_the_person_is_not() -> None:
    person = columns(0, 3) * np.float32(0.75)
    found = weights(Look(WAVES, background="blur"), person)
    np.testing.assert_array_equal(found["person"], person)
    np.testing.assert_array_equal(found["background"], 1 - person)


def test_of_two_masks_in_one_place_the_later_counts() -> None:
    look = Look(WAVES, background="original", masks=(region(INK), region(NEON)))
    found = weights(look, columns(0, 4), columns(2, 6), columns(3, 8))
    assert {key: weight[0].tolist().index(1) for key, weight in found.items()} == {
        "person": 0,
        "mask 0": 2,
        "mask 1": 3,
    }, "and of the background nothing is left"


def test_what_is_seen_nowhere_is_no_layer() -> None:
    assert list(weights(Look(WAVES, background="blur"), ONES)) == ["person"]
    assert list(weights(Look(WAVES, background="blur"), 0 * ONES)) == ["background"]
    assert list(weights(Look(WAVES, masks=(region(INK),)), ONES, 0.001 * ONES)) == ["person"]


paints: st.SearchStrategy[Treatment] = st.sampled_from(("original", "blur", WAVES, INK))
backgrounds: st.SearchStrategy[Background] = st.sampled_from(("none", "original", "blur", WAVES, INK))
values = st.sampled_from((0.0, 0.25, 0.5, 1.0)) | st.floats(0, 1, width=32)


@given(backgrounds, st.lists(st.tuples(paints, values), max_size=4), values)
def test_all_layers_together_are_all_of_each_pixel(
    background: Background, masks: list[tuple[Treatment, float]], person: float
) -> None:
    look = replace(Look(WAVES, background=background), masks=tuple(region(paint) for paint, _ in masks))
    found = layers_of(look, ONES * person if background != "none" else ONES, [ONES * value for _, value in masks])
    total = sum(layer.weight for layer in found)
    assert total == pytest.approx(ONES, abs=1 / 100), "less what is too faint to be seen"
    assert all(layer.weight.min() >= 0 and layer.weight.max() <= 1 + 1e-6 for layer in found)
    assert {layer.key for layer in found if layer.is_painted} <= mixes(look).keys()

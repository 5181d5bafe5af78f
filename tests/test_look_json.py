"""A look as JSON: all of it comes back, and whatever else a file says ends in a look or in one line."""

from __future__ import annotations

import base64
import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stylecam.look import AutoSize, Background, Look, MaskedRegion
from stylecam.look_json import LookError, ReadLook, StyleRef, look_from_json, look_to_json
from stylecam.styles import Style, WeightedStyle

WAVES = Style("waves", "Waves", "", Path("waves.png"))
INK = Style("ink", "Ink wash", "", Path("ink.png"))
LOOK = Look(
    (WeightedStyle(WAVES, 2.0), WeightedStyle(INK, 0.5)), 0.8, 0.25, 1.5, True, (640, 360), 1.25, keep_color="palette"
)


def find(ref: StyleRef) -> Style | None:
    return {"waves": WAVES, "ink": INK}.get(ref.id)


def written(look: Look = LOOK, /, **changes: Any) -> dict[str, Any]:
    """A look through the text of a file, some fields changed."""
    data = look_to_json(look, "Stormy", lambda style: f"hash of {style.id}")
    found: dict[str, Any] = json.loads(json.dumps(data | changes))
    return found


def refusal(data: object) -> str:
    with pytest.raises(LookError) as error:
        look_from_json(data, find)
    message = str(error.value)
    assert "\n" not in message
    assert error.value.exit_code == 2
    return message


@pytest.mark.parametrize("size", [(640, 360), AutoSize(24.0), AutoSize(), None])
def test_all_of_a_look_comes_back(size: tuple[int, int] | AutoSize | None) -> None:
    look = Look(LOOK.mix, 0.8, 0.25, 1.5, True, size, 1.25, "luminance")
    read = look_from_json(written(look), find)
    assert (read.name, read.look, read.notes) == ("Stormy", look, ())


def test_the_format() -> None:
    assert written(Look((WeightedStyle(WAVES),), size=AutoSize(30.0))) == {
        "stylecam": "look",
        "version": 1,
        "name": "Stormy",
        "styles": [{"id": "waves", "name": "Waves", "sha256": "hash of waves", "weight": 1.0}],
        "strength": 1.0,
        "smoothing": 0.5,
        "brush": 1.0,
        "mirror": False,
        "size": "auto",
        "fps": 30.0,
        "crossfade": 0.3,
        "keep_color": "off",
        "background": "none",
    }


@pytest.mark.parametrize("background", ["none", "original", "blur", (WeightedStyle(INK, 3.0), WeightedStyle(WAVES))])
def test_a_background_comes_back(background: Background) -> None:
    look = replace(LOOK, background=background)
    assert look_from_json(written(look), find) == ReadLook("Stormy", look, ())


def test_a_background_s_styles_are_written_like_the_look_s_own() -> None:
    look = replace(LOOK, mix=(WeightedStyle(WAVES),), background=(WeightedStyle(INK, 2.0),))
    assert written(look)["background"] == written(Look((WeightedStyle(INK, 2.0),)))["styles"]


def test_a_file_from_before_there_were_backgrounds_is_a_look() -> None:
    data = {key: value for key, value in written(LOOK).items() if key != "background"}
    assert look_from_json(data, find) == ReadLook("Stormy", LOOK, ())
    assert look_from_json(data, find, replace(LOOK, background="blur")).look.background == "blur"


def test_of_a_background_styles_that_are_not_here_are_left_out() -> None:
    data = written(background=[{"id": "ink"}, {"id": "gone", "name": "Gone"}])
    read = look_from_json(data, find)
    assert read.look.background == (WeightedStyle(INK),)
    assert read.notes == ("left out of the mix, as it is not here: 'Gone'",)
    read = look_from_json(written(background=[{"id": "gone", "name": "Gone"}]), find)
    assert read.look.background == "none"
    assert [note.partition(":")[0] for note in read.notes] == ["the background is painted like the rest"]


@pytest.mark.parametrize("background", ["blue", 3, None, {}, [], [{"name": "no id"}], [{"id": "ink", "weight": "x"}]])
def test_a_background_of_a_wrong_kind_is_refused(background: object) -> None:
    assert "background" in refusal(written(background=background))


def test_a_newer_background_is_passed_over() -> None:
    read = look_from_json(written(version=2, background="starlit"), find)
    assert read.look.background == "none"


def test_masks_are_no_part_of_it() -> None:
    look = replace(LOOK, masks=(MaskedRegion(Path("wall.png"), "blur"),))
    assert written(look) == written(LOOK)
    assert look_from_json(written(LOOK), find, look).look == look, "those of the base stay"


def test_what_a_file_does_not_say_is_as_in_the_base() -> None:
    data = {"stylecam": "look", "styles": [{"id": "ink"}], "strength": 0.4}
    assert look_from_json(data, find).look == Look((WeightedStyle(INK),), strength=0.4)
    read = look_from_json(data, find, LOOK)
    assert (read.look.mix, read.look.strength, read.look.size) == ((WeightedStyle(INK),), 0.4, (640, 360))


def test_a_style_is_sought_by_all_that_is_known_of_it() -> None:
    asked: list[StyleRef] = []

    def remember(ref: StyleRef) -> Style:
        asked.append(ref)
        return WAVES

    picture = base64.b64encode(b"bytes").decode()
    styles = [{"id": "a", "name": "A\nstyle", "sha256": "12", "picture": picture}]
    look_from_json(written(styles=styles), remember)
    assert asked == [StyleRef("a", "A style", "12", b"bytes")]


@pytest.mark.parametrize(
    ("field", "value", "taken"),
    [
        ("strength", 7, 1.0),
        ("strength", -1, 0.0),
        ("smoothing", 1e300, 60.0),
        ("brush", 0, 0.25),
        ("crossfade", 99, 10),
    ],
)
def test_a_number_out_of_range_is_brought_into_it_and_noted(field: str, value: float, taken: float) -> None:
    read = look_from_json(written(**{field: value}), find)
    assert getattr(read.look, field) == taken
    assert read.notes == (f"'{field}' was out of range; {taken:g} is taken",)


def test_sizes_out_of_range() -> None:
    assert look_from_json(written(size=[1, 1e9]), find).look.size == (16, 16384)
    assert look_from_json(written(size="auto", fps=0), find).look.size == AutoSize(1.0)


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [
        ("strength", "strong", "'strength' must be a number from 0 to 1"),
        ("strength", None, "'strength' must be a number from 0 to 1"),
        ("strength", True, "'strength' must be a number from 0 to 1"),
        ("brush", float("nan"), "'brush' must be a number from 0.25 to 4"),
        ("crossfade", float("inf"), "'crossfade' must be a number from 0 to 10"),
        ("smoothing", 10**400, "'smoothing' must be a number from 0 to 60"),
        ("mirror", 1, "'mirror' must be true or false"),
        ("keep_color", "most", '\'keep_color\' must be "off" or "luminance" or "palette"'),
        ("keep_color", ["off"], '\'keep_color\' must be "off" or "luminance" or "palette"'),
        ("size", [640], "'size' must be [width, height], \"auto\" or null"),
        ("size", "large", "'size' must be [width, height], \"auto\" or null"),
        ("version", "2", "'version' must be a number, such as 1"),
        ("styles", [], "'styles' must be a list of 1 to 32 styles"),
        ("styles", [{"id": "ink"}] * 33, "'styles' must be a list of 1 to 32 styles"),
        ("styles", ["ink"], "'styles[0]' must be an object with an \"id\""),
        ("styles", [{"id": 3}], "'styles[0]' must be an object with an \"id\""),
        ("styles", [{"id": "ink"}, {"id": "ink", "weight": "2"}], "'styles[1].weight' must be a number above 0"),
        ("styles", [{"id": "ink", "weight": 0}], "'styles': a weight must be above 0"),
        ("styles", [{"id": "ink", "sha256": 5}], "'styles[0].sha256' must be text"),
        ("styles", [{"id": "ink", "picture": "#"}], "'styles[0].picture' must be a picture file in base64"),
        ("styles", [{"id": "ink", "picture": "é"}], "'styles[0].picture' must be a picture file in base64"),
    ],
)
def test_a_value_of_a_wrong_kind_is_refused_with_its_field(field: str, value: object, line: str) -> None:
    assert refusal(written(**{field: value})) == line


@pytest.mark.parametrize("data", [None, [], "look", 3, {}, {"stylecam": "settings"}, {"styles": [{"id": "ink"}]}])
def test_what_is_no_look(data: object) -> None:
    assert refusal(data).startswith("this is no look of stylecam's")


def test_a_style_that_is_gone_is_named() -> None:
    styles = [{"id": "cat", "name": "My cat"}, {"id": "dog\n"}]
    assert refusal(written(styles=styles)).startswith("its style 'My cat', 'dog' is not here; ")


def test_of_a_mix_what_is_left_is_used() -> None:
    styles = [{"id": "cat", "name": "My cat"}, {"id": "ink", "weight": 0.5}]
    read = look_from_json(written(styles=styles), find)
    assert read.look.mix == (WeightedStyle(INK, 0.5),)
    assert read.notes == ("left out of the mix, as it is not here: 'My cat'",)


def test_nothing_is_sought_for_a_file_that_is_refused() -> None:
    """A search may store pictures."""

    def fail(ref: StyleRef) -> Style | None:
        raise AssertionError(f"sought {ref}")

    for changes in ({"keep_color": 5}, {"styles": [{"id": "ink"}, 7]}):
        with pytest.raises(LookError):
            look_from_json(written(**changes), fail)


def test_a_newer_look_is_read_as_far_as_it_is_understood() -> None:
    newer = written(version=2, keep_color="hue", size={"like": "source"}, shimmer=3, strength=0.4)
    read = look_from_json(newer, find)
    assert (read.look.strength, read.look.keep_color, read.look.size) == (0.4, "off", None)
    assert read.look.mix == LOOK.mix
    (note,) = read.notes
    assert "newer stylecam" in note


def test_unknown_fields_are_passed_over() -> None:
    assert look_from_json(written(shimmer=3), find).notes == ()


def test_any_json_ends_in_a_look_or_in_one_line() -> None:
    chance = random.Random(5)
    fields = list(written())
    read, lines = 0, []
    for _ in range(4_000):
        data = written(version=chance.choice([1, 1, 2]))
        for _ in range(chance.randint(1, 3)):
            place: Any = chance.choice([data, data, data["styles"][0]]) if _has_styles(data) else data
            place[chance.choice([*fields, "id", "weight", "picture"])] = any_json(chance)
        try:
            assert look_from_json(data, find).look.mix
            read += 1
        except LookError as error:
            lines.append(str(error))
    assert read > 100
    assert len(lines) > 100
    assert not any("\n" in line for line in lines)


def _has_styles(data: dict[str, Any]) -> bool:
    styles = data.get("styles")
    return isinstance(styles, list) and bool(styles) and isinstance(styles[0], dict)


def any_json(chance: random.Random, depth: int = 3) -> Any:
    """A random value that JSON can say."""
    plain: list[Any] = [None, True, False, 0, -1, 0.5, 10**400, -(10**30), 1e308, float("nan"), float("inf")]
    plain += ["", "ink", "auto", "off", "\n", "\ud800", "\0", "~a\0", "x" * 5_000, "AAAA", "2"]
    kind = chance.random()
    if depth == 0 or kind < 0.7:
        return chance.choice(plain)
    if kind < 0.85:
        return [any_json(chance, depth - 1) for _ in range(chance.randint(0, 4))]
    return {
        chance.choice(["id", "name", "weight", "sha256", "x"]): any_json(chance, depth - 1)
        for _ in range(chance.randint(0, 4))
    }

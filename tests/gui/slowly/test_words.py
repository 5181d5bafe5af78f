from __future__ import annotations

from dataclasses import replace

import pytest

from stylecam.app import style_library
from stylecam.gui.slowly.words import details, paintable, size_of, style_note, style_title
from stylecam.look import Look, Size


def test_the_strongest_style_of_a_mix_is_painted_in_and_that_is_told(look: Look) -> None:
    style = paintable(look)
    assert style == look.mix[1].style
    assert style_note(look, style).startswith("This paints in one style")


def test_one_style_needs_no_words(look: Look) -> None:
    alone = replace(look, mix=look.mix[:1])
    assert style_title(paintable(alone)) == look.mix[0].style.name
    assert style_note(alone, paintable(alone)) == ""


def test_a_masters_painting_is_left_out_however_strong_it_is(look: Look) -> None:
    master = style_library().parse("starry-night-vangogh:9")
    assert paintable(replace(look, mix=(master, *look.mix))) == look.mix[1].style
    alone = replace(look, mix=(master,))
    assert paintable(alone) is None
    assert "only statistics are here" in style_note(alone, None)


@pytest.mark.parametrize(
    ("content", "longest", "size"),
    [((640, 360), 512, (512, 288)), ((90, 160), 256, (144, 256)), ((4000, 2), 256, (256, 1))],
)
def test_a_painting_has_the_pictures_shape(content: Size, longest: int, size: Size) -> None:
    assert size_of(content, longest) == size


def test_what_else_is_set_is_one_line(look: Look) -> None:
    assert details(look) == "Strength 80 %"
    assert (
        details(replace(look, brush=1.5, keep_color="palette"))
        == "Strength 80 %, brush 1.5, keeps the camera's palette"
    )

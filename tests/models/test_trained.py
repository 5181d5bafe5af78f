"""What a file of trained weights says of itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from stylecam.errors import StyleError
from stylecam.models.trained import NAMED, TaughtStyle, Trained, read_trained
from stylecam.models.weights import WeightsFile
from stylecam.styles import Work

WAVE, NIGHT = TaughtStyle("great-wave", "a1"), TaughtStyle("星夜", "b2")


def saved(path: Path, metadata: dict[str, str] | None) -> Path:
    save_file({"a": torch.ones(1)}, path, metadata)
    return path


def test_what_is_written_is_read(tmp_path: Path) -> None:
    for trained in (Trained("cin", (WAVE, NIGHT)), Trained("compact")):
        assert read_trained(saved(tmp_path / "a.safetensors", trained.metadata())) == trained


@pytest.mark.parametrize(
    "said",
    [None, {"stylecam": "{"}, {"stylecam": "[]"}, {"stylecam": json.dumps({"model": "cin", "styles": [{}]})}],
    ids=["nothing", "cut", "a list", "no name"],
)
def test_a_file_that_says_nothing_of_it(said: dict[str, str] | None, tmp_path: Path) -> None:
    assert read_trained(saved(tmp_path / "a.safetensors", said)) is None
    assert read_trained(tmp_path / "none.safetensors") is None
    (tmp_path / "b.safetensors").write_bytes(b"no tensors")
    assert read_trained(tmp_path / "b.safetensors") is None


def test_weights_that_ship_say_nothing(weights: WeightsFile) -> None:
    assert read_trained(weights.path) is None


def test_a_style_is_known_by_the_hash_of_its_picture() -> None:
    trained = Trained("cin", (WAVE, NIGHT))
    assert [trained.number(sha256) for sha256 in ("b2", "a1")] == [1, 0]
    with pytest.raises(StyleError) as caught:
        trained.number("c3")
    assert str(caught.value) == ("'cin' was trained in great-wave, 星夜 only; choose one of these, or --model compact")
    with pytest.raises(StyleError) as caught:
        Trained("johnson", (WAVE,)).number("c3")
    assert str(caught.value) == "'johnson' was trained in great-wave only; choose that, or --model compact"
    many = Trained("cin", tuple(TaughtStyle(f"s{number}", str(number)) for number in range(NAMED + 3)))
    with pytest.raises(StyleError, match="s6, s7 and 3 more only"):
        many.number("c3")


def test_styles_can_be_named_without_their_pictures(tmp_path: Path) -> None:
    (style,) = Trained("johnson", (WAVE,)).known_styles(tmp_path / "johnson.safetensors")
    assert (style.id, style.name, style.work) == ("great-wave", "Great wave", Work("", "a1", ()))

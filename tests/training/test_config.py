"""What a configuration may say, and how a slip is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from stylecam.errors import UsageError
from stylecam.training.config import CONFIGS, load_config
from stylecam.training.networks import NETWORKS


def test_every_network_has_its_configuration() -> None:
    assert {path.stem for path in CONFIGS.glob("*.toml")} == set(NETWORKS)
    for name in NETWORKS:
        assert load_config(name).network == name


def test_a_shipped_file_may_begin_with_another(tmp_path: Path) -> None:
    compact, cin, johnson = (load_config(name) for name in ("compact", "cin", "johnson"))
    assert cin.webcam == johnson.webcam == compact.webcam
    assert (cin.losses.identity, johnson.losses.identity, johnson.data.crop) == (0, 0, cin.data.crop)
    file = tmp_path / "mine.toml"
    file.write_text('network = "johnson"\n[losses]\nstyle = 30\n', encoding="utf-8")
    assert replace(load_config(str(file)).losses, style=johnson.losses.style) == johnson.losses
    file.write_text('begins_with = "cin"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="begins_with: there is no such value"):
        load_config(str(file))


@pytest.mark.parametrize("said", ["[data]\nidentity = 1\n", "[losses]\ndistillation = 1\n"])
def test_a_network_that_knows_its_styles_learns_nothing_of_other_pictures(said: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(f'network = "cin"\n{said}', encoding="utf-8")
    with pytest.raises(UsageError, match=r"(data.identity|losses.distillation): is to be 0, as 'cin' knows styles by"):
        load_config(str(file))


def test_a_file_says_only_what_differs(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("[losses]\nstyle = 30\n", encoding="utf-8")
    mine, shipped = load_config(str(file)), load_config("compact")
    assert mine.losses.style == 30
    assert mine.losses.content == shipped.losses.content
    assert mine.data == shipped.data


def test_the_batch_can_be_said_apart() -> None:
    assert load_config("compact", batch=16).data.batch == 16


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[losses]\nstile = 3", "losses.stile: there is no such value; is style meant?"),
        ("[loses]\nstyle = 3", "loses: there is no such value; is losses meant?"),
        ("[data]\nbatch = 2.5", "data.batch: is 2.5; it is a whole number, 1 to 4096"),
        ("[data]\nbatch = true", "data.batch: is true; it is a whole number"),
        ('[optimizer]\nrate = "fast"', 'optimizer.rate: is "fast"; it is a number, 1e-08 to 1'),
        ("[losses]\nstyle = -1", "losses.style: is -1; it is a number, 0 or more"),
        ("[losses]\nstyle = nan", "losses.style: is NaN; it is a number, 0 or more"),
        ("[losses]\nstyle = inf", "losses.style: is Infinity"),
        ("losses = 3", "losses: is a section"),
        ("[losses.style]\na = 1", "losses.style: is"),
        ("[data]\ncrop = 100", "data.crop: is 100; it is a multiple of 8"),
        ("[data]\nshort_side = 64", "data.short_side: is 64; it is at least data.crop (192)"),
        ("[data]\nbatch = 1", "movement.pictures: is 2; it is at most data.batch (1)"),
        ("[webcam]\nworst_quality = 99", "webcam.worst_quality: is 99"),
        ('network = "vgg99"', "network: there is no network 'vgg99'; there is: adaconv, "),
        ("network = [3]", "network: there is no network [3]"),
        ("what = ", "is not TOML"),
    ],
)
def test_a_slip_is_one_line_with_its_place(text: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        load_config(str(file))
    assert str(raised.value).startswith(f"{file}: ")
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_missing_file_is_told_with_what_there_is() -> None:
    with pytest.raises(UsageError, match=r"no/such\.toml: .* name a TOML file or adaconv, "):
        load_config("no/such.toml")

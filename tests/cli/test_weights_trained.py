"""`stylecam weights import` of what `stylecam train` has written, and what is then painted with it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from safetensors.torch import load_file, save_file

from stylecam.app import model_choices, usual_style, weights_of
from stylecam.cli.main import main
from stylecam.models.compact import Compact
from stylecam.models.trained import Trained, read_trained
from stylecam.resources import shipped_styles
from stylecam.training.checkpoint import save_weights
from stylecam.user_files import user_weights
from tests.taught import weights_file

WAVE, NIGHT = (shipped_styles() / f"{name}.jpg" for name in ("great-wave", "starry-swirl"))


@pytest.fixture(scope="module")
def johnson(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return weights_file(tmp_path_factory.mktemp("out") / "johnson.safetensors", "johnson", [WAVE])


@pytest.fixture(scope="module")
def cin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return weights_file(tmp_path_factory.mktemp("out") / "cin.safetensors", "cin", [WAVE, NIGHT])


def line(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line of an error."""
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    return said.removeprefix("stylecam: ").removesuffix("\n")


def test_without_weights_it_says_how_to_train_them(capsys: pytest.CaptureFixture[str]) -> None:
    for model, what in (("johnson", "PICTURE"), ("cin", "FOLDER")):
        assert main(["live", "--model", model, "--source", "demo", "--duration", "1"]) == 2
        assert line(capsys) == (
            f"the weights of the model '{model}' are not here; train it with 'stylecam train --config {model} --style"
            f" {what} …', and run 'stylecam weights import OUT/{model}.safetensors' (docs/methods.md)"
        )


def test_what_was_trained_is_taken_in_listed_and_verified(
    johnson: Path, cin: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (johnson, cin):
        assert main(["weights", "import", str(path)]) == 0
        entry = weights_of(path.stem)
        assert capsys.readouterr().out == f"{path.stem}: 6.7 MB, sha256 {entry.sha256}, in {entry.path}\n"
        assert entry.path.parent == user_weights()
        assert read_trained(entry.path) == read_trained(path)
        assert path.exists()
    assert weights_of("cin").trained == "by you, in great-wave, starry-swirl"
    assert model_choices()[2:] == (("johnson", "Johnson"), ("cin", "CIN"))
    assert main(["weights", "verify"]) == 0
    weights_of("cin").path.write_bytes(b"damage")
    assert main(["weights", "verify"]) == 1
    assert "run 'stylecam weights import OUT/cin.safetensors'" in capsys.readouterr().out


def test_it_paints_in_its_styles_and_first_in_its_first(
    cin: Path, picture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["weights", "import", str(cin)]) == 0
    assert usual_style(weights_of("cin")).id == "great-wave"

    def render(name: str, *words: str) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
        out = tmp_path / f"{name}.png"
        assert main(["render", str(picture), str(out), "--model", "cin", "--device", "cpu", *words]) == 0
        return np.asarray(Image.open(out))

    wave, night = render("wave", "--style", "great-wave"), render("night", "--style", str(NIGHT))
    assert np.array_equal(render("unsaid"), wave)
    assert not np.array_equal(night, wave)
    both = render("both", "--style", "great-wave", "--style", "starry-swirl")
    assert not any(np.array_equal(both, one) for one in (wave, night))
    capsys.readouterr()
    assert main(["render", str(picture), str(tmp_path / "no.png"), "--model", "cin", "--style", "koi-mosaic"]) == 2
    expected = "'cin' was trained in great-wave, starry-swirl only; choose one of these, or --model compact"
    assert line(capsys) == expected
    assert main(["bench", "--model", "cin", "--size", "64x48", "--seconds", "0.1", "--device", "cpu"]) == 0


def test_what_cannot_be_taken_in_is_one_line_and_leaves_nothing(
    cin: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tensors, trained = load_file(cin), read_trained(cin)
    assert trained is not None
    path = tmp_path / "other.safetensors"
    save_file(tensors, path, Trained("cin", trained.styles[:1]).metadata())
    assert main(["weights", "import", str(path)]) == 2
    assert line(capsys).startswith(f"{path}: does not say what its 2 styles are; import what 'stylecam train' has")
    save_file({name: tensors[name] for name in list(tensors)[1:]}, path, trained.metadata())
    assert main(["weights", "import", str(path)]) == 2
    assert "is not for the model 'cin': the tensor '" in line(capsys)
    save_file(tensors, path, Trained("vgg99").metadata())
    assert main(["weights", "import", str(path)]) == 2
    assert line(capsys).startswith("there is no model 'vgg99'; there is: ")
    save_weights(path, Compact(), Trained("compact"))
    assert main(["weights", "import", str(path)]) == 2
    assert line(capsys) == f"{path}: 'compact' ships, and what ships is never taken from elsewhere"
    assert not user_weights().exists()

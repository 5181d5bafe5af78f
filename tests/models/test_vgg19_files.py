"""The published files in every form that they come in, and what is not they."""

from __future__ import annotations

import pickle
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file

from stylecam.errors import WeightsError
from stylecam.models.vgg19 import Vgg19
from stylecam.models.vgg19_files import read_published
from tests.published import Published

ENCODER, DECODER = "vgg_normalised.pth", "decoder.pth"


@pytest.fixture(scope="module")
def folder(published: Published, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the published files."""
    folder = tmp_path_factory.mktemp("published")
    published.save(folder)
    return folder


def as_of_old(tensors: dict[str, Any], path: Path) -> None:
    """As torch wrote files before version 1.6, the published ones among them."""
    torch.save(OrderedDict(tensors), path, _use_new_zipfile_serialization=False)


@pytest.mark.parametrize(("suffix", "write"), [(".pth", torch.save), (".pth", as_of_old), (".safetensors", save_file)])
def test_both_files_in_any_form_and_order(
    suffix: str,
    write: Callable[[dict[str, Any], Path], None],
    vgg19: Vgg19,
    published: Published,
    tmp_path: Path,
) -> None:
    paths = [tmp_path / f"{half}{suffix}" for half in ("decoder", "encoder")]
    for path, network in zip(paths, (published.decoder, published.encoder), strict=True):
        write(network.state_dict(), path)
    found = read_published(paths)
    expected = vgg19.state_dict()
    assert found.keys() == expected.keys()
    assert all(torch.equal(found[name], expected[name]) for name in expected)


def test_one_file_with_both_halves(vgg19: Vgg19, tmp_path: Path) -> None:
    save_file(vgg19.state_dict(), tmp_path / "vgg19.safetensors")
    found = read_published([tmp_path / "vgg19.safetensors"])
    assert all(torch.equal(found[name], tensor) for name, tensor in vgg19.state_dict().items())


def test_half_precision_is_read_as_float32(vgg19: Vgg19, tmp_path: Path) -> None:
    torch.save({name: tensor.half() for name, tensor in vgg19.state_dict().items()}, tmp_path / "half.pth")
    found = read_published([tmp_path / "half.pth"])
    assert all(torch.equal(found[name], tensor.half().float()) for name, tensor in vgg19.state_dict().items())


class Code:
    """What does something when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Callable[[Path], None], tuple[Path]]:
        return Path.touch, (self.path,)


@pytest.mark.parametrize("write", [torch.save, as_of_old, lambda found, path: path.write_bytes(pickle.dumps(found))])
def test_nothing_that_is_in_a_file_is_run(write: Callable[[Any, Path], None], folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "decoder.pth"
    write({"1.weight": Code(tmp_path / "ran")}, path)
    with pytest.raises(WeightsError, match="is cut short, or holds more than tensors"):
        read_published([folder / ENCODER, path])
    assert not (tmp_path / "ran").exists()
    with path.open("rb") as file:
        if write not in (torch.save, as_of_old):
            pickle.load(file)
            assert (tmp_path / "ran").exists(), "it would have"


@pytest.mark.parametrize("write", [torch.save, as_of_old])
@pytest.mark.parametrize("share", [0, 1e-5, 0.001, 0.5, 0.999])
def test_a_file_that_is_cut_short(
    share: float, write: Callable[[Any, Path], None], published: Published, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "decoder.pth"
    write(published.decoder.state_dict(), path)
    path.write_bytes(path.read_bytes()[: int(share * path.stat().st_size)])
    with pytest.raises(WeightsError, match=r"^\S+decoder\.pth: is cut short, or holds more than tensors \(nothing"):
        read_published([folder / ENCODER, path])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"5.weight": None}, "is not for the model 'vgg19': the tensor '5.weight' is missing"),
        ({"31.weight": torch.zeros(3)}, "is not for the model 'vgg19': it has no tensor '31.weight'"),
        ({"5.bias": torch.zeros(3)}, "is not for the model 'vgg19': '5.bias' is (3,), not (256,)"),
        ({"5.bias": torch.full((256,), torch.inf)}, "'5.bias' holds numbers that are not finite; get the file again"),
        ({"5.bias": torch.ones(256, dtype=torch.int32)}, "'5.bias' holds no real numbers (torch.int32); get the"),
        ({"5.bias": "text"}, "is cut short, or holds more than tensors (nothing in it was run); get it again"),
    ],
)
def test_the_first_thing_that_is_wrong_is_named(
    changes: dict[str, Any], said: str, published: Published, folder: Path, tmp_path: Path
) -> None:
    changed = published.decoder.state_dict() | changes
    path = tmp_path / "changed.pth"
    torch.save({name: tensor for name, tensor in changed.items() if tensor is not None}, path)
    with pytest.raises(WeightsError) as caught:
        read_published([folder / ENCODER, path])
    message = str(caught.value)
    assert message.startswith(f"{path}: {said}")
    assert "\n" not in message


def test_a_file_too_few_or_twice(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(
        WeightsError, match=r"the encoder is missing; name both files, vgg_normalised\.pth and decoder\.pth"
    ):
        read_published([folder / DECODER])
    with pytest.raises(WeightsError, match="holds the decoder, which another file held already"):
        read_published([folder / DECODER, folder / DECODER])
    with pytest.raises(WeightsError, match=r"absent\.pth: cannot be read \(No such file or directory\)"):
        read_published([tmp_path / "absent.pth"])
    with pytest.raises(WeightsError, match=r"cannot be read \(Is a directory\)"):
        read_published([tmp_path])


def test_another_network(tmp_path: Path) -> None:
    for name, tensors in {"state": {"body.weight": torch.ones(3)}, "empty": {}}.items():
        torch.save(tensors, tmp_path / f"{name}.pth")
        with pytest.raises(WeightsError, match=r"is neither vgg_normalised\.pth nor decoder\.pth|is missing"):
            read_published([tmp_path / f"{name}.pth"])

"""From a model's id to a painter."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import save

from stylecam.errors import UsageError, WeightsError
from stylecam.models.compact import Compact
from stylecam.models.compact_int8 import CompactInt8Painter
from stylecam.models.compact_painter import CompactPainter
from stylecam.models.graphed_painter import GraphedPainter
from stylecam.models.int8 import supported_levels
from stylecam.models.peaks import peaks_file
from stylecam.models.registry import BUILDERS, FLOATS, find_weights, formats, load_painter
from stylecam.models.weights import WeightsFile, all_weights, load_weights, read_manifest
from stylecam.resources import shipped_weights

CPU = torch.device("cpu")


def listed(folder: Path, data: bytes) -> WeightsFile:
    """`compact` in a folder of its own, its file of these bytes, the manifest to match."""
    (folder / "compact.safetensors").write_bytes(data)
    entry = {"id": "compact", "file": "compact.safetensors", "sha256": hashlib.sha256(data).hexdigest()}
    (folder / "manifest.json").write_text(json.dumps({"weights": [entry]}), encoding="utf-8")
    return find_weights(folder, "compact")


def manifest(folder: Path, *models: str) -> None:
    """A list of weights whose files are not there."""
    entries = [{"id": model, "file": f"{model}.safetensors", "sha256": ""} for model in models]
    (folder / "manifest.json").write_text(json.dumps({"weights": entries}), encoding="utf-8")


def test_every_shipped_file_is_whole_licensed_and_can_be_run() -> None:
    for entry in read_manifest(shipped_weights()):
        assert entry.id in BUILDERS
        assert hashlib.sha256(entry.path.read_bytes()).hexdigest() == entry.sha256
        assert entry.licence
        assert entry.trained


def test_a_painter_from_the_shipped_weights(weights: WeightsFile, network: Compact) -> None:
    painter = load_painter(weights, CPU, torch.float16)
    assert painter.device == CPU
    assert painter.dtype == torch.float32
    picture = torch.rand(1, 3, 32, 32)
    torch.testing.assert_close(painter.style(picture), network.style(picture).flat()[0])


def test_on_the_cpu_nothing_is_replayed(weights: WeightsFile) -> None:
    assert isinstance(load_painter(weights, CPU, torch.float32), CompactPainter)


@pytest.mark.skipif(supported_levels() is None, reason="torch convolves no bytes on this CPU")
def test_in_bytes_another_painter_runs_the_same_network(weights: WeightsFile, network: Compact) -> None:
    painter = load_painter(weights, CPU, torch.int8)
    assert isinstance(painter, CompactInt8Painter)
    picture = torch.rand(1, 3, 32, 32)
    torch.testing.assert_close(painter.style(picture), network.style(picture).flat()[0])


def test_what_ships_can_be_computed_in_bytes_and_the_papers_network_cannot(weights: WeightsFile) -> None:
    assert formats(weights) == (*FLOATS, torch.int8)
    assert formats(replace(weights, id="vgg19")) == FLOATS


def test_without_peaks_of_these_weights_there_are_no_bytes(weights: WeightsFile, tmp_path: Path) -> None:
    entry = listed(tmp_path, weights.path.read_bytes())
    message = f"{entry.path}: cannot be used in int8 here; use --precision float32"
    assert formats(entry) == FLOATS
    with pytest.raises(WeightsError) as caught:
        load_painter(entry, CPU, torch.int8)
    assert str(caught.value) == message
    assert isinstance(load_painter(entry, CPU, torch.float32), CompactPainter)

    peaks_file(entry.path).write_bytes(peaks_file(weights.path).read_bytes())
    assert formats(entry) == (*FLOATS, torch.int8)
    other = listed(tmp_path, save({name: tensor.half() for name, tensor in load_weights(weights).items()}))
    assert formats(other) == FLOATS, "these are about weights that are no longer there"
    with pytest.raises(WeightsError, match="cannot be used in int8 here"):
        load_painter(other, CPU, torch.int8)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no GPU")
def test_on_a_gpu_steady_frames_are_replayed(weights: WeightsFile) -> None:
    cuda = torch.device("cuda")
    painter = load_painter(weights, cuda, torch.float16)
    assert isinstance(painter, GraphedPainter)
    picture = torch.rand(1, 3, 64, 96, device=cuda)
    content = picture.to(torch.float16, memory_format=torch.channels_last)
    style = painter.style(1 - picture)
    measured = painter.paint(content, style, 1.0, None)
    expected, stats = measured[0].clone(), measured[1]
    painted, _ = painter.paint(content, style, 1.0, stats)
    assert painter.replayed
    torch.testing.assert_close(painted, expected, rtol=0, atol=0.05)


def test_weights_stored_in_half_precision_run_as_well(network: Compact, tmp_path: Path) -> None:
    halved = {name: tensor.half() for name, tensor in network.state_dict().items()}
    painter = load_painter(listed(tmp_path, save(halved)), CPU, torch.float32)
    picture = torch.rand(1, 3, 32, 32)
    style = painter.style(picture)
    assert style.dtype == torch.float32
    torch.testing.assert_close(style, network.style(picture).flat()[0], rtol=0.01, atol=0.01)


def test_an_unknown_model_is_answered_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(
        UsageError, match=r"^there is no model 'vgg99'; there is: adaconv, cin, compact, johnson, vgg19$"
    ) as caught:
        find_weights(shipped_weights(), "vgg99")
    assert caught.value.exit_code == 2
    manifest(tmp_path, "of the future")
    with pytest.raises(UsageError, match="there is no model 'of the future'"):
        find_weights(tmp_path, "of the future")


def test_a_model_without_weights_names_what_brings_them(tmp_path: Path) -> None:
    for own in (None, tmp_path, tmp_path / "absent"):
        manifest(tmp_path, "of the future")
        with pytest.raises(WeightsError) as caught:
            find_weights(shipped_weights(), "vgg19", own)
        assert str(caught.value) == (
            "the weights of the model 'vgg19' are not here; run 'stylecam weights download vgg19', or"
            " 'stylecam weights import vgg_normalised.pth decoder.pth'"
        )
        assert caught.value.exit_code == 2
    with pytest.raises(WeightsError, match="'compact' are not here; reinstall stylecam"):
        find_weights(tmp_path, "compact")


def test_the_users_weights_count_but_never_for_what_ships(tmp_path: Path) -> None:
    manifest(tmp_path, "compact", "vgg19")
    found = find_weights(shipped_weights(), "vgg19", tmp_path)
    assert (found.path, found.mend) == (
        tmp_path / "vgg19.safetensors",
        "run 'stylecam weights download vgg19', or import it",
    )
    assert find_weights(shipped_weights(), "compact", tmp_path) == find_weights(shipped_weights(), "compact")
    shipped = [shipped_weights()] * len(read_manifest(shipped_weights()))
    assert [entry.path.parent for entry in all_weights(shipped_weights(), tmp_path)] == [*shipped, tmp_path]


def test_a_damaged_list_of_the_users_does_not_keep_what_ships_away(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{", encoding="utf-8")
    assert find_weights(shipped_weights(), "compact", tmp_path).id == "compact"
    with pytest.raises(WeightsError, match=r"is not a weights manifest; delete .*, then get the weights again$"):
        find_weights(shipped_weights(), "vgg19", tmp_path)


def test_a_safetensors_file_of_something_else(tmp_path: Path) -> None:
    entry = listed(tmp_path, save({"encoder.weight": torch.ones(3)}))
    with pytest.raises(WeightsError) as caught:
        load_painter(entry, CPU, torch.float32)
    message = str(caught.value)
    assert message == f"{entry.path}: is not for the model 'compact': the tensor 'd.0.c.bias' is missing"
    assert caught.value.exit_code == 2


def test_a_file_of_another_width(network: Compact, tmp_path: Path) -> None:
    wider = network.state_dict() | {"e0.c.weight": torch.ones(48, 12, 3, 3)}
    with pytest.raises(WeightsError, match=r"'e0\.c\.weight' is \(48, 12, 3, 3\), not \(32, 12, 3, 3\)$"):
        load_painter(listed(tmp_path, save(wider)), CPU, torch.float32)


def test_a_truncated_download(weights: WeightsFile, tmp_path: Path) -> None:
    entry = listed(tmp_path, weights.path.read_bytes())
    entry.path.write_bytes(entry.path.read_bytes()[:100_000])
    with pytest.raises(WeightsError, match="is damaged or not the file meant"):
        load_painter(entry, CPU, torch.float32)

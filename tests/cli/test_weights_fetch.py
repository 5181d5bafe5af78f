"""`weights import` and `weights download`, from files to pictures."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from stylecam.app import (
    live_settings,
    make_pipeline,
    make_plan,
    model_choices,
    weights_of,
)
from stylecam.cli.main import main
from stylecam.engine.device import choose_compute
from stylecam.models.registry import load_painter
from stylecam.pipeline.commands import SwitchEngine
from stylecam.settings import Settings
from stylecam.user_files import user_weights
from tests.files_server import FilesServer, serving
from tests.pipeline.parts import eventually
from tests.published import Published, published

CPU = torch.device("cpu")
FILE = "vgg19.safetensors"


@pytest.fixture(scope="module")
def network() -> Published:
    return published(seed=5)


@pytest.fixture(scope="module")
def files(network: Published, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The two published files."""
    encoder, decoder = network.save(tmp_path_factory.mktemp("published"))
    return str(encoder), str(decoder)


@pytest.fixture(scope="module")
def page(files: tuple[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a page of downloads is made of: the user's folder after an import, its list under another name."""
    home = tmp_path_factory.mktemp("maker")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(home))
        assert main(["weights", "import", *files]) == 0
        folder = user_weights()
        return {FILE: (folder / FILE).read_bytes(), "weights.json": (folder / "manifest.json").read_bytes()}


@pytest.fixture
def server(page: dict[str, bytes]) -> Iterator[FilesServer]:
    with serving() as server:
        server.files.update(page)
        yield server


def download(server: FilesServer, *words: str) -> int:
    return main(["weights", "download", *words, "--from", server.url])


def parts() -> list[int]:
    """Sizes of what has come of downloads that were broken off."""
    return [path.stat().st_size for path in user_weights().glob("*.part")]


def line(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line of an error."""
    said = capsys.readouterr().err
    assert said.startswith("stylecam: ")
    assert said.count("\n") == 1
    return said.removeprefix("stylecam: ").removesuffix("\n")


def test_imported_files_paint_as_the_published_network(
    network: Published, files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["weights", "import", *files]) == 0
    entry = weights_of("vgg19")
    assert capsys.readouterr().out == f"vgg19: 28.0 MB, sha256 {entry.sha256}, in {user_weights() / FILE}\n"
    assert hashlib.sha256(entry.path.read_bytes()).hexdigest() == entry.sha256
    assert entry.trained == "by others; imported from vgg_normalised.pth and decoder.pth"
    painter = load_painter(entry, CPU, torch.float32)
    content, style = torch.rand(1, 3, 40, 56), torch.rand(1, 3, 48, 32)
    code = painter.style(style)
    for strength in (0.0, 0.5, 1.0):
        expected = network.paint(content, style, strength)
        painted, measured = painter.paint(content, code, strength, None)
        torch.testing.assert_close(painted, expected, rtol=0, atol=1e-4)
        painted, _ = painter.paint(content, code, strength, measured)
        torch.testing.assert_close(painted, expected, rtol=0, atol=1e-4)


def test_a_picture_of_an_odd_size_is_rendered_as_the_published_network_paints_it(
    network: Published, files: tuple[str, str], picture: Path, tmp_path: Path
) -> None:
    assert main(["weights", "import", *reversed(files)]) == 0
    style = tmp_path / "style.png"
    drawn = np.random.default_rng(1).integers(0, 255, (48, 64, 3), dtype=np.uint8)
    Image.fromarray(drawn).save(style)
    arguments = ["--model", "vgg19", "--style", str(style), "--device", "cpu"]
    assert main(["render", str(picture), str(tmp_path / "painted.png"), *arguments]) == 0
    seen = np.asarray(Image.open(picture))
    height, width = seen.shape[:2]
    assert (width, height) == (121, 75)
    padded = np.pad(seen, ((0, -height % 8), (0, -width % 8), (0, 0)), mode="reflect")
    content, code = (torch.tensor(x / 255).float().permute(2, 0, 1)[None] for x in (padded, drawn))
    expected = network.paint(content, code, 1.0)[0, :, :height, :width].clamp(0, 1).permute(1, 2, 0).numpy() * 255
    found = np.asarray(Image.open(tmp_path / "painted.png")).astype(np.float32)
    # In bfloat16 where the processor is made for it.
    assert float(np.abs(found - expected).mean()) < (3 if painter_dtype() == torch.bfloat16 else 0.6)


SHIPPED = ["compact", "adaconv"]


def painter_dtype() -> torch.dtype:
    """What the network is run in here."""
    return choose_compute("cpu").dtype


def test_what_was_imported_is_listed_verified_and_offered(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert [model for model, _ in model_choices()] == SHIPPED
    assert main(["weights", "import", *files]) == 0
    assert model_choices() == (("compact", "Compact"), ("adaconv", "AdaConv"), ("vgg19", "VGG-19"))
    capsys.readouterr()
    assert main(["weights", "list", "--json"]) == 0
    assert [entry["id"] for entry in json.loads(capsys.readouterr().out)] == [*SHIPPED, "vgg19"]
    assert main(["weights", "verify"]) == 0
    assert f"✓ {user_weights() / FILE}" in capsys.readouterr().out
    with (user_weights() / FILE).open("r+b") as file:
        file.seek(50_000)
        file.write(b"damage")
    assert main(["weights", "verify"]) == 1
    assert f"✗ {user_weights() / FILE}: is damaged" in capsys.readouterr().out
    assert main(["live", "--model", "vgg19", "--source", "demo", "--duration", "1"]) == 2
    assert "; run 'stylecam weights download vgg19', or import it" in capsys.readouterr().err


def test_what_was_imported_counts_for_nothing_that_ships(files: tuple[str, str]) -> None:
    assert main(["weights", "import", *files]) == 0
    manifest = user_weights() / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"vgg19"', '"compact"'))
    assert weights_of("compact").path.parent != user_weights()
    assert [model for model, _ in model_choices()] == SHIPPED


def test_the_engine_at_work_is_switched_to_what_was_imported(files: tuple[str, str]) -> None:
    assert main(["weights", "import", *files]) == 0
    settings = Settings(source="demo", size=(96, 64), device="cpu")
    pipeline = make_pipeline(make_plan(live_settings(settings)))
    pipeline.start()
    try:
        pipeline.send(SwitchEngine("cpu", "vgg19"))
        eventually(lambda: pipeline.status().engine.name.startswith("vgg19"))
        painted = pipeline.status().frames_out
        eventually(lambda: pipeline.status().frames_out > painted)
        assert pipeline.status().refusal is None
    finally:
        pipeline.stop()


def test_what_is_there_for_one_model_only_says_so(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["weights", "import", *files]) == 0
    out = str(tmp_path / "style.npy")
    assert main(["weights", "vector", "vgg19", out, "--style", "starry-swirl"]) == 0
    assert np.load(out).shape == (1024,)
    assert main(["weights", "export", "vgg19", str(tmp_path / "network.onnx")]) == 2
    assert "'vgg19' cannot be exported, only 'compact' can" in capsys.readouterr().err
    assert main(["weights", "vector", "vgg19", out, "--style", "starry-night-vangogh"]) == 2
    assert line(capsys).startswith("'The Starry Night' can only be painted with the model 'compact' or 'adaconv': ")


def test_a_model_whose_weights_are_not_here(capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["live", "--source", "demo", "--duration", "1"], ["render", "demo", "out.mp4"], ["bench"]):
        assert main([*command, "--model", "vgg19"]) == 2
        assert line(capsys) == (
            "the weights of the model 'vgg19' are not here; run 'stylecam weights download vgg19', or"
            " 'stylecam weights import vgg_normalised.pth decoder.pth'"
        )


def test_what_cannot_be_imported_leaves_nothing(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cut = tmp_path / "decoder.pth"
    cut.write_bytes(Path(files[1]).read_bytes()[:10_000])
    for words in ([files[0], str(cut)], [files[0]], [files[0], files[0]], [*files, str(cut)]):
        assert main(["weights", "import", *words]) == 2
        assert line(capsys)
    assert not user_weights().exists()


def test_a_folder_that_cannot_be_written(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    user_weights().parent.mkdir(parents=True)
    user_weights().write_text("a file")
    assert main(["weights", "import", *files]) == 2
    assert line(capsys).startswith(f"{user_weights() / FILE}: cannot be written (")


def test_weights_are_downloaded_checked_and_run(server: FilesServer, capsys: pytest.CaptureFixture[str]) -> None:
    assert download(server) == 0
    entry = weights_of("vgg19")
    assert capsys.readouterr().out == f"vgg19: 28.0 MB, sha256 {entry.sha256}, in {entry.path}\n"
    assert entry.path.read_bytes() == server.files[FILE]
    assert load_painter(entry, CPU, torch.float32).style_size == 1024
    assert parts() == []
    assert download(server, "vgg19") == 0
    assert capsys.readouterr().out == f"vgg19: is already here, {entry.path}\n"
    assert [name for name, _ in server.asked] == ["weights.json", FILE, "weights.json"]


def test_a_download_goes_on_after_the_line_broke(server: FilesServer, capsys: pytest.CaptureFixture[str]) -> None:
    server.breaks_after = 9_000_000
    assert download(server) == 1
    said = line(capsys)
    assert f"{FILE}: the line broke; run it again; 9.0 MB are kept in {user_weights()}" in said
    assert parts() == [9_000_000]
    listing = server.files.pop("weights.json")
    assert download(server) == 1
    assert "weights.json: the server says 404 (Not Found); 9.0 MB are kept in " in line(capsys)
    server.files["weights.json"] = listing
    assert download(server) == 0
    assert server.asked[-1] == (FILE, "bytes=9000000-")
    assert weights_of("vgg19").path.read_bytes() == server.files[FILE]
    assert parts() == []


def test_a_download_with_another_hash_than_listed_is_removed(
    server: FilesServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.files[FILE] = server.files[FILE][:-1] + b"!"
    assert download(server) == 1
    assert f"{server.url}{FILE}: is damaged or not the file meant" in line(capsys)
    assert list(user_weights().iterdir()) == []


def test_a_download_that_is_no_such_network_is_not_taken_in(
    server: FilesServer, capsys: pytest.CaptureFixture[str]
) -> None:
    data = server.files[FILE] = b"\x08\0\0\0\0\0\0\0{}      "
    entry = {"id": "vgg19", "file": FILE, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    server.files["weights.json"] = json.dumps({"weights": [entry]}).encode()
    assert download(server) == 2
    assert "is not for the model 'vgg19': the tensor 'decoder.1.bias' is missing" in line(capsys)
    assert not (user_weights() / FILE).exists()


def test_what_is_not_there_to_download(server: FilesServer, capsys: pytest.CaptureFixture[str]) -> None:
    for model in ("compact", "vgg99"):
        assert download(server, model) == 2
        assert line(capsys) == f"there is no model '{model}' to download; there is: selfie, vgg19"
    server.files["weights.json"] = b'{"weights": []}'
    assert download(server) == 1
    assert line(capsys) == f"{server.url}: has no weights of 'vgg19'; there is: nothing"
    assert main(["weights", "download", "--from", "weights/"]) == 2
    assert "'weights/' is no address of a page" in line(capsys)


def test_the_list_may_be_spoilt_while_what_ships_works(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["weights", "import", *files]) == 0
    (user_weights() / "manifest.json").write_text("{")
    assert [model for model, _ in model_choices()] == SHIPPED
    capsys.readouterr()
    assert main(["weights", "list"]) == 2
    assert line(capsys).endswith(f"; delete {user_weights()}, then get the weights again")
    shutil.rmtree(user_weights())
    assert main(["weights", "list"]) == 0

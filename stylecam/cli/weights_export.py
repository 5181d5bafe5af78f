"""`stylecam weights export|vector`: a network, and styles for it, as files for other programs."""

from __future__ import annotations

import argparse
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from stylecam.app import style_library, weights_of
from stylecam.cli.output import print_json
from stylecam.doctor.check import pip_install
from stylecam.engine.device import choose_compute
from stylecam.engine.style_bank import StyleBank
from stylecam.errors import UsageError
from stylecam.files import write_atomically
from stylecam.masters import Vector
from stylecam.models.registry import load_painter
from stylecam.models.weights import WeightsFile
from stylecam.paths import as_path
from stylecam.styles import WeightedStyle
from stylecam.user_files import style_cache

EXPORT = "export"
VECTOR = "vector"


def configure(actions: Any) -> None:
    """Add both to the subcommands of `weights`."""
    export = actions.add_parser(EXPORT, help="a network as an ONNX file, for other programs (docs/exporting.md)")
    _add_files(export, "OUT.onnx")
    _add_style(export, "make this style part of the file, instead of an input; several make a mix", required=False)
    export.add_argument(
        "--statistics",
        choices=("given", "measured"),
        default="given",
        help="what it normalises by: inputs, which the program smooths from frame to frame, or what it measures in each"
        " picture (given)",
    )
    vector = actions.add_parser(VECTOR, help="a style as numbers (.npy), the input 'style' of an exported network")
    _add_files(vector, "OUT.npy")
    _add_style(vector, "a shipped style or any picture; several make a mix", required=True)
    for action in (export, vector):
        action.add_argument("--json", action="store_true", help="for scripts")


def run_export(arguments: argparse.Namespace) -> int:
    """Write the ONNX file.

    Raises:
        UsageError: it cannot be written, or what makes it is not installed.
        UsageError, StyleError, WeightsError: there is no such model or style, or one is damaged.
    """
    out = _checked(arguments.out, ".onnx")
    weights = weights_of(arguments.model)
    if weights.id != "compact":
        raise UsageError(f"'{weights.id}' cannot be exported, only 'compact' can")
    try:
        # Loaded here only, as not everybody has the library.
        from stylecam.models.onnx_export import NamedStyle, export_onnx
    except ModuleNotFoundError as error:
        raise UsageError(f"{error}, which the export needs; run: {pip_install('onnx')}") from None
    mix = [style_library().parse(text) for text in arguments.style or ()]
    style = NamedStyle(_name(mix), _vector(weights, mix)) if mix else None
    exported = export_onnx(weights, arguments.statistics, style)
    _write(out, exported.content)
    inputs = {port.name: list(port.shape) for port in exported.inputs}
    outputs = {port.name: list(port.shape) for port in exported.outputs}
    if arguments.json:
        about = {"path": str(out), "model": weights.id, "weights_sha256": weights.sha256, "style": _name(mix) or None}
        print_json({**about, "statistics": arguments.statistics, "inputs": inputs, "outputs": outputs})
    else:
        print(f"{out}: {len(exported.content) / 1e6:.1f} MB, {', '.join(inputs)} -> {', '.join(outputs)}")
    return 0


def run_vector(arguments: argparse.Namespace) -> int:
    """Write the style vector.

    Raises:
        UsageError: it cannot be written.
        UsageError, StyleError, WeightsError: there is no such model or style, or one is damaged.
    """
    out = _checked(arguments.out, ".npy")
    weights = weights_of(arguments.model)
    mix = [style_library().parse(text) for text in arguments.style]
    vector = _vector(weights, mix)
    content = BytesIO()
    np.save(content, vector)
    _write(out, content.getvalue())
    if arguments.json:
        about = {"path": str(out), "model": weights.id, "weights_sha256": weights.sha256, "style": _name(mix)}
        print_json({**about, "shape": list(vector.shape)})
    else:
        print(f"{out}: {vector.size} numbers")
    return 0


def _add_files(parser: argparse.ArgumentParser, out: str) -> None:
    parser.add_argument("model", metavar="MODEL", help="a network's id; 'stylecam weights list' names them")
    parser.add_argument("out", metavar=out, help="where to write it")


def _add_style(parser: argparse.ArgumentParser, about: str, *, required: bool) -> None:
    parser.add_argument("--style", action="append", metavar="ID|FILE[:WEIGHT]", required=required, help=about)


def _vector(weights: WeightsFile, mix: list[WeightedStyle]) -> Vector:
    compute = choose_compute("cpu")
    painter = load_painter(weights, compute.device, compute.dtype)
    return StyleBank(painter, weights.sha256, style_cache()).mix(mix).numpy()


def _name(mix: list[WeightedStyle]) -> str:
    """The styles as a command line names them, but of a file its own name only: folders are nobody else's concern."""
    names = [Path(part.style.id).name for part in mix]
    if len(mix) == 1:
        return names[0]
    return " ".join(f"{name}:{part.weight:g}" for name, part in zip(names, mix, strict=True))


def _checked(text: str, suffix: str) -> Path:
    """The path to write to, before any work is done for it."""
    path = as_path(text)
    if path.suffix.lower() != suffix:
        raise UsageError(f"{path}: is to end in {suffix}")
    return path


def _write(path: Path, content: bytes) -> None:
    try:
        write_atomically(path, content)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from None

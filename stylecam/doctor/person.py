"""What tells a person from the background: a learned background, or a network."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from stylecam.doctor.check import Check, fails, pip_install, works

NAME = "person mask"


def checks() -> Iterator[Check]:
    """All of this family."""
    from stylecam.user_files import background_file, user_weights

    yield check_person(background_file(), user_weights(), runtime=find_spec("onnxruntime") is not None)


def check_person(background: Path, weights: Path, *, runtime: bool) -> Check:
    """Whether one of the two ways is open; what could mend the other is said as well.

    Args:
        background: the file of the learned background.
        weights: the user's folder of weights.
        runtime: whether ONNX Runtime is installed.
    """
    learned, network = _learned(background), _network(weights, runtime)
    detail = "; ".join((learned.detail, network.detail))
    if learned.ok or network.ok:
        return works(NAME, detail)
    return fails(NAME, detail, f"{network.fix}; or {learned.fix}")


def _learned(path: Path) -> Check:
    from stylecam.engine.person.choosing import LEARN
    from stylecam.engine.person.plate import PlateError, read_plate

    if not path.exists():
        return fails(NAME, "no background is learned", LEARN)
    try:
        width, height = read_plate(path).size
    except PlateError as error:
        return fails(NAME, str(error).rpartition("; ")[0], LEARN)
    return works(NAME, f"a background is learned at {width}x{height}")


def _network(folder: Path, runtime: bool) -> Check:
    from stylecam.engine.person.choosing import GET
    from stylecam.engine.person.own_network import find_network
    from stylecam.errors import WeightsError
    from stylecam.models.weights import read_intact

    try:
        entry = find_network(folder)
        if entry is None:
            return fails(NAME, "there is no network", GET)
        read_intact(entry)
    except WeightsError as error:
        detail, _, mend = str(error).rpartition("; ")
        return fails(NAME, detail, mend)
    name = entry.path.name
    if entry.path.suffix == ".onnx" and not runtime:
        return fails(NAME, f"{name} needs ONNX Runtime, which is not installed", pip_install("onnxruntime"))
    return works(NAME, f"the network {name} is here (sha256 {entry.sha256[:12]}), whole")

"""Styles of paintings that do not ship themselves: the statistics of all of them in one safetensors file.

For each painting there is a tensor by its id, the style vector, as the network's weights give it, and in half precision
where these are. The metadata
say under `masters` in JSON what the paintings are, and with which weights the vectors were computed:

    {"weights": "…", "works": [{"id": "starry-night-vangogh", "title": "The Starry Night", "artist": "Vincent van Gogh",
                                "year": "1889", "sha256": "…", "palette": ["#0d1b2f", …]}]}

Vectors of other weights mean nothing to a network, so the file is used whole with its own weights, and else not at all.
Each network that ships has its file, beside those of the others.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from stylecam.errors import StyleError
from stylecam.styles import Style, Work

Vector = npt.NDArray[np.float32]

CATEGORY = "Masters"
"""The category of the paintings."""

REMAKE = "python -m scripts.make_masters FOLDER"
"""Makes the file anew, in a checkout, from a folder of the pictures."""


class OtherWeightsError(StyleError):
    """The statistics were computed with other weights than those at work."""


def read_masters(path: Path, weights_sha256: str) -> tuple[Style, ...]:
    """The paintings in a file, in its order.

    Raises:
        StyleError: the file cannot be read, or is another one.
        OtherWeightsError: it was made with other weights than those of this hash.
    """
    about = _about(path, weights_sha256)
    try:
        return tuple(_style(path, entry) for entry in about["works"])
    except (KeyError, TypeError):
        raise _damaged(path) from None


def statistics_of(style: Style, weights_sha256: str, length: int) -> Vector:
    """The style vector of a painting, (length,), float32, from its file or the one beside it that is of these weights.

    Raises:
        StyleError: the file does not hold it, or cannot be read.
        OtherWeightsError: it was computed with other weights than those of this hash only.
    """
    path = _of_weights(style, weights_sha256)
    try:
        with safe_open(path, framework="numpy") as file:
            stored = file.get_tensor(style.id)
    except (OSError, SafetensorError):
        raise _damaged(path) from None
    vector: Vector = stored.astype(np.float32)
    if vector.shape != (length,) or stored.dtype not in (np.float32, np.float16) or not np.isfinite(vector).all():
        raise _damaged(path)
    return vector


def _of_weights(style: Style, weights_sha256: str) -> Path:
    """The file with a painting's statistics that belongs to the weights of this hash."""
    known = []
    for path in (style.path, *sorted(style.path.parent.glob("*.safetensors"))):
        try:
            _about(path, weights_sha256)
        except OtherWeightsError:
            known.append(path.stem)
        else:
            return path
    # Where they are of other weights of the same network, nobody is shown them.
    models = " or ".join(f"'{model}'" for model in dict.fromkeys(known))
    raise OtherWeightsError(
        f"'{style.name}' can only be painted with the model {models}: its picture does not ship, only what that network"
        " saw in it; choose another style, or that model"
    )


def packed(works: Sequence[Style], vectors: Mapping[str, npt.NDArray[np.floating[Any]]], weights_sha256: str) -> bytes:
    """The content of a file that holds these paintings and by id their vectors; the same bytes for the same."""
    about = {"weights": weights_sha256, "works": [_entry(style, style.work) for style in works if style.work]}
    # One entry, as safetensors keeps no order of several.
    return save(dict(vectors), {"masters": json.dumps(about, ensure_ascii=False)})


def _about(path: Path, weights_sha256: str) -> dict[str, Any]:
    """What the file says of itself, once it is known to belong to the weights."""
    try:
        with safe_open(path, framework="numpy") as file:
            about: dict[str, Any] = json.loads((file.metadata() or {})["masters"])
            made_with = str(about["weights"])
    except FileNotFoundError:
        raise StyleError(f"{path}: the paintings' statistics are missing; reinstall stylecam") from None
    except OSError as error:
        raise StyleError(f"{path}: cannot be read ({error.strerror}); reinstall stylecam") from None
    except (SafetensorError, ValueError, KeyError, TypeError):
        raise _damaged(path) from None
    if made_with != weights_sha256:
        raise OtherWeightsError(
            f"{path}: the paintings are not shown, as their statistics are of other weights (sha256 {made_with[:12]}…)"
            f" than those at work ({weights_sha256[:12]}…); run {REMAKE}, or reinstall stylecam"
        )
    return about


def _style(path: Path, entry: Mapping[str, Any]) -> Style:
    work = Work(entry["year"], entry["sha256"], tuple(entry["palette"]))
    return Style(entry["id"], entry["title"], entry["artist"], path, CATEGORY, work)


def _entry(style: Style, work: Work) -> dict[str, Any]:
    about = {"id": style.id, "title": style.name, "artist": style.author, "year": work.year}
    return {**about, "sha256": work.sha256, "palette": list(work.palette)}


def _damaged(path: Path) -> StyleError:
    return StyleError(f"{path}: is not a whole file of paintings' statistics; reinstall stylecam")

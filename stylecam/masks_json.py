"""Masked regions as JSON: what the window remembers of them.

[{"mask": "/home/…/masks/0f3a….png", "paint": "original" or "blur" or styles like a look's}]
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from stylecam.errors import StylecamError
from stylecam.look import Look, MaskedRegion, Treatment
from stylecam.look_json import FindStyle, look_from_json, look_to_json
from stylecam.paths import existing_file
from stylecam.styles import Style


def masks_to_json(masks: Sequence[MaskedRegion], sha256: Callable[[Style], str]) -> tuple[dict[str, Any], ...]:
    """Regions as objects that `json` can write; `sha256` gives the fingerprint of a style's picture."""

    def paint(region: MaskedRegion) -> Any:
        treatment = region.paint
        return treatment if isinstance(treatment, str) else look_to_json(Look(treatment), "", sha256)["styles"]

    return tuple({"mask": str(region.mask), "paint": paint(region)} for region in masks)


def masks_from_json(data: Sequence[object], find: FindStyle) -> tuple[tuple[MaskedRegion, ...], tuple[str, ...]]:
    """The regions that `masks_to_json` wrote, and one line for each that is left out, as what it needs is not here."""
    found: list[MaskedRegion] = []
    notes: list[str] = []
    for number, entry in enumerate(data, 1):
        try:
            found.append(_region(entry, find))
        except StylecamError as error:
            notes.append(f"region {number} is left out: {error}")
    return tuple(found), tuple(notes)


def _region(entry: object, find: FindStyle) -> MaskedRegion:
    name, paint = (entry.get("mask"), entry.get("paint")) if isinstance(entry, dict) else (None, None)
    mask = existing_file(name) if isinstance(name, str) else None
    if mask is None:
        raise StylecamError("its mask is not there any more")
    return MaskedRegion(mask, _treatment(paint, find))


def _treatment(paint: object, find: FindStyle) -> Treatment:
    if paint == "original":
        return "original"
    if paint == "blur":
        return "blur"
    return look_from_json({"stylecam": "look", "styles": paint}, find).look.mix

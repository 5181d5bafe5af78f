"""All checks, in the order in which a person reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from stylecam.doctor import (
    cameras,
    compute,
    display,
    encoders,
    fonts,
    interpreter,
    microphones,
    person,
    shipped,
    storage,
    virtual_camera,
)
from stylecam.doctor.check import Check, fails


class Family(NamedTuple):
    """Checks that belong together; what they need is loaded only when they run."""

    name: str
    checks: Callable[[], Iterable[Check]]
    required: bool


FAMILIES = (
    Family("python", interpreter.checks, True),
    Family("compute", compute.checks, True),
    Family("shipped files", shipped.checks, True),
    Family("folders", storage.checks, True),
    Family("codecs", encoders.checks, True),
    Family("cameras", cameras.checks, False),
    Family("microphones", microphones.checks, False),
    Family("virtual camera", virtual_camera.checks, False),
    Family("person mask", person.checks, False),
    Family("window", display.checks, False),
    Family("fonts", fonts.checks, False),
)


def examine(families: Sequence[Family] = FAMILIES) -> Iterator[Check]:
    """Every check, one after the other. What keeps a family from its end becomes a check that failed."""
    for family in families:
        try:
            yield from family.checks()
        except Exception as error:  # noqa: BLE001 - whoever asks a doctor has something broken, of whatever kind
            detail = f"cannot be told: {type(error).__name__}: {error}"
            yield fails(family.name, detail, "mend what fails above, then ask again", required=family.required)


def healthy(checks: Iterable[Check]) -> bool:
    """Whether all that painting needs works."""
    return all(check.ok for check in checks if check.required)

"""What the page of regions says."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from stylecam.gui.choices import title_of
from stylecam.look import Look, Treatment
from stylecam.pipeline.status import PersonStatus

translate = QCoreApplication.translate


def person_line(person: PersonStatus | None) -> str:
    """What tells the person from the background now."""
    way = person.way if person is not None else "none"
    if way == "network":
        return translate("Regions", "A network finds the person.")
    if way == "plate":
        return translate("Regions", "The learned background finds the person.")
    return translate("Regions", "Nothing finds the person yet.")


def treatment_name(treatment: Treatment) -> str:
    """What becomes of a part of the picture."""
    if treatment == "original":
        return translate("Regions", "As it is")
    if treatment == "blur":
        return translate("Regions", "Blurred")
    return title_of(Look(treatment))

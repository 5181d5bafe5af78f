from __future__ import annotations

from collections.abc import Iterator

from stylecam.doctor.check import Check, fails, works
from stylecam.doctor.examination import Family, examine, healthy


def broken() -> Iterator[Check]:
    yield works("first", "is fine")
    raise ZeroDivisionError("what nobody thought of")


def test_what_keeps_a_family_from_its_end_is_a_check_that_failed() -> None:
    first, failed, last = examine(
        [Family("odd", broken, True), Family("even", lambda: [works("last", "is looked at all the same")], False)]
    )
    assert (first.ok, last.ok) == (True, True)
    assert (failed.name, failed.ok, failed.required) == ("odd", False, True)
    assert "what nobody thought of" in failed.detail


def test_only_what_painting_needs_decides() -> None:
    fine, optional = works("codecs", "", required=True), fails("cameras", "no camera", "plug one in")
    assert healthy([fine, optional])
    assert not healthy([fine, fails("weights", "damaged", "reinstall", required=True)])


def test_every_name_is_there_once_and_every_fault_has_a_mend() -> None:
    checks = list(examine())
    assert len({check.name for check in checks}) == len(checks)
    assert all(bool(check.fix) is not check.ok for check in checks)
    assert all(check.detail and "\n" not in check.detail + check.fix for check in checks)

from __future__ import annotations

from stylecam.doctor.encoders import MP4, WEBM, check_group, check_hardware, encoders


def test_the_installed_pyav_writes_mp4_and_webm() -> None:
    assert encoders((*MP4, *WEBM)) == {*MP4, *WEBM}


def test_what_can_only_be_read_is_no_encoder() -> None:
    assert encoders(["vp6f", "no-such-codec"]) == frozenset()


def test_a_missing_encoder_is_named() -> None:
    check = check_group("codecs", MP4, frozenset({"aac"}), "PyAV 18", required=True)
    assert (check.ok, check.required, check.detail) == (False, True, "PyAV 18 lacks libx264")
    assert "--only-binary av" in check.fix


def test_hardware_is_optional() -> None:
    assert check_hardware(frozenset({"h264_nvenc"})).ok
    check = check_hardware(frozenset())
    assert (check.ok, check.required) == (False, False)

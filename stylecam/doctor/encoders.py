"""What videos can be written with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stylecam.doctor.check import Check, fails, pip_install, works

MP4 = ("libx264", "aac")
WEBM = ("libvpx-vp9", "libopus")
HARDWARE = ("h264_nvenc", "h264_videotoolbox", "h264_qsv", "h264_amf", "h264_mf", "h264_vaapi")

_FIX = pip_install("--force-reinstall", "--only-binary", "av", '"av>=18,<19"')


def checks() -> Iterator[Check]:
    """All of this family."""
    try:
        import av
    except (ImportError, OSError) as error:
        yield fails("codecs", f"PyAV cannot be loaded: {error}", _FIX, required=True)
        return
    there = encoders((*MP4, *WEBM, *HARDWARE))
    version = f"PyAV {av.__version__}, FFmpeg {av.ffmpeg_version_info}"
    yield check_group("codecs", MP4, there, version, required=True)
    yield check_group("webm codecs", WEBM, there, version)
    yield check_hardware(there)


def encoders(names: Iterable[str]) -> frozenset[str]:
    """Those of some encoders that FFmpeg was built with."""
    from av.codec import Codec
    from av.codec.codec import UnknownCodecError

    def there(name: str) -> bool:
        try:
            Codec(name, "w")
        except UnknownCodecError:
            return False
        return True

    return frozenset(name for name in names if there(name))


def check_group(
    name: str, wanted: Iterable[str], there: frozenset[str], version: str, *, required: bool = False
) -> Check:
    """Whether all encoders that a kind of file needs are here."""
    absent = [codec for codec in wanted if codec not in there]
    if absent:
        return fails(name, f"{version} lacks {', '.join(absent)}", _FIX, required=required)
    return works(name, f"{', '.join(wanted)} ({version})", required=required)


def check_hardware(there: frozenset[str]) -> Check:
    """Encoders that need a chip; whether it is there shows only when one is opened."""
    found = [codec for codec in HARDWARE if codec in there]
    if found:
        return works("hardware encoders", f"built in, each for its own hardware: {', '.join(found)}")
    return fails(
        "hardware encoders", "none is built in; libx264 encodes", f"none is needed; PyAV's wheels have some: {_FIX}"
    )

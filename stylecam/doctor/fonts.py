"""Fonts: any for the window's words, and one for Chinese, Japanese and Korean names."""

from __future__ import annotations

import ctypes
import platform
from collections.abc import Iterator

from stylecam.doctor.check import Check, fails, works
from stylecam.doctor.deadline import within
from stylecam.doctor.distribution import Distribution, this_distribution

_ANY = {"debian": "fonts-dejavu-core", "fedora": "dejavu-sans-fonts", "arch": "ttf-dejavu", "suse": "dejavu-fonts"}
_CJK = {
    "debian": "fonts-noto-cjk",
    "fedora": "google-noto-sans-cjk-fonts",
    "arch": "noto-fonts-cjk",
    "suse": "noto-sans-sc-fonts",
}
_PATIENCE = 2.0
"""Seconds. After new fonts came, fontconfig reads them all."""


def checks() -> Iterator[Check]:
    """All of this family."""
    if platform.system() != "Linux":
        yield works("fonts", "the system's own")
        return
    distribution = this_distribution()
    yield check_fonts("fonts", within(_PATIENCE, lambda: count_fonts("")), _ANY, distribution)
    yield check_fonts("cjk fonts", within(_PATIENCE, lambda: count_fonts(":lang=zh")), _CJK, distribution)


def check_fonts(name: str, found: int | None, packages: dict[str, str], distribution: Distribution) -> Check:
    """Whether there are fonts; `found` is None where that could not be told."""
    if found is None:
        return fails(name, "fontconfig does not say which there are", "fc-cache -f, then ask again")
    if found:
        return works(name, f"{found} found")
    lack = "no font for Chinese, Japanese and Korean" if name.startswith("cjk") else "no font: the window has no words"
    package = distribution.name(packages)
    return fails(name, lack, distribution.install([package]) if package else "install a font, such as DejaVu or Noto")


def count_fonts(pattern: str) -> int | None:
    """How many fonts fontconfig finds for a pattern such as ":lang=zh"; None without fontconfig."""
    try:
        library = ctypes.CDLL("libfontconfig.so.1")
    except OSError:
        return None
    for function in (library.FcNameParse, library.FcObjectSetCreate, library.FcFontList):
        function.restype = ctypes.c_void_p
    library.FcFontList.argtypes = [ctypes.c_void_p] * 3
    library.FcObjectSetAdd.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    for function in (library.FcPatternDestroy, library.FcObjectSetDestroy, library.FcFontSetDestroy):
        function.argtypes = [ctypes.c_void_p]
    parsed, objects = library.FcNameParse(pattern.encode()), library.FcObjectSetCreate()
    library.FcObjectSetAdd(objects, b"file")  # fonts that are equal in what is asked for count once
    fonts = library.FcFontList(None, parsed, objects)
    # An FcFontSet begins with the number of its fonts.
    count = ctypes.c_int.from_address(fonts).value if fonts else None
    library.FcPatternDestroy(parsed)
    library.FcObjectSetDestroy(objects)
    if fonts:
        library.FcFontSetDestroy(fonts)
    return count

"""Fonts: any for the window's words, and one for Chinese, Japanese and Korean names."""

from __future__ import annotations

import ctypes
import platform
from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from stylecam.doctor.check import Check, fails, works
from stylecam.doctor.deadline import within
from stylecam.doctor.distribution import Distribution, this_distribution


class Script(NamedTuple):
    """Writing that needs a font: what its check is called, fontconfig's pattern for it, and packages by family."""

    name: str
    pattern: str
    lack: str
    packages: Mapping[str, str]


ANY = Script(
    "fonts",
    "",
    "no font: the window would have no words",
    {"debian": "fonts-dejavu-core", "fedora": "dejavu-sans-fonts", "arch": "ttf-dejavu", "suse": "dejavu-fonts"},
)
CJK = Script(
    "cjk fonts",
    ":lang=zh",
    "no font for Chinese, Japanese and Korean",
    {
        "debian": "fonts-noto-cjk",
        "fedora": "google-noto-sans-cjk-fonts",
        "arch": "noto-fonts-cjk",
        "suse": "noto-sans-sc-fonts",
    },
)
_PATIENCE = 2.0
"""Seconds. After new fonts came, fontconfig reads them all."""


def checks() -> Iterator[Check]:
    """All of this family."""
    if platform.system() != "Linux":
        yield works(ANY.name, "the system's own")
        return
    for script in (ANY, CJK):
        found = within(_PATIENCE, partial(count_fonts, script.pattern))
        yield check_fonts(script, found, this_distribution())


def check_fonts(script: Script, found: int | None, distribution: Distribution) -> Check:
    """Whether a script has fonts; `found` is None where that could not be told."""
    if found is None:
        return fails(script.name, "fontconfig does not say which there are", "fc-cache -f, then ask again")
    if found:
        return works(script.name, f"{found} found")
    package = distribution.name(script.packages)
    fix = distribution.install([package]) if package else "install one, such as Noto: https://fonts.google.com/noto"
    return fails(script.name, script.lack, fix)


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

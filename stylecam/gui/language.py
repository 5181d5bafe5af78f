"""The window's language: Qt Linguist's translations, ours and Qt's own."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

FOLDER = Path(__file__).parent / "translations"
"""`stylecam_LANGUAGE.ts` is what translators edit, `.qm` what is loaded."""

SOURCE = "en"
"""What the source is written in."""

NAMES = {SOURCE: "English", "zh_CN": "简体中文"}
"""What is shipped, in its own words."""


def choose_fonts(language: str) -> None:
    """Let fontconfig choose letters for this language; "" leaves it the system's. To be called before Qt starts.

    Chinese and Japanese share characters that each writes in its own shapes; unasked, a system that speaks neither
    takes the Japanese ones.
    """
    if language not in ("", SOURCE):
        os.environ.setdefault("FC_LANG", language.replace("_", "-"))


def speak(app: QCoreApplication, language: str) -> None:
    """Translate from now on: into this language, or into the system's for ""; English where there is no translation."""
    locale = QLocale(language) if language else QLocale.system()
    QLocale.setDefault(locale)
    spoken = shipped(locale.uiLanguages())
    if spoken == SOURCE:
        return
    theirs = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for prefix, folder in (("qtbase", theirs), ("stylecam", str(FOLDER))):
        translator = QTranslator(app)
        if translator.load(f"{prefix}_{spoken}", folder):
            app.installTranslator(translator)


def shipped(wanted: Iterable[str]) -> str:
    """The first of these languages that is shipped, whatever the country; English where none is."""
    there = {_written(name): name for name in NAMES}
    return next((there[written] for written in map(_written, wanted) if written in there), SOURCE)


def _written(name: str) -> tuple[QLocale.Language, QLocale.Script]:
    locale = QLocale(name)
    return locale.language(), locale.script()

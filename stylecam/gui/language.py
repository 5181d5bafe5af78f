"""The window's language: Qt Linguist's translations, ours and Qt's own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

FOLDER = Path(__file__).parent / "translations"
"""`stylecam_LANGUAGE.ts` is what translators edit, `.qm` what is loaded."""

NAMES = {"en": "English", "zh_CN": "简体中文"}
"""What is shipped, in its own words."""


def speak(app: QCoreApplication, language: str) -> None:
    """Translate from now on: into this language, or into the system's for ""; English where there is no translation."""
    locale = QLocale(language) if language else QLocale.system()
    QLocale.setDefault(locale)
    theirs = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for prefix, folder in (("qtbase", theirs), ("stylecam", str(FOLDER))):
        translator = QTranslator(app)
        if translator.load(locale, prefix, "_", folder):
            app.installTranslator(translator)

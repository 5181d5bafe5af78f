"""Every text of the window is translated, found where it is looked up, and shown."""

from __future__ import annotations

import ast
import os
import re
import shutil
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from scripts.make_translations import release, unfinished, update
from stylecam import __version__
from stylecam.gui import language
from stylecam.gui.actions import plain
from stylecam.gui.language import FOLDER, NAMES, SOURCE, choose_fonts, shipped, speak
from tests.gui.parts import COLOURS
from tests.gui.studio import Studio

GUI = FOLDER.parent
TRANSLATED = sorted(NAMES.keys() - {SOURCE})
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SAME_IN_CHINESE = {
    *(
        "stylecam",
        f"stylecam {__version__}",
        "English",
        "Delete",
        "%1 fps",
        " s",
        "CPU",
        "Flat",
        "flat engine",
        "Desk camera",
        "Desk microphone",
    ),
    *(colour.title() for colour in COLOURS),
}
"""Names, units and keys."""

Texts = dict[tuple[str, str], str]


@pytest.fixture
def quiet(qapp: QApplication) -> Iterator[QApplication]:
    """An application that speaks English, and does so again afterwards."""
    locale = QLocale()
    yield qapp
    QLocale.setDefault(locale)
    for translator in translators(qapp):
        qapp.removeTranslator(translator)
        translator.setParent(None)


@pytest.fixture
def chinese(quiet: QApplication, request: pytest.FixtureRequest) -> Studio:
    """The window at work, in Chinese."""
    speak(quiet, "zh_CN")
    studio = request.getfixturevalue("studio")
    assert isinstance(studio, Studio)
    return studio


def translators(app: QObject) -> list[QTranslator]:
    return [child for child in app.children() if isinstance(child, QTranslator)]


def catalogue(name: str) -> Path:
    return FOLDER / f"stylecam_{name}.ts"


def texts_in(path: Path) -> Texts:
    """What a .ts file says, by context and text."""
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message.findtext("translation", "")
        for context in ElementTree.parse(path).iter("context")
        for message in context.iter("message")
    }


def mnemonics(texts: Iterable[str]) -> list[str]:
    return [letter.upper() for text in texts for letter in re.findall(r"&(\w)", text.replace("&&", ""))]


def says_chinese(text: str) -> bool:
    """Or what is the same in Chinese: names, numbers, keys."""
    parts = re.split(r"\n|   ·   | \d+ %", text.strip())
    return bool(CHINESE.search(text)) or all(
        part in SAME_IN_CHINESE or not re.search(r"[A-Za-z]{2}", re.sub(r"\b(fps|ms|Ctrl|Shift|Esc|F\d+)\b", "", part))
        for part in parts
    )


# The files


@pytest.mark.parametrize("name", TRANSLATED)
def test_every_text_of_the_source_is_in_the_catalogue_and_no_other(name: str, tmp_path: Path) -> None:
    copy = Path(shutil.copy(catalogue(name), tmp_path))
    update(copy)
    assert texts_in(copy) == texts_in(catalogue(name)), "run `make translations`"


@pytest.mark.parametrize("name", TRANSLATED)
def test_nothing_is_left_to_translate(name: str) -> None:
    assert unfinished(catalogue(name)) == []


def test_a_new_text_is_unfinished_and_stays_english(tmp_path: Path, quiet: QApplication) -> None:
    copy = tmp_path / catalogue("zh_CN").name
    text = catalogue("zh_CN").read_text(encoding="utf-8")
    copy.write_text(
        text.replace("<translation>快照</translation>", '<translation type="unfinished">快照</translation>')
    )
    assert set(unfinished(copy)) == {"Still"}
    release(copy, copy.with_suffix(".qm"))
    translator = QTranslator(quiet)
    assert translator.load(str(copy.with_suffix(".qm")))
    assert not translator.translate("Tools", "Still")
    assert translator.translate("Tools", "Record") == "录制"


@pytest.mark.parametrize("name", TRANSLATED)
def test_what_is_loaded_says_what_the_catalogue_says(name: str, quiet: QApplication) -> None:
    translator = QTranslator(quiet)
    assert translator.load(str(catalogue(name).with_suffix(".qm")))
    said = texts_in(catalogue(name))
    assert {key: translator.translate(*key) for key in said} == said, "run `make translations`"


@pytest.mark.parametrize("path", sorted(GUI.rglob("*.py")), ids=lambda path: str(path.relative_to(GUI)))
def test_lupdate_can_see_every_text_and_the_context_it_is_looked_up_in(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(attr="tr", value=asked), args=[text]):
                # `tr` looks in the context of its object's class, lupdate in that of the class around the call.
                assert isinstance(asked, ast.Name), ast.unparse(node)
                assert asked.id == "self", ast.unparse(node)
                assert isinstance(text, ast.Constant), ast.unparse(node)
            case ast.Call(
                func=ast.Name("translate") | ast.Attribute(attr="translate", value=ast.Name("QCoreApplication")),
                args=[context, text],
            ):
                assert isinstance(context, ast.Constant), ast.unparse(node)
                assert isinstance(text, ast.Constant), ast.unparse(node)


@pytest.mark.parametrize("name", TRANSLATED)
def test_a_translation_keeps_what_is_no_word(name: str) -> None:
    for (_, text), said in texts_in(catalogue(name)).items():
        assert Counter(re.findall(r"%\d", said)) == Counter(re.findall(r"%\d", text)), text
        assert said.endswith("…") == text.endswith("…"), text
        assert (said != said.lstrip()) == (text != text.lstrip()), text
        assert re.findall(r"\(\*.*\)", said) == re.findall(r"\(\*.*\)", text), text
        assert mnemonics([said]) == mnemonics([text]), text


def test_a_chinese_translation_is_chinese_also_in_its_marks() -> None:
    for (_, text), said in texts_in(catalogue("zh_CN")).items():
        assert CHINESE.search(said) or text in SAME_IN_CHINESE, text
        assert not re.search(r"[,;:?!]\s?[\u4e00-\u9fff]|[\u4e00-\u9fff][,;:?!]", said), said


# Which language


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [
        (["zh-Hans-CN", "zh-CN", "zh"], "zh_CN"),
        (["zh-Hans-SG"], "zh_CN"),
        (["de-Latn-DE", "de", "zh-Hans-CN"], "zh_CN"),
        (["en-Latn-GB", "en", "zh-Hans-CN"], "en"),
        (["de-DE", "zh-Hant-TW"], "en"),
        (["C"], "en"),
        ([], "en"),
    ],
)
def test_the_first_of_the_wanted_languages_that_is_shipped_is_spoken(wanted: list[str], spoken: str) -> None:
    assert shipped(wanted) == spoken


def test_qt_speaks_the_same_language(quiet: QApplication) -> None:
    speak(quiet, "zh_CN")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    assert QCoreApplication.translate("Tools", "Record") == "录制"
    assert QLocale().name() == "zh_CN"


@pytest.mark.parametrize("name", ["en", "de", "no language"])
def test_for_english_and_what_is_not_shipped_nothing_is_loaded(quiet: QApplication, name: str) -> None:
    speak(quiet, name)
    assert translators(quiet) == [] or not any(translator.language() for translator in translators(quiet))
    assert QCoreApplication.translate("Tools", "Record") == "Record"


@pytest.mark.parametrize("content", [None, b"", b"no translation"])
def test_a_translation_that_is_missing_or_broken_is_no_error(
    quiet: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "stylecam_zh_CN.qm").write_bytes(content)
    monkeypatch.setattr(language, "FOLDER", tmp_path)
    speak(quiet, "zh_CN")
    assert QCoreApplication.translate("Tools", "Record") == "Record"


@pytest.mark.parametrize(("name", "asked"), [("zh_CN", "zh-CN"), ("", None), ("en", None)])
def test_letters_are_chosen_for_a_language_that_was_chosen(
    monkeypatch: pytest.MonkeyPatch, name: str, asked: str | None
) -> None:
    monkeypatch.setenv("FC_LANG", "")
    monkeypatch.delenv("FC_LANG")
    choose_fonts(name)
    assert os.environ.get("FC_LANG") == asked


def test_what_fontconfig_was_told_already_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FC_LANG", "ja")
    choose_fonts("zh_CN")
    assert os.environ["FC_LANG"] == "ja"


# The window


def test_the_window_speaks_chinese(chinese: Studio, qtbot: QtBot) -> None:
    window, parts = chinese.window, chinese.parts
    titles = [action.text() for action in window.menuBar().actions()]
    assert titles == ["文件(&F)", "风格(&S)", "画面(&P)", "输出(&O)", "视图(&V)", "帮助(&H)"]
    tabs = window.panel.findChild(QTabBar)
    assert isinstance(tabs, QTabBar)
    assert [tabs.tabText(place) for place in range(tabs.count())] == ["风格", "混合", "区域", "预设", "设备", "输出"]
    still = window.tool_bar.buttons[window.named_actions["still"]]
    assert still.accessibleName() == "快照"
    assert "保存当前画面" in still.toolTip()
    window.choose_language("en")
    qtbot.waitUntil(lambda: "语言将在下次启动时更改。" in shown_texts(parts.messages))


def test_nothing_that_is_shown_stays_english(chinese: Studio) -> None:
    window = chinese.window
    for tab in ("styles", "mixer", "regions", "looks", "devices", "output"):
        window.show_tab(tab)
    for open_dialog in (window.show_shortcuts, window.show_about, window.open_address, window.save_look):
        open_dialog()
    chinese.parts.rendering.ask(window)
    chinese.parts.slowly.ask(window)
    # A folder has a name of its own.
    texts = [text for text in shown_texts(window) if not text.endswith("/kept")]
    assert [text for text in texts if not says_chinese(text)] == []


@pytest.mark.parametrize("name", list(NAMES))
def test_each_letter_of_a_menu_stands_for_one_entry(
    quiet: QApplication, request: pytest.FixtureRequest, name: str
) -> None:
    speak(quiet, name)
    studio = request.getfixturevalue("studio")
    bar = studio.window.menuBar()
    groups = [[action.text() for action in bar.actions()]]
    groups += [[action.text() for action in action.menu().actions()] for action in bar.actions()]
    for texts in groups:
        assert [letter for letter, count in Counter(mnemonics(texts)).items() if count > 1] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [("&Open file…", "Open file"), ("打开(&O)…", "打开"), ("Sturm && Drang", "Sturm & Drang"), ("A (B)", "A (B)")],
)
def test_a_menu_text_without_its_marks(text: str, said: str) -> None:
    assert plain(text) == said


def shown_texts(widget: QWidget) -> list[str]:
    """Everything a person can read in it, or hear of it."""
    found = [label.text() for label in widget.findChildren(QLabel)]
    found += [button.text() for button in widget.findChildren(QAbstractButton)]
    found += [action.text() for action in widget.findChildren(QAction)]
    for tabs in widget.findChildren(QTabBar):
        found += [tabs.tabText(place) for place in range(tabs.count())]
    for part in widget.findChildren(QWidget):
        found += [part.toolTip(), part.accessibleName(), part.accessibleDescription()]
    return found

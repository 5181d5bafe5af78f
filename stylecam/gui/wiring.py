"""Who hears whom: the parts know only the desk, and each other not at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from stylecam.gui.actions import Actions
from stylecam.gui.choices import styles_of
from stylecam.gui.menus import (
    Shell,
    add_file_actions,
    add_help_actions,
    add_output_actions,
    add_picture_actions,
    add_style_actions,
    add_view_actions,
)
from stylecam.gui.parts import Parts
from stylecam.gui.stage.hold import OriginalOnHold
from stylecam.gui.toolbar import Tool
from stylecam.look import Look
from stylecam.styles import WeightedStyle

translate = QCoreApplication.translate

LOOK_SUFFIX = ".json"


def make_actions(window: QMainWindow, shell: Shell, parts: Parts) -> tuple[Actions, Mapping[str, QAction]]:
    """The window's actions, and by name those that have a button."""
    actions = Actions(window)
    add_file_actions(actions, shell)
    add_style_actions(actions, parts.desk, shell)
    named = add_picture_actions(actions, parts.desk, parts.stage, parts.regions.background.step)
    named |= add_output_actions(actions, parts.outputs, parts.stills, shell)
    named |= add_view_actions(actions, shell)
    add_help_actions(actions, shell)
    # Its context menu: in full screen there is no other.
    parts.stage.addActions([named[name] for name in ("still", "copy", "slowly")])
    parts.stage.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
    OriginalOnHold(window).held.connect(named["original"].setChecked)
    return actions, named


def make_tools(named: Mapping[str, QAction]) -> list[list[Tool]]:
    """The buttons below the picture."""

    def tool(icon: str, name: str, about: str) -> Tool:
        return Tool(named[icon], icon, name, about)

    return [
        [
            tool(
                "original",
                translate("Tools", "Original"),
                translate("Tools", "The camera's own picture, here only; or hold Space"),
            ),
            tool(
                "split",
                translate("Tools", "Split"),
                translate("Tools", "The camera's picture left of a line, the painting right; drag the line"),
            ),
            tool("inset", translate("Tools", "Style"), translate("Tools", "The picture of the style in a corner")),
            tool(
                "mirror",
                translate("Tools", "Mirror"),
                translate("Tools", "Flips the picture left to right, as a mirror does"),
            ),
        ],
        [
            tool("still", translate("Tools", "Still"), translate("Tools", "Saves the picture that is shown")),
            tool(
                "record",
                translate("Tools", "Record"),
                translate("Tools", "Records the painted picture into a video file"),
            ),
            tool(
                "virtual-camera",
                translate("Tools", "Virtual camera"),
                translate("Tools", "Shows the painting to video calls as a camera"),
            ),
        ],
        [
            tool(
                "full-screen",
                translate("Tools", "Full screen"),
                translate("Tools", "The picture alone, on the whole screen"),
            )
        ],
    ]


def connect(parts: Parts) -> None:
    """Connect everything that does not need the window."""
    _connect_styles(parts)
    _connect_pictures(parts)
    parts.stage.came.connect(parts.stills.note_frame)
    for counter in (parts.stills, parts.regions):
        counter.counting.connect(parts.stage.show_countdown)
    parts.regions.asked.connect(parts.stage.show_hint)
    for teller in (
        parts.gallery,
        parts.outputs,
        parts.output,
        parts.rescue,
        parts.stills,
        parts.diagnostics,
        parts.looks,
        parts.rendering,
        parts.slowly,
        parts.regions,
    ):
        teller.told.connect(parts.messages.tell)
    parts.outputs.status_changed.connect(parts.status_line.show_outputs)
    parts.messages.add(parts.rendering.bar)
    parts.rescue.start()
    parts.reception.others.connect(lambda paths: open_others(parts, paths))


def open_others(parts: Parts, paths: tuple[Path, ...]) -> None:
    """Files that are no pictures: a look is imported, the first of the others becomes the source."""
    for path in paths:
        if path.suffix.lower() == LOOK_SUFFIX:
            parts.looks.import_file(path)
    videos = [path for path in paths if path.suffix.lower() != LOOK_SUFFIX]
    if videos:
        parts.desk.switch_source(str(videos[0]))


def _connect_styles(parts: Parts) -> None:
    desk, gallery, collection = parts.desk, parts.gallery, parts.collection
    gallery.chosen.connect(desk.choose_style)
    gallery.mixed.connect(desk.toggle_in_mix)
    gallery.background_asked.connect(lambda style: desk.set_background((WeightedStyle(style),)))
    gallery.order_changed.connect(desk.set_styles)
    desk.set_styles(gallery.shown)
    collection.added.connect(desk.choose_style)
    parts.looks.styles_changed.connect(collection.reread)

    def show(look: Look) -> None:
        gallery.show_mix(look.mix)
        parts.mix_pictures.show_mix(look.mix)
        for style in reversed(styles_of(look)):
            collection.note_used(style)

    desk.look_changed.connect(show)
    show(desk.look)


def _connect_pictures(parts: Parts) -> None:
    pictures, stage = parts.mix_pictures, parts.stage
    pictures.changed.connect(parts.mixer.refresh)
    pictures.changed.connect(lambda: stage.show_styles(pictures.heaviest_first))
    thumbnails, gallery = parts.thumbnails, parts.gallery
    if thumbnails is None:
        return

    def ask() -> None:
        thumbnails.set_styles(gallery.visible_styles(), parts.collection.styles)

    thumbnails.painted.connect(gallery.show_painted)
    thumbnails.progress.connect(parts.tiles_task.show_progress)
    parts.tiles_task.cancelled.connect(thumbnails.cancel)
    gallery.looked_at.connect(ask)
    gallery.order_changed.connect(ask)
    parts.collection.changed.connect(ask)
    parts.desk.source_changed.connect(thumbnails.restart)
    ask()

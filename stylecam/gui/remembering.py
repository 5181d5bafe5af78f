"""From what was remembered to the window, and back."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QCoreApplication

from stylecam.gui.messages import Message
from stylecam.gui.parts import Opening
from stylecam.gui.window import Window
from stylecam.looks import look_to_json
from stylecam.masks_json import masks_to_json
from stylecam.memory import Memory


def restore(window: Window, opening: Opening) -> None:
    """Show the window as it was left."""
    memory = opening.memory
    window.restoreGeometry(QByteArray.fromBase64(memory.geometry.encode()))
    window.panel.show_tab(memory.tab)
    window.named_actions["overlay"].setChecked(memory.overlay)
    window.named_actions["inset"].setChecked(memory.inset)
    if not memory.welcomed:
        hint = QCoreApplication.translate("Window", "Click a style, or drop any picture here. Hold Space to compare.")
        window.parts.stage.show_hint(hint)
    if opening.note:
        window.parts.messages.tell(Message(opening.note, "warning"))


def memory_of(window: Window, opening: Opening) -> Memory:
    """The window as it is now."""
    parts = window.parts
    device, model = parts.desk.engine
    return Memory(
        look=look_to_json(parts.desk.look, "", parts.services.styles.sha256),
        masks=masks_to_json(parts.regions.masks, parts.services.styles.sha256),
        source=parts.desk.source,
        mirror_chosen=parts.desk.mirror_chosen,
        favourites=parts.collection.favourites,
        recent=parts.collection.recent,
        recordings=parts.devices.recent,
        theme=window.theme,
        text_scale=window.text_scale,
        language=window.language,
        overlay=window.named_actions["overlay"].isChecked(),
        inset=window.named_actions["inset"].isChecked(),
        geometry=bytes(window.saveGeometry().toBase64().data()).decode(),
        tab=window.panel.tab,
        device=device,
        model=model,
        still_format=parts.stills.format,
        still_original=parts.stills.with_original,
        outputs=parts.outputs.choices,
        welcomed=True,
        unknown=opening.memory.unknown,
    )

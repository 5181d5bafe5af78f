"""How the source and the painting are, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from stylecam.gui.devices.choices import DEMO, label_of, size_text
from stylecam.pipeline.status import PipelineStatus, State, WorkerStatus

MOODS = {State.RUNNING: "good", State.LOST: "warning", State.FAILED: "error"}


def name_of(source: str) -> str:
    """What people call a source; sources themselves speak English."""
    return QCoreApplication.translate("SourceState", "Demo scene") if source == DEMO else label_of(source)


def source_line(status: PipelineStatus) -> str:
    """How the source is: what it gives, or what is wrong and the mend."""
    source = status.source
    if source.detail:
        return source.detail
    plain = {
        State.STARTING: QCoreApplication.translate("SourceState", "Opening…"),
        State.RUNNING: QCoreApplication.translate("SourceState", "Running"),
        State.LOST: QCoreApplication.translate("SourceState", "Lost; it is opened again as soon as it is back"),
        State.ENDED: QCoreApplication.translate("SourceState", "Ended; pick it again to start it again"),
        State.FAILED: QCoreApplication.translate("SourceState", "Cannot be opened"),
    }[source.state]
    if source.state is State.RUNNING and status.input_size is not None:
        return f"{plain}, {size_text(status.input_size)}"
    return plain


def work_line(status: PipelineStatus) -> str:
    """The size, behind the one that is enlarged to it, and the rate; "" while nothing is painted."""
    if status.output_size is None or status.engine.state is not State.RUNNING:
        return ""
    sizes = " → ".join(map(size_text, filter(None, (status.working_size, status.output_size))))
    text = QCoreApplication.translate("SourceState", "Now %1 at %2 fps")
    return text.replace("%1", sizes).replace("%2", f"{status.fps:.0f}")


def engine_line(engine: WorkerStatus) -> str:
    """What paints."""
    if engine.state is State.STARTING:
        return QCoreApplication.translate("SourceState", "Preparing the brushes…")
    return engine.name if engine.state is State.RUNNING else ""

"""`--trace FILE`: where the time of each frame went, for chrome://tracing and Perfetto."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stylecam.errors import UsageError
from stylecam.files import write_atomically
from stylecam.pipeline.chrome_trace import chrome_trace
from stylecam.pipeline.trace import Recorder, Tracer, Untraced


def add_trace_option(parser: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
    parser.add_argument(
        "--trace",
        type=Path,
        metavar="FILE",
        help="write where the time of each frame went, for chrome://tracing or ui.perfetto.dev (the last minutes)",
    )


@contextmanager
def tracing_to(path: Path | None) -> Iterator[Tracer]:
    """What the parts of a run tell their steps to. The file is written at the end, however that came.

    Args:
        path: None traces nothing.

    Raises:
        UsageError: the file cannot be written; at the beginning, where that shows then.
    """
    if path is None:
        yield Untraced()
        return
    _check(path)
    recorder = Recorder()
    try:
        yield recorder
    finally:
        # What ended before its first step leaves the file of another run alone.
        if recorder.spans():
            _write(path, recorder)


def _check(path: Path) -> None:
    """Nobody shall run for minutes and then learn that the name was wrong."""
    try:
        if path.is_dir():
            raise UsageError(f"{path}: is a folder; name a file for the trace")
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        raise _unwritable(path, error) from None


def _write(path: Path, recorder: Recorder) -> None:
    data = json.dumps(chrome_trace(recorder.spans(), recorder.lost)).encode()
    try:
        write_atomically(path, data)
    except OSError as error:
        raise _unwritable(path, error) from None


def _unwritable(path: Path, error: OSError) -> UsageError:
    return UsageError(f"{path}: the trace cannot be written ({error.strerror}); name another file")

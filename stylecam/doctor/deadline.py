"""Asking what may never answer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, question: Callable[[], T]) -> T | None:
    """The answer to a question that does not raise; None if there is none in time (its thread is left behind)."""
    answers: list[T] = []
    thread = threading.Thread(target=lambda: answers.append(question()), daemon=True, name="doctor")
    thread.start()
    thread.join(seconds)
    return answers[0] if answers else None

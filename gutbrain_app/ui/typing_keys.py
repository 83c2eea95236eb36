"""Tells letters that a reader types on from keys that mean something to a list."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

WINDOW_KEYS = " /"  # which mean something where letters begin a filter
_WITH_LETTERS = Qt.KeyboardModifier.ShiftModifier


def is_typing(event: QKeyEvent) -> bool:
    """Whether a key press is a letter or the like, and no shortcut."""
    text = event.text()
    return bool(text) and text.isprintable() and not event.modifiers() & ~_WITH_LETTERS

"""Guards against a PySide6 that drains None's reference count and aborts after some minutes."""

import sys

from PySide6.QtWidgets import QApplication, QLabel

CALLS = 1000


def test_a_thousand_calls_into_qt_leave_the_reference_count_of_none_alone(
    qapp: QApplication,
) -> None:
    # 6.12.0 takes one reference to None with each call that returns nothing, on Python 3.11;
    # from 3.12 on None is immortal and its count never moves.
    label = QLabel()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        label.setText("x")
    assert abs(sys.getrefcount(None) - before) < CALLS / 10

"""The floor every start and every memory figure is divided by: a bare PySide6 window.

A tree with one row and a text browser with one line; it prints when it was painted, in
nanoseconds of the monotonic clock, and its proportional set size in kB.
"""

import sys

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QSplitter,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
)

from benchmarks.painted import report_and_quit, tell_when_flushed


class Browser(QTextBrowser):
    """Tells of its paint in the cheapest way; asking for its viewport takes a tenth of a start."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tell_when_flushed(report_and_quit)


def main() -> int:
    application = QApplication(sys.argv)
    window = QMainWindow()
    splitter = QSplitter()
    tree = QTreeWidget()
    tree.addTopLevelItem(QTreeWidgetItem(["One topic"]))
    browser = Browser()
    browser.setHtml("<p>One line.</p>")
    splitter.addWidget(tree)
    splitter.addWidget(browser)
    window.setCentralWidget(splitter)
    window.resize(1320, 860)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())

"""The floor every start and every memory figure is divided by: a bare PySide6 window.

A tree with one row and a text browser with one line; it prints when it was painted, in
nanoseconds of the monotonic clock, and its proportional set size in kB.
"""

import sys

from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QSplitter,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
)

from benchmarks.painted import PaintWatch, memory_kb


def main() -> int:
    application = QApplication(sys.argv)
    window = QMainWindow()
    splitter = QSplitter()
    tree = QTreeWidget()
    tree.addTopLevelItem(QTreeWidgetItem(["One topic"]))
    browser = QTextBrowser()
    browser.setHtml("<p>One line.</p>")
    splitter.addWidget(tree)
    splitter.addWidget(browser)
    window.setCentralWidget(splitter)
    window.resize(1320, 860)
    watch = PaintWatch(browser.viewport(), lambda: True)
    watch.painted.connect(lambda moment: _report(application, moment))
    window.show()
    return application.exec()


def _report(application: QApplication, moment: int) -> None:
    print(f"painted={moment} memory={memory_kb()}", flush=True)
    application.quit()


if __name__ == "__main__":
    sys.exit(main())

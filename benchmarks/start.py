"""The program's own start, from its command line to the first article on the screen.

    python -m benchmarks.start [LIBRARY]

Prints when the article was painted, in nanoseconds of the monotonic clock, and the proportional set
size in kB.
"""

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gutbrain_app.core.places import Place


def main() -> int:
    # As the command line does before it imports the window.
    gc.disable()
    from gutbrain_app import app, cli

    app.run_window = _measured_window
    return cli.main()


def _measured_window(folder: Path, place: "Place | None") -> int:
    from gutbrain_app.app import opened_window

    application, window = opened_window(folder, place)
    from benchmarks.painted import report_and_quit, tell_when_flushed

    window.article.first_painted.connect(lambda: tell_when_flushed(report_and_quit))
    status = application.exec()
    del window
    return status


if __name__ == "__main__":
    sys.exit(main())

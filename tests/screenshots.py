"""Pictures of the real program for the README: python -m tests.screenshots [NAME…]

Each is made by opening the window on the built-in library, in a home of its own, and doing what
a reader does. They are written to resources/screenshots/. Needs a screen, or
QT_QPA_PLATFORM=offscreen.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from gutbrain_app.app import opened_window
from gutbrain_app.core.bookmarks.bookmark import new_bookmark
from gutbrain_app.core.build.building import build_library
from gutbrain_app.core.paths import builtin_library, cache_folder
from gutbrain_app.core.places import Place, parse_place
from gutbrain_app.core.settings import Theme
from gutbrain_app.core.standing.keeping import bookmark_at, passage_in
from gutbrain_app.ui.main_window.window import MainWindow

FOLDER = Path(__file__).parent.parent / "resources" / "screenshots"
SETTLE_MS = 900


@dataclass(frozen=True)
class Picture:
    """What is shown, and how."""

    place: str
    theme: Theme = "light"
    query: str = ""
    size: tuple[int, int] = (1320, 860)
    percent: int = 100
    on_map: bool = False  # the place's topic, chosen on the map
    highlighted: bool = False  # passages kept in folders, and one at the cursor


PICTURES = {
    "reading": Picture("vagus-nerve#how-a-report-travels"),
    "searching": Picture("serotonin", "dark", "vagus seretonin"),
    "map": Picture("short-chain-fatty-acids", on_map=True),
    "narrow": Picture("gut-brain-axis", size=(900, 860)),
    "large": Picture("blood-brain-barrier", percent=200),
    # Last, since what it keeps would show in the others.
    "highlights": Picture("vagus-nerve#how-a-report-travels", highlighted=True),
}
KEPT = (
    ("vagus-nerve#how-a-report-travels", "for the seminar, slide 4"),
    ("short-chain-fatty-acids", ""),
    ("probiotics-trials", "check dose and strain"),
)
PASSAGES = (
    ("Certain sensor cells of the gut lining form synapses with vagal nerve cells", "blue", ""),
    ("Orders come back by the same cable.", "pink", ""),
    (
        "a review describes a vagal pathway that dampens inflammation",
        "green",
        "compare with the stress article",
    ),
)


def main(names: list[str]) -> int:
    with tempfile.TemporaryDirectory() as home:
        os.environ["GUTBRAIN_HOME"] = home
        build_library(builtin_library(), cache_folder(), report=lambda _: None)
        application, window = opened_window(builtin_library(), Place(""))
        wanted = {name: PICTURES[name] for name in names or PICTURES}
        window.furnished.connect(lambda: _keep_some(window))
        QTimer.singleShot(SETTLE_MS, lambda: _take(application, window, wanted))
        return application.exec()


def _keep_some(window: MainWindow) -> None:
    library, furnishing = window.library, window.furnishing
    assert library is not None
    for written, note in KEPT:
        place = parse_place(written)
        title, titles = library.title_of(place), library.titles_to(place.topic)
        furnishing.shelf.add(new_bookmark(library.info.id, place, title, titles, note=note))
    furnishing.bookmarks.list.clearSelection()
    furnishing.bookmarks.choose("")


def _take(application: QApplication, window: MainWindow, wanted: dict[str, Picture]) -> None:
    """One picture after the other, each when the one before it has been saved."""
    if not wanted:
        window.close()
        application.quit()
        return
    name, picture = next(iter(wanted.items()))
    rest = {other: each for other, each in wanted.items() if other != name}
    window.resize(*picture.size)
    window.set_theme(picture.theme)
    window.set_text_size(picture.percent)
    window.left.box.setText(picture.query)
    window.article.open_place(parse_place(picture.place))
    if picture.query:
        window.furnishing.results.open_chosen(stay=True)
    if picture.on_map:
        window.furnishing.mapping.show_topic()
    if picture.highlighted:
        _highlight_some(window, parse_place(picture.place))
    QTimer.singleShot(SETTLE_MS, lambda: _save(name, window, _next(application, window, rest)))


def _highlight_some(window: MainWindow, place: Place) -> None:
    library, shelf = window.library, window.furnishing.shelf
    assert library is not None
    for words, colour, note in PASSAGES:
        quote = passage_in(library, place, words)
        assert quote is not None, words
        shelf.add(
            bookmark_at(library, place, quote=quote, colour=colour, note=note, folder="Seminar")
        )
    page = window.furnishing.bookmarking.highlighting.page
    for _ in PASSAGES:
        page.step(1)


def _next(
    application: QApplication, window: MainWindow, rest: dict[str, Picture]
) -> Callable[[], None]:
    return lambda: _take(application, window, rest)


def _save(name: str, window: MainWindow, then: Callable[[], None]) -> None:
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{name}.png"
    if not window.grab().save(str(path)):
        raise OSError(f"{path} could not be written")
    print(path)
    then()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

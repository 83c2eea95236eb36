"""Printing and saving from the window: a section, an article, a part or the whole library."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from gutbrain_app.core.errors import GutbrainError
from gutbrain_app.core.library import Library
from gutbrain_app.core.places import Place
from gutbrain_app.ui.main_window.window import MainWindow

# Everything else is imported when it is first asked for: printing is rare, its classes are many.


class Exporting(QObject):
    """Asks what is wanted, shows it as pages, or writes it to a file."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def deeds(self) -> dict[str, Callable[[], object]]:
        return {"print": self.ask}

    def ask(self) -> None:
        from gutbrain_app.ui.printing.export_dialog import ExportDialog, Extent

        library, article = self._window.library, self._window.article
        if library is None or article.place is None:
            self._window.tell("Open an article first; then it can be printed.")
            return
        extents = [Extent(*words) for words in _extents(library, article.place)]
        dialog = ExportDialog(extents, self._window)
        dialog.preview_requested.connect(lambda extent: self.preview(extent.places, extent.title))
        dialog.save_requested.connect(
            lambda extent, suffix: self.ask_file(extent.places, extent.title, suffix)
        )
        dialog.open()

    def preview(self, places: tuple[Place, ...], title: str) -> None:
        from gutbrain_app.core.volume.volume import bound_volume
        from gutbrain_app.ui.printing.preview import PagePreview
        from gutbrain_app.ui.printing.volumes import volume_sheet

        library = self._window.library
        if library is None:
            return
        try:
            sheet = volume_sheet(bound_volume(library, places, title), library)
        except GutbrainError as error:
            self._window.warn(str(error))
            return
        preview = PagePreview(sheet, self._window)
        preview.exec()
        preview.deleteLater()

    def ask_file(self, places: tuple[Place, ...], title: str, suffix: str) -> None:
        from gutbrain_app.ui.save_question import asked_path, file_name

        forms = {f"{suffix.upper()} (*.{suffix})": f".{suffix}"}
        name = f"{file_name(title)}.{suffix}"
        path = asked_path(self._window, f"Save “{title}”", name, forms)
        if path is not None:
            self.save(places, title, path)

    def save(self, places: tuple[Place, ...], title: str, path: Path) -> None:
        """Write a file of the kind that its suffix says, and tell how it went."""
        from gutbrain_app.ui.printing.saving import save_volume

        if self._window.library is None:
            return
        try:
            save_volume(self._window.library, places, path, title)
        except GutbrainError as error:
            self._window.warn(str(error))
        else:
            self._window.tell(f"“{title}” was saved as {path}.")


def _extents(library: Library, place: Place) -> list[tuple[str, str, tuple[Place, ...]]]:
    """What can be printed from a place on, the smallest last but the article first."""
    from gutbrain_app.core.navigation.tree import topics_in
    from gutbrain_app.core.volume.volume import part_of

    topic = Place(place.topic)
    title = library.title_of(topic)
    found: list[tuple[str, str, tuple[Place, ...]]]
    found = [(f"The article “{title}”", title, (topic,))]
    if place.section:
        heading = library.title_of(place)
        found.append((f"The section “{heading}”", heading, (place,)))
    part = part_of(library, place.topic)
    if part is not None:
        places = tuple(map(Place, topics_in((part,))))
        found.append((f"The part “{part.title}”, {len(places)} topics", part.title, places))
    every = tuple(map(Place, topics_in(library.tree)))
    if len(every) > 1:
        found.append((f"The whole library, {len(every)} topics", library.info.title, every))
    return found

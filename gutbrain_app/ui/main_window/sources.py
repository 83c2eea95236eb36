"""Sources in the window: the references view, the library's age, and copying with sources."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from gutbrain_app.core.library import Library
from gutbrain_app.core.places import Place
from gutbrain_app.ui.main_window.window import MainWindow

if TYPE_CHECKING:
    from gutbrain_app.core.provenance import Passage
    from gutbrain_app.ui.library_age import LibraryAge
    from gutbrain_app.ui.references_view.view import ReferencesView


class Sources(QObject):
    """Opens what shows the library's sources; each is made when it is first asked for."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._references: ReferencesView | None = None
        self._age: LibraryAge | None = None
        window.library_changed.connect(self._library_changed)
        window.restyled.connect(self._restyle)
        window.article.place_changed.connect(self._place_changed)

    def deeds(self) -> dict[str, Callable[[], object]]:
        return {
            "references": self.show_references,
            "library_age": self.show_age,
            "copy_with_source": lambda: self.copy_passage(as_markdown=False),
            "copy_as_markdown": lambda: self.copy_passage(as_markdown=True),
        }

    def show_references(self) -> "ReferencesView":
        if self._references is None:
            from gutbrain_app.ui.references_view.view import ReferencesView

            self._references = ReferencesView(self._window.theme, self._window)
            self._references.place_requested.connect(self._window.article.open_place)
            self._library_changed()
        _bring_forward(self._references)
        return self._references

    def show_age(self) -> "LibraryAge":
        if self._age is None:
            from gutbrain_app.ui.library_age import LibraryAge

            self._age = LibraryAge(self._window.theme, self._window)
            self._age.place_requested.connect(self._window.article.open_place)
            self._library_changed()
        _bring_forward(self._age)
        return self._age

    def copy_passage(self, *, as_markdown: bool) -> None:
        """Copy what is selected, or the section being read, with where it is from."""
        # Imported when something is copied so for the first time.
        from gutbrain_app.core.provenance import markdown_with_source, text_with_source

        library, place = self._window.library, self._window.article.place
        if library is None or place is None:
            self._window.tell("There is no article to copy from.")
            return
        passage = self._passage(library, place)
        copied = (markdown_with_source if as_markdown else text_with_source)(
            passage, library, place
        )
        QGuiApplication.clipboard().setText(copied)
        count = len(passage.references)
        sources = f"{count} source{'s' if count != 1 else ''}" if count else "its place"
        self._window.tell(f"Copied with {sources}.")

    def _passage(self, library: Library, place: Place) -> "Passage":
        from gutbrain_app.core.provenance import Passage
        from gutbrain_app.ui.passage import stretch_between

        view = self._window.article
        section = view.stretch_of(place.section)
        cursor = view.textCursor()
        chosen = (cursor.selectionStart(), cursor.selectionEnd())
        found = stretch_between(view.document(), *(chosen if cursor.hasSelection() else section))
        cited = bool(found.numbers)
        numbers = found.numbers or stretch_between(view.document(), *section).numbers
        ids = view.article.reference_ids if view.article else ()
        references = tuple(library.reference(ids[number - 1]) for number in numbers)
        return Passage(found.text, found.markdown, references, cited)

    def _library_changed(self) -> None:
        library = self._window.library
        if library is None:
            return
        if self._references is not None:
            self._references.set_library(library)
            self._references.set_article(self._window.article.article)
        if self._age is not None:
            self._age.set_library(library)

    def _place_changed(self) -> None:
        if self._references is not None:
            self._references.set_article(self._window.article.article)

    def _restyle(self) -> None:
        for dialog in (self._references, self._age):
            if dialog is not None:
                dialog.set_theme(self._window.theme)


def _bring_forward(dialog: "ReferencesView | LibraryAge") -> None:
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()

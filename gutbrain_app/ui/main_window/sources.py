"""Sources in the window: the references view and the library's age."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gutbrain_app.ui.main_window.window import MainWindow

if TYPE_CHECKING:
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
        return {"references": self.show_references, "library_age": self.show_age}

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

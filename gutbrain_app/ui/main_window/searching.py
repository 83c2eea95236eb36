"""Searching in the window: between the search box, the panel of results and the article."""

import contextlib
from collections.abc import Callable, Mapping

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from gutbrain_app.core.errors import GutbrainError
from gutbrain_app.core.index.outcomes import Hits, IndexDamaged, NoHits
from gutbrain_app.core.index.query_line import without_filters
from gutbrain_app.core.library import Library
from gutbrain_app.core.places import Place
from gutbrain_app.ui.actions import first_key
from gutbrain_app.ui.main_window.window import MainWindow
from gutbrain_app.ui.search_panel.panel import SearchPanel
from gutbrain_app.ui.search_panel.rows import CaptionRow, Deed, LineRow, Row, instead_rows

FIRST_HITS, MORE_HITS = 20, 40
MOST_RECENT = 10
WARM_MS = 200
MENDING = "The search index was damaged and is being made anew; articles and bookmarks are safe."
NOTHING_ASKED = "Type a word, half a word or a question."


class Searching(QObject):
    """Asks the library as the reader types, and leads from the results into the article."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._left = window.left
        self._box = window.left.box
        self.panel = SearchPanel(window.theme)
        self._exact = False
        self._chosen: dict[str, tuple[str, ...]] = {}  # facets, by their field
        self._limit = FIRST_HITS
        self._mending = False
        self._guiding = False
        self._samples: list[Row] | None = None
        self._actions: Mapping[str, QAction] = {}
        self._left.set_results(self.panel)
        self._box.setClearButtonEnabled(True)
        QTimer.singleShot(WARM_MS, self, self._warm)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What the actions of this area do."""
        return {
            "search": self.focus,
            "search_exactly": lambda: self._do("exact"),
            "search_help": self.show_help,
        }

    def begin(self, actions: Mapping[str, QAction]) -> None:
        """Begin: everything else of the window is there."""
        self._actions = actions
        box, panel = self._box, self.panel
        box.addAction(actions["search_help"], QLineEdit.ActionPosition.TrailingPosition)
        box.installEventFilter(self)
        actions["search"].changed.connect(self._tell_key)
        self._tell_key()
        box.textChanged.connect(self._typed)
        box.step_requested.connect(self._step)
        box.open_requested.connect(lambda stay: panel.open_chosen(stay=stay))
        box.left.connect(self.show_topics)
        panel.place_requested.connect(self._open)
        panel.query_requested.connect(self._search_for)
        panel.deed_requested.connect(self._do)
        panel.facet_toggled.connect(self._toggle_facet)
        panel.typed.connect(self._type_on)
        self._window.library_changed.connect(self._library_changed)
        self._window.restyled.connect(lambda: panel.set_theme(self._window.theme))
        QApplication.instance().focusChanged.connect(self._focus_changed)  # type: ignore[union-attr]
        self._search()

    def _tell_key(self) -> None:
        key = first_key(self._actions["search"])
        self._box.setPlaceholderText(f"Search the reference      {key}".rstrip())

    # Coming and going

    def focus(self) -> None:
        """Put the keyboard into the search box; what was searched last can be typed over."""
        self._window.show_column(self._left)
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._box.selectAll()
        self._guide_into()

    def _guide_into(self) -> None:
        """Where nothing is asked yet, show how to and what was searched before."""
        if not self._box.text().strip() and not self._guiding:
            self._guiding = True
            self._search()

    def show_help(self) -> None:
        """Show the help card, or the results again."""
        shown = self._guiding and self.panel.isVisible()
        self.focus()
        self._guiding = not shown or not self._box.text().strip()
        self._search()

    def show_topics(self) -> None:
        """Leave the search and go back to the tree."""
        self._left.show_results(False)
        self._window.show_column(self._left)
        self._left.tree.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._guiding = False
        self._box.clear()

    def _focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        """The help card goes when the reader turns to something else with nothing asked."""
        elsewhere = now is not None and now is not self._box and not self.panel.isAncestorOf(now)
        if self._guiding and elsewhere:
            self._guiding = False
            self._search()

    # Asking

    def _typed(self) -> None:
        self._limit = FIRST_HITS
        self._guiding = not self._box.text().strip() and self._box.hasFocus()
        if not self._box.text().strip():
            self._exact, self._chosen = False, {}
            self._window.article.clear_matches()
        self._search()

    def _search_for(self, query: str) -> None:
        if query == self._box.text():
            self._typed()
        self._box.setText(query)
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _type_on(self, letters: str) -> None:
        """Letters typed in the results go on with the query."""
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._box.end(False)
        self._box.insert(letters)

    def _search(self, *, keep: bool = False) -> None:
        """With `keep` the row stays chosen that is."""
        query = self._box.text()
        asked = bool(query.strip())
        self._actions["search_exactly"].setChecked(self._exact)
        self._left.show_results(asked or self._guiding)
        library = self._window.library
        if self._guiding:
            self.panel.show_guide(NOTHING_ASKED, self._guide(recent=not asked))
        elif asked and library is None:
            self.panel.show_guide("The library is not open yet.", ())
        elif asked and library is not None:
            try:
                outcome = library.search(
                    query,
                    limit=self._limit,
                    exact=self._exact,
                    parts=self._chosen.get("part", ()),
                    evidence=self._chosen.get("evidence", ()),
                )
            except IndexDamaged as error:
                self.panel.show_guide(self._mended(library, error), ())
                return
            except GutbrainError as error:
                self.panel.show_guide(str(error), ())
                return
            self._mending = False
            if isinstance(outcome, Hits):
                exact, chosen = self._exact, self._chosen
                self.panel.show_hits(outcome, query, chosen, exact=exact, keep=keep)
            elif isinstance(outcome, NoHits):
                self.panel.show_instead(outcome, self._instead(outcome), query, exact=self._exact)
            else:
                self.panel.show_guide(NOTHING_ASKED, self._guide(recent=False))

    def _mended(self, library: Library, error: IndexDamaged) -> str:
        """Have a damaged index made anew, once; the search is repeated when it is there."""
        if not self._mending:
            self._mending = True
            library.drop_index()
            self._window.opener.build()
        return MENDING if self._window.opener.is_building else str(error)

    def _instead(self, outcome: NoHits) -> list[Row]:
        plain = without_filters(self._box.text())
        rows = instead_rows(outcome, plain if plain != self._box.text().strip() else "")
        if self._chosen:
            rows.insert(0, LineRow("Search in all parts and all evidence", Deed("all"), link=True))
        return rows + self._guide(recent=False)

    def _toggle_facet(self, field: str, value: str) -> None:
        chosen = self._chosen.get(field, ())
        kept = tuple(other for other in chosen if other != value)
        values = kept if value in chosen else (*chosen, value)
        self._chosen = {**self._chosen, field: values}
        if not values:
            del self._chosen[field]
        self._limit = FIRST_HITS
        self._search()

    def _do(self, deed: str) -> None:
        """What the panel's links and the actions ask for."""
        settings = self._window.settings
        if deed == "exact":
            self._exact = not self._exact and bool(self._box.text().strip())
        elif deed == "more":
            self._limit += MORE_HITS
        elif deed == "all":
            self._chosen = {}
        else:
            kept = deed == "keep" or (deed == "forget" and settings.keep_searches)
            self._window.settings = replace(settings, recent_searches=(), keep_searches=kept)
            # At once: what is to be forgotten must not come back after a crash.
            self._window.save_session()
        self._search(keep=deed == "more")

    # The results

    def _step(self, step: int) -> None:
        """The arrow keys in the search box walk the results, and scroll when there are none."""
        if self.panel.isVisible():
            self.panel.choose(step)
            self._announce(self.panel.chosen)
        else:
            bar = self._window.article.verticalScrollBar()
            pixels = bar.pageStep() // 5 if abs(step) > 1 else bar.singleStep()
            bar.setValue(bar.value() + step * pixels)

    def _announce(self, words: str) -> None:
        """Let a screen reader say what was chosen while the keyboard is in the box."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._box, words))

    def _open(self, place: Place, words: tuple[str, ...], stay: bool) -> None:
        self._keep(self._box.text())
        self._window.article.open_match(place, words)
        if not stay:
            self._window.article.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self, query: str) -> None:
        settings, query = self._window.settings, " ".join(query.split())
        if query and settings.keep_searches and not self._window.private:
            others = (other for other in settings.recent_searches if other != query)
            recent = (query, *others)[:MOST_RECENT]
            self._window.settings = replace(settings, recent_searches=recent)

    def _guide(self, *, recent: bool) -> list[Row]:
        # Imported when first asked for, as most readers never do.
        from gutbrain_app.ui.main_window.samples import samples_of
        from gutbrain_app.ui.search_panel.guide import Samples, help_rows, recent_rows

        if self._samples is None:
            library = self._window.library
            try:
                samples = samples_of(library) if library else Samples()
                self._samples = help_rows(samples, self._keys())
            except GutbrainError as error:
                self._samples = [CaptionRow(str(error))]
        settings = self._window.settings
        searches = recent_rows(settings.recent_searches, kept=settings.keep_searches)
        return (searches if recent else []) + self._samples

    def _keys(self) -> dict[str, str]:
        return {name: first_key(action) for name, action in self._actions.items()}

    # The library and the looks

    def _library_changed(self) -> None:
        self._samples = None
        self._search(keep=True)

    def _warm(self) -> None:
        """Open the index before the reader's first key, which would wait for it."""
        if self._window.library is not None and not self._box.text():
            # A damaged index is told of when something is searched.
            with contextlib.suppress(GutbrainError):
                self._window.library.search("a", limit=1)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress:
            self._guide_into()
        return False

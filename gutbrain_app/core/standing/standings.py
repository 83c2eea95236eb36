"""Finding bookmarks again: at their place, in their article, by their titles, by their words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from gutbrain_app.core.bookmarks.bookmark import Bookmark, Quote
from gutbrain_app.core.bookmarks.quoting import Piece, changed_pieces, find_quote, words_of
from gutbrain_app.core.library import Library, PlaceMissing, TreeNode
from gutbrain_app.core.places import Place, parse_place
from gutbrain_app.core.standing.article_text import ArticleText, beginning_of, digest_of
from gutbrain_app.core.standing.shingles import candidates
from gutbrain_app.core.standing.standing import Standing, State

_MOST_TEXTS = 64


class Standings:
    """The standings of bookmarks in one opened library; each is found once.

    A library never changes while it is open, so a rebuilt one has standings of its own.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._texts: dict[str, ArticleText | None] = {}
        self._known: dict[Bookmark, Standing] = {}
        self._titled: dict[str, list[str]] | None = None

    def of(self, bookmarks: Iterable[Bookmark]) -> dict[str, Standing]:
        """By id, for those of this library; what is lost is looked for all at once."""
        mine = [each for each in bookmarks if each.library == self._library.info.id]
        marks = {mark.id: _without_the_readers_words(mark) for mark in mine}
        new = [mark for mark in dict.fromkeys(marks.values()) if mark not in self._known]
        lost = []
        for mark in sorted(new, key=lambda mark: mark.place):  # each article is read once
            standing = self._near(mark)
            if standing is None:
                lost.append(mark)
            else:
                self._known[mark] = standing
        for mark, standing in zip(lost, self._far(lost), strict=True):
            self._known[mark] = standing or self._left_over(mark)
        self._texts.clear()
        return {id: self._known[mark] for id, mark in marks.items()}

    def _near(self, mark: Bookmark) -> Standing | None:
        """Its standing if it is at its place, in its article, or under its titles."""
        place = parse_place(mark.place)
        text = self._text(place.topic)
        if text is not None:
            if not mark.is_highlight and text.has(place.section):
                return self._at_its_place(mark, text, place)
            found = self._by_words(mark, text) or self._by_heading(mark, text)
            if found is not None:
                return found
        for topic in self._topics_titled(mark.path[-1:]):
            other = self._text(topic) if topic != place.topic else None
            if other is not None:
                found = self._by_words(mark, other) or self._by_heading(mark, other)
                if found is not None:
                    return found
        return None

    def _at_its_place(self, mark: Bookmark, text: ArticleText, place: Place) -> Standing | None:
        """None when there is other text now, so that the old may be somewhere else."""
        now = text.text_at(place.section)
        if mark.digest in ("", digest_of(now)):
            title = text.title_at(place.section)
            changes = changed_pieces(mark.title, title) if title != mark.title else ()
            return self._standing(mark, text, place, changes)
        found = find_quote(now, Quote(mark.beginning)) if mark.beginning else None
        if found is None and mark.beginning and place.section:
            return None
        present = now[: found.end] if found else beginning_of(now)
        return self._edited(mark, text, place, present)

    def _by_words(
        self, mark: Bookmark, text: ArticleText, *, only_same: bool = False
    ) -> Standing | None:
        place = parse_place(mark.place)
        passage = _passage(mark)
        found = text.find(passage, place.section if text.topic == place.topic else "")
        if found is None or (only_same and not found.same):
            return None
        # A bookmark of a whole topic stays one.
        now = Place(text.topic, text.slug_at(found.start) if place.section else "")
        if found.same:
            return self._standing(mark, text, now, ())
        changes = changed_pieces(passage.exact, text.text[found.start : found.end])
        return self._standing(mark, text, now, changes, text.quote(found))

    def _by_heading(self, mark: Bookmark, text: ArticleText) -> Standing | None:
        """A bookmark without a highlight stays with its heading, whatever became of the text."""
        section = parse_place(mark.place).section
        slug = text.slug_titled(mark.title) if section else ""
        if mark.is_highlight or (section and not slug):
            return None
        return self._edited(mark, text, Place(text.topic, slug), beginning_of(text.text_at(slug)))

    def _far(self, lost: Sequence[Bookmark]) -> Iterator[Standing | None]:
        """Looked for in the whole library, which is read once for all of them."""
        passages = [words_of(_passage(mark).exact).words for mark in lost]
        found = candidates(passages, self._all_words() if any(passages) else ())
        for mark, topics in zip(lost, found, strict=True):
            texts = [text for text in map(self._text, topics) if text is not None]
            same = (self._by_words(mark, text, only_same=True) for text in texts)
            standing = next((each for each in same if each is not None), None)
            if standing is None and not self._is_there(mark):
                alike = (self._by_words(mark, text) for text in texts)
                standing = next((each for each in alike if each is not None), None)
            yield standing

    def _left_over(self, mark: Bookmark) -> Standing:
        """Its section has other words now; or it is retired, with its place if that is there."""
        place = parse_place(mark.place)
        text = self._text(place.topic)
        if text is None or not text.has(place.section):
            return Standing(State.RETIRED, None, mark.title, mark.path, mark.quote)
        if mark.is_highlight:
            return replace(self._standing(mark, text, place, ()), state=State.RETIRED)
        return self._edited(mark, text, place, beginning_of(text.text_at(place.section)))

    def _is_there(self, mark: Bookmark) -> bool:
        place = parse_place(mark.place)
        text = self._text(place.topic)
        return text is not None and not mark.is_highlight and text.has(place.section)

    def _edited(self, mark: Bookmark, text: ArticleText, place: Place, present: str) -> Standing:
        changes = changed_pieces(mark.beginning, present) if mark.beginning else ()
        standing = self._standing(mark, text, place, changes)
        changed = mark.digest not in ("", digest_of(text.text_at(place.section)))
        if changed and standing.state is State.UNCHANGED:
            return replace(standing, state=State.EDITED)
        return standing

    def _standing(
        self,
        mark: Bookmark,
        text: ArticleText,
        place: Place,
        changes: tuple[Piece, ...],
        quote: Quote | None = None,
    ) -> Standing:
        changes = changes if any(piece.kind != "same" for piece in changes) else ()
        state = State.EDITED if changes else State.UNCHANGED
        if str(place) != mark.place:
            state = State.MOVED
        path = (*self._library.path_of(text.topic), text.title)
        selector = (quote or mark.quote) if mark.is_highlight else None
        return Standing(state, place, text.title_at(place.section), path, selector, changes)

    def _text(self, topic: str) -> ArticleText | None:
        if topic not in self._texts:
            if len(self._texts) > _MOST_TEXTS:
                self._texts.clear()
            try:
                self._texts[topic] = ArticleText(self._library.article(topic))
            except PlaceMissing:
                self._texts[topic] = None
        return self._texts[topic]

    def _all_words(self) -> Iterator[tuple[str, Sequence[str]]]:
        for topic in self._library.all_topics():
            yield topic, ArticleText(self._library.article(topic)).words.words

    def _topics_titled(self, titles: tuple[str, ...]) -> list[str]:
        if self._titled is None:
            self._titled = defaultdict(list)
            for node in _all_nodes(self._library.tree):
                self._titled[node.title].append(node.topic)
        return [topic for title in titles for topic in self._titled.get(title, ()) if topic]


def _without_the_readers_words(mark: Bookmark) -> Bookmark:
    """What its standing depends on, so that a note being typed asks for no new search."""
    return replace(mark, id="", name="", folder="", tags=(), note="", created="", colour=None)


def _passage(mark: Bookmark) -> Quote:
    """What to look for: the highlight, or the first words of the section."""
    return mark.quote if mark.quote and mark.is_highlight else Quote(mark.beginning)


def _all_nodes(tree: Iterable[TreeNode]) -> Iterator[TreeNode]:
    for node in tree:
        yield node
        yield from _all_nodes(node.children)

"""Which references a kept section or passage rests on."""

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html.parser import HTMLParser

from gutbrain_app.core.bookmarks.bookmark import Quote
from gutbrain_app.core.bookmarks.quoting import find_quote
from gutbrain_app.core.export import place_html
from gutbrain_app.core.library import Library
from gutbrain_app.core.places import Place
from gutbrain_app.core.references import Reference

MARK = "\ufffc"
_REST_OF_SENTENCE = re.compile(rf"(?:[^\n]*?[.!?](?!\d))?{MARK}*")
_MARKS = re.compile(f"{MARK}*")


def cited_references(
    library: Library, place: Place, quote: Quote | None = None
) -> tuple[Reference, ...]:
    """In the order of their citations; of a passage, to the end of its last sentence.

    Raises PlaceMissing.
    """
    reader = _read(library, Place(place.topic) if quote else place)
    numbers = reader.numbers_in(quote) if quote else reader.cited.values()
    ids = library.article(place.topic).reference_ids
    return tuple(dict.fromkeys(_references(library, ids, numbers)))


def cited_text(library: Library, place: Place, numbers: Mapping[Reference, int]) -> str:
    """The words of a place without its title, with these numbers at its citations.

    Raises PlaceMissing.
    """
    reader = _read(library, place)
    ids = library.article(place.topic).reference_ids
    text, last = [], 0
    for at, number in reader.cited.items():
        known = [numbers.get(each) for each in _references(library, ids, [number])]
        text.append(reader.text[last:at] + "".join(f"[{each}]" for each in known if each))
        last = at + len(MARK)
    lines = ("".join(text) + reader.text[last:]).split("\n")
    words = [" ".join(line.strip(" |").split()) for line in lines]
    return "\n".join([word for word in words if word][1:])


def _read(library: Library, place: Place) -> "_CitedText":
    reader = _CitedText()
    reader.feed(place_html(library, place))
    return reader


def _references(
    library: Library, ids: Sequence[str], numbers: Iterable[int]
) -> Iterator[Reference]:
    for number in numbers:
        # A key that leads nowhere: the article was built before its reference went.
        with contextlib.suppress(IndexError, KeyError):
            yield library.reference(ids[number - 1])


class _CitedText(HTMLParser):
    """A page's words with a sign at each citation; `cited` has the numbers by their position."""

    BLOCKS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "pre", "dd", "dt"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.cited: dict[int, int] = {}
        self._in_citation = False

    def numbers_in(self, quote: Quote) -> list[int]:
        found = find_quote(self.text, quote)
        if found is None:
            return []
        whole = self.text[found.start : found.end].rstrip()[-1:] in ".!?"
        behind = (_MARKS if whole else _REST_OF_SENTENCE).match(self.text, found.end)
        end = behind.end() if behind else found.end
        return [number for at, number in self.cited.items() if found.start <= at < end]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "sup" and values.get("class") == "cite":
            self._in_citation = True
        number = (values.get("href") or "").removeprefix("cite:")
        if tag == "a" and self._in_citation and number.isdecimal():
            self.cited[len(self.text)] = int(number)
            self.text += MARK

    def handle_endtag(self, tag: str) -> None:
        if tag == "sup":
            self._in_citation = False
        elif tag in self.BLOCKS:
            self.text += "\n"
        elif tag in ("td", "th"):
            self.text += " | "

    def handle_data(self, data: str) -> None:
        if not self._in_citation:
            self.text += data

"""The files that bookmarks can be exported to, by the ending of their name."""

import csv
import io
from collections.abc import Callable, Sequence

from gutbrain_app.core.bookmarks.bookmark import Bookmark
from gutbrain_app.core.citing.forms import citation, form_named
from gutbrain_app.core.handout.handout import Handout, make_handout
from gutbrain_app.core.handout.page import handout_page
from gutbrain_app.core.handout.text import handout_markdown
from gutbrain_app.core.library import Library

_COLUMNS = (
    "id", "library", "place", "title", "path", "folder", "tags", "colour", "quote", "note",
    "created",
)  # fmt: skip


def bookmarks_csv(marks: Sequence[Bookmark]) -> str:
    """A table of all that the reader kept, one bookmark in each row."""
    table = io.StringIO()
    rows = csv.writer(table)
    rows.writerow(_COLUMNS)
    for mark in marks:
        rows.writerow(
            (
                mark.id, mark.library, mark.place, mark.title, " › ".join(mark.path), mark.folder,
                ", ".join(mark.tags), mark.colour or "", mark.quote.exact if mark.quote else "",
                mark.note, mark.created,
            )
        )  # fmt: skip
    return table.getvalue()


def _references(form: str) -> Callable[[Handout], str]:
    return lambda handout: citation(handout.references, form_named(form)).text


_OF_HANDOUT: dict[str, Callable[[Handout], str]] = {
    ".md": handout_markdown,
    ".html": handout_page,
    ".bib": _references("bibtex"),
    ".ris": _references("ris"),
}
# Our own form, `.json`, is the store's: it alone knows fields of newer programs.
ENDINGS = (".csv", *_OF_HANDOUT)


def exported(
    ending: str, library: Library, marks: Sequence[Bookmark], title: str, *, texts: bool = False
) -> bytes:
    """The bytes of such a file; half a character, which UTF-8 has no bytes for, becomes `?`.

    Raises KeyError for an ending that is none of `ENDINGS`.
    """
    if ending == ".csv":
        # With the mark at its beginning, spreadsheets read it as UTF-8.
        return bookmarks_csv(marks).encode("utf-8-sig", "replace")
    handout = make_handout(library, marks, title, texts=texts)
    return _OF_HANDOUT[ending](handout).encode("utf-8", "replace")

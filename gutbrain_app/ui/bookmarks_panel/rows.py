"""The rows of the bookmarks panel: sorted, put into folders, and filtered as the reader types."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from gutbrain_app.core.bookmarks.bookmark import Bookmark
from gutbrain_app.core.bookmarks.folders import clean_folder, with_those_above
from gutbrain_app.core.settings import BookmarkOrder


class FolderRow(NamedTuple):
    """A folder above its bookmarks; `held` counts those in it, at any depth."""

    folder: str
    depth: int
    held: int
    open: bool

    @property
    def name(self) -> str:
        return self.folder.rpartition("/")[2]


class MarkRow(NamedTuple):
    """One bookmark or highlight; `standing` is empty unless the library has changed under it."""

    mark: Bookmark
    depth: int
    standing: str = ""


Row = FolderRow | MarkRow


class Listing:
    """Bookmarks in the order in which they are shown, ready to be filtered at every key.

    Thousands of rows are made once, for each key only the list of those that are left.
    """

    def __init__(
        self,
        marks: Sequence[Bookmark],
        folders: Sequence[str] = (),
        *,
        order: BookmarkOrder = "own",
        grouped: bool = True,
        place_key: Callable[[Bookmark], object] | None = None,
        standings: Mapping[str, str] | None = None,
    ) -> None:
        marks = _sorted(marks, order, place_key)
        clean = {folder: clean_folder(folder) for folder in {mark.folder for mark in marks}}
        self._grouped = grouped
        self._folders = _by_name({*folders, *clean.values()}) if grouped else ()
        shares: dict[str, list[Bookmark]] = {}
        for mark in marks:
            shares.setdefault(clean[mark.folder] if grouped else "", []).append(mark)
        said = (standings or {}).get
        self._rows: list[MarkRow] = []
        self._groups: list[tuple[str, int, int]] = []
        for folder in ("", *self._folders):
            start, depth = len(self._rows), _depth(folder)
            share = shares.get(folder, ())
            self._rows += [MarkRow(mark, depth, said(mark.id, "")) for mark in share]
            self._groups.append((folder, start, len(self._rows)))
        self._texts: list[str] | None = None

    def rows(self, query: str = "", closed: Collection[str] = ()) -> list[Row]:
        """All that hold every word of the query; what is found is shown in closed folders too."""
        words = query.casefold().split()
        if not self._grouped:
            return [self._rows[n] for n in self._left(words)] if words else list(self._rows)
        left = self._left(words)
        shares = {
            folder: left[_cut(left, start) : _cut(left, end)] for folder, start, end in self._groups
        }
        counts: dict[str, int] = {}
        for folder, share in shares.items():
            for above in with_those_above([folder]):
                counts[above] = counts.get(above, 0) + len(share)
        rows: list[Row] = [self._rows[n] for n in shares.get("", ())]
        hidden = ""
        for folder in self._folders:
            if (words and not counts.get(folder)) or (hidden and folder.startswith(hidden)):
                continue
            hidden = "" if words or folder not in closed else folder + "/"
            rows.append(FolderRow(folder, _depth(folder) - 1, counts.get(folder, 0), not hidden))
            if not hidden:
                rows += [self._rows[n] for n in shares.get(folder, ())]
        return rows

    def prepare(self) -> None:
        """Make the texts that are filtered, before the first key asks for them."""
        if self._texts is None:
            self._texts = [filtered_text(row.mark) for row in self._rows]

    def _left(self, words: Sequence[str]) -> Sequence[int]:
        left: Sequence[int] = range(len(self._rows))
        if words:
            self.prepare()
            texts = self._texts or []
            for word in words:
                left = [n for n in left if word in texts[n]]
        return left


def filtered_text(mark: Bookmark) -> str:
    """Everything of a bookmark in which the filter looks."""
    parts = [mark.called, mark.title, mark.note, mark.folder, *mark.path]
    parts += [f"#{tag}" for tag in mark.tags]
    if mark.quote is not None:
        parts.append(mark.quote.exact)
    return "\n".join(parts).casefold()


def _sorted(
    marks: Sequence[Bookmark], order: BookmarkOrder, place_key: Callable[[Bookmark], object] | None
) -> Sequence[Bookmark]:
    if order == "newest":
        return sorted(marks, key=lambda mark: mark.created, reverse=True)
    if order == "title":
        return sorted(marks, key=lambda mark: mark.called.casefold())
    if order == "place" and place_key is not None:
        return sorted(marks, key=place_key)  # type: ignore[arg-type]
    return marks


def _by_name(folders: Collection[str]) -> tuple[str, ...]:
    """Every folder behind the one that holds it, by name."""
    every = with_those_above(folders)
    return tuple(sorted(every, key=lambda folder: folder.casefold().split("/")))


def _depth(folder: str) -> int:
    return folder.count("/") + 1 if folder else 0


def _cut(left: Sequence[int], number: int) -> int:
    return number if isinstance(left, range) else bisect_left(left, number)

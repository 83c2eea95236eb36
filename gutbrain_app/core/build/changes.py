"""Changes: which articles must be rendered again, because they or what they rest on changed."""

from collections.abc import Iterable, Mapping

from gutbrain_app.core.articles.reading import FileStamp
from gutbrain_app.core.build.store import Record
from gutbrain_app.core.rendering.surroundings import Surroundings


def unchanged_files(
    records: Iterable[Record], stamps: Mapping[str, FileStamp], surroundings: Surroundings
) -> frozenset[str]:
    """The files whose pages are still right."""
    known: dict[str, str] = {}

    def is_right(record: Record) -> bool:
        if stamps.get(record.file) != FileStamp(record.file, record.size, record.mtime_ns):
            return False
        for key, value in record.depends.items():
            # What a wiki link means depends on where it is written.
            now = known.get(key) if not key.startswith("name:") else None
            if now is None:
                now = known[key] = surroundings.value(key, record.file)
            if now != value:
                return False
        return True

    return frozenset(record.file for record in records if is_right(record))

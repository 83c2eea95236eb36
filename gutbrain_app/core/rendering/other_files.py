"""Other files of the library of which a page shows a part; nothing outside of it is ever read."""

import os
import posixpath
from dataclasses import dataclass, field
from pathlib import Path

from gutbrain_app.core.articles.front_matter import split_front_matter
from gutbrain_app.core.articles.reading import Unreadable, decoded, is_inside, read_file
from gutbrain_app.core.rendering.limits import without_embedded_data
from gutbrain_app.core.rendering.marks import without_marks
from gutbrain_app.core.rendering.surroundings import Surroundings

_LARGEST = 500_000
# What one page may show of others altogether.
_MOST = 2_000_000


def plain_markdown(body: str) -> str:
    """Markdown without marks of ours and pictures written as letters."""
    return without_marks(without_embedded_data(body))


@dataclass
class OtherFiles:
    """Reads for the page of `file`, and notes in `depends` what the page rests on by that."""

    file: str
    surroundings: Surroundings
    depends: dict[str, str] = field(default_factory=dict)
    _left: int = _MOST

    def path_of(self, written: str, base: str | None = None) -> str:
        """A path of the library from what stands in `base`; without it, beside the page's file."""
        folder = posixpath.dirname(self.file) if base is None else base
        return posixpath.normpath(posixpath.join(folder, written))

    def text(self, path: str) -> str | None:
        """The text of a file, of an article without its front matter; None when it is not shown."""
        hidden = any(name.startswith(".") for name in path.split("/"))
        if hidden or path.startswith("/") or self._left <= 0:
            return None
        path = self._in_its_letters(path)
        key = f"file:{path}"
        self.depends[key] = self.surroundings.value(key, self.file)
        try:
            data = read_file(Path(self.surroundings.folder), path, _LARGEST)
        except (Unreadable, ValueError):
            return None
        self._left -= len(data)
        if b"\0" in data:
            return None
        return plain_markdown(split_front_matter(decoded(data)[0])[1])

    def _in_its_letters(self, path: str) -> str:
        """The path as the folder spells it: authors on Windows write names in other letters."""
        here = Path(os.path.realpath(self.surroundings.folder))
        if os.path.lexists(here / path):
            return path
        root = str(here)
        for name in path.split("/"):
            if not is_inside(root, os.path.realpath(here)):
                return path
            try:
                same = [one.name for one in here.iterdir() if one.name.lower() == name.lower()]
            except OSError:
                return path
            here = here / min(same, default=name)
        return str(here.relative_to(root))

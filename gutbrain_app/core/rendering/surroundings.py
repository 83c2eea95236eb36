"""What surrounds an article: the other articles, the pictures and the references it may name."""

import os
import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from gutbrain_app.core.articles.reading import FileStamp
from gutbrain_app.core.glossary import Term
from gutbrain_app.core.references import Reference
from gutbrain_app.core.rendering.terms import TermNames, term_names


@dataclass(frozen=True)
class Surroundings:
    """Content never names a file on the disk; it names an entry of these tables.

    `topics` leads from an article's path to its topic, `names` from what wiki links write
    (a casefolded name, path, title or alias) to the topics meant, `picture_names` likewise.
    """

    folder: str
    topics: Mapping[str, str]
    folded: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]
    pictures: Mapping[str, FileStamp]
    picture_names: Mapping[str, str]
    references: Mapping[str, Reference]
    terms: TermNames
    terms_digest: str

    def topic_at(self, path: str) -> str:
        """The topic of the article at a path, or of a folder's own page; empty when there is none.

        Letters' case and a missing suffix are forgiven, since other programs forgive them.
        """
        found = self.topics.get(path)
        if found:
            return found
        path = path.rstrip("/")
        stem = path.removesuffix(".html").removesuffix(".htm")
        tries = (path, f"{stem}.md", f"{stem}.markdown", f"{stem}/index.md", f"{stem}/readme.md")
        for one in tries:
            found = self.folded.get(one.lstrip("/").casefold())
            if found:
                return found
        return ""

    def topic_named(self, name: str, file: str) -> str:
        """The topic a wiki link means: of several, the one nearest to the file that links."""
        found = self.names.get(name.casefold().removesuffix(".md"), ())
        if len(found) < 2:
            return found[0] if found else ""
        here = posixpath.dirname(file)
        return min(found, key=lambda topic: (posixpath.dirname(topic) != here, topic.count("/")))

    def value(self, key: str, file: str) -> str:
        """What a page in `file` rests on, as it is now; `key` is one of a page's `depends`."""
        kind, _, name = key.partition(":")
        if kind == "reference":
            reference = self.references.get(name)
            return digest(reference.csl) if reference else ""
        if kind == "terms":
            return self.terms_digest
        if kind == "file":
            return _stamp(self.folder, name)
        if kind == "picture":
            stamp = self.picture_at(name)
            return f"{stamp.size} {stamp.mtime_ns}" if stamp else ""
        if kind == "name":
            beside = posixpath.normpath(posixpath.join(posixpath.dirname(file), name))
            return self.topic_named(name, file) or self.topic_at(beside)
        return "" if name.startswith("../") else self.topic_at(name)

    def file_of(self, topic: str) -> str:
        return self._files.get(topic, "")

    @cached_property
    def _files(self) -> dict[str, str]:
        return {topic: path for path, topic in self.topics.items()}

    def picture_at(self, path: str) -> FileStamp | None:
        """The picture at a path of the library."""
        found = self.pictures.get(path)
        if found is None:
            real = self.picture_names.get(path.casefold())
            found = self.pictures.get(real) if real else None
        return found


def _stamp(folder: str, path: str) -> str:
    try:
        found = os.lstat(f"{folder}/{path}")
    except (OSError, ValueError):
        return ""
    return f"{found.st_size} {found.st_mtime_ns}"


def digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def surroundings_of(
    folder: str,
    articles: Iterable[tuple[str, str, str, tuple[str, ...]]],
    pictures: Iterable[FileStamp],
    references: Iterable[Reference],
    terms: Iterable[Term] = (),
) -> Surroundings:
    """`articles` are (path, topic, title, aliases)."""
    topics: dict[str, str] = {}
    names: dict[str, list[str]] = {}
    weaker: dict[str, list[str]] = {}
    for path, topic, title, aliases in articles:
        topics[path] = topic
        stem = path.rpartition(".")[0].casefold()
        parts = stem.split("/")
        for at in range(len(parts)):
            names.setdefault("/".join(parts[at:]), []).append(topic)
        for word in (title, *aliases):
            weaker.setdefault(word.casefold(), []).append(topic)
    for word, meant in weaker.items():
        names.setdefault(word, meant)
    stamps = {stamp.path: stamp for stamp in pictures}
    picture_names: dict[str, str] = {}
    for path in stamps:
        parts = path.casefold().split("/")
        for at in range(len(parts)):
            picture_names.setdefault("/".join(parts[at:]), path)
    names_of_terms = term_names(terms)
    return Surroundings(
        folder=folder,
        topics=topics,
        folded={path.casefold(): topic for path, topic in topics.items()},
        names={name: tuple(dict.fromkeys(meant)) for name, meant in names.items()},
        pictures=stamps,
        picture_names=picture_names,
        references={reference.id: reference for reference in references},
        terms=names_of_terms,
        terms_digest=digest(repr(names_of_terms)) if names_of_terms else "",
    )

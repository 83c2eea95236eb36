"""A handout as Markdown that any editor reads."""

import re
from collections.abc import Iterator

from gutbrain_app.core.citing.plain import plain_citation
from gutbrain_app.core.handout.handout import Handout, HandoutEntry
from gutbrain_app.core.handout.words import folders_between, path_line, sources_line, state_line

_SIGNS = re.compile(r"([\\`*_\[\]<>#|~&])")
_AT_START = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)")


def handout_markdown(handout: Handout) -> str:
    """Notes stand as they were typed; all other text is escaped."""
    parts = [f"# {_plain(handout.title)}", _plain(handout.origin)]
    folder = ""
    for entry in handout.entries:
        for depth, name in folders_between(folder, entry.folder):
            parts.append(f"{'#' * min(2 + depth, 4)} {_plain(name)}")
        folder = entry.folder
        parts += _entry(entry)
    if handout.references:
        parts.append("## References")
        numbered = enumerate(handout.references, 1)
        parts.append("\n".join(f"{n}. {_plain(plain_citation(each))}" for n, each in numbered))
    return "\n\n".join(parts) + "\n"


def _entry(entry: HandoutEntry) -> Iterator[str]:
    yield f"### {_plain(entry.title)}"
    yield _plain(path_line(entry))
    if state_line(entry):
        yield f"*{_plain(state_line(entry))}*"
    if entry.passage:
        yield "\n".join(f"> {_plain(line)}" for line in entry.passage.split("\n"))
    if entry.text:
        yield "\n\n".join(_plain(line) for line in entry.text.split("\n") if line)
    if entry.mark.note.strip():
        yield entry.mark.note.strip("\n")
    if entry.mark.tags:
        yield _plain("Tags: " + ", ".join(entry.mark.tags))
    if entry.sources:
        yield sources_line(entry)


def _plain(text: str) -> str:
    """One line that Markdown shows as it is."""
    line = _SIGNS.sub(r"\\\1", " ".join(text.split()))
    return _AT_START.sub(r"\1\\\2", line)

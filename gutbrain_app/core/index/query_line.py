"""Reads the line a reader types. Any text is a query; nothing in it is an error."""

import re
from dataclasses import dataclass

FILTERS = {
    "title": "title",
    "titles": "title",
    "part": "part",
    "parts": "part",
    "tag": "tag",
    "tags": "tag",
    "evidence": "evidence",
    "author": "author",
    "authors": "author",
}
"""What may stand before a colon, and which filter it is."""

_LONGEST = 2000  # characters that are read
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_TOKEN = re.compile(
    r"""
    (?P<minus>(?<!\S)-(?="|[^\W\d_]))?
    (?: (?P<filter>(?<![\w:])(?:FILTERS)):(?:"(?P<quoted>[^"]*)"?|(?P<value>[^\s"]*))
      | "(?P<phrase>[^"]*)"
      | (?P<or>(?<!\S)OR(?!\S))
      | (?P<text>[^\s"]+)
      | "
    )
    """.replace("FILTERS", "|".join(FILTERS)),
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class Text:
    """What was typed between spaces, or within quotation marks as a phrase."""

    text: str
    phrase: bool = False


@dataclass(frozen=True)
class Filter:
    """Such as `evidence:human`; the value is empty while it is being typed."""

    name: str
    value: str
    excludes: bool = False


@dataclass(frozen=True)
class QueryLine:
    """What the reader asked for."""

    clauses: tuple[tuple[Text, ...], ...]
    """Each is one text, or several of which any will do."""
    excluded: tuple[Text, ...]
    filters: tuple[Filter, ...]
    unfinished: bool
    """Whether the last word may go on: nothing stands after it."""
    shortened: bool
    """Whether the line was too long and its end was not read."""


def read_query(line: str) -> QueryLine:
    """Read `word "phrase" -word a OR b filter:value`.

    An operator counts only where it has something to work on: `a - b`, `OR` at either end, a lone
    quotation mark and `-word` alone are read as plain text.
    """
    kept = line[: 4 * _LONGEST].strip()
    shortened = len(kept) > _LONGEST or bool(line[4 * _LONGEST :].strip())
    ended = line[len(line.rstrip()) :] != ""
    clauses: list[list[Text]] = []
    excluded: list[Text] = []
    filters: list[Filter] = []
    joining = False
    last: re.Match[str] | None = None
    # The engine takes only what UTF-8 can hold, and a command line may hold half of a character.
    whole = kept[:_LONGEST].encode("utf-8", "replace").decode("utf-8")
    for match in _TOKEN.finditer(whole.translate(_QUOTES)):
        last = match
        if match["filter"]:
            value = match["quoted"] if match["quoted"] is not None else match["value"]
            name = FILTERS[match["filter"].lower()]
            filters.append(Filter(name, value.strip(), excludes=bool(match["minus"])))
        elif match["or"] == "OR" and clauses:
            joining = True
        elif text := _text(match):
            if match["minus"]:
                excluded.append(text)
            elif joining:
                clauses[-1].append(text)
            else:
                clauses.append([text])
            joining = False
    if excluded and not clauses and not filters:
        clauses, excluded = [[text] for text in excluded], []
    return QueryLine(
        tuple(map(tuple, clauses)),
        tuple(excluded),
        tuple(filters),
        not ended and last is not None and bool(last["text"]) and not last["minus"],
        shortened,
    )


def without_filters(line: str) -> str:
    """The line with its filters taken out, as far as it is read."""
    kept = line[:_LONGEST].translate(_QUOTES)
    return " ".join(_TOKEN.sub(lambda match: "" if match["filter"] else match[0], kept).split())


def _text(match: re.Match[str]) -> Text | None:
    if match["phrase"] is not None:
        return Text(match["phrase"], phrase=True) if match["phrase"].strip() else None
    written = match["text"] or match["or"]
    return Text(written) if written and any(map(str.isalnum, written)) else None

"""References: the sources a library cites, from a CSL-JSON file."""

import json
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from gutbrain_app.core.errors import Problem

EVIDENCE = (
    "meta-analysis",
    "systematic review",
    "human RCT",
    "human trial",
    "human observational",
    "animal",
    "in vitro",
    "review",
    "definition",
    "method",
)
LARGEST_REFERENCES = 64_000_000
_BOOKS = {"book": "review", "chapter": "review"}
_MARKUP = r"(?i)</?(?:i|b|em|strong|sub|sup|span|scp|jats:[a-z]+)(?:\s[^<>]*)?>"


class Reference(msgspec.Struct, frozen=True, array_like=True):
    """A source. `authors` are written as `Bravo JA`; `csl` is its entry in the file, as JSON."""

    id: str
    title: str
    authors: tuple[str, ...]
    family_names: tuple[str, ...]
    authors_truncated: bool
    journal: str
    year: str
    volume: str
    issue: str
    pages: str
    doi: str
    url: str
    publisher: str
    evidence: str
    caution: str
    csl: str


def read_references(text: str, file: str) -> tuple[tuple[Reference, ...], tuple[Problem, ...]]:
    """All references that can be read, in the file's order, and a problem for each other one."""
    remedy = "Export it again as CSL-JSON."
    try:
        items = json.loads(text)
        if "\\ud" in text.lower():  # half a character, which no file of text can hold
            whole = json.dumps(items, ensure_ascii=False).encode("utf-8", "replace")
            items = json.loads(whole)
    except json.JSONDecodeError as error:
        what = f"This is not JSON ({error.msg})."
        return (), (Problem(file, error.lineno, what, remedy),)
    except (RecursionError, ValueError):
        return (), (Problem(file, 0, "This is not JSON that can be read.", remedy),)
    if not isinstance(items, list):
        return (), (Problem(file, 1, "This is not a list of references.", remedy),)
    references: dict[str, Reference] = {}
    problems = []
    for number, item in enumerate(items, start=1):
        wrong = _wrong(item, references)
        if wrong:
            line = _line(text, item)
            problems.append(Problem(file, line, f"Reference {number}: {wrong}", "Mend the entry."))
            continue
        reference = _reference(item)
        references[reference.id] = reference
        problems += _evidence_problem(text, file, item, reference)
    return tuple(references.values()), tuple(problems)


def strongest(levels: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """The different levels, strongest first; unknown ones are left out."""
    return tuple(level for level in EVIDENCE if level in levels)


def strongest_primary(levels: list[str] | tuple[str, ...]) -> str:
    """The strongest study among the levels; a review or the like only where there is no study."""
    return next(iter(strongest(levels)), "")


def authors_line(reference: Reference, most: int = 6) -> str:
    """`Bravo JA, Forsythe P, et al.`, empty without authors."""
    names = list(reference.authors[:most])
    if names and (len(reference.authors) > most or reference.authors_truncated):
        names.append("et al.")
    line = ", ".join(names)
    return f"{line}." if line and not line.endswith(".") else line


def source_line(reference: Reference) -> str:
    """`2011;108:16050-16055`, as much of it as is known."""
    line = reference.year
    if reference.volume:
        line += f";{reference.volume}" if line else reference.volume
    if reference.issue:
        line += f"({reference.issue})"
    if reference.pages:
        line += f":{reference.pages}" if line else reference.pages
    return line


def _wrong(item: object, known: Mapping[str, Reference]) -> str:
    if not isinstance(item, dict):
        return "It is not a set of names and values."
    key = plain_line(item.get("id"))
    if not key:
        return "It has no id."
    return f"The id {key} is used twice." if key in known else ""


def _reference(item: dict[str, Any]) -> Reference:
    people = item.get("author") or item.get("editor")
    people = [one for one in people if isinstance(one, dict)] if isinstance(people, list) else []
    custom = item.get("custom")
    custom = custom if isinstance(custom, dict) else {}
    return Reference(
        id=plain_line(item.get("id")),
        title=plain_line(item.get("title")),
        authors=tuple(name for name in map(_name, people) if name),
        family_names=tuple(name for name in map(_family, people) if name),
        authors_truncated=custom.get("authors_truncated") is True,
        journal=plain_line(item.get("container-title")),
        year=_year(item.get("issued")),
        volume=plain_line(item.get("volume")),
        issue=plain_line(item.get("issue")),
        pages=plain_line(item.get("page")),
        doi=plain_line(item.get("DOI")).removeprefix("https://doi.org/"),
        url=plain_line(item.get("URL")),
        publisher=plain_line(item.get("publisher")),
        evidence=_evidence(custom),
        caution=plain_line(custom.get("caution")),
        csl=json.dumps(item, ensure_ascii=False),
    )


def _evidence(custom: Mapping[str, Any]) -> str:
    level = plain_line(custom.get("evidence"))
    level = _BOOKS.get(level, level)
    return level if level in EVIDENCE else ""


def _evidence_problem(
    text: str, file: str, item: dict[str, Any], reference: Reference
) -> list[Problem]:
    custom = item.get("custom")
    said = plain_line(custom.get("evidence")) if isinstance(custom, dict) else ""
    if not said or reference.evidence:
        return []
    what = f"{reference.id} has an evidence of no known kind ({said[:40]})."
    return [Problem(file, _line(text, item), what, f"Use one of: {', '.join(EVIDENCE)}.")]


def _name(person: Mapping[str, Any]) -> str:
    family = _family(person)
    given = plain_line(person.get("given")).replace(".", " ").replace("-", " ")
    initials = "".join(word[0].upper() for word in given.split())
    return f"{family} {initials}".strip()


def _family(person: Mapping[str, Any]) -> str:
    particle = plain_line(person.get("non-dropping-particle"))
    family = plain_line(person.get("family") or person.get("literal") or person.get("name"))
    return f"{particle} {family}".strip()


def _year(issued: object) -> str:
    if not isinstance(issued, dict):
        return ""
    parts = issued.get("date-parts")
    while isinstance(parts, list) and parts:
        parts = parts[0]
    return plain_line(parts) or plain_line(issued.get("raw") or issued.get("literal"))[:4]


def plain_line(value: object) -> str:
    """One line without markup; CSL-JSON may hold numbers, and `<i>` in titles."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(re.sub(_MARKUP, "", str(value)).split())


def _line(text: str, item: object) -> int:
    key = item.get("id") if isinstance(item, dict) else None
    place = text.find(json.dumps(key, ensure_ascii=False)) if key else -1
    return text.count("\n", 0, place) + 1 if place >= 0 else 0

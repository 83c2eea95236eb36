"""A reference as clean CSL-JSON: what citeproc can read of the author's own entry."""

import json
from typing import Any

from gutbrain_app.core.references import Reference, plain_line

# CSL-JSON has no way to say that a list of authors stops early; this name stands for the others.
OTHERS = "\ue000"
_NAME_PARTS = ("family", "given", "suffix", "non-dropping-particle", "dropping-particle")
_PEOPLE = ("author", "editor", "translator", "container-author", "collection-editor")
_DATES = ("issued", "accessed", "original-date")
_TEXTS = (
    "container-title", "collection-title", "title", "volume", "issue", "page", "DOI", "URL",
    "PMID", "PMCID", "ISBN", "ISSN", "publisher", "publisher-place", "edition", "genre", "number",
    "number-of-pages", "chapter-number", "collection-number", "event", "event-place", "medium",
    "version", "status",
)  # fmt: skip
_MOST_PEOPLE = 400
_LONGEST_TEXT = 2_000


def clean_item(reference: Reference) -> dict[str, Any]:
    """The entry without markup, wrong types and names that CSL does not know."""
    given = json.loads(reference.csl)
    kind = given.get("type")
    item: dict[str, Any] = {
        "id": "it",
        "type": kind if isinstance(kind, str) and kind.isascii() else "article-journal",
    }
    for name in _TEXTS:
        text = plain_line(given.get(name))[:_LONGEST_TEXT]
        if text:
            item[name] = text
    for name in _PEOPLE:
        people = given.get(name)
        names = [_name(one) for one in people[:_MOST_PEOPLE]] if isinstance(people, list) else []
        if found := [one for one in names if one]:
            item[name] = found
    if reference.authors_truncated and "author" in item:
        item["author"].append({"literal": OTHERS})
    for name in _DATES:
        if date := _date(given.get(name)):
            item[name] = date
    if "issued" not in item and reference.year.isascii() and reference.year.isdecimal():
        item["issued"] = {"date-parts": [[int(reference.year)]]}
    if reference.doi:
        item["DOI"] = reference.doi
    return item


def _name(person: object) -> dict[str, str]:
    if not isinstance(person, dict):
        return {}
    parts = {part: plain_line(person.get(part)) for part in _NAME_PARTS}
    name = {part: text for part, text in parts.items() if text}
    if "family" in name:
        return name
    whole = plain_line(person.get("literal") or person.get("name")) or " ".join(name.values())
    return {"literal": whole} if whole else {}


def _date(written: object) -> dict[str, Any]:
    """A date of whole numbers; of a range its beginning."""
    parts = written.get("date-parts") if isinstance(written, dict) else None
    parts = parts[0] if isinstance(parts, list) and parts else None
    numbers: list[int] = []
    for part, most in zip(parts if isinstance(parts, list) else (), (9999, 12, 31), strict=False):
        text = plain_line(part)
        if not (text.isascii() and text.isdecimal() and len(text) < 5 and 0 < int(text) <= most):
            break
        numbers.append(int(text))
    return {"date-parts": [numbers]} if numbers else {}

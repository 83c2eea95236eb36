"""References as BibTeX, in UTF-8 as Biber and today's BibTeX read it."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from gutbrain_app.core.citing.csl_item import OTHERS, clean_item
from gutbrain_app.core.references import Reference

_KINDS = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "book": "book", "chapter": "incollection", "entry-encyclopedia": "incollection",
    "paper-conference": "inproceedings", "report": "techreport", "thesis": "phdthesis",
}  # fmt: skip
_CONTAINERS = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
_NOT_IN_KEYS = re.compile(r"[^\w:.+/-]", re.ASCII)
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_TRANSLATED = str.maketrans(_SPECIAL)


def bibtex_keys(references: Sequence[Reference]) -> list[str]:
    """A key of its own for each, as near to its id as BibTeX allows."""
    taken: set[str] = set()
    keys = []
    for number, reference in enumerate(references, 1):
        key = _NOT_IN_KEYS.sub("", reference.id) or f"reference{number}"
        while key.casefold() in taken:
            key += f"-{number}"
        taken.add(key.casefold())
        keys.append(key)
    return keys


def bibtex_entry(reference: Reference, key: str) -> str:
    item = clean_item(reference)
    kind = _KINDS.get(item["type"], "misc")
    lines = [f"  {name} = {value}," for name, value in _fields(item, kind, reference)]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"]) + "\n"


def _fields(item: dict[str, Any], kind: str, reference: Reference) -> Iterator[tuple[str, str]]:
    for role in ("author", "editor"):
        if role in item:
            yield role, "{" + " and ".join(map(_person, item[role])) + "}"
    if "title" in item:
        # The second braces keep its capitals, which styles would take away.
        yield "title", "{{" + _escaped(item["title"]) + "}}"
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    yield from (("year", f"{{{parts[0]}}}"),) if parts else ()
    yield from (("month", _MONTHS[parts[1] - 1]),) if len(parts) > 1 else ()
    for name, variable in (
        (_CONTAINERS.get(kind, "howpublished"), "container-title"),
        ("volume", "volume"), ("number", "issue"), ("pages", "page"),
        ("institution" if kind == "techreport" else "publisher", "publisher"),
        ("address", "publisher-place"), ("edition", "edition"), ("isbn", "ISBN"),
        ("issn", "ISSN"), ("doi", "DOI"), ("url", "URL"), ("pmid", "PMID"),
    ):  # fmt: skip
        if variable in item:
            text = item[variable]
            verbatim = name in ("doi", "url")
            text = re.sub(r"[{}\\]", "", text) if verbatim else _escaped(text)
            yield (
                name,
                "{" + (re.sub(r"\s*[-–]+\s*", "--", text) if name == "pages" else text) + "}",
            )
    if reference.caution:
        yield "annote", "{" + _escaped(reference.caution) + "}"


def _person(name: dict[str, str]) -> str:
    """`van Beek, Jr, Anna`; an institution stays whole in braces."""
    if name.get("literal") == OTHERS:
        return "others"
    if "literal" in name:
        return "{" + _escaped(name["literal"]) + "}"
    family = f"{name.get('non-dropping-particle', '')} {name['family']}".strip()
    given = f"{name.get('given', '')} {name.get('dropping-particle', '')}".strip()
    return ", ".join(_escaped(one) for one in (family, name.get("suffix", ""), given) if one)


def _escaped(text: str) -> str:
    return text.translate(_TRANSLATED)

"""References as RIS, the format every reference manager reads."""

from collections.abc import Iterator
from typing import Any

from gutbrain_app.core.citing.csl_item import OTHERS, clean_item
from gutbrain_app.core.references import Reference

_KINDS = {
    "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS",
    "book": "BOOK", "chapter": "CHAP", "entry-encyclopedia": "ENCYC", "dataset": "DATA",
    "paper-conference": "CPAPER", "report": "RPRT", "thesis": "THES", "webpage": "ELEC",
}  # fmt: skip
_TAGS = (
    ("TI", "title"), ("T2", "container-title"), ("VL", "volume"), ("IS", "issue"),
    ("PB", "publisher"), ("CY", "publisher-place"), ("ET", "edition"), ("SN", "ISSN"),
    ("SN", "ISBN"), ("DO", "DOI"), ("UR", "URL"), ("AN", "PMID"),
)  # fmt: skip


def ris_entry(reference: Reference) -> str:
    """One record; a caution of the library's goes with it as a note."""
    item = clean_item(reference)
    lines = [("TY", _KINDS.get(item["type"], "GEN")), ("ID", reference.id), *_people(item)]
    lines += [(tag, item[name]) for tag, name in _TAGS if name in item]
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    if parts:
        lines.append(("PY", str(parts[0])))
        if len(parts) > 1:
            lines.append(("DA", "/".join(f"{part:02}" for part in parts)))
    first, _, last = item.get("page", "").replace("–", "-").partition("-")
    lines += [(tag, page.strip()) for tag, page in (("SP", first), ("EP", last)) if page.strip()]
    if reference.caution:
        lines.append(("N1", reference.caution))
    return "".join(f"{tag}  - {text}\n" for tag, text in (*lines, ("ER", "")))


def _people(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for tag, role in (("AU", "author"), ("ED", "editor")):
        for name in item.get(role, ()):
            if name.get("literal") == OTHERS:
                yield "N1", "The list of authors is not complete."
            elif "literal" in name:
                yield tag, name["literal"]
            else:
                family = f"{name.get('non-dropping-particle', '')} {name['family']}".strip()
                given = f"{name.get('given', '')} {name.get('dropping-particle', '')}".strip()
                yield tag, ", ".join(filter(None, (family, given, name.get("suffix", ""))))

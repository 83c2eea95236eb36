"""Makes the library's references.json from bibliographic records, so that none is typed by hand.

    python tests/library/make_references.py LIBRARY --records PUBMED --csl CSL --evidence E…

Only references that an article cites are written. A citation `pmid12345678` is taken from the
PubMed record with that PMID (fields pmid, doi, title, authors, journal, year, citation), any other
id from the CSL-JSON file; `--evidence` files say, by id, the kind of study and the number of
people, animals or studies. Records are material and are never part of this project.
"""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

CITED = re.compile(r"@([A-Za-z0-9_]+)")
BRACKET = re.compile(r"\[[^\[\]]*@[^\[\]]*\]")
WHERE = re.compile(
    r"(?P<year>\d{4})[^;:]*;(?P<volume>[^():;]+)?(?:\((?P<issue>[^)]+)\))?(?::(?P<page>[^.;]+))?"
)
KEPT = (
    "id",
    "type",
    "title",
    "author",
    "container-title",
    "publisher",
    "volume",
    "issue",
    "page",
    "issued",
    "DOI",
    "PMID",
    "URL",
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("--records", type=Path, required=True)
    parser.add_argument("--csl", type=Path, required=True)
    parser.add_argument("--evidence", type=Path, nargs="+", required=True)
    chosen = parser.parse_args()
    records = {f"pmid{record['pmid']}": record for record in json.loads(chosen.records.read_text())}
    csl = {item["id"]: item for item in json.loads(chosen.csl.read_text())}
    evidence: dict[str, dict[str, Any]] = {}
    for file in chosen.evidence:
        for id, found in json.loads(file.read_text()).items():
            evidence[id] = {**evidence.get(id, {}), **found}
    items, missing = [], []
    for id in sorted(cited_ids(chosen.library)):
        if id in csl:
            items.append(from_csl(csl[id], evidence.get(id, {})))
        elif id in records and id in evidence:
            items.append(from_record(id, records[id], evidence[id]))
        else:
            missing.append(id)
    for id in missing:
        print(f"{id}: cited, but there is no record or no evidence for it", file=sys.stderr)
    text = json.dumps(items, ensure_ascii=False, indent=1)
    (chosen.library / "references.json").write_text(text + "\n", "utf-8")
    print(f"{len(items)} references written")
    return 1 if missing else 0


def cited_ids(library: Path) -> set[str]:
    """Every id cited in the articles and in relations.csv."""
    ids: set[str] = set()
    for article in library.rglob("*.md"):
        for bracket in BRACKET.findall(article.read_text("utf-8")):
            ids.update(CITED.findall(bracket))
    return ids


def from_csl(item: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    kept = {key: item[key] for key in KEPT if key in item}
    custom = {"evidence": found.get("evidence") or item["custom"]["evidence"]}
    if custom["evidence"] == "book":
        custom["evidence"] = "review"
    for key in ("caution", "authors_truncated"):
        if item["custom"].get(key):
            custom[key] = item["custom"][key]
    return {**kept, "custom": {**custom, **_size(found)}}


def from_record(id: str, record: dict[str, str], found: dict[str, Any]) -> dict[str, Any]:
    """CSL-JSON of a PubMed record; names stay whole: it does not say which is the family's."""
    item: dict[str, Any] = {
        "id": id,
        "type": "article-journal",
        "title": record["title"].rstrip("."),
        "author": [
            {"literal": name.strip()}
            for name in (record["authors"] or "").split(";")
            if name.strip()
        ],
        "container-title": record["journal"],
    }
    if where := WHERE.search(record["citation"] or ""):
        for key in ("volume", "issue", "page"):
            if where[key]:
                item[key] = where[key].strip()
    item["issued"] = {"date-parts": [[int(record["year"])]]}
    if record.get("doi"):
        item["DOI"] = record["doi"]
    item["PMID"] = record["pmid"]
    custom = {"evidence": found["evidence"]}
    if found.get("caution"):
        custom["caution"] = found["caution"]
    return {**item, "custom": {**custom, **_size(found)}}


def _size(found: dict[str, Any]) -> dict[str, Any]:
    return {
        key: found[key] for key in ("people", "animals", "studies", "species") if found.get(key)
    }


if __name__ == "__main__":
    sys.exit(main())

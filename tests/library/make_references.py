"""Makes the library's references.json from bibliographic records, so that none is typed by hand.

    python tests/library/make_references.py LIBRARY --records PUBMED --csl CSL --evidence E…

Only references that an article or an arrow of relations.csv cites are written. A citation
`pmid12345678` is taken from the PubMed record with that PMID (fields pmid, doi, title, authors,
journal, year, citation), any other id from the CSL-JSON file; `--evidence` files say, by id, the
kind of study and the number of people, animals or studies. They stand in the order of the
library's parts (relations last): where two disagree, the file of the part that cites the reference
first is right. Records are material and are never part of this project.
"""

import argparse
import csv
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
    files = [json.loads(file.read_text()) for file in chosen.evidence]
    items, missing = [], []
    for id, part in sorted(first_parts(chosen.library).items()):
        found = evidence(id, part, files)
        if found and id in csl:
            items.append(from_csl(csl[id], found))
        elif found and id in records:
            items.append(from_record(id, records[id], found))
        else:
            missing.append(id)
    for id in missing:
        print(f"{id}: cited, but there is no record or no evidence for it", file=sys.stderr)
    text = json.dumps(items, ensure_ascii=False, indent=1)
    (chosen.library / "references.json").write_text(text + "\n", "utf-8")
    print(f"{len(items)} references written")
    return 1 if missing else 0


def first_parts(library: Path) -> dict[str, int]:
    """Every cited id, and the first part (from 0, in SUMMARY.md's order) that cites it."""
    found: dict[str, int] = {}
    parts = re.split(r"^# ", (library / "SUMMARY.md").read_text("utf-8"), flags=re.MULTILINE)
    named = [topics for part in parts if (topics := re.findall(r"\(([^()]+\.md)\)", part))]
    for number, topics in enumerate(named):
        for topic in topics:
            for bracket in BRACKET.findall((library / topic).read_text("utf-8")):
                for id in CITED.findall(bracket):
                    found.setdefault(id, number)
    if (library / "relations.csv").exists():
        with (library / "relations.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for id in filter(None, row["references"].split("|")):
                    found.setdefault(id, -1)
    return found


def evidence(id: str, part: int, files: list[dict[str, dict[str, Any]]]) -> dict[str, Any]:
    """What the file of a part says of a study, with sizes that others give for the same kind."""
    preferred = [files[part], *files] if part < len(files) else files
    told = [file[id] for file in preferred if id in file]
    if len({one["evidence"] for one in told}) > 1:
        print(f"{id}: taken as {told[0]['evidence']}, and a file disagrees", file=sys.stderr)
    found: dict[str, Any] = {}
    for one in reversed(told):
        if one["evidence"] == told[0]["evidence"]:
            found |= one
    return found


def from_csl(item: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    kept = {key: item[key] for key in KEPT if key in item}
    custom = {"evidence": found["evidence"]}
    for key in ("caution", "authors_truncated"):
        if item["custom"].get(key):
            custom[key] = item["custom"][key]
    if found.get("caution"):
        custom["caution"] = found["caution"]
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

"""Reads what the search benchmarks search in: folders of Markdown and judged collections.

This reader is quick, not exact: the benchmarks measure the index, not the library's own pipeline.
"""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from gutbrain_app.core.index.sections import IndexedSection
from gutbrain_app.core.references import EVIDENCE

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*\s*$")
_FENCE = re.compile(r"^\s*(```|~~~)")
_SYNTAX = (
    (re.compile(r"<!--.*?-->", re.DOTALL), " "),
    (re.compile(r"\[@[^\]]*\]"), ""),
    (re.compile(r"!?\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"</?[A-Za-z][^>]*>"), " "),
    (re.compile(r"^\s*(>|[-*+]\s|\d+\.\s|\[!\w+\])\s*", re.MULTILINE), ""),
    (re.compile(r"[*_`|\\]{1,3}(?=\S)|(?<=\S)[*_`|\\]{1,3}"), ""),
    (re.compile(r"\s+"), " "),
)


@dataclass(frozen=True)
class Judged:
    """A collection with queries and the grades that people gave: query -> document -> grade."""

    name: str
    sections: tuple[IndexedSection, ...]
    queries: dict[str, str]
    grades: dict[str, dict[str, int]]


def markdown_sections(folder: Path, limit: int = 0) -> list[IndexedSection]:
    """Sections of every Markdown file below `folder`, in order of path; at most `limit` of them.

    A folder that names no levels of evidence gets invented ones, so that counting them is measured.
    """
    parts = _parts(folder)
    found: list[IndexedSection] = []
    for path in sorted(folder.rglob("*.md")):
        if path.name.lower() in {"summary.md", "toc.md"}:
            continue
        topic = path.relative_to(folder).with_suffix("").as_posix()
        part = parts.get(topic) or topic.partition("/")[0]
        text = path.read_text(encoding="utf-8", errors="replace")
        found += _article_sections(topic, part, text, len(found))
        if limit and len(found) >= limit:
            return found[:limit]
    return found


def judged_collection(folder: Path) -> Judged:
    """Read docs.jsonl (id, title, text), queries.tsv (id, text), qrels.tsv (query, id, grade)."""
    with (folder / "docs.jsonl").open(encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    queries = dict(_rows(folder / "queries.tsv"))
    grades: dict[str, dict[str, int]] = {}
    for query, document, grade in _rows(folder / "qrels.tsv"):
        if query in queries:
            grades.setdefault(query, {})[document] = int(grade)
    sections = tuple(
        _section(str(document["id"]), "", str(document["title"]), "", str(document["text"]), number)
        for number, document in enumerate(documents)
    )
    return Judged(folder.name, sections, queries, grades)


def synonym_groups(glossary: Path) -> list[tuple[str, ...]]:
    """Term and aliases of each row of a glossary.csv; none when the file is absent."""
    if not glossary.exists():
        return []
    with glossary.open(encoding="utf-8", newline="") as rows:
        return [
            (row["term"], *filter(None, (row.get("aliases") or "").split("|")))
            for row in csv.DictReader(rows)
        ]


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield line.rstrip("\n").split("\t")


def _parts(folder: Path) -> dict[str, str]:
    """Which part each topic stands in, by a SUMMARY.md where there is one."""
    summary = folder / "SUMMARY.md"
    if not summary.exists():
        return {}
    part, parts = "", {}
    for line in summary.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            part = line[2:].strip()
        elif link := re.search(r"\]\(([^)]+)\.md\)", line):
            parts[link[1]] = part
    return parts


def _article_sections(topic: str, part: str, text: str, first: int) -> Iterator[IndexedSection]:
    front, body = _front_matter(text)
    blocks = list(_blocks(body))
    heading = next((block[0] for block in blocks if block[0]), topic.rpartition("/")[2])
    title = str(front.get("title") or heading)
    for number, (name, block) in enumerate(blocks):
        if not block and (not name or name == title):
            continue
        place = f"{topic}#{number}" if name and name != title else topic
        shown = "" if name == title else name
        yield _section(place, part, title, shown, block, first + number, front)


def _front_matter(text: str) -> tuple[dict[str, object], str]:
    if not text.startswith("---"):
        return {}, text
    front, _, body = text[3:].partition("\n---")
    try:
        read = yaml.safe_load(front)
    except yaml.YAMLError:
        read = None
    return (read if isinstance(read, dict) else {}), body


def _blocks(body: str) -> Iterator[tuple[str, str]]:
    """Heading and plain text of each section; the heading of the first is empty."""
    heading, lines, fenced = "", list[str](), False
    for line in body.splitlines():
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced and (match := _HEADING.match(line)):
            yield _plain(heading), _plain("\n".join(lines))
            heading, lines = match[2], []
        else:
            lines.append(line)
    yield _plain(heading), _plain("\n".join(lines))


def _plain(text: str) -> str:
    for pattern, replacement in _SYNTAX:
        text = pattern.sub(replacement, text)
    return text.strip()


def _section(
    place: str,
    part: str,
    title: str,
    heading: str,
    text: str,
    position: int,
    front: dict[str, object] | None = None,
) -> IndexedSection:
    front = front or {}
    return IndexedSection(
        place=place,
        topic=place.partition("#")[0],
        part=part,
        title=title,
        heading=heading,
        path=tuple(filter(None, (part, title))),
        aliases=_names(front.get("aliases")),
        summary=str(front.get("summary") or front.get("description") or ""),
        tags=_names(front.get("tags")),
        authors=(),
        evidence=(EVIDENCE[position % len(EVIDENCE)],) if part and position % 3 else (),
        text=text,
        position=position,
    )


def _names(value: object) -> tuple[str, ...]:
    return tuple(str(name) for name in value) if isinstance(value, list) else ()

"""The help card and the recent searches: what the panel shows where nothing was asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gutbrain_app.ui.search_panel.rows import (
    CaptionRow,
    Deed,
    LineRow,
    Row,
    SearchFor,
    TableRow,
)


@dataclass(frozen=True)
class Samples:
    """Words of the open library, so that every example finds something; empty where it has none."""

    words: tuple[str, ...] = ()
    phrase: str = ""
    part: str = ""
    tag: str = ""
    evidence: str = ""
    author: str = ""


def help_rows(samples: Samples, keys: Mapping[str, str]) -> list[Row]:
    """The query language as a table, then the keys; `keys` are those of the actions."""
    first, second = (*samples.words, "", "")[:2]
    examples = (
        (f'"{samples.phrase}"', "side by side", samples.phrase),
        (f"{first} -{second}", "without the second", second),
        (f"{first} OR {second}", "either", second),
        (f"title:{first}", "in a title", first),
        (f"part:{samples.part}", "in this part", samples.part),
        (f"tag:{samples.tag}", "with this tag", samples.tag),
        (f"evidence:{samples.evidence}", "this kind of study", samples.evidence),
        (f"author:{samples.author}", "cites this author", samples.author),
    )
    rows: list[Row] = [CaptionRow("How to search")]
    rows += [TableRow(text, detail, SearchFor(text)) for text, detail, known in examples if known]
    rows.append(CaptionRow("Keys"))
    rows += [TableRow(keys.get(key, key), detail) for key, detail in KEYS]
    return rows


def recent_rows(queries: Sequence[str], *, kept: bool) -> list[Row]:
    """The searches that led somewhere, newest first, and how to be rid of them."""
    rows: list[Row] = []
    if queries:
        rows.append(CaptionRow("Recent searches"))
        rows += [LineRow(query, SearchFor(query)) for query in queries]
        rows.append(LineRow("Forget these searches", Deed("forget"), link=True))
    if kept and queries:
        rows.append(LineRow("Keep no searches", Deed("keep_none"), link=True))
    elif not kept:
        rows.append(LineRow("Searches are not kept: keep them", Deed("keep"), link=True))
    return rows


# Keys, or the action that has them.
KEYS = (
    ("↑ ↓", "walk the results"),
    ("Enter", "open"),
    ("Ctrl+Enter", "open, stay here"),
    ("next_match", "next match"),
    ("search_exactly", "exactly as typed"),
    ("topics", "back to the topics"),
)

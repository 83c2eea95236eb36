"""Measures how well the search finds what people ask for.

    python benchmarks/search_quality.py --library resources/library --judged DIR --judged DIR

The library's own queries are in queries.tsv: a query and the topics that answer it. They are asked
as they stand, with one letter wrong, and with the longest word cut short. A judged collection is a
folder of docs.jsonl, queries.tsv and qrels.tsv; none is kept here. Plain tantivy BM25 and plain
SQLite FTS5 are measured in the same run. Needs pytrec-eval-terrier for the judged collections.
"""

import argparse
import csv
import random
import string
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import mean

# Runs in a checkout, installed or not.
sys.path.insert(0, str(Path(__file__).parents[1]))

# isort: split
from search_corpora import Judged, judged_collection, markdown_sections, synonym_groups
from search_rivals import Engine, fts5, ours, plain_tantivy

_QUERIES = Path(__file__).with_name("queries.tsv")
_SLIPS = 5  # misspellings of each query
_SEED = 20261123
_CUT = 4  # letters that are left of the longest word
_DEEP = 100  # hits that are judged

Asked = tuple[str, frozenset[str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--library", type=Path, help="a folder of Markdown with glossary.csv")
    parser.add_argument("--queries", type=Path, default=_QUERIES)
    parser.add_argument("--judged", type=Path, action="append", default=[])
    parser.add_argument("--misses", action="store_true", help="list what was not found first")
    wanted = parser.parse_args()
    if wanted.library:
        _measure_library(wanted.library, wanted.queries, misses=wanted.misses)
    for folder in wanted.judged:
        _measure_judged(judged_collection(folder))


def _measure_library(folder: Path, queries: Path, *, misses: bool) -> None:
    sections = markdown_sections(folder)
    topics = {section.topic for section in sections}
    asked = [(query, named) for query, named in _asked(queries) if named & topics]
    print(f"{folder.name}: {len(topics)} topics, {len(sections)} sections, {len(asked)} queries")
    with tempfile.TemporaryDirectory() as place:
        engines = {
            "ours": ours(Path(place), sections, synonym_groups(folder / "glossary.csv")),
            "plain tantivy": plain_tantivy(sections),
            "plain FTS5": fts5(sections),
        }
        print(f"{'':16}{'':14}first  in 3   in 5   MRR")
        for form, changed in _forms(asked).items():
            for name, engine in engines.items():
                ranks = [_rank(engine, query, named) for query, named in changed]
                print(f"{form:16}{name:14}{_summary(ranks)}", flush=True)
                if misses and name == "ours":
                    _print_misses(engine, changed, ranks)


def _asked(queries: Path) -> list[Asked]:
    with queries.open(encoding="utf-8", newline="") as rows:
        return [
            (row["query"], frozenset(row["topics"].split(",")))
            for row in csv.DictReader(rows, delimiter="\t")
        ]


def _forms(asked: Sequence[Asked]) -> dict[str, list[Asked]]:
    chance = random.Random(_SEED)
    return {
        "as they stand": list(asked),
        "one slip": [
            (_slipped(query, chance), named) for query, named in asked for _ in range(_SLIPS)
        ],
        "longest cut": [(_cut(query), named) for query, named in asked],
    }


def _slipped(query: str, chance: random.Random) -> str:
    """One letter left out, put in, changed or swapped with the next, anywhere."""
    place = chance.choice([at for at, letter in enumerate(query) if letter.isalpha()])
    letter = chance.choice(string.ascii_lowercase)
    kind = chance.choice(("left out", "put in", "changed", "swapped"))
    if kind == "swapped" and query[place + 1 : place + 2].isalpha():
        return query[:place] + query[place + 1] + query[place] + query[place + 2 :]
    if kind == "left out":
        return query[:place] + query[place + 1 :]
    return query[:place] + letter + query[place + (kind != "put in") :]


def _cut(query: str) -> str:
    longest = max(query.split(), key=len)
    return query.replace(longest, longest[:_CUT], 1)


def _rank(engine: Engine, query: str, named: Iterable[str]) -> int:
    """Place of the first topic that is one of `named`, topics counted once; 0 when not there."""
    topics = dict.fromkeys(place.partition("#")[0] for place, _ in engine(query, _DEEP))
    return next((place for place, topic in enumerate(topics, 1) if topic in named), 0)


def _summary(ranks: Sequence[int]) -> str:
    within = [mean(0 < rank <= limit for rank in ranks) for limit in (1, 3, 5)]
    reciprocal = mean(1 / rank if rank else 0 for rank in ranks)
    return "  ".join(f"{share:.3f}" for share in (*within, reciprocal))


def _print_misses(engine: Engine, asked: Sequence[Asked], ranks: Sequence[int]) -> None:
    for (query, named), rank in zip(asked, ranks, strict=True):
        if rank != 1:
            best = [place for place, _ in engine(query, 3)]
            print(f"    {rank:3} {query!r} wants {','.join(sorted(named))}; got {best}")


def _measure_judged(collection: Judged) -> None:
    print(
        f"{collection.name}: {len(collection.sections)} documents, {len(collection.grades)} queries"
    )
    with tempfile.TemporaryDirectory() as place:
        engines: dict[str, Callable[[], Engine]] = {
            "ours": lambda: ours(Path(place), collection.sections, []),
            "plain tantivy": lambda: plain_tantivy(collection.sections),
            "plain FTS5": lambda: fts5(collection.sections),
        }
        for name, make in engines.items():
            print(f"  {name:14}{_graded(make(), collection)}", flush=True)


def _graded(engine: Engine, collection: Judged) -> str:
    import pytrec_eval  # a development tool, for judged collections alone

    measures = {"ndcg_cut_10": "nDCG@10", "recip_rank": "MRR", "recall_100": "recall@100"}
    run = {query: dict(engine(collection.queries[query], _DEEP)) for query in collection.grades}
    evaluator = pytrec_eval.RelevanceEvaluator(
        collection.grades, {"ndcg_cut.10", "recip_rank", "recall.100"}
    )
    found = evaluator.evaluate(run)
    return "  ".join(
        f"{label} {sum(one[measure] for one in found.values()) / len(collection.grades):.4f}"
        for measure, label in measures.items()
    )


if __name__ == "__main__":
    main()

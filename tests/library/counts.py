"""Prints what the built-in library holds: `python -m tests.library.counts [FOLDER]`."""

import sys
from collections import Counter
from pathlib import Path
from statistics import median

from gutbrain_app.core.references import EVIDENCE
from tests.library.content import LIBRARY, Content, cited_in, read_content
from tests.library.prose import words

NEW = ("2022", "2023", "2024")


def main() -> int:
    content = read_content(Path(sys.argv[1]) if len(sys.argv) > 1 else LIBRARY)
    for name, count in counts(content):
        print(f"{name:<34}{count}")
    return 0


def counts(content: Content) -> list[tuple[str, str]]:
    articles = content.articles.values()
    lengths = [sum(len(words(block.text)) for block in one.blocks) for one in articles]
    cited = [len(one.cited) for one in articles]
    references = content.references.values()
    return [
        ("topics", f"{len(content.articles)}"),
        ("words", f"{sum(lengths):,} ({min(lengths)} to {max(lengths)} in an article)"),
        ("references", f"{len(content.references)}"),
        ("references in an article", f"median {median(cited):g} ({min(cited)} to {max(cited)})"),
        *((f"  {level}", _number_and_new(content, level)) for level in EVIDENCE),
        ("references of 2022 to 2024", f"{sum(one.year in NEW for one in references)}"),
        *_sentences(content),
        ("terms", f"{len(content.terms)}, with {_aliases(content)} other names"),
        ("relations", f"{len(content.relations)}"),
        ("figures", f"{len(content.figures)}"),
    ]


def _number_and_new(content: Content, level: str) -> str:
    years = [one.year for one in content.references.values() if one.evidence == level]
    return f"{len(years)}, {sum(year in NEW for year in years)} of them of 2022 to 2024"


def _aliases(content: Content) -> int:
    return sum(len(term.aliases) for term in content.terms)


def _sentences(content: Content) -> list[tuple[str, str]]:
    """In brief, See also, headings and captions are no part of what must be cited."""
    found = Counter[str]()
    for article in content.articles.values():
        for block in article.told:
            for sentence in block.sentences:
                found["all"] += 1
                found["own"] += bool(cited_in(sentence))
                found["near"] += bool(cited_in(block.text))
    return [
        ("sentences and rows", f"{found['all']:,}"),
        ("  with a citation of their own", _share(found["own"], found["all"])),
        ("  in a paragraph with a citation", _share(found["near"], found["all"])),
    ]


def _share(part: int, whole: int) -> str:
    return f"{part:,} ({part / whole:.0%})"


if __name__ == "__main__":
    sys.exit(main())

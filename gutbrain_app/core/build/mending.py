"""Mending: the problems of a whole library, once all its articles are known."""

from collections.abc import Iterable, Mapping

from gutbrain_app.core.articles.article import REFERENCES_SLUG
from gutbrain_app.core.build.store import Record
from gutbrain_app.core.errors import Problem

_MOST_PROBLEMS = 20_000


def all_problems(
    found: Iterable[Problem], records: Mapping[str, Record], pictures: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Problems of the folder, of each article (`records`, by topic) and of pictures (by path)."""
    slugs = {topic: frozenset(record.slugs) for topic, record in records.items()}
    problems = set(found)
    for record in records.values():
        problems.update(record.problems)
        for topic, section, line in record.section_links:
            if section not in slugs.get(topic, ()) and section != REFERENCES_SLUG:
                what = f"{topic} has no section named {section}."
                remedy = "Mend the link: a section's name is its heading in lower case and hyphens."
                problems.add(Problem(record.file, line, what, remedy))
    for path, wrong in pictures.items():
        if wrong:
            problems.add(Problem(path, 0, wrong, "Replace the picture."))
    in_order = sorted(problems, key=lambda one: (one.file, one.line, one.what))
    return tuple(in_order[:_MOST_PROBLEMS])

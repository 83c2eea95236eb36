"""What an author should mend in the rows of relations.csv, which open all the same."""

from collections.abc import Collection, Iterable, Iterator

from gutbrain_app.core.errors import Problem
from gutbrain_app.core.references import EVIDENCE, Reference
from gutbrain_app.core.relations import Relation

_FILE = "relations.csv"


def row_problems(
    relations: Iterable[Relation], references: Iterable[Reference], topics: Collection[str]
) -> Iterator[Problem]:
    """Unknown evidence, references and topics, and things that stand in two stages."""
    known = {reference.id for reference in references}
    stages: dict[str, tuple[str, int]] = {}
    for row in relations:
        if row.evidence and row.evidence not in EVIDENCE:
            what = f"{row.evidence} is no known kind of evidence."
            yield Problem(_FILE, row.line, what, f"Use one of: {', '.join(EVIDENCE)}.")
        for key in row.references:
            if key not in known:
                what = f"The reference {key} is not in references.json."
                yield Problem(_FILE, row.line, what, "Add it or mend its name.")
        for topic in dict.fromkeys((row.subject_topic, row.object_topic)):
            if topic and topic not in topics:
                what = f"There is no topic {topic}."
                yield Problem(_FILE, row.line, what, "Name an article without its .md.")
        for name, stage in ((row.subject, row.subject_stage), (row.object, row.object_stage)):
            before, line = stages.setdefault(name.casefold(), (stage, row.line))
            if stage and not before:
                stages[name.casefold()] = stage, row.line
            elif stage and stage != before:
                what = f"{name} has the stage {stage} here and {before} in line {line}."
                yield Problem(_FILE, row.line, what, "Give a thing one stage.")

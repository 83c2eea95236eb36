"""The built-in arrows of the axis map: each cited, with an evidence, stages and topics."""

from collections import Counter

from gutbrain_app.core.references import EVIDENCE
from tests.library.content import read_content
from tests.library.plan import TOPICS

CONTENT = read_content()
STAGES = ("gut", "molecule", "route", "brain", "mind", "body", "practice")


def test_each_arrow_cites_references_of_the_library() -> None:
    lost = [
        f"relations.csv:{one.line}: {one.references}"
        for one in CONTENT.relations
        if not one.references or not CONTENT.references.keys() >= set(one.references)
    ]
    assert lost == []


def test_each_arrow_tells_its_kind_of_study() -> None:
    wrong = [one.line for one in CONTENT.relations if one.evidence not in EVIDENCE]
    assert wrong == []


def test_each_end_of_an_arrow_has_a_stage_and_a_topic_or_none() -> None:
    wrong = [
        f"relations.csv:{one.line}: {stage}, {topic}"
        for one in CONTENT.relations
        for stage, topic in (
            (one.subject_stage, one.subject_topic),
            (one.object_stage, one.object_topic),
        )
        if stage not in STAGES or topic not in ("", *TOPICS)
    ]
    assert wrong == []


def test_a_thing_has_one_stage_and_one_topic_wherever_it_stands() -> None:
    ends = {
        end
        for one in CONTENT.relations
        for end in (
            (one.subject, one.subject_stage, one.subject_topic),
            (one.object, one.object_stage, one.object_topic),
        )
    }
    names = Counter(name for name, _, _ in ends)
    assert sorted(end for end in ends if names[end[0]] > 1) == []


def test_no_arrow_stands_twice() -> None:
    arrows = Counter((one.subject, one.relation, one.object) for one in CONTENT.relations)
    assert [arrow for arrow, count in arrows.items() if count > 1] == []

"""The checks of prose see what a reader sees."""

import pytest

from tests.library.prose import blocks, plain, sentences, words

BODY = """> [!abstract] In brief
> One. Two
> three.

A paragraph
of two lines.

## A heading

| Head | Kind |
|---|---|
| Row [@a1] | Animal |

- An item
  and more.
- Another.

![Words](pictures/a.svg "Title")
"""


def test_an_article_is_read_as_blocks_with_their_lines_and_sections() -> None:
    assert [(one.kind, one.line, one.text, one.section) for one in blocks(BODY, 8)] == [
        ("callout", 8, "One. Two three.", ""),
        ("paragraph", 12, "A paragraph of two lines.", ""),
        ("heading", 15, "A heading", "A heading"),
        ("head", 17, "Head | Kind", "A heading"),
        ("row", 19, "Row [@a1] | Animal", "A heading"),
        ("item", 21, "An item and more.", "A heading"),
        ("item", 23, "Another.", "A heading"),
        ("figure", 25, '![Words](pictures/a.svg "Title")', "A heading"),
    ]


@pytest.mark.parametrize(
    "told",
    [
        ["In mice it fell [@a1].", "In people it did not."],
        ["It fell.[@a1]", "It rose."],
        ["It did (see above).", "*B. longum* did not."],
        ["K. Hashimoto and others, e.g. Bravo et al., saw B. longum Rosell.", "12 people took it."],
        ["A ratio of 0.85 was seen."],
        ['It is called a "second brain."', "[Links](a.md) begin sentences too."],
    ],
)
def test_a_sentence_ends_at_its_full_stop_and_at_no_other(told: list[str]) -> None:
    assert sentences(" ".join(told)) == told


def test_words_are_those_a_reader_reads() -> None:
    told = "In *mice*, [the gut-brain axis](gut-brain-axis.md) fell by 0.85% [@a1; @b2]."
    assert plain(told) == "In mice, the gut-brain axis fell by 0.85% ."
    assert words(told) == ["In", "mice", "the", "gut-brain", "axis", "fell", "by", "0.85"]

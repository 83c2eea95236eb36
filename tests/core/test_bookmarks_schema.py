"""The schema of the bookmarks file says what the program writes and reads, and no less."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from gutbrain_app.core.bookmarks.bookmark import COLOURS, Bookmark, Quote
from gutbrain_app.core.bookmarks.document import Document, document_of, document_text
from gutbrain_app.core.bookmarks.edits import with_folders
from gutbrain_app.core.bookmarks.entries import entry_of, read_entry
from gutbrain_app.core.jsonfile.text import NotUnderstood
from gutbrain_app.core.paths import resource

SCHEMA = json.loads(resource("schemas/bookmarks.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
ENTRIES = Draft202012Validator({"$ref": "#/$defs/bookmark", "$defs": SCHEMA["$defs"]})
GOLDEN = sorted((Path(__file__).parents[1] / "faults" / "golden").glob("*.json"))

texts = st.text(st.characters(codec="utf-8"))
marks = st.builds(
    Bookmark,
    id=texts.filter(bool),
    library=texts,
    place=texts,
    title=texts,
    path=st.lists(texts).map(tuple),
    folder=texts,
    tags=st.lists(texts).map(tuple),
    note=texts,
    created=texts,
    quote=st.none() | st.builds(Quote, texts, texts, texts),
    colour=st.none() | st.sampled_from(COLOURS),
    beginning=texts,
    digest=texts,
)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
entries = st.fixed_dictionaries(
    {"id": texts.filter(bool)},
    optional={name: values for name in SCHEMA["$defs"]["bookmark"]["properties"] if name != "id"},
)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@given(st.lists(marks, unique_by=lambda mark: mark.id), st.lists(texts))
def test_what_the_program_writes_fits(kept: list[Bookmark], folders: list[str]) -> None:
    document = document_of([entry_of(mark) for mark in kept], Document().header)

    VALIDATOR.validate(json.loads(document_text(with_folders(document, folders))))


@given(entries)
def test_what_fits_is_read_and_what_does_not_is_not(entry: dict[str, Any]) -> None:
    try:
        read = read_entry(json.dumps(entry).encode()).bookmark is not None
    except NotUnderstood:
        read = False

    assert read == ENTRIES.is_valid(entry)


def test_it_names_every_field_with_its_value_where_it_is_missing() -> None:
    for name, kind in (("bookmark", Bookmark), ("quote", Quote)):
        fields = SCHEMA["$defs"][name]["properties"]
        empty = json.loads(json.dumps(asdict(kind())))
        assert {each: fields[each]["default"] for each in fields} == empty


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_files_of_every_version_fit(path: Path) -> None:
    VALIDATOR.validate(json.loads(path.read_bytes()))


def test_the_readmes_example_fits() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    example = readme.partition("```json\n")[2].partition("```")[0]

    VALIDATOR.validate(json.loads(example))
    assert json.loads(example)["bookmarks"]


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"format": "other", "version": 1, "bookmarks": []},
        {"format": "gutbrain-bookmarks", "version": 2, "bookmarks": []},
        {"format": "gutbrain-bookmarks", "version": 1, "bookmarks": {}},
        {"format": "gutbrain-bookmarks", "version": 1, "bookmarks": [{"note": 5}]},
    ],
)
def test_what_is_no_bookmarks_file_does_not_fit(wrong: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid(wrong)

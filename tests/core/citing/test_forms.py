"""Citing: the same references as APA, Vancouver, BibTeX, RIS and CSL-JSON."""

import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gutbrain_app.core.citing import csl_style
from gutbrain_app.core.citing.forms import FORMS, citation, form_named
from gutbrain_app.core.paths import builtin_library
from gutbrain_app.core.references import Reference, read_references

BRAVO: dict[str, Any] = {
    "id": "bravo2011",
    "type": "article-journal",
    "title": "Ingestion of <i>Lactobacillus</i> strain",
    "author": [
        {"family": "Bravo", "given": "Javier A."},
        {"family": "Beek", "given": "Hai-yin", "non-dropping-particle": "van"},
    ],
    "container-title": "Proc & Natl",
    "volume": 108,
    "issue": "38",
    "page": "16050-16055",
    "issued": {"date-parts": [[2011, 9, 20]]},
    "DOI": "10.1073/pnas.1102999108",
    "PMID": "21876150",
}


def read(*items: object) -> tuple[Reference, ...]:
    return read_references(json.dumps(items), "references.json")[0]


def written(form: str, *items: object) -> str:
    return citation(read(*items), form_named(form)).text


def test_apa_names_authors_by_initials_and_the_year_behind_them() -> None:
    assert written("apa", BRAVO) == (
        "Bravo, J. A., & van Beek, H.-Y. (2011). Ingestion of Lactobacillus strain. "
        "Proc & Natl, 108(38), 16050–16055. https://doi.org/10.1073/pnas.1102999108\n"
    )


def test_apa_has_its_italics_in_html_and_nothing_else() -> None:
    item = {**BRAVO, "title": "If a < b & <u>c</u>, then <script>d"}
    html = citation(read(item), form_named("apa")).html
    assert "<i>Proc &amp; Natl</i>, <i>108</i>(38)" in html
    assert "If a &lt; b &amp;" in html
    assert "<script" not in html


def test_vancouver_is_short_and_numbers_only_a_list() -> None:
    alone = written("vancouver", BRAVO)
    assert alone.startswith(
        "Bravo JA, van Beek HY. Ingestion of Lactobacillus strain. Proc & Natl."
    )
    assert "2011" in alone
    assert "108(38):16050–5" in alone
    both = written("vancouver", BRAVO, {**BRAVO, "id": "again"}).splitlines()
    assert [line[:9] for line in both] == ["1. Bravo ", "2. Bravo "]


def test_apa_sorts_a_list_by_author() -> None:
    first = {**BRAVO, "id": "a", "author": [{"family": "Aho", "given": "V."}]}
    lines = written("apa", BRAVO, first).splitlines()
    assert [line.split(",")[0] for line in lines] == ["Aho", "Bravo"]


def test_a_list_of_authors_that_stops_early_ends_in_et_al() -> None:
    short = {**BRAVO, "author": BRAVO["author"][:1], "custom": {"authors_truncated": True}}
    assert written("apa", short).startswith("Bravo, J. A., et al. (2011).")
    assert written("vancouver", short).startswith("Bravo JA, et al. Ingestion")
    assert "author = {Bravo, Javier A. and others}" in written("bibtex", short)
    assert "AU  - et al" not in written("ris", short)


def test_bibtex_escapes_what_tex_would_read_and_keeps_keys_apart() -> None:
    strange = {**BRAVO, "id": "br{avo}, 2011", "title": "50% of {x}_y", "issued": "soon"}
    text = written("bibtex", strange, {**BRAVO, "id": "Bravo2011"}, BRAVO)
    assert "@article{bravo2011,\n" in text
    assert "@article{Bravo2011-2,\n" in text
    assert "@article{bravo2011-3,\n" in text
    assert r"title = {{50\% of \{x\}\_y}}," in text
    assert "pages = {16050--16055}," in text
    assert "month = sep," in text
    assert r"journal = {Proc \& Natl}," in text


def test_ris_has_one_author_a_line_and_ends_each_record() -> None:
    caution = {**BRAVO, "custom": {"caution": "Correction 2012"}}
    lines = written("ris", caution).splitlines()
    assert lines[0] == "TY  - JOUR"
    assert "AU  - Bravo, Javier A." in lines
    assert "AU  - van Beek, Hai-yin" in lines
    assert {"SP  - 16050", "EP  - 16055", "PY  - 2011", "DA  - 2011/09/20"} <= set(lines)
    assert "N1  - Correction 2012" in lines
    assert lines[-1] == "ER  - "


def test_csl_json_is_the_entry_as_its_author_wrote_it() -> None:
    assert json.loads(written("csl-json", BRAVO, {"id": "b", "own": [1]})) == [
        BRAVO,
        {"id": "b", "own": [1]},
    ]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_nothing_is_cited_as_nothing(form: Any) -> None:
    assert json.loads(citation((), form).text or "[]") == []


@pytest.mark.parametrize(
    "item",
    [
        {"id": "bare"},
        {"id": "x", "title": "Only a title"},
        {"id": "x", "type": 7, "title": ["list"], "author": "Bravo", "issued": 2011},
        {"id": "x", "type": "no such type", "author": [None, 3, {}, {"given": "Only"}]},
        {"id": "x", "title": "T", "issued": {"date-parts": [["soon", None]], "season": "x"}},
        {"id": "x", "title": "T", "issued": {"date-parts": [[2011, 14, 77]]}, "page": {"a": 1}},
        {"id": "x", "title": "T", "issued": {"raw": "2011-05"}, "volume": True},
        {"id": "x", "title": "\ue000\ue001<b", "author": [{"literal": "\ue000"}]},
    ],
    ids=lambda item: str(item)[:40],
)
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_bad_data_give_a_citation_all_the_same(item: dict[str, Any], form: Any) -> None:
    found = citation(read(item), form).text
    assert found.strip()
    assert "None" not in found.replace("null", "")


def test_what_citeproc_cannot_do_is_cited_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> str:
        raise KeyError("a term that no locale has")

    monkeypatch.setattr(csl_style.CslStyle, "_written", fail)
    assert written("apa", BRAVO) == (
        "Bravo JA, van Beek HY. Ingestion of Lactobacillus strain. Proc & Natl "
        "2011;108(38):16050-16055. doi: 10.1073/pnas.1102999108\n"
    )


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 3000) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
NAMES = ("type", "title", "author", "editor", "issued", "page", "volume", "custom", "DOI")


@settings(max_examples=25)
@given(st.dictionaries(st.sampled_from(NAMES), JSON))
def test_no_data_make_citing_fail(item: dict[str, Any]) -> None:
    references = read({**item, "id": "any"})
    for form in FORMS:
        assert citation(references, form).text.strip()


def test_every_reference_of_the_library_is_written_by_its_style(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(csl_style, "plain_citation", lambda reference: f"PLAIN {reference.id}")
    text = (builtin_library() / "references.json").read_text("utf-8")
    references = read_references(text, "references.json")[0]
    # APA takes 10 ms for each: one in ten will do.
    for form, some in (
        (form_named("vancouver"), references),
        (form_named("apa"), references[::10]),
    ):
        lines = citation(some, form).text.splitlines()
        assert len(lines) == len(some)
        for sign in ("PLAIN", "..", ",,", " .", "  ", "()", "\ue000", "None"):
            assert [line for line in lines if sign in line] == []


def test_citing_opens_nothing_and_loads_its_styles_late() -> None:
    code = (
        "import sys, gutbrain_app.core.citing.forms as forms\n"
        "assert 'citeproc' not in sys.modules\n"
        "from gutbrain_app.core.references import read_references\n"
        'found = read_references(\'[{"id": "a", "title": "T"}]\', \'r\')[0]\n'
        "print(forms.citation(found, forms.form_named('apa')).text)\n"
        "print({'ssl', 'socket', 'http.client', 'urllib.request'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "T. (n.d.). T.\n\nset()\n"

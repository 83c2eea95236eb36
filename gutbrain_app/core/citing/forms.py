"""The forms a reference can be copied in: APA, Vancouver, BibTeX, RIS and CSL-JSON."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gutbrain_app.core.citing.bibtex import bibtex_entry, bibtex_keys
from gutbrain_app.core.citing.csl_style import CslStyle, plain_text
from gutbrain_app.core.citing.ris import ris_entry
from gutbrain_app.core.references import Reference


@dataclass(frozen=True)
class Form:
    """A way to write references; `style` is the CSL style behind it, if there is one."""

    name: str
    title: str
    style: str = ""
    numbered: bool = False


FORMS = (
    Form("apa", "APA", "apa"),
    Form("vancouver", "Vancouver", "vancouver", numbered=True),
    Form("bibtex", "BibTeX"),
    Form("ris", "RIS"),
    Form("csl-json", "CSL-JSON"),
)


@dataclass(frozen=True)
class Citation:
    """References written down; `html` has the italics of a style, and is empty without one."""

    text: str
    html: str = ""


def form_named(name: str) -> Form:
    """Raises KeyError."""
    return {form.name: form for form in FORMS}[name]


def citation(references: Sequence[Reference], form: Form) -> Citation:
    """The references in a form; a list in a style of journals has the order that style wants."""
    return joined(list(entries(references, form)), form)


def entries(references: Sequence[Reference], form: Form) -> Iterator[str]:
    """One by one, since a style takes some milliseconds each: HTML for a style, else text."""
    if form.style:
        style = CslStyle(form.style)
        yield from (style.entry(reference) for reference in references)
    elif form.name == "bibtex":
        keys = bibtex_keys(references)
        yield from (bibtex_entry(one, key) for one, key in zip(references, keys, strict=True))
    elif form.name == "ris":
        yield from map(ris_entry, references)
    else:
        yield from (
            json.dumps(json.loads(one.csl), ensure_ascii=False, indent=2) for one in references
        )


def joined(written: Sequence[str], form: Form) -> Citation:
    """What `entries` gave, as one citation."""
    if form.style:
        return _style_list(written, form)
    if form.name == "csl-json":
        return Citation("[\n" + ",\n".join(written) + "\n]\n" if written else "[]\n")
    return Citation("\n".join(written))


def _style_list(written: Iterable[str], form: Form) -> Citation:
    """APA sorts its list by what stands first, the author; Vancouver numbers it as it comes."""
    lines = list(written)
    if form.numbered and len(lines) > 1:
        lines = [f"{number}. {line}" for number, line in enumerate(lines, 1)]
    elif not form.numbered:
        lines.sort(key=lambda line: plain_text(line).casefold())
    text = "\n".join(map(plain_text, lines))
    return Citation(f"{text}\n" if text else "", "".join(f"<p>{line}</p>" for line in lines))

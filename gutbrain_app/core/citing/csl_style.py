"""References in a CSL style; citeproc knows the styles, this room gives it clean data."""

import re
from functools import cached_property
from html import escape, unescape
from typing import Any

from gutbrain_app.core.citing.csl_item import OTHERS, clean_item
from gutbrain_app.core.citing.plain import plain_citation
from gutbrain_app.core.paths import resource
from gutbrain_app.core.references import Reference

_AND_OTHERS = re.compile(rf",?\s*(?:&amp;|and|(?:\.\s?){{3}}|…)?\s*{OTHERS}\.?")
# citeproc escapes some texts and forgets others, so these travel in disguise.
_DISGUISED = str.maketrans({"&": "\ue001", "<": "\ue002", ">": "\ue003"})
_SHOWN = str.maketrans({"\ue001": "&amp;", "\ue002": "&lt;", "\ue003": "&gt;"})
_SMALL_INITIAL = re.compile(r"(?:^|(?<=-))[a-z]")
_NUMBER = re.compile(r"^(?:1\.|\[1\])\s*")
_TAG = re.compile(r"<[^<>]*>")


class CslStyle:
    """One style, read once; its file is one of `resources/styles`."""

    def __init__(self, name: str) -> None:
        self._name = name

    def entry(self, reference: Reference) -> str:
        """The reference as HTML with italics only; a plain citation where its data are bad."""
        try:
            written = _NUMBER.sub("", self._written(_styled_item(reference)))
        except Exception:  # noqa: BLE001 (citeproc raises anything on unusual data)
            written = ""
        if not plain_text(written):
            return escape(plain_citation(reference), quote=False)
        return _AND_OTHERS.sub(", et al.", written).translate(_SHOWN)

    def _written(self, item: dict[str, Any]) -> str:
        # Imported here: citeproc and lxml are for the few moments in which something is cited.
        from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
        from citeproc.source.json import CiteProcJSON

        source = CiteProcJSON([item])
        bibliography = CitationStylesBibliography(self._style, source, formatter.html)
        bibliography.register(Citation([CitationItem(item["id"])]))
        return " ".join(str(bibliography.bibliography()[0]).split())

    @cached_property
    def _style(self) -> Any:
        from citeproc import CitationStylesStyle

        file = str(resource(f"styles/{self._name}.csl"))
        return CitationStylesStyle(file, validate=False)


def _styled_item(reference: Reference) -> dict[str, Any]:
    item = clean_item(reference)
    for name, value in item.items():
        if isinstance(value, str) and name not in ("id", "type"):
            item[name] = value.translate(_DISGUISED)
        elif isinstance(value, list):
            item[name] = [_styled_name(one) for one in value]
    return item


def _styled_name(name: dict[str, str]) -> dict[str, str]:
    """citeproc makes no initials of `Hai-yin`, but of `Hai-Yin`."""
    parts = {part: text.translate(_DISGUISED) for part, text in name.items()}
    if "given" in parts:
        parts["given"] = _SMALL_INITIAL.sub(lambda found: found[0].upper(), parts["given"])
    return parts


def plain_text(html: str) -> str:
    return unescape(_TAG.sub("", html)).strip()

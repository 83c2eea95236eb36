"""The foot of an article: its list of references, in the order of their numbers."""

from html import escape

from gutbrain_app.core.articles.article import REFERENCES_SLUG
from gutbrain_app.core.references import Reference, authors_line, source_line
from gutbrain_app.core.rendering.numbering import Citations, badge


def reference_list(citations: Citations) -> str:
    """HTML for the references an article cites; empty when it cites none."""
    if not citations.numbers:
        return ""
    parts = [f'<h2 class="references"><a name="{REFERENCES_SLUG}"></a>References</h2>']
    for key, number in citations.numbers.items():
        reference = citations.references[key]
        shown = badge(reference.evidence)
        text = f"{number}. {reference_html(reference)}{' ' if shown else ''}{shown}"
        parts.append(f'<p class="reference"><a name="ref-{number}"></a>{text}</p>')
        if reference.caution:
            parts.append(f'<p class="caution">{escape(_sentence(reference.caution))}</p>')
    return "\n".join(parts)


def reference_html(reference: Reference) -> str:
    """Authors, title, journal, year, volume, pages and DOI; what is not known is left out."""
    pieces = [escape(authors_line(reference)), escape(_sentence(reference.title))]
    source = source_line(reference)
    journal = f"<em>{escape(reference.journal)}</em>" if reference.journal else ""
    where = " ".join(piece for piece in (journal, escape(source)) if piece)
    pieces.append(f"{where}." if where else "")
    if reference.publisher and not reference.journal:
        pieces.append(escape(_sentence(reference.publisher)))
    if reference.doi:
        pieces.append(f"doi: {escape(reference.doi)}")
    elif reference.url:
        pieces.append(escape(reference.url))
    return " ".join(piece for piece in pieces if piece)


def _sentence(text: str) -> str:
    return text if not text or text[-1] in ".?!" else f"{text}."

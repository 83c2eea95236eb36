"""Pages for the tests: Markdown rendered in a small library, and what a page is made of."""

import re
from html.parser import HTMLParser

from gutbrain_app.core.articles.reading import FileStamp
from gutbrain_app.core.articles.source import article_source
from gutbrain_app.core.references import Reference, read_references
from gutbrain_app.core.rendering.rendering import Rendered, Renderer
from gutbrain_app.core.rendering.surroundings import Surroundings, surroundings_of

REFERENCES = """[
{"id": "bravo2011", "title": "Ingestion of <i>Lactobacillus</i>", "container-title": "PNAS",
 "volume": "108", "issue": "38", "page": "16050-16055", "DOI": "10.1073/pnas.1102999108",
 "issued": {"date-parts": [[2011]]},
 "author": [{"family": "Bravo", "given": "Javier A."}, {"family": "Forsythe", "given": "Paul"}],
 "custom": {"evidence": "animal", "authors_truncated": true}},
{"id": "kelly2017", "title": "Lost in translation?", "container-title": "Brain Behav Immun",
 "author": [{"family": "Kelly", "given": "J"}], "issued": {"date-parts": [[2017]]},
 "custom": {"evidence": "human RCT", "caution": "Expression of concern"}},
{"id": "foster2013", "title": "A review", "author": [{"family": "Foster", "given": "J"}],
 "custom": {"evidence": "review"}}
]"""
ALLOWED = {
    "a": {"href", "name"},
    "img": {"class", "src", "alt", "width"},
    "p": {"class"},
    "sup": {"class"},
    "span": {"class"},
    "h2": {"class"},
    "table": {"class", "width", "cellspacing", "cellpadding"},
    "td": {"class", "align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan"},
    "ol": {"start", "type"},
}
BARE = frozenset(
    re.findall(
        r"\w+",
        """h3 h4 h5 h6 ul li blockquote pre code hr br em strong sub del mark tr thead tbody caption
        dl dt dd div""",
    )
)
SCHEMES = ("place:", "cite:", "term:", "#fn", "http://", "https://", "mailto:")


def references() -> tuple[Reference, ...]:
    return read_references(REFERENCES, "references.json")[0]


def library(folder: str = "/nowhere", pictures: tuple[FileStamp, ...] = ()) -> Surroundings:
    articles = [
        ("note.md", "note", "Note", ()),
        ("vagus.md", "vagus", "The vagus nerve", ("tenth cranial nerve",)),
        ("deep/er/one two.md", "deep/er/one two", "One two", ()),
        ("deep/index.md", "deep/index", "Deep", ()),
    ]
    return surroundings_of(folder, articles, pictures, references())


def rendered(markdown: str, surroundings: Surroundings | None = None) -> Rendered:
    source = article_source("note.md", markdown.encode("utf-8", "surrogatepass"))
    return Renderer(surroundings or library()).render(source)


def page(markdown: str) -> str:
    return rendered(markdown).article.html


class Scan(HTMLParser):
    """What is wrong with a page: tags, attributes and addresses that must not be there."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in ALLOWED and tag not in BARE:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ALLOWED.get(tag, set()):
                self.wrong.append(f"{tag} {name}")
            if name == "href" and not (value or "").startswith(SCHEMES):
                self.wrong.append(f"href {value}")
            if name == "src" and not (value or "").startswith(("picture:", "badge:")):
                self.wrong.append(f"src {value}")
            if name in ("colspan", "rowspan") and not 1 <= int(value or 0) <= 50:
                self.wrong.append(f"{name} {value}")

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(f"declaration {decl}")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"instruction {data}")

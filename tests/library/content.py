"""The built-in library as the checks see it: its sources, read with the project's own readers."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from gutbrain_app.core.articles.source import ArticleSource, article_source, plain_heading
from gutbrain_app.core.errors import Problem
from gutbrain_app.core.glossary import Term, read_glossary
from gutbrain_app.core.navigation.summary import summary_tree
from gutbrain_app.core.navigation.tree import TreeNode
from gutbrain_app.core.references import Reference, read_references
from gutbrain_app.core.relations import Relation, read_relations
from gutbrain_app.core.rendering.citations import cited_keys
from gutbrain_app.core.rendering.slugs import Slugs
from tests.library.prose import CITATION, Block, blocks

LIBRARY = Path(__file__).parents[2] / "resources" / "library"
NOT_KNOWN = "What is not known"
SEE_ALSO = "See also"
_PICTURE = re.compile(r"!\[([^\[\]]*)\]\(([^()\s]+)(?:\s+\"[^\"]*\")?\)")
_LINK = re.compile(r"(?<!!)\[[^\[\]]*\]\(([^()\s]+)\)")


@dataclass(frozen=True)
class Written:
    """An article as written."""

    source: ArticleSource = field(repr=False)

    @property
    def topic(self) -> str:
        return self.source.topic

    @cached_property
    def blocks(self) -> list[Block]:
        return blocks(self.source.body, self.source.body_line)

    @property
    def in_brief(self) -> str:
        first = self.blocks[0]
        return first.text if first.kind == "callout" else ""

    @property
    def told(self) -> list[Block]:
        """What must be supported: all but In brief, headings, table heads, figures, See also."""
        return [
            block
            for block in self.blocks[1:]
            if block.kind in ("paragraph", "item", "row", "callout") and block.section != SEE_ALSO
        ]

    @cached_property
    def headings(self) -> list[str]:
        """Of the second level, in order."""
        return re.findall(r"^## (.+?) *$", self.source.body, re.MULTILINE)

    @cached_property
    def slugs(self) -> set[str]:
        slugs = Slugs()
        headings = (block.text for block in self.blocks if block.kind == "heading")
        return {slugs.unique(plain_heading(heading)) for heading in headings}

    @cached_property
    def cited(self) -> list[str]:
        """The ids of references in order of their first citation."""
        return list(dict.fromkeys(key for block in self.blocks for key in cited_in(block.text)))

    @cached_property
    def links(self) -> list[tuple[int, str]]:
        """Line and target of each link; the targets of pictures are not among them."""
        return [(one.line, target) for one in self.blocks for target in _LINK.findall(one.text)]

    @cached_property
    def pictures(self) -> list[tuple[int, str, str]]:
        """Line, alternative text and file of each picture."""
        return [(one.line, *found) for one in self.blocks for found in _PICTURE.findall(one.text)]

    def at(self, line: int, what: str) -> str:
        """What is wrong, with the place an author has to go to."""
        return f"{self.source.file}:{line}: {what}"


@dataclass(frozen=True)
class Content:
    """All of the library's sources."""

    folder: Path
    tree: tuple[TreeNode, ...]
    articles: dict[str, Written]
    references: dict[str, Reference]
    terms: tuple[Term, ...]
    relations: tuple[Relation, ...]
    problems: tuple[str, ...]

    @property
    def figures(self) -> list[Path]:
        return sorted((self.folder / "pictures").glob("*.*"))

    @cached_property
    def cited(self) -> set[str]:
        """The ids of references that articles or relations cite."""
        ids = {key for article in self.articles.values() for key in article.cited}
        return ids.union(*(relation.references for relation in self.relations))


def cited_in(text: str) -> list[str]:
    return [key for bracket in CITATION.findall(text) for key in cited_keys(bracket[1:-1])]


def read_content(folder: Path = LIBRARY) -> Content:
    files = sorted(file.name for file in folder.glob("*.md"))
    sources = [
        article_source(name, (folder / name).read_bytes())
        for name in files
        if name not in ("SUMMARY.md", "REVIEW.md")
    ]
    articles = {source.topic: Written(source) for source in sources}
    tree, missing = summary_tree(
        _text(folder, "SUMMARY.md"),
        "SUMMARY.md",
        lambda path: path.removesuffix(".md") if path.removesuffix(".md") in articles else "",
    )
    references, wrong = read_references(_text(folder, "references.json"), "references.json")
    terms, odd = read_glossary(_text(folder, "glossary.csv"), "glossary.csv")
    relations: tuple[Relation, ...] = ()
    strange: tuple[Problem, ...] = ()
    if (folder / "relations.csv").exists():
        relations, strange = read_relations(_text(folder, "relations.csv"), "relations.csv")
    problems = [*missing, *wrong, *odd, *strange]
    for source in sources:
        problems += source.problems
    return Content(
        folder=folder,
        tree=tree,
        articles=articles,
        references={reference.id: reference for reference in references},
        terms=terms,
        relations=relations,
        problems=tuple(f"{one.file}:{one.line}: {one.what}" for one in problems),
    )


def _text(folder: Path, name: str) -> str:
    return (folder / name).read_text("utf-8")

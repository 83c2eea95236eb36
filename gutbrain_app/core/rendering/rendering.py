"""Rendering: one article's Markdown becomes a safe page, its sections and its problems."""

from dataclasses import dataclass
from functools import partial

from markdown_it import MarkdownIt

from gutbrain_app.core.articles.article import REFERENCES_SLUG, Article, Section
from gutbrain_app.core.articles.source import ArticleSource
from gutbrain_app.core.errors import Problem
from gutbrain_app.core.rendering.cleaning import cleaned
from gutbrain_app.core.rendering.embeds import EMBEDDING, part_of
from gutbrain_app.core.rendering.foot import reference_list
from gutbrain_app.core.rendering.includes import with_includes
from gutbrain_app.core.rendering.limits import (
    LARGEST_PAGE,
    LARGEST_TEXT,
    TooMuch,
    check_html,
    check_source,
)
from gutbrain_app.core.rendering.links import LinkResolver, SectionLink
from gutbrain_app.core.rendering.markdown_engine import new_engine
from gutbrain_app.core.rendering.numbering import Citations
from gutbrain_app.core.rendering.other_files import OtherFiles, plain_markdown
from gutbrain_app.core.rendering.page import PageWriter
from gutbrain_app.core.rendering.plain import plain_page
from gutbrain_app.core.rendering.sections import SectionCutter
from gutbrain_app.core.rendering.slugs import Slugs
from gutbrain_app.core.rendering.surroundings import Surroundings, digest

_WORDS_A_MINUTE = 220


@dataclass(frozen=True)
class Rendered:
    """An article's page and what the build must know of it.

    `citations` has the ids cited in each section, `pictures` leads from ids to paths, `depends`
    says what else of the library the page rests on.
    """

    article: Article
    citations: tuple[tuple[str, ...], ...]
    section_links: tuple[SectionLink, ...]
    pictures: dict[str, str]
    problems: tuple[Problem, ...]
    depends: dict[str, str]


class Renderer:
    """Renders the articles of one library, one after the other."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self._engine: MarkdownIt = new_engine()

    def render(self, source: ArticleSource) -> Rendered:
        """The article as a page, or as plain text where its Markdown is too much.

        Raises MemoryError only: after that, little can be trusted to work in this process.
        """
        try:
            return self._page(source)
        except TooMuch as error:
            return plain_article(source, str(error))
        except RecursionError:
            reason = "its parts lie too deep in one another"
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 (Markdown raises anything on hostile input)
            reason = f"its Markdown cannot be read ({type(error).__name__})"
        self._engine = new_engine()
        return plain_article(source, reason)

    def _page(self, source: ArticleSource) -> Rendered:
        resolver = LinkResolver(source, self._surroundings)
        files = OtherFiles(source.file, self._surroundings, resolver.depends)
        body = with_includes(plain_markdown(source.body), files, resolver.not_included)
        check_source(body)
        citations = Citations(self._surroundings.references)
        html = self._engine.render(body, {EMBEDDING: partial(_embedded, resolver, files)})
        check_html(html)
        slugs = Slugs((REFERENCES_SLUG,) if "[@" in body else ())
        cutter = SectionCutter(slugs, self._surroundings.references)
        terms = self._surroundings.terms
        page = PageWriter(source, resolver, citations, cutter, terms).write(cleaned(html))
        page += reference_list(citations)
        text = sum(len(section.text) for section in cutter.closed)
        if len(page) > LARGEST_PAGE or text > LARGEST_TEXT:
            raise TooMuch(f"its page has {len(page) / 1e6:.0f} MB")
        for key in citations.numbers:
            resolver.depends[f"reference:{key}"] = digest(self._surroundings.references[key].csl)
        resolver.depends["terms:"] = self._surroundings.terms_digest
        problems = [*source.problems, *resolver.problems]
        for key in dict.fromkeys(citations.unknown):
            resolver.depends[f"reference:{key}"] = ""
            what = f"@{key} is cited, and there is no such reference."
            remedy = "Add it to references.json, or mend the citation."
            problems.append(Problem(source.file, resolver.line_of(f"@{key}"), what, remedy))
        article = _article(
            source,
            page,
            tuple(cutter.closed),
            tuple(citations.numbers),
            citations.most(),
            anchors=tuple(cutter.anchors),
        )
        return Rendered(
            article,
            tuple(cutter.citations),
            tuple(resolver.section_links),
            resolver.pictures,
            tuple(problems),
            resolver.depends,
        )


def _embedded(resolver: LinkResolver, files: OtherFiles, target: str) -> tuple[str, str] | None:
    """The path of the note that an embed names, and the part of it that is shown."""
    note, _, part = target.partition("#")
    path = resolver.note(note) if note.strip() else resolver.source.file
    text = files.text(path) if path else None
    shown = part_of(text, part.strip()) if text is not None else ""
    return (path, shown) if shown else None


def plain_article(source: ArticleSource, reason: str) -> Rendered:
    """The article as plain text, with a problem that says why; `reason` is a clause."""
    page, sections = plain_page(source.body, reason)
    what = f"The article is shown as plain text, because {reason}."
    problem = Problem(source.file, 0, what, "Split the article or simplify what it holds.")
    article = _article(source, page, sections, (), "", reason)
    return Rendered(article, ((),), (), {}, (*source.problems, problem), {})


def _article(
    source: ArticleSource,
    page: str,
    sections: tuple[Section, ...],
    reference_ids: tuple[str, ...],
    evidence: str,
    fallback: str = "",
    anchors: tuple[str, ...] = (),
) -> Article:
    words = sum(section.text.count(" ") + 1 for section in sections)
    front_matter = source.front_matter
    return Article(
        topic=source.topic,
        title=source.title,
        summary=front_matter.summary,
        aliases=front_matter.aliases,
        tags=front_matter.tags,
        updated=front_matter.updated,
        minutes=max(1, round(words / _WORDS_A_MINUTE)),
        evidence=evidence,
        reference_ids=reference_ids,
        html=page,
        sections=sections,
        fallback=fallback,
        anchors=anchors,
    )

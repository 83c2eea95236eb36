"""An article as its author wrote it: front matter, Markdown, and what is wrong with the file."""

import re
from dataclasses import dataclass

from gutbrain_app.core.articles.front_matter import (
    FrontMatter,
    YamlRefused,
    one_line,
    read_front_matter,
    split_front_matter,
)
from gutbrain_app.core.articles.reading import decoded
from gutbrain_app.core.errors import Problem

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_HEADING_ID = re.compile(r"\s*\{[^{}]*\}\s*$")
_EMPHASIS = re.compile(r"(\*{1,3}|`+)(\S(?:.*?\S)?)\1")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
# A title in quotes without escapes, or plain words, on a line that does not go on below.
_TITLE = re.compile(
    rb"\ntitle: +(?:\"([^\"\\\n]+)\"|'([^'\n]+)'|([A-Za-z\x80-\xff][^\n]*?)) *\n(?![ \n])"
)
# In plain words, these mean something to YAML.
_MEANING = re.compile(rb": | #|[\x00-\x1f\x7f]|:$|^(?:true|false|yes|no|on|off|null|y|n)$", re.I)
_MOST_LINES_TO_HEADING = 200


@dataclass(frozen=True)
class ArticleSource:
    """One article's file. `body_line` is the line of the file on which `body` begins."""

    topic: str
    file: str
    title: str
    front_matter: FrontMatter
    body: str
    body_line: int
    problems: tuple[Problem, ...]


def article_source(file: str, data: bytes, title: str = "") -> ArticleSource:
    """Read an article's bytes; whatever is wrong is a problem, and the rest is used.

    `title` is given where it is known already.
    """
    text, wrong_line = decoded(data)
    problems = []
    if wrong_line:
        problems.append(
            Problem(file, wrong_line, "The file is not UTF-8.", "Save it again as UTF-8.")
        )
    head, body, body_line = split_front_matter(text)
    front_matter = FrontMatter()
    if head:
        try:
            front_matter = read_front_matter(head)
        except YamlRefused as error:
            what = f"The front matter cannot be read. {error}"
            problems.append(Problem(file, error.line, what, "Mend it, or take it out."))
    title = title or front_matter.title or first_heading(body) or file_title(file)
    return ArticleSource(
        topic_of(file), file, title, front_matter, body, body_line, tuple(problems)
    )


def plain_title(start: bytes) -> str:
    """The title in a front matter that says it in plain words and names no aliases, else empty.

    Reading all of the YAML of 10,000 articles takes two seconds longer.
    """
    end = start.find(b"\n---", 3)
    if not start.startswith(b"---\n") or b"alias" in start[:end] or end < 0:
        return ""
    title = _TITLE.search(start, 3, end + 1)
    if not title or (title[3] and _MEANING.search(title[3])):
        return ""
    try:
        words = (title[1] or title[2] or title[3]).decode()
    except UnicodeDecodeError:
        return ""
    # Unicode has line ends of its own, and YAML knows some of them.
    return one_line(words) if words.isprintable() else ""


def topic_of(file: str) -> str:
    """A topic's id: the path without its suffix; `#` would begin a section's name."""
    return file.rpartition(".")[0].replace("#", "%23")


def file_title(file: str) -> str:
    """A title made of the file's name, or of its folder's where the file is the folder's page."""
    folder, _, name = file.rpartition("/")
    stem = name.rpartition(".")[0]
    if stem.lower() in ("index", "readme") and folder:
        stem = folder.rpartition("/")[2]
    if " " in stem:
        return stem
    words = " ".join(stem.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:] or stem


def first_heading(body: str) -> str:
    """The first heading of the first level near the start, or any before all other text.

    A note whose first heading comes after words is named by its file, as in Obsidian.
    """
    fence = ""
    has_words = False
    previous = ""
    for line in body.split("\n", _MOST_LINES_TO_HEADING)[:_MOST_LINES_TO_HEADING]:
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence):
                fence = ""
        elif mark:
            fence = mark[1]
        elif (heading := _HEADING.match(line)) and (heading[1] == "#" or not has_words):
            return plain_heading(heading[2])
        elif _is_underlined(previous, line):
            return plain_heading(previous)
        has_words |= bool(previous.strip())
        previous = line
    return ""


def _is_underlined(words: str, line: str) -> bool:
    under = _UNDERLINE.match(line)
    return bool(under and words.strip() and not words.startswith(("- ", "|")))


def plain_heading(heading: str) -> str:
    """A heading's words without Markdown's marks; HTML is left as it is written."""
    heading = _HEADING_ID.sub("", heading[:1000])
    heading = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", heading))
    return one_line(_ESCAPED.sub(r"\1", heading))

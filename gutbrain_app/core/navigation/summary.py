"""The topic tree of a `SUMMARY.md`, as mdBook writes it."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote

from gutbrain_app.core.errors import Problem
from gutbrain_app.core.navigation.tree import TreeNode

_HEADING = re.compile(r" {0,3}#{1,6}\s+(.*?)\s*#*$")
_ITEM = re.compile(r"([ \t]*)(?:[-*+]|\d{1,9}[.)])\s+(.*)$")
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(\s*(?:<([^<>]*)>|([^()\s]*))[^()]*\)")
_RULE = re.compile(r" {0,3}(?:-{3,}|\*{3,}|_{3,})\s*$")
_TITLES_OF_THE_FILE = ("summary", "contents", "table of contents")
_DEEPEST = 20


@dataclass
class _Entry:
    """A node while its children are still being read; `indent` is where its mark stands."""

    title: str
    topic: str
    indent: int
    part: bool = False
    children: list["_Entry"] = field(default_factory=list)


@dataclass(frozen=True)
class _Line:
    number: int
    kind: str
    indent: int
    title: str
    target: str


def summary_tree(
    text: str, file: str, topic_at: Callable[[str], str]
) -> tuple[tuple[TreeNode, ...], tuple[Problem, ...]]:
    """Headings are parts, links are topics, nesting is by indentation.

    `topic_at` tells the topic of an article's path in the library, or an empty text.
    """
    top = _Entry("", "", -1)
    branch = [top]
    seen: set[str] = set()
    problems = []
    for line in _without_the_files_title(_lines(text)):
        if line.kind == "heading":
            branch = [top, _Entry(line.title, "", -1, part=True)]
            top.children.append(branch[1])
            continue
        if line.kind == "rule":  # What follows stands outside of the parts.
            branch = [top]
            continue
        topic, problem = _topic(line, file, topic_at, seen)
        problems += problem
        while branch[-1].indent >= line.indent or len(branch) > _DEEPEST:
            branch.pop()
        entry = _Entry(line.title, topic, line.indent)
        branch[-1].children.append(entry)
        if line.kind == "item":
            branch.append(entry)
    return _nodes(top), tuple(problems)


def _lines(text: str) -> list[_Line]:
    found = []
    for number, raw in enumerate(text.split("\n"), start=1):
        if heading := _HEADING.match(raw):
            found.append(_Line(number, "heading", -1, _plain(heading[1]), ""))
            continue
        if _RULE.match(raw):
            found.append(_Line(number, "rule", -1, "", ""))
            continue
        item = _ITEM.match(raw)
        words = item[2] if item else raw
        link = _LINK.search(words)
        indent = len(item[1].expandtabs(4)) if item else 0
        if link:
            target = link[2] if link[2] is not None else link[3]
            kind = "item" if item else "link"
            found.append(_Line(number, kind, indent, _plain(link[1]), target))
        elif item and words.strip():
            found.append(_Line(number, "item", indent, _plain(words), ""))
    return found


def _without_the_files_title(lines: list[_Line]) -> list[_Line]:
    """mdBook's files begin with a title of their own, which is no part."""
    if not lines or lines[0].kind != "heading":
        return lines
    named = lines[0].title.casefold() in _TITLES_OF_THE_FILE
    alone = len(lines) > 1 and lines[1].kind != "item"
    return lines[1:] if named or alone else lines


def _topic(
    line: _Line, file: str, topic_at: Callable[[str], str], seen: set[str]
) -> tuple[str, list[Problem]]:
    path = unquote(line.target.partition("#")[0])
    if not path:  # A draft: mdBook lists it, and there is nothing to open yet.
        return "", []
    topic = topic_at(posixpath.normpath(posixpath.join(posixpath.dirname(file), path)))
    if not topic:
        what = f"{path} is listed, and there is no such article."
        return "", [Problem(file, line.number, what, "Write the article or remove the line.")]
    if topic in seen:
        what = f"{path} is listed twice."
        return "", [Problem(file, line.number, what, "Remove one of the two lines.")]
    seen.add(topic)
    return topic, []


def _nodes(entry: _Entry) -> tuple[TreeNode, ...]:
    """What a reader can open, and the groups that lead there."""
    nodes = []
    for child in entry.children:
        inner = _nodes(child)
        if child.topic or inner:
            nodes.append(TreeNode(child.title, child.topic, inner, child.part))
    return tuple(nodes)


def _plain(markdown: str) -> str:
    words = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", _LINK.sub(r"\1", markdown))
    return " ".join(words.replace("`", "").replace("**", "").split())

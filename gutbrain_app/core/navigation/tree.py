"""The topic tree: its nodes, and the tree that folders and titles make."""

import re
from collections.abc import Iterable, Mapping

import msgspec

_NUMBERS = re.compile(r"(\d{1,18})")
_FOLDER_PAGES = ("index", "readme")


class TreeNode(msgspec.Struct, frozen=True, array_like=True):
    """A topic, a part, or (with an empty topic) a folder that has no page of its own.

    A msgspec structure: the tree of ten thousand topics is read at every start, in a quarter of
    the time that dataclasses take.
    """

    title: str
    topic: str = ""
    children: tuple["TreeNode", ...] = ()
    part: bool = False


def folder_tree(titles: Mapping[str, str], folder: str = "") -> tuple[TreeNode, ...]:
    """The tree of a library without a summary: `titles` names each topic (`folder/file`).

    Where all of them lie in `folder`, the tree begins there.

    A folder's `index` or `README` is the folder's own page; pages come before folders, both in
    natural order of their titles.
    """
    depth = folder.count("/") + 1 if folder else 0
    return _level([(topic.split("/"), topic) for topic in titles], titles, depth, depth)


def topics_in(tree: Iterable[TreeNode]) -> list[str]:
    """All topics in reading order."""
    found = []
    for node in tree:
        if node.topic:
            found.append(node.topic)
        found += topics_in(node.children)
    return found


def natural_order(title: str) -> tuple[list[tuple[int, str]], str]:
    """A key that puts `Week 2` before `Week 10`."""
    pieces = _NUMBERS.split(title.casefold())
    return [(int(one), "") if one.isdecimal() else (0, one) for one in pieces], title


def folder_title(name: str) -> str:
    """A folder's name as a title; one that holds spaces is left as it is."""
    words = name if " " in name else name.replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]


def _level(
    topics: list[tuple[list[str], str]], titles: Mapping[str, str], depth: int, top: int
) -> tuple[TreeNode, ...]:
    """The nodes of one folder; `depth` names are already used of each topic's path."""
    pages = [topic for names, topic in topics if len(names) == depth + 1]
    folders: dict[str, list[tuple[list[str], str]]] = {}
    for names, topic in topics:
        if len(names) > depth + 1:
            folders.setdefault(names[depth], []).append((names, topic))
    pages.sort(key=lambda topic: (not _is_folder_page(topic), natural_order(titles[topic])))
    nodes = [TreeNode(titles[topic], topic) for topic in pages]
    groups = [_folder(name, inner, titles, depth, top) for name, inner in folders.items()]
    return (*nodes, *sorted(groups, key=lambda node: natural_order(node.title)))


def _folder(
    name: str,
    topics: list[tuple[list[str], str]],
    titles: Mapping[str, str],
    depth: int,
    top: int,
) -> TreeNode:
    own = [topic for names, topic in topics if len(names) == depth + 2 and _is_folder_page(topic)]
    page = min(own, key=lambda topic: topic.rpartition("/")[2].lower(), default="")
    inner = [(names, topic) for names, topic in topics if topic != page]
    title = titles[page] if page else folder_title(name)
    return TreeNode(title, page, _level(inner, titles, depth + 1, top), part=depth == top)


def _is_folder_page(topic: str) -> bool:
    return topic.rpartition("/")[2].lower() in _FOLDER_PAGES

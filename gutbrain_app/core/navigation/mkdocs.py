"""The topic tree of a MkDocs project's `nav`."""

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from gutbrain_app.core.errors import Problem
from gutbrain_app.core.navigation.tree import TreeNode, folder_tree, topics_in

_KEY = re.compile(r"^([A-Za-z_]\w*):[ \t]*(.*)$", re.MULTILINE)
_DEEPEST = 20


def top_level(text: str, key: str) -> str:
    """The lines of one top-level key of a YAML file.

    The rest of a `mkdocs.yml` holds Python's own tags, which no safe reader takes.
    """
    keys = list(_KEY.finditer(text))
    for number, found in enumerate(keys):
        if found[1] == key:
            end = keys[number + 1].start() if number + 1 < len(keys) else len(text)
            return text[found.start() : end]
    return ""


@dataclass
class NavReader:
    """Reads a `nav` whose paths lie in `folder`; `titles` names each topic of the library."""

    file: str
    folder: str
    titles: Mapping[str, str]
    topic_at: Callable[[str], str]
    problems: list[Problem] = field(default_factory=list)

    def tree(self, nav: object) -> tuple[TreeNode, ...]:
        nodes = self._nodes(nav, 0)
        return tuple(
            TreeNode(node.title, node.topic, node.children, part=bool(node.children))
            for node in nodes
        )

    def _nodes(self, nav: object, depth: int) -> tuple[TreeNode, ...]:
        if not isinstance(nav, list) or depth > _DEEPEST:
            return ()
        found: list[TreeNode] = []
        for entry in nav:
            if isinstance(entry, str):
                found += self._page("", entry)
            elif isinstance(entry, dict):
                for title, inner in entry.items():
                    if isinstance(inner, str):
                        found += self._page(str(title), inner)
                    else:
                        found += self._section(str(title), inner, depth)
        return tuple(found)

    def _section(self, title: str, inner: object, depth: int) -> list[TreeNode]:
        nodes = self._nodes(inner, depth + 1)
        own = ""
        if nodes and isinstance(inner, list) and isinstance(inner[0], str):
            # A page that stands first, without a title of its own, is the section's page.
            name = inner[0].rpartition("/")[2].lower()
            if name in ("index.md", "readme.md") and not nodes[0].children:
                own, nodes = nodes[0].topic, nodes[1:]
        return [TreeNode(title, own, nodes)] if nodes or own else []

    def _page(self, title: str, path: str) -> list[TreeNode]:
        if "://" in path or path.startswith("mailto:"):
            return []
        if path.endswith("/"):
            return self._folder(title, path)
        topic = self.topic_at(posixpath.normpath(posixpath.join(self.folder, path)))
        if not topic:
            what = f"{path} is listed in nav, and there is no such article."
            self.problems.append(
                Problem(self.file, 0, what, "Write the article or remove the line.")
            )
            return []
        return [TreeNode(title or self.titles.get(topic, topic), topic)]

    def _folder(self, title: str, path: str) -> list[TreeNode]:
        """All articles of a folder, as plug-ins of MkDocs list them."""
        folder = posixpath.normpath(posixpath.join(self.folder, path))
        inside = {
            topic: name for topic, name in self.titles.items() if topic.startswith(folder + "/")
        }
        nodes = folder_tree({topic[len(folder) + 1 :]: name for topic, name in inside.items()})
        named = tuple(_moved(node, folder) for node in nodes)
        if not title:
            return list(named)
        return [TreeNode(title, "", named)] if topics_in(named) else []


def _moved(node: TreeNode, folder: str) -> TreeNode:
    topic = f"{folder}/{node.topic}" if node.topic else ""
    return TreeNode(node.title, topic, tuple(_moved(child, folder) for child in node.children))

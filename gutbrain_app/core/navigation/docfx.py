"""The topic tree of DocFX's `toc.yml` files, as Microsoft's documentation keeps them."""

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from gutbrain_app.core.navigation.tree import TreeNode, folder_title

TOC = "toc.yml"
_DEEPEST = 20


def toc_tree(
    tocs: Mapping[str, object], titles: Mapping[str, str], topic_at: Callable[[str], str]
) -> tuple[TreeNode, ...]:
    """`tocs` are the files as read, by path. Each that no other names is a part of the tree.

    A single one is the tree itself.
    """
    reader = _TocReader(tocs, titles, topic_at)
    trees = {path: reader.nodes(path, entries, 0) for path, entries in tocs.items()}
    found = {path: nodes for path, nodes in trees.items() if nodes and path not in reader.named}
    if len(found) == 1:
        return next(iter(found.values()))
    return tuple(
        TreeNode(folder_title(path.rpartition("/")[0].rpartition("/")[2]), "", nodes, part=True)
        for path, nodes in found.items()
    )


@dataclass
class _TocReader:
    tocs: Mapping[str, object]
    titles: Mapping[str, str]
    topic_at: Callable[[str], str]
    named: set[str] = field(default_factory=set)

    def nodes(self, file: str, entries: object, depth: int) -> tuple[TreeNode, ...]:
        if not isinstance(entries, list) or depth > _DEEPEST:
            return ()
        nodes = (self._node(file, one, depth) for one in entries if isinstance(one, dict))
        return tuple(node for node in nodes if node.topic or node.children)

    def _node(self, file: str, entry: dict[str, object], depth: int) -> TreeNode:
        href, topic = entry.get("href"), ""
        children = self.nodes(file, entry.get("items"), depth + 1)
        if isinstance(href, str) and "://" not in href:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(file), href.split("?")[0]))
            inner = path if path.endswith(".yml") else f"{path}/{TOC}"
            topic = self.topic_at(path)
            if inner in self.tocs and not topic and inner != file:
                self.named.add(inner)
                children += self.nodes(inner, self.tocs[inner], depth + 1)
        title = str(entry.get("name") or "") or self.titles.get(topic, topic)
        if children and not topic and children[0].title == title and not children[0].children:
            # A page of the same name that stands first is the section's own page.
            topic, children = children[0].topic, children[1:]
        return TreeNode(title, topic, children)

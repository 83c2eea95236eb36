"""Call-outs: `> [!note] Title` of GitHub and Obsidian, and the kinds they come in."""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockQuoteProcessor

KINDS = (
    "note",
    "abstract",
    "info",
    "todo",
    "tip",
    "important",
    "success",
    "question",
    "warning",
    "caution",
    "failure",
    "danger",
    "bug",
    "example",
    "quote",
)
_OTHER_NAMES = {
    "summary": "abstract",
    "tldr": "abstract",
    "hint": "tip",
    "check": "success",
    "done": "success",
    "help": "question",
    "faq": "question",
    "attention": "warning",
    "fail": "failure",
    "missing": "failure",
    "error": "danger",
    "cite": "quote",
    "seealso": "info",
}
_OPENING = re.compile(r"(^|\n)[ ]{0,3}>[ ]?\[!([A-Za-z][\w-]*)(?:\|[^\]\n]*)?\][+-]?[ \t]*(.*)")


class CalloutProcessor(BlockQuoteProcessor):
    """A quotation whose first line names a kind becomes a `div` with that kind and a title."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)

    def test(self, parent: Element, block: str) -> bool:
        opening = _OPENING.search(block)
        return opening is not None and not self._after_quotation(block[: opening.start()])

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        opening = _OPENING.search(block)
        assert opening is not None  # test() has found it
        self.parser.parseBlocks(parent, [block[: opening.start()]])
        div = SubElement(parent, "div")
        div.set("class", f"callout {opening[2].lower()}")
        title = SubElement(div, "p")
        title.set("class", "callout-title")
        title.text = opening[3].strip() or opening[2].replace("-", " ").capitalize()
        rest = block[opening.end() :].lstrip("\n")
        text = "\n".join(self.clean(line) for line in rest.split("\n"))
        self.parser.state.set("blockquote")
        self.parser.parseChunk(div, text)
        self.parser.state.reset()

    @staticmethod
    def _after_quotation(before: str) -> bool:
        """Whether the line belongs to a quotation that has already begun."""
        return before.rpartition("\n")[2].lstrip().startswith(">")


def kind_of(classes: str) -> str:
    """The kind named by a `div`'s classes, and `note` for names nobody knows."""
    for name in classes.lower().split():
        if name in KINDS:
            return name
        if name in _OTHER_NAMES:
            return _OTHER_NAMES[name]
    return "note"


def register_callouts(md: Markdown) -> None:
    # Ahead of the ordinary quotation, whose priority is 20.
    md.parser.blockprocessors.register(CalloutProcessor(md.parser), "callout", 21)

"""Marks: how our own constructs travel through Markdown and the cleaning to the page.

A mark is text between two noncharacters, which no text may hold: they are taken out of the source
first, so nothing but this package can write one.
"""

import re

OPENING = "\ufdd0"
CLOSING = "\ufdd1"
MARK = re.compile(f"{OPENING}([^{OPENING}{CLOSING}]*){CLOSING}")
# Controls other than tab and line end are no text either, and Markdown uses two of them itself.
_FOREIGN = re.compile(f"[{OPENING}{CLOSING}\x00-\x08\x0b-\x1f\x7f]")


def without_marks(text: str) -> str:
    return _FOREIGN.sub("", text)


def marked(text: str) -> str:
    return f"{OPENING}{text}{CLOSING}"

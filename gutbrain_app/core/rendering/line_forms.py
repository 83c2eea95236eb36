"""Line forms: what a line of Markdown looks like that begins or ends a block."""

import re

# A line that begins with none of these, outside of everything, is text.
SPECIAL = frozenset("-*+0123456789>`~<#|!?[:=_/ ")
FENCE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})[ ]*(.*)$")
HEADING = re.compile(r"#{1,6}(?:[ ]|$)")
RULE = re.compile(r"(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,}|(?:_[ ]*){3,})$")
UNDERLINE = re.compile(r"-+[ ]*$")
ITEM = re.compile(r"([-*+]|\d{1,9}[.)])(?:([ ]+)|$)(.*)$")
LANGUAGE = re.compile(r"[\w+#.-]+")
TABLE_RULE = re.compile(r"\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")
ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?)[ ]+(\w.*)$")
TAB = re.compile(r"===[!+]?[ ]+\"([^\"]*)\"[ ]*$")
SLASHES = re.compile(r"(/{3,})(?:[ ]+([a-z]\w*)[ ]*(?:\|[ ]*(.*))?)?$")
TAG_LINE = re.compile(r"\A(</?\w+)\n")
FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:")
DEFINITION = re.compile(r":[ ]+\S")
_HTML_TO_BLANK = re.compile(
    r"</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd"
    r"|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset"
    r"|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol"
    r"|optgroup|option|p|param|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
    r")(?:\s|/?>|$)",
    re.IGNORECASE,
)
_HTML_TO_END = tuple(
    (re.compile(begin, re.IGNORECASE), re.compile(end, re.IGNORECASE))
    for begin, end in (
        (r"<(?:script|pre|style|textarea)(?:\s|>|$)", r"</(?:script|pre|style|textarea)>"),
        (r"<!--", r"-->"),
        (r"<\?", r"\?>"),
        (r"<!\[CDATA\[", r"\]\]>"),
        (r"<![a-z]", r">"),
    )
)


def begins_block(text: str) -> bool:
    """Whether a line, without its indent, begins something that ends a paragraph."""
    first = text[0]
    if first in "`~":
        return FENCE.match(text) is not None
    if first == "#":
        return HEADING.match(text) is not None
    if first in "-*_+0123456789":
        return RULE.match(text) is not None or ITEM.match(text) is not None
    if first == "<":
        return begins_html(text)
    if first in "!?":
        return ADMONITION.match(text) is not None
    return first == ">" or (first == "[" and FOOTNOTE.match(text) is not None)


def begins_html(text: str) -> bool:
    return bool(_HTML_TO_BLANK.match(text)) or any(one.match(text) for one, _ in _HTML_TO_END)


def html_end(text: str) -> re.Pattern[str] | None:
    """What ends the HTML that begins here; None for a blank line."""
    return next((end for begin, end in _HTML_TO_END if begin.match(text)), None)


def closes_fence(text: str, mark: str) -> bool:
    return text.startswith(mark) and not text.strip(mark[0])


def without_quote_mark(text: str) -> str:
    return text[2:] if text.startswith("> ") else text[1:]


def with_line_break(text: str) -> str:
    """A backslash at a line's end is a line break, as two spaces are."""
    return f"{text[:-1]}  " if not text.endswith("\\\\") else text


def trimmed(lines: list[str]) -> list[str]:
    """The lines without blank ones at their end."""
    while lines and not lines[-1]:
        lines.pop()
    return lines


def is_definition(lines: list[str]) -> bool:
    """Whether the last line that is not blank belongs to a definition."""
    last = next((line for line in reversed(lines[-3:]) if line), "")
    return last.lstrip().startswith(":")

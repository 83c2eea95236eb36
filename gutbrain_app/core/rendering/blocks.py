"""Blocks: lists, quotations, code and HTML as CommonMark has them, made fit for Python-Markdown.

Python-Markdown wants four spaces where others write two, a blank line before a list, no code
fence inside a list or quotation, and takes all between `<div>` and `</div>` for HTML. Here the
lines are read as CommonMark reads them, and written as Python-Markdown wants them.
"""

from dataclasses import dataclass
from html import escape

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from gutbrain_app.core.rendering import line_forms as forms
from gutbrain_app.core.rendering.limits import DEEPEST_MARKS, TooMuch


class BlockPreprocessor(Preprocessor):
    """Takes the place of all of Python-Markdown's own preprocessors."""

    def run(self, lines: list[str]) -> list[str]:
        lines = [line.expandtabs(4) if "\t" in line else line for line in lines]
        return [*_Reader(self.md, lines, 0).read(), "", ""]


@dataclass
class _Container:
    """An open list item or the like: text in it begins at column `inner`.

    `deeper` is False where what it holds is written as if it stood outside of it; `end` is the
    line that closes it, if it needs one.
    """

    inner: int
    deeper: bool = True
    end: str = ""
    kind: str = ""
    has_blank: bool = False


class _Reader:
    """Reads the lines of a document, or of one quotation in it."""

    def __init__(self, md: Markdown, lines: list[str], quotations: int) -> None:
        if quotations > DEEPEST_MARKS:
            raise TooMuch(f"more than {DEEPEST_MARKS} quotations lie in one another")
        self._md = md
        self._lines = lines
        self._at = 0
        self._quotations = quotations
        self._out: list[str] = []
        self._open: list[_Container] = []
        self._paragraph = 0  # lines of the paragraph that may go on; 0 where there is none

    def read(self) -> list[str]:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            self._at += 1
            if not line or line.isspace():
                self._blank()
            elif not self._open and line[0] not in forms.SPECIAL:
                self._out.append(line if line[-1] != "\\" else forms.with_line_break(line))
                self._paragraph += 1
            else:
                self._read_line(line)
        return self._out

    def _read_line(self, line: str) -> None:
        indent = len(line) - len(line.lstrip(" "))
        text = line[indent:]
        left: _Container | None = None
        if self._open and indent < self._open[-1].inner:
            if self._paragraph and not forms.begins_block(text):
                self._write_text(text)
                return
            while self._open and indent < self._open[-1].inner:
                left = self._open.pop()
            self._paragraph = 0
        base = self._open[-1].inner if self._open else 0
        if indent - base >= 4:
            if self._paragraph:
                self._write_text(text)
            else:
                self._write(line[base:])
        elif not self._read_block(text, indent, left):
            self._write_text(text)

    def _read_block(self, text: str, indent: int, left: _Container | None) -> bool:
        """Read what begins a block of its own; False for the text of a paragraph.

        `left` is the container that this line has left, if it has left any.
        """
        first = text[0]
        if first in "`~" and (fence := forms.FENCE.match(text)):
            self._write_apart(self._fence(fence[1], fence[2], indent))
        elif first == ">":
            self._quotation(text, indent)
        elif first == "#":
            self._heading(text)
        elif first in "-*_" and forms.RULE.match(text):
            self._rule(text)
        elif first in "-*+0123456789" and (item := forms.ITEM.match(text)):
            return self._item(item[1], item[2] or " ", item[3], indent, left)
        elif first == "<" and forms.begins_html(text):
            self._write_apart(self._html(text))
        elif first in "!?[:=/":
            return self._other_container(text, indent)
        elif first in "|-:" and self._paragraph > 1 and "|" in self._out[-1]:
            return self._table_rule(text)
        else:
            return False
        return True

    # Writing

    def _write(self, text: str) -> None:
        depth = sum(container.deeper for container in self._open)
        self._out.append("    " * depth + text)

    def _write_text(self, text: str) -> None:
        self._write(forms.with_line_break(text) if text[-1] == "\\" else text)
        self._paragraph += 1

    def _write_apart(self, html: str) -> None:
        """Put HTML by, for Markdown to leave as it is."""
        self._separate()
        self._write(self._md.htmlStash.store(html))
        self._blank()

    def _separate(self) -> None:
        if self._out and self._out[-1]:
            self._blank()

    def _blank(self) -> None:
        self._out.append("")
        self._paragraph = 0
        for container in self._open:
            container.has_blank = True

    # Blocks

    def _heading(self, text: str) -> None:
        if forms.HEADING.match(text):
            self._write(text)
            self._paragraph = 0
        else:  # A tag like #this is no heading.
            self._write_text("\\" + text)

    def _rule(self, text: str) -> None:
        if not (self._paragraph and forms.UNDERLINE.match(text)):
            self._separate()
        self._write(text)
        self._paragraph = 0

    def _table_rule(self, text: str) -> bool:
        """A table may follow a paragraph; its head is the line before its rule."""
        if forms.TABLE_RULE.match(text):
            self._out.insert(len(self._out) - 1, "")
        return False

    def _item(
        self, marker: str, space: str, rest: str, indent: int, left: _Container | None
    ) -> bool:
        kind = "ul" if marker in "-*+" else "ol"
        if left and (left.has_blank or left.kind != kind):
            self._separate()
        elif self._paragraph and not left:
            # Only these may interrupt a paragraph: else a line that begins with a year were a list.
            if not rest or (kind == "ol" and marker[:-1] != "1"):
                return False
            if not self._open or self._open[-1].has_blank:
                self._separate()
        inner = indent + len(marker) + (len(space) if len(space) < 5 else 1)
        depth = len(self._open)
        self._open.append(_Container(inner, kind=kind))
        self._paragraph = 0
        written = len(self._out)
        rest = rest or self._next_in(inner)
        if not rest:
            self._write("&#8203;")  # Python-Markdown takes an item without words for text.
        elif not self._read_block(rest, inner, None):
            self._write_text(rest)
        self._join_marker(written, marker.replace(")", "."), depth)
        return True

    def _next_in(self, inner: int) -> str:
        """The next line, where it belongs to an item whose first line is empty."""
        line = self._lines[self._at] if self._at < len(self._lines) else ""
        if not line.strip() or len(line) - len(line.lstrip(" ")) < inner:
            return ""
        self._at += 1
        return line.strip()

    def _join_marker(self, written: int, marker: str, depth: int) -> None:
        """Put the marker before the first line that the item has brought."""
        while not self._out[written]:
            del self._out[written]
        level = sum(container.deeper for container in self._open[:depth])
        self._out[written] = "    " * level + f"{marker} {self._out[written].lstrip(' ')}"

    def _fence(self, mark: str, info: str, indent: int) -> str:
        base = self._open[-1].inner if self._open else 0
        code = []
        while self._at < len(self._lines):
            line = self._lines[self._at]
            spaces = len(line) - len(line.lstrip(" "))
            if spaces < base and line.strip():
                break
            self._at += 1
            if spaces - base < 4 and forms.closes_fence(line.strip(), mark):
                break
            code.append(line[min(spaces, indent) :])
        language = forms.LANGUAGE.match(info)
        named = f' class="language-{language[0]}"' if language else ""
        return f"<pre><code{named}>{escape(chr(10).join(code), quote=False)}</code></pre>"

    def _html(self, text: str) -> str:
        base = self._open[-1].inner if self._open else 0
        end = forms.html_end(text)
        lines = [text]
        if end is None or not end.search(text):
            while self._at < len(self._lines):
                line = self._lines[self._at]
                if end is None and not line.strip():
                    break
                if line.strip() and len(line) - len(line.lstrip(" ")) < base:
                    break
                lines.append(line)
                self._at += 1
                if end is not None and end.search(line):
                    break
        # Only a tag that is followed by a space or its end is taken for a block.
        return forms.TAG_LINE.sub(r"\1 ", "\n".join(lines))

    def _quotation(self, text: str, indent: int) -> None:
        base = self._open[-1].inner if self._open else 0
        inner = [forms.without_quote_mark(text)]
        while self._at < len(self._lines):
            line = self._lines[self._at]
            stripped = line.lstrip(" ")
            if not stripped or len(line) - len(stripped) < base:
                break
            if stripped[0] == ">":
                inner.append(forms.without_quote_mark(stripped))
            elif inner[-1].strip() and not forms.begins_block(stripped):
                inner.append(stripped)
            else:
                break
            self._at += 1
        self._separate()
        for line in forms.trimmed(_Reader(self._md, inner, self._quotations + 1).read()):
            self._write(f"> {line}" if line else ">")
        self._blank()

    def _other_container(self, text: str, indent: int) -> bool:
        """Admonitions, tabs, footnotes and definitions, whose text is indented by four."""
        if admonition := forms.ADMONITION.match(text):
            self._separate()
            self._write(f"!!! {admonition[1]}")
            self._open.append(_Container(indent + 4))
        elif tab := forms.TAB.match(text):
            self._separate()
            self._write(f"**{tab[1]}**")
            self._blank()
            self._open.append(_Container(indent + 4, deeper=False))
        elif slashes := forms.SLASHES.match(text):
            self._slashes(slashes[1], slashes[2] or "", slashes[3] or "", indent)
        elif forms.FOOTNOTE.match(text):
            self._separate()
            self._write(text)
            self._open.append(_Container(indent + 4))
        elif forms.DEFINITION.match(text) and (self._paragraph or forms.is_definition(self._out)):
            self._write(text)
            self._open.append(_Container(indent + 4))
        else:
            return False
        self._paragraph = int(text[0] in "[:")
        return True

    def _slashes(self, mark: str, kind: str, title: str, indent: int) -> None:
        """`/// note | Title` … `///`, as newer MkDocs projects write call-outs."""
        if kind:
            self._separate()
            named = f' "{title}"' if title else ""
            self._write(f"!!! {kind}{named}")
            self._open.append(_Container(indent, end=mark))
            return
        while any(container.end for container in self._open):
            closed = self._open.pop().end
            if closed == mark:
                break
        self._separate()

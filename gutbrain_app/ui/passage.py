"""A stretch of a page in words: citations as numbers in brackets, badges left out."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument, QTextListFormat

from gutbrain_app.core.provenance import markdown_words

_SUPER = QTextCharFormat.VerticalAlignment.AlignSuperScript
_OBJECT = "\ufffc"
_BOLD = 600


@dataclass
class Stretch:
    """`numbers` are those of the article's references, in the order of their first mention."""

    text: str = ""
    markdown: str = ""
    numbers: list[int] = field(default_factory=list)


@dataclass
class _Line:
    """`kind` is shared by lines that stand close: items of a list, rows of one table."""

    text: str
    markdown: str
    kind: str = ""


def stretch_between(document: QTextDocument, start: int, end: int) -> Stretch:
    """A citation right behind the end still belongs to it."""
    found = Stretch()
    end = _with_marks_behind(document, end)
    block = document.findBlock(start)
    lines: list[_Line] = []
    row = -1, -1
    while block.isValid() and block.position() < end:
        text, markdown = _words_of(block, start, end, found.numbers)
        before, row = row, _row_of(block)
        if row[0] >= 0:
            if row != before:
                lines += _begun_row(row, before, lines)
            lines[-1].text += f" {text.strip()} |"
            lines[-1].markdown += f" {markdown.strip()} |"
        elif text.strip():
            lines.append(_dressed(block, text.strip(), markdown.strip()))
        block = block.next()
    for line, before_it in zip(lines, [_Line("", ""), *lines], strict=False):
        close = line.kind and line.kind == before_it.kind
        gap = "" if line is lines[0] else "\n" if close else "\n\n"
        found.text += gap + line.text if line.text else ""
        found.markdown += gap + line.markdown
    return found


def _begun_row(row: tuple[int, int], before: tuple[int, int], lines: list[_Line]) -> list[_Line]:
    """A row of a table; Markdown wants a rule under the first."""
    kind = f"table {row[0]}"
    rule = []
    if row[0] == before[0] and sum(line.kind == kind for line in lines) == 1:
        rule = [_Line("", "|" + " --- |" * (lines[-1].markdown.count(" | ") + 1), kind)]
    return [*rule, _Line("|", "|", kind)]


def _row_of(block: QTextBlock) -> tuple[int, int]:
    """Where the table begins that a block stands in, and its row; -1 outside of one.

    A call-out is a table of one cell, and no table to a reader.
    """
    table = QTextCursor(block).currentTable()
    if table is None or table.columns() < 2:
        return -1, -1
    return table.firstPosition(), table.cellAt(block.position()).row()


def _dressed(block: QTextBlock, text: str, markdown: str) -> _Line:
    level = block.blockFormat().headingLevel()
    items = block.textList()
    if level:
        return _Line(text, f"{'#' * level} {markdown}")
    if items is None:
        return _Line(text, markdown)
    numbered = items.format().style() == QTextListFormat.Style.ListDecimal
    mark = f"{items.itemNumber(block) + 1}." if numbered else "-"
    return _Line(
        f"{mark if numbered else '•'} {text}",
        f"{mark} {markdown}",
        f"list {items.item(0).position()}",
    )


def _words_of(block: QTextBlock, start: int, end: int, numbers: list[int]) -> tuple[str, str]:
    """Plainly and as Markdown; `numbers` grows with what is cited first here."""
    text, markdown = "", ""
    marks: list[int] = []
    is_heading = block.blockFormat().headingLevel() > 0
    for words, shape in _pieces(block, start, end):
        is_raised = shape.verticalAlignment() == _SUPER
        if shape.anchorHref().startswith("cite:"):
            number = int(shape.anchorHref().removeprefix("cite:"))
            if number not in numbers:
                numbers.append(number)
            marks.append(numbers.index(number) + 1)
            continue
        if (is_raised and words == "," and marks) or words == _OBJECT:
            continue
        mark = _bracket(marks)
        marks = []
        words = words.replace(_OBJECT, "")
        text += mark + words
        markdown += mark + _marked(words, shape, is_heading)
    mark = _bracket(marks)
    return text + mark, markdown + mark


def _bracket(marks: list[int]) -> str:
    return f" [{', '.join(map(str, marks))}]" if marks else ""


def _marked(words: str, shape: QTextCharFormat, is_heading: bool) -> str:
    inner = words.strip()
    if not inner:
        return words
    before, after = words[: words.index(inner)], words[words.index(inner) + len(inner) :]
    inner = markdown_words(inner)
    if shape.fontWeight() >= _BOLD and not is_heading:
        inner = f"**{inner}**"
    if shape.fontItalic():
        inner = f"*{inner}*"
    href = shape.anchorHref()
    if href.startswith(("http://", "https://", "mailto:")):
        inner = f"[{inner}](<{href}>)"
    return before + inner + after


def _pieces(block: QTextBlock, start: int, end: int) -> Iterator[tuple[str, QTextCharFormat]]:
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        first = max(start, fragment.position())
        last = min(end, fragment.position() + fragment.length())
        if first < last:
            cursor = QTextCursor(block)
            cursor.setPosition(first)
            cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
            words = cursor.selectedText().replace("\u2028", " ").replace("\xa0", " ")
            yield words, fragment.charFormat()
        at += 1


def _with_marks_behind(document: QTextDocument, end: int) -> int:
    cursor = QTextCursor(document)
    last = document.characterCount() - 1
    while end < last:
        cursor.setPosition(end + 1)
        if cursor.atBlockStart() or cursor.charFormat().verticalAlignment() != _SUPER:
            break
        end += 1
    return end

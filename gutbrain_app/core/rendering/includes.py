"""Includes: parts of other files that mdBook, MkDocs and DocFX bring into an article.

Sources: rust-lang.github.io/mdBook/format/mdbook.html; facelessuser.github.io/pymdown-extensions
(snippets); learn.microsoft.com/contribute (includes and code snippets).
"""

import re
from collections.abc import Callable

from gutbrain_app.core.rendering.other_files import OtherFiles

_DIRECTIVE = re.compile(
    r"(?P<book>(?<!\\)\{\{#(?:include|rustdoc_include|playground)[ ]+"
    r"(?P<book_path>[^{}\n]+?)\s*\}\})"
    r"|(?P<title>(?<!\\)\{\{#title[ ][^{}\n]*\}\})"
    r"|(?P<docfx>\[!INCLUDE[ ]?\[[^\]\n]*\]\((?P<docfx_path>[^)\n]+)\)\])"
    r"|(?P<code>\[!code-(?P<language>[\w+-]+)\[[^\]#\n]*(?:\#(?P<snippet>[\w ]+))?[^\]\n]*\]"
    r"\((?P<code_path>[^)\n]+)\)\])"
    r"|(?P<mkdocs>^[ \t]*(?:-{1,}8<-{1,}[ ]+\"(?P<mkdocs_path>[^\"\n]+)\""
    r"|\{[*!]>?[ ]*(?P<fast_path>[^\s*!{}]+)[^{}\n]*[*!]\}))[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_MARK = re.compile(r"\{\{#|\[![Ic](?i:nclude|ode-)|8<-|\{[*!]")
_LINES = re.compile(r"(?:\d{0,9}:?){1,3}", re.ASCII)
_SNIPPET_MARK = re.compile(r"<\s*snippet", re.IGNORECASE)
_ANCHOR_LINE = re.compile(r"^.*\bANCHOR(?:_END)?:.*\n?", re.MULTILINE)


def with_includes(body: str, files: OtherFiles, missing: Callable[[str], None]) -> str:
    """The Markdown with what it includes; `missing` is told what cannot be, which stays as text."""
    if not _MARK.search(body):
        return body

    def brought(match: re.Match[str]) -> str:
        found = _brought(match, files)
        if found is None:
            missing(match[0].strip())
            return match[0] if match["book"] else f"`{match[0].strip()}`"
        return found

    return _DIRECTIVE.sub(brought, body)


def _brought(match: re.Match[str], files: OtherFiles) -> str | None:
    if match["title"]:
        return ""
    if match["book"]:
        path, _, part = match["book_path"].split()[0].partition(":")
        text = files.text(files.path_of(path))
        return None if text is None else book_part(text, part)
    if match["docfx"]:
        return files.text(_docfx_path(match["docfx_path"], files))
    if match["code"]:
        text = files.text(_docfx_path(match["code_path"], files))
        code = None if text is None else snippet(text, match["snippet"] or "")
        return None if code is None else f"\n```{match['language']}\n{code.rstrip()}\n```\n"
    if match["mkdocs_path"]:
        return files.text(files.path_of(match["mkdocs_path"], ""))
    path = match["fast_path"]
    text = files.text(files.path_of(path, ""))
    return None if text is None else f"```{path.rpartition('.')[2]}\n{text.rstrip()}\n```"


def book_part(text: str, part: str) -> str:
    """All of a file, the lines `2:5`, or what stands between two anchors of a name."""
    if part and not _LINES.fullmatch(part):
        name = re.escape(part)
        named = re.compile(
            rf"\bANCHOR:\s*{name}\s*$.*?^(.*?)^[^\n]*\bANCHOR_END:\s*{name}\s*$", _MS
        )
        found = named.search(text)
        text = found[1] if found else text
    elif part:
        first, colon, last = part.partition(":")
        lines = text.split("\n")
        begin = max(0, int(first or 1) - 1)
        last = last.partition(":")[0]
        text = "\n".join(lines[begin : int(last) if last else len(lines) if colon else begin + 1])
    return _ANCHOR_LINE.sub("", text).rstrip("\n")


def snippet(text: str, name: str) -> str | None:
    """What stands between `<Snippet1>` and `</Snippet1>` in a file's comments, or all of it.

    A file without any such mark is a snippet as a whole.
    """
    if not name or not _SNIPPET_MARK.search(text):
        return text
    name = re.escape(name)
    named = re.compile(
        rf"<\s*(?:snippet)?{name}\s*>[^\n]*\n(.*?)^[^\n]*</\s*(?:snippet)?{name}\s*>", _MSI
    )
    found = named.search(text)
    return found[1] if found else None


def _docfx_path(written: str, files: OtherFiles) -> str:
    """A path that begins with `~/` begins at the library's folder."""
    path = written.partition("?")[0].strip()
    return files.path_of(path[2:], "") if path.startswith("~/") else files.path_of(path)


_MS = re.MULTILINE | re.DOTALL
_MSI = _MS | re.IGNORECASE

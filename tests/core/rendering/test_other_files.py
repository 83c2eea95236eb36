"""Parts of other files in a page: includes of other programs, and embeds of Obsidian."""

from pathlib import Path

import pytest

from gutbrain_app.core.articles.reading import files_below
from gutbrain_app.core.articles.source import article_source
from gutbrain_app.core.rendering.rendering import Rendered, Renderer
from gutbrain_app.core.rendering.surroundings import surroundings_of

RUST = """use std;
// ANCHOR: all
fn main() {
    // ANCHOR: here
    run();
    // ANCHOR_END: here
}
// ANCHOR_END: all
"""
CPP = "// <Snippet1>\nint one;\n// </Snippet1>\n// <Snippet2>\nint two;\n// </Snippet2>\n"
OTHER = """---
title: Other
---
Before.

## Diet

Fibre. ^fibre

```
## no heading
```

### Deeper

- one
- two ^second

## Sleep

[up](../note.md) and [[#Diet]]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "code/main.rs": RUST,
        "code/main.cpp": CPP,
        "code/.hidden.txt": "hidden",
        "notes/other.md": OTHER,
        "loop.md": "![[loop]]",
    }
    for name, text in files.items():
        path = tmp_path / "library" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (tmp_path / "outside.txt").write_text("secret", "utf-8")
    (tmp_path / "library" / "link.txt").symlink_to(tmp_path / "outside.txt")
    return tmp_path / "library"


def rendered_in(folder: Path, markdown: str) -> Rendered:
    paths = [stamp.path for stamp in files_below(folder)[0]] + ["note.md"]
    articles = [(path, path.removesuffix(".md"), path, ()) for path in paths]
    surroundings = surroundings_of(str(folder), articles, [], [])
    return Renderer(surroundings).render(article_source("note.md", markdown.encode()))


INCLUDES = {
    "all of a file": (
        "```\n{{#include code/main.rs}}\n```",
        "use std;\nfn main() {\n    run();\n}",
    ),
    "an anchor": ("```\n{{#rustdoc_include code/main.rs:here}}\n```", "    run();"),
    "lines": ("```\n{{#include code/main.rs:3:3}}\n```", "fn main() {"),
    "lines with more behind them": ("```\n{{#include code/main.rs:3:3:9}}\n```", "fn main() {"),
    "a line": ("```\n{{#include code/main.rs:1}}\n```", "use std;"),
    "up to a line": ("```\n{{#include code/main.rs::1}}\n```", "use std;"),
    "a snippet of DocFX": ("[!code-foo[Title#2](code/main.cpp)]", "<pre>int two;</pre>"),
    "a snippet that is a file": ("[!code-foo[Title#2](code/main.rs)]", "std;"),
    "a file in other letters": ("```\n{{#include Code/MAIN.rs:1}}\n```", "use std;"),
    "an article of DocFX": ("[!INCLUDE [x](notes/other.md)]", "<p>Before.</p>"),
    "a snippet of MkDocs": ('--8<-- "notes/other.md"', "<p>Before.</p>"),
    "code as FastAPI writes it": ("{* code/main.rs hl[2] *}", "std;"),
}


@pytest.mark.parametrize(("markdown", "shown"), INCLUDES.values(), ids=INCLUDES.keys())
def test_an_article_includes(folder: Path, markdown: str, shown: str) -> None:
    found = rendered_in(folder, markdown)
    assert shown in found.article.html
    assert not found.article.fallback
    assert [key for key in found.depends if key.startswith("file:")]


NOT_INCLUDED = {
    "a file outside": "```\n{{#include ../outside.txt}}\n```",
    "a file outside by its path": "```\n{{#include /etc/hostname}}\n```",
    "a link that leads outside": "```\n{{#include link.txt}}\n```",
    "a hidden file": "```\n{{#include code/.hidden.txt}}\n```",
    "a file that is not there": "[!INCLUDE[x](gone.md)]",
    "a folder": '--8<-- "code"',
    "code above": "{* ../../docs_src/x.py hl[3:7] *}",
}


@pytest.mark.parametrize("markdown", NOT_INCLUDED.values(), ids=NOT_INCLUDED.keys())
def test_what_cannot_be_included_is_text_and_a_problem_with_its_line(
    folder: Path, markdown: str
) -> None:
    found = rendered_in(folder, f"one\n\n{markdown}")
    assert "secret" not in found.article.html
    assert "hidden<" not in found.article.html
    assert [problem.line for problem in found.problems] == [4 if "```" in markdown else 3]


def test_a_section_of_another_note_is_shown_with_a_link_to_it(folder: Path) -> None:
    html = rendered_in(folder, "a\n\n![[other#Diet]]").article.html
    shown = html.partition("<blockquote>")[2].partition("</blockquote>")[0]
    assert '<h2><a name="diet"></a>Diet</h2>' in shown
    assert "two" in shown
    assert "Sleep" not in shown
    assert '<a href="place:notes/other#diet">other &gt; Diet</a>' in shown


def test_links_of_an_embedded_note_are_those_of_its_own_folder(folder: Path) -> None:
    found = rendered_in(folder, "![[other#Sleep]] \n\n[x](loop.md)")
    assert '<a href="place:note">up</a>' in found.article.html
    assert '<a href="place:notes/other#diet">Diet</a>' in found.article.html
    assert '<a href="place:loop">x</a>' in found.article.html
    assert not found.problems


def test_a_block_of_another_note_is_shown(folder: Path) -> None:
    html = rendered_in(folder, "![[other#^fibre]]\n\n![[other#^second]]").article.html
    assert "<blockquote><p>Fibre." in html
    assert "<li>two" in html
    assert "one" not in html


def test_a_block_can_be_linked_to(folder: Path) -> None:
    found = rendered_in(folder, "A claim. ^claim-1\n\n[[#^claim-1]]")
    assert '<p>A claim.<a name="claim-1"></a></p>' in found.article.html
    assert found.article.anchors == ("claim-1",)


def test_notes_that_embed_themselves_come_to_an_end(folder: Path) -> None:
    html = rendered_in(folder, "![[loop]]").article.html
    assert html.count("<blockquote>") == 3


def test_an_embed_of_nothing_stays_a_link(folder: Path) -> None:
    found = rendered_in(folder, "![[gone]]\n\n![[other#Gone]]")
    assert "<blockquote>" not in found.article.html
    assert '<a href="place:notes/other#gone">' in found.article.html
    assert found.problems

"""The page: what Markdown becomes, tag by tag."""

import pytest

from tests.core.rendering.pages import page, rendered

PAGES = {
    "emphasis": ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>"),
    "struck and marked": ("~~a~~ ==b==", "<p><del>a</del> <mark>b</mark></p>"),
    "low and high": ("H~2~O and 10^6^", "<p>H<sub>2</sub>O and 10<sup>6</sup></p>"),
    "keys": ("<kbd>Ctrl</kbd>", "<p><code>Ctrl</code></p>"),
    "list": ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
    "nested by two spaces": (
        "- a\n  - b\n    - c",
        "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>",
    ),
    "list after a line of text": ("text\n- a", "<p>text</p><ul><li>a</li></ul>"),
    "a year at a line's begin": ("It was\n1986. A year.", "<p>It was\n1986. A year.</p>"),
    "numbers that begin late": ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
    "numbers with brackets": ("1) a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
    "tasks": ("- [ ] a\n- [x] b", "<ul><li>☐ a</li><li>☑ b</li></ul>"),
    "code": ("```py\na < b\n```", "<pre>a &lt; b</pre>"),
    "coloured code": (
        '```python title="x"\nif a: # b\n  "c" + 1\n```',
        '<pre><span class="k">if </span>a: <span class="c"># b\n  </span><span class="s">"c" '
        '</span>+ <span class="n">1</span></pre>',
    ),
    "code in a tongue nobody knows": ("```glorp\nif\n```", "<pre>if</pre>"),
    "code in a list": (
        "- a\n\n  ```\n  b\n    c\n  ```\n- d",
        "<ul><li><p>a</p><pre>b\n  c</pre></li><li><p>d</p></li></ul>",
    ),
    "code in a quotation": ("> ```\n> a\n> ```", "<blockquote><pre>a</pre></blockquote>"),
    "code that does not end": ("```\na", "<pre>a</pre>"),
    "indented code": ("text\n\n    a\n    b", "<p>text</p><pre>a\nb</pre>"),
    "definitions": ("Term\n: Meaning", "<dl><dt>Term</dt><dd>Meaning</dd></dl>"),
    "rule": ("a\n\n---\n\nb", "<p>a</p><hr><p>b</p>"),
    "a line break": ("a\\\nb", "<p>a<br>b</p>"),
    "a tag that is no heading": ("#gut text", "<p>#gut text</p>"),
    "Markdown in HTML": (
        "<details>\n<summary>More</summary>\n\n*a*\n\n</details>",
        "<div>\n<p><strong>More</strong></p>\n<p><em>a</em></p></div>",
    ),
    "table": (
        "| a | b |\n|:--|--:|\n| 1 | 2 |",
        '<table class="data" cellspacing="0" cellpadding="0"><thead><tr><th align="left">a</th>'
        '<th align="right">b</th></tr></thead><tbody><tr><td align="left">1</td>'
        '<td align="right">2</td></tr></tbody></table>',
    ),
    "call-out of Obsidian": (
        "> [!abstract] In brief\n> Text.",
        '<table class="callout callout-abstract" width="100%" cellspacing="0" cellpadding="0">'
        '<tr><td class="callout"><p class="callout-title">In brief</p><p>Text.</p>'
        "</td></tr></table>",
    ),
    "call-out of GitHub": (
        "> [!WARNING]\n> Text.",
        '<table class="callout callout-warning" width="100%" cellspacing="0" cellpadding="0">'
        '<tr><td class="callout"><p class="callout-title">Warning</p><p>Text.</p>'
        "</td></tr></table>",
    ),
    "call-out of MkDocs": (
        '!!! tip "Try it"\n    Text.',
        '<table class="callout callout-tip" width="100%" cellspacing="0" cellpadding="0">'
        '<tr><td class="callout"><p class="callout-title">Try it</p><p>Text.</p>'
        "</td></tr></table>",
    ),
    "call-out of an unknown kind that folds": (
        "> [!mood]- Feel\n> - a",
        '<table class="callout callout-note" width="100%" cellspacing="0" cellpadding="0">'
        '<tr><td class="callout"><p class="callout-title">Feel</p><ul><li>a</li></ul>'
        "</td></tr></table>",
    ),
    "call-outs in a call-out": (
        "> [!tip]\n> > [!bug] B\n> > x",
        '<table class="callout callout-tip" width="100%" cellspacing="0" cellpadding="0">'
        '<tr><td class="callout"><p class="callout-title">Tip</p>'
        '<table class="callout callout-bug" width="100%" cellspacing="0" cellpadding="0">'
        '<tr><td class="callout"><p class="callout-title">B</p><p>x</p></td></tr></table>'
        "</td></tr></table>",
    ),
    "call-out between slashes": (
        "/// tip | Try *it*\nText.\n///\n\nAfter.",
        '<table class="callout callout-tip" width="100%" cellspacing="0" cellpadding="0">'
        '<tr><td class="callout"><p class="callout-title">Try <em>it</em></p><p>Text.</p>'
        "</td></tr></table><p>After.</p>",
    ),
    "tabs": (
        '=== "One"\n\n    a\n\n=== "Two"\n\n    b\n\nc',
        "<p><strong>One</strong></p><p>a</p><p><strong>Two</strong></p><p>b</p><p>c</p>",
    ),
    "comments of Obsidian": ("a %%b%% c\n\n%%\n\nd\n%%\n\ne", "<p>a  c</p><p>e</p>"),
    "percents": ("50 %% and 5%% x", "<p>50 %% and 5%% x</p>"),
    "an expression": ("if a==b or c==d", "<p>if a==b or c==d</p>"),
    "a footnote in the text": (
        "a^[b] c",
        '<p>a<sup class="note"><a name="fnref-1"></a><a href="#fn-1">a</a></sup> c</p><div><hr>'
        '<ol type="a"><li><a name="fn-1"></a><p>b <a href="#fnref-1">↩</a></p></li></ol></div>',
    ),
    "a picture of HTML by itself": ('<img src="x.png" alt="words">', "<p>words</p>"),
    "a tag of a site's own": (
        '<Listing number="1-1" file-name="a.rs" caption="A `b`">\n\nc\n\n</Listing>',
        "<p><em>Listing 1-1 · a.rs · A <code>b</code></em></p><p>c</p>",
    ),
    "a tag of upper case that HTML knows": ("<B>b</B>", "<p><strong>b</strong></p>"),
    "zones of DocFX": (
        ':::moniker range="x"\na\n:::moniker-end\n:::row:::\nb\n:::row-end:::',
        "<p>a</p><p>b</p>",
    ),
    "a picture of DocFX": (
        ':::image type="content" source="gone.png" alt-text="Words":::',
        "<p>Words</p>",
    ),
    "an ordinary quotation": ("> a\nb", "<blockquote><p>a\nb</p></blockquote>"),
}


@pytest.mark.parametrize(("markdown", "html"), PAGES.values(), ids=PAGES.keys())
def test_markdown_becomes(markdown: str, html: str) -> None:
    assert page(markdown) == html


def test_a_heading_carries_its_slug() -> None:
    assert page("## How it *travels*, then") == (
        '<h2><a name="how-it-travels-then"></a>How it <em>travels</em>, then</h2>'
    )


def test_the_second_heading_of_a_name_has_a_slug_of_its_own() -> None:
    sections = rendered("## Diet\n\na\n\n## Diet\n\nb\n\n## Diet-1\n\nc").article.sections
    assert [section.slug for section in sections] == ["diet", "diet-1", "diet-1-1"]


def test_an_author_may_name_a_slug() -> None:
    (section,) = rendered("## A long heading { #short }\n\ntext").article.sections
    assert (section.slug, section.heading) == ("short", "A long heading")


def test_the_articles_own_title_is_not_shown_twice() -> None:
    found = rendered("# Note\n\ntext\n\n# Another\n\nmore").article
    assert (found.title, found.html) == (
        "Note",
        '<p>text</p><h2><a name="another"></a>Another</h2><p>more</p>',
    )


def test_sections_hold_the_plain_text_under_their_headings() -> None:
    sections = rendered("before\n\n## One & two\n\n- a\n- b\n\n### Deep\n\n`c`").article.sections
    assert [(one.slug, one.heading, one.level, one.text) for one in sections] == [
        ("", "", 1, "before"),
        ("one--two", "One & two", 2, "a\nb"),
        ("deep", "Deep", 3, "c"),
    ]


def test_an_inner_list_begins_a_line_of_its_own() -> None:
    (section,) = rendered("- a\n  - b").article.sections
    assert section.text == "a\nb"


def test_a_heading_inside_a_quotation_begins_no_section() -> None:
    assert [one.slug for one in rendered("> ## a\n\ntext").article.sections] == [""]


def test_footnotes_are_lettered_and_lead_there_and_back() -> None:
    html = page("One[^x] and two[^1].\n\n[^1]: Second\n\n[^x]: First")
    assert '<sup class="note"><a name="fnref-1"></a><a href="#fn-1">a</a></sup>' in html
    assert '<sup class="note"><a name="fnref-2"></a><a href="#fn-2">b</a></sup>' in html
    first, second = html.index("First"), html.index("Second")
    assert first < second
    assert '<ol type="a"><li><a name="fn-1"></a>' in html
    assert '<a href="#fnref-1">↩</a>' in html


def test_a_footnote_named_twice_keeps_one_mark_to_go_back_to() -> None:
    assert page("One[^1] and two[^1].\n\n[^1]: Note").count('name="fnref-1"') == 1


def test_front_matter_is_read_and_not_shown() -> None:
    article = rendered(
        "---\ntitle: T\nsummary: S\naliases: [a, b]\ntags: x, y\nupdated: 2026-11-23\n---\ntext"
    ).article
    assert article.html == "<p>text</p>"
    assert (article.title, article.summary, article.updated) == ("T", "S", "2026-11-23")
    assert (article.aliases, article.tags) == (("a", "b"), ("x", "y"))


def test_reading_time_is_at_least_a_minute() -> None:
    assert rendered("word").article.minutes == 1
    assert rendered("word " * 2200).article.minutes == 10


def test_a_heading_inside_a_quotation_can_be_linked_to() -> None:
    found = rendered("> ## Inside\n\n## Inside").article
    assert '<h2><a name="inside"></a>Inside</h2></blockquote>' in found.html
    assert found.anchors == ("inside",)
    assert [section.slug for section in found.sections if section.slug] == ["inside-1"]


def test_a_spot_that_the_author_has_named_can_be_linked_to() -> None:
    found = rendered('<a id="Old-name"></a>\n\n## New name').article
    assert '<a name="old-name"></a>' in found.html
    assert found.anchors == ("old-name",)


def test_attributes_for_other_programs_are_not_shown() -> None:
    assert page("[a](vagus.md){.link target=_blank} b {c}") == (
        '<p><a href="place:vagus">a</a> b {c}</p>'
    )
    assert page("text\n{: .class }") == "<p>text\n</p>"


def test_a_name_among_attributes_can_be_linked_to() -> None:
    found = rendered("**colour**{ #theme-colour }: text").article
    assert found.html == '<p><strong>colour</strong><a name="theme-colour"></a>: text</p>'
    assert found.anchors == ("theme-colour",)


def test_a_wiki_link_in_a_table_has_its_words() -> None:
    assert '<a href="place:vagus">words</a>' in page("| a |\n|---|\n| [[vagus\\|words]] |")

"""No article gets anything past the cleaning: a growing table of attempts."""

import pytest

from tests.core.rendering.pages import Scan, rendered

ATTEMPTS = {
    "script": "<script>alert(1)</script>",
    "script in a line": "a <script>alert(1)</script> b",
    "script with a source": '<script src="https://x/x.js"></script>',
    "script in capitals": "<SCRIPT>alert(1)</SCRIPT>",
    "script that is not closed": "<script>alert(1)",
    "script in script": "<scr<script>ipt>alert(1)</script>",
    "script with a null": "<scr\0ipt>alert(1)</scr\0ipt>",
    "event on a paragraph": '<p onclick="alert(1)">x</p>',
    "event on a picture": "<img src=x onerror=alert(1)>",
    "event on a link": '<a href="https://x" onmouseover="alert(1)">x</a>',
    "event after a slash": "<img/src/onerror=alert(1)>",
    "event on a body": "<body onload=alert(1)>x",
    "javascript link": "[x](javascript:alert(1))",
    "javascript in HTML": '<a href="javascript:alert(1)">x</a>',
    "javascript with a tab": '<a href="java\tscript:alert(1)">x</a>',
    "javascript with a line end": '<a href="java\nscript:alert(1)">x</a>',
    "javascript with spaces before": '<a href="  javascript:alert(1)">x</a>',
    "javascript with controls before": '<a href="\x01javascript:alert(1)">x</a>',
    "javascript with entities": '<a href="&#106;avascript:alert(1)">x</a>',
    "javascript with named entities": '<a href="javascript&colon;alert(1)">x</a>',
    "javascript in a reference": "[x][r]\n\n[r]: javascript:alert(1)",
    "javascript between angles": "<javascript:alert(1)>",
    "javascript in a picture": "![x](javascript:alert(1))",
    "javascript in a wiki link": "[[javascript:alert(1)]]",
    "vbscript": "[x](vbscript:msgbox)",
    "data link": "[x](data:text/html,<script>alert(1)</script>)",
    "data picture": "![x](data:image/png;base64,iVBORw0KGgo=)",
    "data SVG": "![x](data:image/svg+xml,<svg onload=alert(1)>)",
    "file link": "[x](file:///etc/passwd)",
    "file picture": "![x](file:///etc/passwd)",
    "file picture in HTML": '<img src="file:///dev/zero">',
    "absolute picture": "![x](/etc/passwd.png)",
    "picture outside": "![x](../../secret.png)",
    "picture on a share": "![x](//host/share/x.png)",
    "picture on a Windows share": '<img src="\\\\host\\share\\x.png">',
    "link to a Windows share": '<a href="\\\\host\\share">x</a>',
    "link to a share": "[x](//host/share)",
    "link to a drive": "[x](C:\\Windows\\x.exe)",
    "smb link": "[x](smb://host/x)",
    "ms-msdt link": "[x](ms-msdt:/id)",
    "ghelp link": "[x](ghelp:///proc/self/environ)",
    "ftp link": "[x](ftp://host/x)",
    "telephone link": "[x](tel:123)",
    "place link of the author": '<a href="place:x">x</a>',
    "badge of the author": '<img class="badge" src="badge:human-rct">',
    "picture id of the author": '<img src="picture:0123456789abcdef">',
    "citation of the author": '<a href="cite:1">1</a>',
    "remote picture": "![x](https://example.org/x.png)",
    "remote picture in HTML": '<img src="https://example.org/x.png">',
    "picture set": '<img srcset="https://x/x.png 2x" src="x.png">',
    "picture element": '<picture><source srcset="https://x/x"><img src="x.png"></picture>',
    "lazy picture": '<img data-src="https://x" loading="lazy" src="x.png">',
    "image map": '<map name="m"><area href="javascript:alert(1)"></map>',
    "style element": "<style>@import 'file:///etc/passwd'; p{background:url(http://x)}</style>",
    "style attribute": '<p style="background:url(file:///etc/passwd)">x</p>',
    "style on a table": '<table background="file:///x"><tr><td style="x">x</td></tr></table>',
    "style sheet": '<link rel="stylesheet" href="file:///x.css">',
    "base address": '<base href="file:///">',
    "refresh": '<meta http-equiv="refresh" content="0;url=file:///etc/passwd">',
    "frame": '<iframe src="file:///etc/passwd"></iframe>',
    "frame with a document": '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "object": '<object data="file:///x"></object>',
    "embed": '<embed src="file:///x">',
    "applet": '<applet code="x"></applet>',
    "form": '<form action="https://x"><input type="submit"><button>x</button></form>',
    "video": '<video poster="https://x"><source src="file:///x"></video>',
    "audio": '<audio src="https://x"></audio>',
    "SVG": '<svg onload="alert(1)"><image href="file:///x"/></svg>',
    "SVG with a style": "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "SVG script": "<svg><script>alert(1)</script></svg>",
    "MathML": "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "MathML link": '<math href="javascript:alert(1)">x</math>',
    "noscript": '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "template": "<template><script>alert(1)</script></template>",
    "title": "<title><img src=x onerror=alert(1)></title>",
    "text area": "<textarea></textarea><img src=x onerror=alert(1)>",
    "xmp": "<xmp></xmp><script>alert(1)</script>",
    "plaintext": "<plaintext>x",
    "comment": "<!-- <script>alert(1)</script> -->",
    "comment that ends oddly": "<!--><script>alert(1)</script>-->",
    "conditional comment": "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "declaration": "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;",
    "processing instruction": "<?xml-stylesheet href='file:///x'?>",
    "CDATA": "<![CDATA[<script>alert(1)</script>]]>",
    "attribute list": "x{: onclick=alert(1)}",
    "heading with HTML": "## <img src=x onerror=alert(1)>",
    "heading with a script": "## a <script>alert(1)</script> b",
    "heading slug": '## x {#a"onclick=alert(1)}',
    "code info": '``` js" onclick="alert(1)\nx\n```',
    "code": "`<script>alert(1)</script>`",
    "code block": "    <script>alert(1)</script>",
    "alternative text": '![" onerror="alert(1)](x.png)',
    "picture title": '![x](x.png "a\\" onerror=alert(1)")',
    "link title": '[x](https://x "\\" onclick=alert(1)")',
    "link with quotes": '[x](https://x/"onclick="alert(1))',
    "address with quotes": 'https://x/"onclick="alert(1)',
    "autolink with HTML": "<https://x/<script>alert(1)</script>>",
    "footnote key": '[^a"><script>]: x\n\ny[^a"><script>]',
    "footnote text": "x[^1]\n\n[^1]: <script>alert(1)</script>",
    "table cell": "| a |\n|---|\n| <script>alert(1)</script> |",
    "call-out title": "> [!note] <img src=x onerror=alert(1)>\n> x",
    "call-out kind": '> [!x"onclick="y] z\n> x',
    "admonition title": '!!! note "<script>alert(1)</script>"\n    x',
    "admonition kind": '!!! x" onclick="y\n    x',
    "wiki link words": "[[note|<script>alert(1)</script>]]",
    "wiki picture": "![[x.png|<script>alert(1)</script>]]",
    "citation": '[@bravo2011 "><script>]',
    "unknown citation": "[@x<script>alert(1)</script>]",
    "huge spans": '<table><tr><td colspan="2000000000" rowspan="9">x</td></tr></table>',
    "negative span": '<table><tr><td colspan="-1">x</td></tr></table>',
    "span of other digits": '<table><tr><td colspan="٣">x</td></tr></table>',
    "huge picture": '<img src="x.png" width="99999999">',
    "own class": '<p class="banner">Trust me</p>',
    "own call-out": '<div class="callout x"><p class="callout-title"><script>1</script></p></div>',
    "marks of ours": "\ufdd0cbravo2011\ufdd1",
    "marks of Markdown": "\x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03",
    "half a mark": "\ufdd0cbravo2011 and [@bravo2011]",
    "id that shadows": '<a id="references" name="x">y</a>',
    "form feed in a tag": "<img\x0csrc=x\x0conerror=alert(1)>",
    "closing tags": "</p></td></table></div></body></html><script>alert(1)</script>",
    "unclosed tags": "<p><b><i><a href='https://x'><table><td>",
    "direction marks": "\u202egnp.exe\u202c",
    "a lone surrogate": "x\ud800y",
}


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS.keys())
def test_a_page_holds_only_what_is_allowed(attempt: str) -> None:
    found = rendered(f"before\n\n{attempt}\n\nafter")
    scan = Scan(found.article.html)
    assert not scan.wrong
    assert "alert(1)" not in "".join(scan.tags)
    assert scan.text.startswith("before")


def test_scripts_leave_no_text_behind() -> None:
    assert "alert" not in rendered("a <script>alert(1)</script> b").article.html


def test_tags_that_html_does_not_know_are_shown_as_they_are_written() -> None:
    assert "std::vector&lt;int&gt;" in rendered("a std::vector<int> b").article.html


def test_a_link_that_is_taken_away_leaves_its_words_and_a_problem_with_its_line() -> None:
    found = rendered("one\n\n[the words](javascript:alert(1))")
    assert "<p>the words</p>" in found.article.html
    (problem,) = found.problems
    assert (problem.line, "the words" in problem.what) == (3, True)

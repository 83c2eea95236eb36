"""B5: Markdown made to be slow ends as a page or as plain text, soon and in little memory."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from gutbrain_app.core.articles.reading import FileStamp
from gutbrain_app.core.build.tasks import ArticleWorker, Limits
from gutbrain_app.core.rendering.surroundings import surroundings_of
from tests.faults.tally import Tally, expect

_SECONDS = 5.0
_SIZES = (1_000, 8_000, 64_000, 256_000, 1_990_000)


def play(tally: Tally, long: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        worker = ArticleWorker(surroundings_of(folder, [], [], []), Limits())
        for name, make in _FORMS.items():
            for size in _SIZES[: None if long else 2]:
                with tally.run(f"{name}, {size:,} bytes"):
                    data = make(size).encode()[: _SIZES[-1]]
                    (Path(folder) / "a.md").write_bytes(data)
                    begun = time.monotonic()
                    worker.build(FileStamp("a.md", len(data), 0), "A")
                    seconds = time.monotonic() - begun
                    expect(seconds < _SECONDS, f"it took {seconds:.1f} seconds")


def _again(piece: str) -> Callable[[int], str]:
    """The piece again and again, on lines just short of too long."""

    def make(size: int) -> str:
        line = piece * max(1, 18_000 // len(piece))
        return "\n".join([line] * (size // len(line) + 1))[:size]

    return make


def _rows(*pieces: str) -> Callable[[int], str]:
    return lambda size: "".join(
        piece.replace("N", str(number))
        for piece in pieces
        for number in range(size // len(pieces) // len(piece) + 1)
    )


_FORMS: dict[str, Callable[[int], str]] = {
    **{
        f"{piece!r} again": _again(piece)
        for piece in (
            "[", "![", "<![", "<!--", "<?", "<", "`", "*", "*a ", "_a __b ", "***a", "[a](",
            "[a](<", "[a][b] ", "[[", "![[a", "[^", "^[", "[@a; ", "==a ", "%%a ", "{: a=b ",
            "<http:", "<a@", "https://", "&", "\\*", "<div>", '<a b="', "a~", "{{#include a}}",
            "|", "(", "![a](",
        )
    },
    "quotations": lambda size: "\n".join("> " * n + "x" for n in range(int(size**0.5))),
    "lists": lambda size: "\n".join("  " * n + "- a" for n in range(int(size**0.5))),
    "backticks": lambda size: " ".join("`" * n for n in range(int((2 * size) ** 0.5))),
    "references": _rows("[N]: https://x.org\n"),
    "footnotes": _rows("[^N]\n", "\n\n[^N]: t"),
    "headings": _rows("# Same\n\n"),
    "a long table": _rows("|a|b|\n|-|-|\n|x|y|\n"),
    "a wide table": lambda size: "|a" * (size // 4) + "\n" + "|-" * (size // 4),
    "fences": _rows("```\n"),
    "definitions": _rows("a\n: b\n\n"),
    "paragraphs": _rows("hello *world* [l](u) `c`\n\n"),
}  # fmt: skip

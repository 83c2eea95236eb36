"""What reads Markdown best: examples of CommonMark that mean the same, and articles a second.

    python -m benchmarks.markdown_engines SPEC FOLDER

SPEC is the specification's spec.txt, FOLDER holds articles. Python-Markdown has the extensions
that its users have; cleaning and page writing are left out.
"""

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from markdown import Markdown

from gutbrain_app.core.articles.front_matter import split_front_matter
from gutbrain_app.core.rendering.markdown_engine import new_engine
from tests.foreign.commonmark import differing, examples

_ARTICLES = 300
_EXTENSIONS = ["extra", "sane_lists", "admonition"]


def main(spec: Path, folder: Path) -> None:
    rival = Markdown(extensions=_EXTENSIONS)
    engines: dict[str, Callable[[str], str]] = {
        "markdown-it and our rules": new_engine().render,
        "Python-Markdown": lambda text: rival.reset().convert(text),
    }
    found = examples(spec)
    articles = _articles(folder)
    for name, render in engines.items():
        same = 1 - len(differing(found, render)) / len(found)
        begun = time.process_time()
        for article in articles:
            render(article)
        seconds = time.process_time() - begun
        print(f"{name:28} {same:6.1%} the same {len(articles) / seconds:6.0f} articles/s")


def _articles(folder: Path) -> list[str]:
    files = sorted(folder.rglob("*.md"))
    chosen = random.Random(1).sample(files, min(len(files), _ARTICLES))
    texts = (file.read_text(encoding="utf-8-sig", errors="replace") for file in chosen)
    return [split_front_matter(text)[1] for text in texts]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

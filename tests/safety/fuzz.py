"""B9: any bytes make a page that holds what it may, without an error and in time."""

import random
import time

from gutbrain_app.core.articles.source import article_source
from gutbrain_app.core.rendering.rendering import Renderer
from tests.core.rendering.pages import Scan, library
from tests.core.rendering.test_anything import MARKS
from tests.faults.tally import Tally, expect

_CASES = 5_000
_LONG_SECONDS = 1_800.0
_SECONDS = 5.0


def play(tally: Tally, long: bool) -> None:
    renderer = Renderer(library())
    end = time.monotonic() + _LONG_SECONDS
    seed = 0
    while seed < _CASES or (long and time.monotonic() < end):
        with tally.run(f"seed {seed}"):
            begun = time.monotonic()
            found = renderer.render(article_source("note.md", _bytes(random.Random(seed)))).article
            expect(time.monotonic() - begun < _SECONDS, "it took too long")
            expect("cannot be read" not in found.fallback, found.fallback)
            wrong = Scan(found.html).wrong
            expect(not wrong, f"the page holds {wrong}")
        seed += 1


def _bytes(chance: random.Random) -> bytes:
    pieces = [
        chance.choice(MARKS) if chance.random() < 0.8 else chance.randbytes(chance.randrange(1, 6))
        for _ in range(chance.randrange(1, 120))
    ]
    return b"".join(
        one if isinstance(one, bytes) else one.encode("utf-8", "surrogatepass") for one in pieces
    )

"""B1: whatever HTML an article holds, its page has only what is on the list."""

from gutbrain_app.core.rendering.cleaning import cleaned
from tests.core.rendering.pages import Scan, rendered
from tests.core.rendering.test_cleaning import ATTEMPTS
from tests.faults.tally import Tally, expect

_AROUND = {
    "alone": "{}",
    "in a quotation": "> {}",
    "in a list": "- a\n\n  {}",
    "in a call-out": "> [!note] {}\n> {}",
}


def play(tally: Tally, long: bool) -> None:
    for name, attempt in ATTEMPTS.items():
        for place, around in list(_AROUND.items())[: None if long else 2]:
            with tally.run(f"{name} {place}"):
                html = rendered(around.replace("{}", attempt)).article.html
                wrong = Scan(html).wrong
                expect(not wrong, f"the page holds {wrong}")
                once = cleaned(attempt.encode("utf-8", "replace").decode())
                expect(cleaned(once) == once, "cleaning twice changes something")

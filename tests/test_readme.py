"""The README names tests beside its promises; those tests are there."""

import re
from pathlib import Path

from tests.faults.campaigns import CAMPAIGNS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_every_test_that_the_readme_names_is_there() -> None:
    sources = [path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py")]
    there = set(re.findall(r"def (test_\w+)\(", "".join(sources)))
    named = set(re.findall(r"`(test_\w+)`", README))

    assert named
    assert named <= there


def test_every_campaign_of_faults_stands_beside_a_promise() -> None:
    table = README.partition("| promise |")[2].partition("\n\n")[0]

    assert {each.name for each in CAMPAIGNS} == set(re.findall(r"\bA\d+\b", table))

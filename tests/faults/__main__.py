"""Print the table of the fault campaign: fault, runs, lost, seconds.

    python -m tests.faults [--long] [A1 A3 …]

Without `--long` a part of each campaign is played. Exit status 1 when anything was lost.
"""

import sys
import time
from collections.abc import Sequence

from tests.faults.campaigns import CAMPAIGNS
from tests.faults.tally import Campaign, Skipped, Tally


def print_table(campaigns: Sequence[Campaign], arguments: list[str]) -> int:
    """Play the campaigns that are named, or all; the exit status."""
    long = "--long" in arguments
    named = {argument.upper() for argument in arguments if not argument.startswith("-")}
    chosen = [each for each in campaigns if not named or each.name in named]
    total = Tally()
    print(f"{'fault':45} {'runs':>6} {'lost':>5} {'seconds':>8}")
    for campaign in chosen:
        tally = Tally()
        start = time.perf_counter()
        reason = ""
        try:
            campaign.play(tally, long)
        except Skipped as skipped:
            reason = f"  skipped: {skipped}"
        seconds = time.perf_counter() - start
        title = f"{campaign.name:4} {campaign.title}"
        print(f"{title:45} {tally.runs:6} {len(tally.lost):5} {seconds:8.1f}{reason}", flush=True)
        total.runs += tally.runs
        total.lost += [f"{campaign.name} {each}" for each in tally.lost]
    print(f"{'all':45} {total.runs:6} {len(total.lost):5}")
    for each in total.lost:
        print(each, file=sys.stderr)
    return 1 if total.lost else 0


if __name__ == "__main__":
    sys.exit(print_table(CAMPAIGNS, sys.argv[1:]))

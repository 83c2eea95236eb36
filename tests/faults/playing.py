"""A campaign as a test, here and for hostile content."""

import pytest

from tests.faults.tally import Campaign, Skipped, Tally


def played(campaign: Campaign, *, long: bool) -> Tally:
    """What a campaign found; one that cannot run here skips its test, but hides no loss."""
    tally = Tally()
    try:
        campaign.play(tally, long)
    except Skipped as skipped:
        if not tally.lost:
            pytest.skip(str(skipped))
    return tally

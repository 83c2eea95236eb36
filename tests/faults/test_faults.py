"""No fault costs the reader anything: a part of each campaign, and with `--long` all of it."""

import pytest

from tests.faults.campaigns import CAMPAIGNS
from tests.faults.playing import played
from tests.faults.tally import Campaign

each_campaign = pytest.mark.parametrize("campaign", CAMPAIGNS, ids=lambda each: each.title)


@each_campaign
def test_nothing_is_lost(campaign: Campaign) -> None:
    assert played(campaign, long=False).lost == []


@pytest.mark.long
@each_campaign
def test_nothing_is_lost_in_the_whole_campaign(campaign: Campaign) -> None:
    tally = played(campaign, long=True)

    assert tally.lost == []
    assert tally.runs >= campaign.least

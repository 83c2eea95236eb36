"""The faults, in the order of the plan, and how often each must be tried at least."""

from tests.faults import (
    clocks,
    damage,
    damaged_backups,
    editors,
    failing_calls,
    full_disk,
    killed,
    links,
    model,
    network_home,
    power_cuts,
    read_only,
    reordering,
    versions,
    ways_out,
    writers,
)
from tests.faults.tally import Campaign

CAMPAIGNS = (
    Campaign("A1", "each file call fails", 280, failing_calls.play),
    Campaign("A2", "killed at each file call, and at random", 440, killed.play),
    Campaign("A3", "power cut, ext4 in three modes", 120, power_cuts.play),
    Campaign("A4", "every order of unsynced changes", 300, reordering.play),
    Campaign("A5", "full disk", 32, full_disk.play),
    Campaign("A6", "not to be written", 8, read_only.play),
    Campaign("A7", "damaged file", 2500, damage.play),
    Campaign("A8", "damaged backups", 15, damaged_backups.play),
    Campaign("A9", "versions", 11, versions.play),
    Campaign("A10", "two to eight writers", 100, writers.play),
    Campaign("A11", "changed by other programs", 240, editors.play),
    Campaign("A12", "links", 8, links.play),
    Campaign("A13", "home on a network", 8, network_home.play),
    Campaign("A14", "any sequence of deeds", 300, model.play),
    Campaign("A15", "every way out of the program", 140, ways_out.play),
    Campaign("A16", "clocks", 6, clocks.play),
)

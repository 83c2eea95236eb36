"""The attempts of hostile content, in the order of the plan, and how many cases each has.

What the window alone can show (slow layouts, titles in widgets, sockets) is tested with it.
"""

from tests.faults.tally import Campaign
from tests.safety import attempts, escapes, fuzz, pictures, slow, special_files

CAMPAIGNS = (
    Campaign("B1", "HTML that is not allowed", 150, attempts.play),
    Campaign("B2", "files and addresses outside, under strace", 360, escapes.play),
    Campaign("B4", "special files", 20, special_files.play),
    Campaign("B5", "slow Markdown", 225, slow.play),
    Campaign("B7", "pictures", 40, pictures.play),
    Campaign("B9", "any bytes at all", 5000, fuzz.play),
)

"""Print the table of what hostile content can do: attempts, cases, broken promises, seconds.

    python -m tests.safety [--long] [B1 B2 …]

Without `--long` a part of each is played. Exit status 1 when any promise was broken.
"""

import sys

from tests.faults.__main__ import print_table
from tests.safety.campaigns import CAMPAIGNS

if __name__ == "__main__":
    sys.exit(print_table(CAMPAIGNS, sys.argv[1:]))

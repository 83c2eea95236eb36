"""python -m gutbrain_app."""

import sys

from gutbrain_app.cli import main

if __name__ == "__main__":
    sys.exit(main())

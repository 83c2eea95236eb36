"""Special files and strace are of POSIX."""

import os

collect_ignore = ["test_safety.py"] if os.name == "nt" else []

"""Faults are made by POSIX calls."""

import os

collect_ignore = ["test_faults.py"] if os.name == "nt" else []

"""The references of a library: sorted, filtered, what rests on them, and copied."""

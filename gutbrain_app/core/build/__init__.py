"""Build: a library's folder becomes a built library, in worker processes with limits."""

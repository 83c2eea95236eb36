"""Navigation: the topic tree of a library."""

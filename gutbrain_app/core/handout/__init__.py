"""Bookmarks leave the program: as a handout with one list of references, and as files."""

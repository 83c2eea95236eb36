"""Gutbrain, an offline desktop reference on the gut-brain axis."""

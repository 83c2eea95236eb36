"""Volumes: several places of a library as one document with one list of references."""

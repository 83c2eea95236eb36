"""The axis map: a library's relations as one picture, and as a table."""

"""What can go wrong: errors a reader is told of, and problems an author must mend."""

import msgspec


class GutbrainError(Exception):
    """An error whose text is one sentence for the reader: what, where, and what stays safe."""


class Problem(msgspec.Struct, frozen=True, order=True):
    """Something an author must mend; the rest of the library opens all the same.

    `file` is relative to the library's folder, `line` counts from 1; 0 means the whole file.
    """

    file: str
    line: int
    what: str
    remedy: str

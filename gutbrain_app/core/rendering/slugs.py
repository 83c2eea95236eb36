"""Slugs: the names of sections, made of their headings as GitHub makes them."""

import unicodedata


def slug_of(heading: str) -> str:
    """Lower case, spaces to hyphens, and nothing but letters, digits, marks, `-` and `_`."""
    kept = []
    for letter in heading.strip().lower():
        if letter.isalnum() or letter in "-_":
            kept.append(letter)
        elif letter == " ":
            kept.append("-")
        elif letter > "\x7f" and unicodedata.category(letter)[0] == "M":
            kept.append(letter)
    return "".join(kept)


class Slugs:
    """Makes each slug of one article unique: the second `Diet` is `diet-1`."""

    def __init__(self, taken: tuple[str, ...] = ()) -> None:
        self._taken = dict.fromkeys(taken, 0)

    def unique(self, heading: str) -> str:
        slug = slug_of(heading) or "section"
        wanted = slug
        while slug in self._taken:
            self._taken[wanted] = self._taken.get(wanted, 0) + 1
            slug = f"{wanted}-{self._taken[wanted]}"
        self._taken[slug] = 0
        return slug

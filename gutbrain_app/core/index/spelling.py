"""How far two spellings are apart, and which are the same word in British and American English."""

_PAIRS = (
    ("our", "or"),
    ("tre", "ter"),
    ("bre", "ber"),
    ("ise", "ize"),
    ("isa", "iza"),
    ("isi", "izi"),
    ("yse", "yze"),
    ("ysi", "yzi"),
    ("ae", "e"),
    ("oe", "e"),
    ("ogue", "og"),
    ("ence", "ense"),
    ("ll", "l"),
    ("mme", "m"),
    ("lph", "lf"),
)
_SHORTEST = 5


def variants(word: str) -> list[str]:
    """Spellings that the other English would use, right and wrong ones: keep those that occur."""
    if len(word) < _SHORTEST:
        return []
    found: dict[str, None] = {}
    for one, other in _PAIRS:
        for old, new in ((one, other), (other, one)):
            start = word.find(old)
            while start >= 0:
                # Its own longer form holds it: "or" in "our" is no place to write "our".
                if not word.startswith(new, start) or len(old) > len(new):
                    found[word[:start] + new + word[start + len(old) :]] = None
                start = word.find(old, start + 1)
    found.pop(word, None)
    return list(found)


def distance(one: str, other: str, *, prefix: bool = False) -> int:
    """Letters to insert, remove, change or swap to make `one` of `other`, or of a start of it."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return min(row) if prefix else row[-1]

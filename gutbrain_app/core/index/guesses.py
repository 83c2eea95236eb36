"""What a single typed word may stand for among the words a library has."""

import math

from gutbrain_app.core.index.concepts import Option
from gutbrain_app.core.index.lexicon import Known, Lexicon
from gutbrain_app.core.index.small_words import SMALL_WORDS
from gutbrain_app.core.index.spelling import distance, variants
from gutbrain_app.core.index.vocabulary import Vocabulary

_COMPLETIONS = 10
_TITLE_COMPLETIONS = 6
_SHORT = 3  # letters; fewer say little of what comes
_COMPLETED = 0.8  # a completion beside a word as typed
_COMPLETED_BESIDE = 0.4  # the same when the typed word is itself a word
_OTHER_ENGLISH = 0.9
_CORRECTED = 0.9
_TWO_WORDS = 0.9
_MOST_CORRECTIONS = 3
_EDIT = 4.0  # one letter wrong is as unlikely as a word e**4 times rarer
_SLIP_OF_DIGIT = 5  # letters
_SMALL_WORD = 2.5  # so much likelier must a small word be to be the one that was meant
_LETTERS_TO_A_SLIP = 4  # with more slips in half a word it is like too many
_MUCH_COMMONER = 8
_FIRST_LETTER = 1.5  # the same for a slip in the first letter


class Guesses:
    """Options for a word, best first; none when nothing in the library is near it."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        self._vocabulary = vocabulary
        self._lexicon = lexicon

    def options(self, word: str, *, half: bool) -> list[Option]:
        """What `word` may stand for; with `half` it may be the start of a longer one."""
        known = self._vocabulary.knows(word)
        options = [Option((self._vocabulary.stem(word),))] if known else []
        options += self._other_english(word)
        if known and (pair := self.two_words(word)):
            stems = self._vocabulary.stem(pair[0]), self._vocabulary.stem(pair[1])
            options.append(Option(stems, _TWO_WORDS, f"{word} = {pair[0]} {pair[1]}"))
        completions: list[Option] = []
        if half or not options:
            completions = self._completions(word, beside=known, half=half)
        if not options and not (half and completions):
            options += self._corrections(word, half=half, beside=bool(completions))
        elif known and not completions and not self._vocabulary.count(word):
            options += self._better_spelt(word)
        return _different(options + completions)

    def _other_english(self, word: str) -> list[Option]:
        return [
            Option((self._vocabulary.stem(other),), _OTHER_ENGLISH, f"{word} = {other}")
            for other in variants(word)
            if self._vocabulary.count(other)
        ]

    def two_words(self, word: str) -> tuple[()] | tuple[str, str]:
        """Such as gut and brain for gutbrain, where they follow each other in more sections."""
        best: tuple[()] | tuple[str, str] = ()
        most = self._vocabulary.count(word)
        for place in range(1, len(word)):
            left, right = word[:place], word[place:]
            if not _may_be_apart(left, right):
                continue
            if min(self._vocabulary.count(left), self._vocabulary.count(right)) <= most:
                continue
            pair = self._vocabulary.stem(left), self._vocabulary.stem(right)
            found = self._vocabulary.phrase_count(pair)
            if found > most:
                best, most = (left, right), found
        return best

    def _completions(self, word: str, *, beside: bool, half: bool) -> list[Option]:
        fewer = 2 if len(word) < _SHORT else 1
        title = self._lexicon.title_completions(word, _TITLE_COMPLETIONS // fewer)
        common = self._lexicon.completions(word, _COMPLETIONS // fewer)
        found = {
            known.word: known
            for known in (*common, *title)
            if known.word != word and known.word not in SMALL_WORDS
        }
        most = max((known.count for known in found.values()), default=1)
        weight = _COMPLETED_BESIDE if beside else _COMPLETED
        leading = {known.word for known in title}
        options = [
            Option(
                (self._vocabulary.stem(known.word),),
                weight * (1.0 if known.word in leading else 0.5 + 0.5 * known.count / most),
                "" if half else f"{word} → {known.word}",
                half=True,
            )
            for known in found.values()
        ]
        return sorted(options, key=lambda option: -option.weight)

    def _corrections(self, word: str, *, half: bool, beside: bool) -> list[Option]:
        if not _may_be_misspelt(word):
            return []
        prefix = half and len(word) >= 4
        found: list[Known] = []
        for edits in (1, 2) if len(word) >= 5 and not beside else (1,):
            found = self._lexicon.neighbours(word, edits, prefix=False)
            if prefix and not found and len(word) >= _LETTERS_TO_A_SLIP * edits:
                found = self._lexicon.neighbours(word, edits, prefix=True)
            if found:
                break
        scored = sorted(
            ((self._likelihood(word, known, prefix), known) for known in found),
            key=lambda pair: -pair[0],
        )
        telling = [pair for pair in scored if pair[1].word not in SMALL_WORDS]
        if telling and telling[0][0] > scored[0][0] - _SMALL_WORD:
            scored = telling
        return [
            Option(
                (self._vocabulary.stem(known.word),),
                _CORRECTED * max(0.3, 1 - (scored[0][0] - likelihood) / 6),
                f"{word} → {known.word}",
            )
            for likelihood, known in scored[:_MOST_CORRECTIONS]
        ]

    def _better_spelt(self, word: str) -> list[Option]:
        """Such as inflammation for inflamation, which shares its stem with inflamed alone."""
        stem = self._vocabulary.stem(word)
        likelier = _MUCH_COMMONER * self._vocabulary.frequency(stem)
        return [
            Option((other,), _CORRECTED, f"{word} → {known.word}")
            for known in self._lexicon.neighbours(word, 1, prefix=False)
            if known.count > likelier and (other := self._vocabulary.stem(known.word)) != stem
        ][:1]

    def _likelihood(self, word: str, known: Known, prefix: bool) -> float:
        edits = distance(word, known.word)
        if prefix:
            edits = min(edits, distance(word, known.word, prefix=True))
        first = word[0] != known.word[0]
        return math.log(1 + known.count) - _EDIT * edits - _FIRST_LETTER * first


def _may_be_misspelt(word: str) -> bool:
    """A number is as it is; a digit among many letters may be a slip."""
    return len(word) > 1 and sum(map(str.isalpha, word)) >= len(word) - (len(word) > _SLIP_OF_DIGIT)


def _may_be_apart(left: str, right: str) -> bool:
    """Two words of two letters or more, or a letter and a number as in IL6."""
    if min(len(left), len(right)) > 1:
        return left not in SMALL_WORDS and right not in SMALL_WORDS
    return left[-1].isdigit() != right[0].isdigit()


def _different(options: list[Option]) -> list[Option]:
    best: dict[tuple[str, ...], Option] = {}
    for option in options:
        best.setdefault(option.stems, option)
    return list(best.values())

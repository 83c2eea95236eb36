"""Spellings of one word become one; what is indexed and what is asked both pass through here."""

import re
import unicodedata

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_APOSTROPHES = "\u2018\u2019\u201b\u02bc\u0060\u00b4\uff07"
_GREEK_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho "
    "sigma sigma tau upsilon phi chi psi omega"
)
_GREEK = dict(zip("αβγδεζηθικλμνξοπρςστυφχψω", _GREEK_NAMES.split(), strict=True))
_BEFORE = str.maketrans(
    {
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"),  # soft hyphens, joiners: nothing
    }
)
_LETTERS = str.maketrans(
    {
        **{"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"},
        "`": "'",  # what the Greek varia decomposes into
    }
)
_ACCENTS = re.compile("[\u0300-\u036f]+")
_GREEK_RUN = re.compile("[α-ω]+")
_CJK = re.compile("([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")


def folded(text: str) -> str:
    """The text in lower case without accents, Greek letters by name, dashes and apostrophes alike.

    The length may change: `marking` finds places in the original.
    """
    if not text.isascii():
        text = _plain_letters(text)
    text = text.lower()
    if "'" in text:
        text = text.replace("'s", "s").replace("n't", "nt")  # Parkinson's = Parkinsons
    return text


def _plain_letters(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.translate(_BEFORE))
    text = unicodedata.normalize("NFC", _ACCENTS.sub("", text)).casefold()
    text = _GREEK_RUN.sub(_greek_name, text.translate(_LETTERS))
    return _CJK.sub(r" \1 ", text)  # no spaces are written there: each sign is a word


def _greek_name(run: re.Match[str]) -> str:
    """A single letter is a sign and gets its name; several are a Greek word and stay."""
    return f" {_GREEK[run[0]]} " if run[0] in _GREEK else run[0]

"""JSON text and data, without the surprises of `json`: each is either faithful or refused."""

import json
import math
from codecs import BOM_UTF8
from collections.abc import Mapping

from gutbrain_app.core.errors import GutbrainError


class NotUnderstood(GutbrainError):
    """The text is not what it should be; the message completes "the file is damaged: "."""


class NewerVersion(GutbrainError):
    """The text comes from a newer program; the message completes "the file is newer: "."""


def parse_value(text: bytes | str) -> object:
    """Read one JSON value; raise NotUnderstood for what `json` would let pass or choke on.

    A byte order mark is dropped. A name given twice in one object, NaN, infinite and endless
    numbers, and nesting beyond Python's depth are refused.
    """
    try:
        characters = text if isinstance(text, str) else text.removeprefix(BOM_UTF8).decode("utf-8")
        return json.loads(
            characters,
            object_pairs_hook=_each_name_once,
            parse_constant=_refuse_constant,
            parse_float=_finite,
        )
    except UnicodeDecodeError as error:
        raise NotUnderstood(f"it is not UTF-8 text ({error.reason})") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise NotUnderstood(f"it is not JSON ({error.msg}, {where})") from error
    except RecursionError as error:
        raise NotUnderstood("it is nested too deeply") from error
    except ValueError as error:  # a number of more than 4,300 digits
        raise NotUnderstood(f"it holds a number that cannot be read ({error})") from error


def parse_object(text: bytes | str) -> dict[str, object]:
    """Read one JSON object; raise NotUnderstood for anything else."""
    value = parse_value(text)
    if not isinstance(value, dict):
        raise NotUnderstood("it does not hold a JSON object")
    return value


def serialise(value: object, *, indent: int | None = None) -> bytes:
    """Write JSON as UTF-8; raise NotUnderstood for what JSON has no words for.

    A lone surrogate cannot be UTF-8, so a value that holds one is written in ASCII with escapes.
    """
    try:
        try:
            text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
            return text.encode("utf-8")
        except UnicodeEncodeError:
            return json.dumps(value, allow_nan=False, indent=indent).encode("ascii")
    except (TypeError, ValueError, RecursionError) as error:
        raise NotUnderstood(f"it cannot be written as JSON ({error})") from error


def check_format(data: Mapping[str, object], name: str, newest: float) -> None:
    """Raise NotUnderstood for another kind of file, NewerVersion for one from a newer program."""
    if data.get("format") != name:
        raise NotUnderstood(f'its "format" is not "{name}"')
    version = data.get("version")
    if type(version) is not int or version < 1:
        raise NotUnderstood('its "version" is not a whole number from 1 up')
    if version > newest:
        raise NewerVersion(f"it has version {version}, and this program knows {newest}")


def _each_name_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    mapping = dict(pairs)
    if len(mapping) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise NotUnderstood(f'it names "{twice}" twice in one object')
    return mapping


def _refuse_constant(constant: str) -> object:
    raise NotUnderstood(f"it holds {constant}, which is not JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise NotUnderstood(f"it holds {digits[:40]}, a number beyond measure")
    return number

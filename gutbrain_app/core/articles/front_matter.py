"""The front matter of an article: YAML between lines of dashes or TOML between lines of pluses."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gutbrain_app.core.errors import GutbrainError

LARGEST_FRONT_MATTER = 8_192
_OPENING = re.compile(r"(---|\+\+\+)[ \t]*\n")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
_CLOSINGS = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE),
}
_LINE_OF_TOML = re.compile(r"\(at line (\d+), .*\)$")


class YamlRefused(GutbrainError):
    """YAML that cannot or must not be read; `line` counts from 1 in its own text."""

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True)
class FrontMatter:
    """What an article says of itself; an empty field was not said."""

    title: str = ""
    summary: str = ""
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    updated: str = ""


def split_front_matter(text: str) -> tuple[str, str, int]:
    """The front matter with its first line, the Markdown, and the Markdown's first line.

    Front matter is empty where there is none.
    """
    opening = _OPENING.match(text)
    closing = _CLOSINGS[opening[1]].search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return "", text, 1
    body = text[closing.end() + 1 :]
    return text[: closing.start()], body, text.count("\n", 0, closing.end()) + 2


def read_front_matter(text: str) -> FrontMatter:
    """Read what `split_front_matter` has found. Raises YamlRefused; its line is the file's."""
    if text.startswith("+++"):
        data = _read_toml(text.partition("\n")[2])
    else:
        # The line of dashes begins a document of YAML; so the lines are those of the file.
        data = read_yaml(text, LARGEST_FRONT_MATTER)
    return FrontMatter(
        title=_line(data.get("title")),
        summary=_line(data.get("summary") or data.get("description")),
        aliases=_words(data.get("aliases") or data.get("alias"), ","),
        tags=_words(data.get("tags"), ","),
        updated=_line(data.get("updated") or data.get("date")),
    )


def read_yaml(text: str, limit: int) -> Mapping[str, Any]:
    """A mapping of plain values. Raises YamlRefused for anything that could do harm or is none."""
    # Imported here: no window that only reads a built library needs it (20 ms).
    import yaml

    if len(text) > limit:
        raise YamlRefused(f"The YAML is longer than {limit} characters.")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        # An alias names an earlier value: nine lines of them stand for gigabytes.
        if "&" in text or "*" in text:
            for event in yaml.parse(text, Loader=loader):
                if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                    raise YamlRefused("Anchors and aliases are not read.", _line_of(event))
        data = yaml.load(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "a character that YAML does not allow"
        raise YamlRefused(f"{what[:1].upper()}{what[1:]}.", mark.line + 1 if mark else 1) from error
    except (ValueError, RecursionError, OverflowError) as error:
        raise YamlRefused("A value cannot be read.") from error
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise YamlRefused("There is no `name: value` in it.")
    return {str(key).lower(): value for key, value in data.items()}


def _read_toml(text: str) -> Mapping[str, Any]:
    # Imported here: most front matter is YAML.
    import tomllib

    if len(text) > LARGEST_FRONT_MATTER:
        raise YamlRefused(f"The TOML is longer than {LARGEST_FRONT_MATTER} characters.")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = _LINE_OF_TOML.search(str(error))
        what = _LINE_OF_TOML.sub("", str(error)).strip()
        raise YamlRefused(f"{what}.", int(where[1]) + 1 if where else 1) from error
    except (ValueError, RecursionError) as error:
        raise YamlRefused("A value cannot be read.") from error
    return {str(key).lower(): value for key, value in data.items()}


def _line_of(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _line(value: object) -> str:
    """One line of text; a date as year, month, day."""
    if isinstance(value, datetime.datetime):
        value = value.date()
    if not isinstance(value, str | int | float | datetime.date):
        return ""
    try:
        return one_line(str(value))
    except ValueError:  # Python does not write numbers of more than 4,300 digits.
        return ""


def one_line(text: str) -> str:
    """The text without line ends, controls and marks that turn the direction of writing."""
    return " ".join(_CONTROLS.sub("", text).split())


def _words(value: object, separator: str) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else _line(value).split(separator)
    return tuple(word for word in (_line(item) for item in listed) if word)

"""A new library: a small folder whose first article teaches how articles are written."""

import datetime
import re
import shutil
from pathlib import Path

from gutbrain_app.core.errors import GutbrainError
from gutbrain_app.core.navigation.tree import folder_title
from gutbrain_app.core.paths import resource


class NotMade(GutbrainError):
    """A library that was not made; nothing that was there is changed."""


def make_library(folder: Path) -> None:
    """Write a library into a folder that is empty or not there yet. Raises NotMade."""
    name = folder.resolve().name
    try:
        if folder.exists() and any(folder.iterdir()):
            raise NotMade(f"{folder} is not empty; nothing in it was changed.")
        shutil.copytree(resource("new_library"), folder, dirs_exist_ok=True)
        facts = folder / "library.yaml"
        said = facts.read_text(encoding="utf-8")
        facts.write_text(_filled_in(said, name), encoding="utf-8")
    except OSError as error:
        why = error.strerror or error
        raise NotMade(f"A library cannot be written to {folder} ({why}).") from error


def _filled_in(said: str, name: str) -> str:
    """The facts for a folder of this name, whatever it is called."""
    values = {
        "NAME": name,
        "TITLE": folder_title(name),
        "DAY": datetime.date.today().isoformat(),
    }
    return re.sub("|".join(values), lambda word: _quoted(values[word[0]]), said)


def _quoted(text: str) -> str:
    # Imported here: no other command needs it (20 ms).
    import yaml

    text = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=10_000)
    return str(text).strip()

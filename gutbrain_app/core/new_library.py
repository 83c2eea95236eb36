"""A new library: a small folder whose first article teaches how articles are written."""

import datetime
import json
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
        for word, value in (
            ("NAME", name),
            ("TITLE", folder_title(name)),
            ("DAY", datetime.date.today().isoformat()),
        ):
            # A text of JSON is one of YAML too, whatever the folder is called.
            said = said.replace(word, json.dumps(value), 1)
        facts.write_text(said, encoding="utf-8")
    except OSError as error:
        raise NotMade(f"A library cannot be written to {folder} ({error.strerror}).") from error

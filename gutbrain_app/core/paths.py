"""Where things are kept: bookmarks, settings, built libraries, what the program brings along."""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def data_folder() -> Path:
    """The folder of the reader's bookmarks; whoever writes into it makes it first."""
    home = _home()
    if home:
        return home / "data"
    # Imported here: with GUTBRAIN_HOME set, and for `--version`, it is never needed.
    import platformdirs

    return platformdirs.user_data_path("gutbrain", appauthor=False)


def cache_folder() -> Path:
    """The folder of built libraries; all in it can be built again."""
    home = _home()
    if home:
        return home / "cache"
    import platformdirs

    return platformdirs.user_cache_path("gutbrain", appauthor=False)


def config_folder() -> Path:
    """The folder of the reader's settings."""
    home = _home()
    if home:
        return home / "config"
    import platformdirs

    return platformdirs.user_config_path("gutbrain", appauthor=False)


def builtin_library() -> Path:
    """The folder of the library that comes with the program."""
    return resource("library")


def resource(name: str) -> Path:
    """A file or folder that comes with the program; an installed one is inside the package."""
    installed = PACKAGE / "resources" / name
    return installed if installed.exists() else PACKAGE.parent / "resources" / name


def _home() -> Path | None:
    """The one folder for everything, where the reader (or a test) has named one."""
    named = os.environ.get("GUTBRAIN_HOME", "")
    return Path(named).expanduser().absolute() if named else None

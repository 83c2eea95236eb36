"""Folders of bookmarks; one inside another is written `Seminar/Week 1`.

A folder is there while a bookmark is in it, or while the file's "folders" lists it.
"""

from collections.abc import Iterable, Mapping


def clean_folder(text: str) -> str:
    """The folder without blanks around its names and without nameless ones."""
    return "/".join(name for name in (each.strip() for each in text.split("/")) if name)


def folder_above(folder: str) -> str:
    """The folder that holds it; empty for an outermost one."""
    return clean_folder(folder).rpartition("/")[0]


def is_within(folder: str, outer: str) -> bool:
    """Whether it is that folder or lies in it, at any depth."""
    folder, outer = clean_folder(folder), clean_folder(outer)
    return not outer or folder == outer or folder.startswith(outer + "/")


def moved_folder(folder: str, old: str, new: str) -> str:
    """Where a folder is after `old` was renamed or moved to `new`; "" takes `old` away."""
    if not is_within(folder, old):
        return folder
    rest = clean_folder(folder)[len(clean_folder(old)) :]
    return clean_folder(f"{new}/{rest}")


def listed_folders(header: Mapping[str, object]) -> tuple[str, ...]:
    """The folders a file lists, in the reader's order."""
    listed = header.get("folders")
    names = listed if isinstance(listed, list) else []
    return tuple(dict.fromkeys(clean_folder(each) for each in names if isinstance(each, str)))


def with_those_above(folders: Iterable[str]) -> tuple[str, ...]:
    """Each folder once, behind those that hold it, in the order of their first mention."""
    found: dict[str, None] = {}
    for folder in folders:
        names = clean_folder(folder).split("/")
        for depth in range(1, len(names) + 1):
            found["/".join(names[:depth])] = None
    found.pop("", None)
    return tuple(found)

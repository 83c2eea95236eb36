"""What a handout says beside the reader's words, the same in every form."""

from collections.abc import Iterator

from gutbrain_app.core.handout.handout import HandoutEntry
from gutbrain_app.core.standing.standing import State

_STATES = {
    State.EDITED: "The text was edited after this was kept.",
    State.RETIRED: "This text is no longer in the library; it is shown as it was kept.",
}


def path_line(entry: HandoutEntry) -> str:
    """Where it stands, with its address."""
    return f"{' › '.join(entry.path)} ({entry.place})".strip()


def state_line(entry: HandoutEntry) -> str:
    """A sentence where the text is not what was kept, else an empty text."""
    if entry.state is None:
        return f"From another library ({entry.mark.library})."
    return _STATES.get(entry.state, "")


def sources_line(entry: HandoutEntry) -> str:
    word = "Source" if len(entry.sources) == 1 else "Sources"
    return f"{word}: {', '.join(map(str, entry.sources))}"


def folders_between(before: str, now: str) -> Iterator[tuple[int, str]]:
    """The folders that begin with this entry, with their depth from 0."""
    names, last = now.split("/") if now else [], before.split("/")
    same = True
    for depth, name in enumerate(names):
        same = same and depth < len(last) and last[depth] == name
        if not same:
            yield depth, name

"""A15: every way out of the program, at any moment after the last key of a note."""

import random
import time

from tests.faults.tally import Tally, expect
from tests.faults.typing_window import WAYS
from tests.faults.windows import Desk, check_note, desk, display, hear_the_rest, window

KEYS = (1, 30)
LONGEST_DELAY_MS = 2000


def play(tally: Tally, long: bool) -> None:
    """Seven ways, twenty times each; what the X server takes along may be half a second."""
    chance = random.Random(15)
    with desk() as home:
        for number in range(20 if long else 1):
            # The shortest and the longest delay, and then any.
            delay = (0, LONGEST_DELAY_MS)[number] if number < 2 else chance.randrange(2001)
            keys = chance.randint(*KEYS)
            for way in WAYS:
                with tally.run(f"{way}, {delay} ms after {keys} keys"):
                    if way == "none":
                        _end_of_the_display(home, keys=keys, delay=delay, seed=number)
                    else:
                        _leave(home, way, keys=keys, delay=delay, seed=number)


def _leave(home: Desk, way: str, *, keys: int, delay: int, seed: int) -> None:
    with window(home, way, keys=keys, delay=delay, seed=seed) as (process, said):
        status = hear_the_rest(process, said)
        expect(said.done, "the window ended before all was typed")
        wanted = -9 if way == "the session ends" else 0
        expect(status == wanted, f"it ended with {status}")
    check_note(home, said, all_of_it=True)


def _end_of_the_display(home: Desk, *, keys: int, delay: int, seed: int) -> None:
    with display() as (name, server):
        with window(home, "none", keys=keys + 100, delay=0, seed=seed, display=name) as (
            process,
            said,
        ):
            time.sleep(delay / 1000)
            server.kill()
            hear_the_rest(process, said)
        check_note(home, said, all_of_it=False)

"""A2: killed at each file call of each deed, at any moment of a long day of adding, and
of a note being typed in the real window."""

import random
import time

from gutbrain_app.core.bookmarks.shared import Saved
from tests.faults.calls import Calls, Fault
from tests.faults.children import heard, in_child, rest_heard, tell, writer
from tests.faults.scenes import (
    FILE,
    SCENES,
    Fresh,
    Scene,
    check_after,
    folder,
    good_backups,
    notes,
    stage,
)
from tests.faults.tally import Tally, expect
from tests.faults.windows import Desk, check_note, desk, window


def play(tally: Tally, long: bool) -> None:
    """Kill at each call, then at random moments."""
    for scene in SCENES:
        with stage(scene) as fresh:
            with fresh() as path, Calls(path.parent) as calls:
                scene.act(path)
            for number in range(1, len(calls.log) + 1, 1 if long else 3):
                _kill_at(tally, scene, fresh, number)
    chance = random.Random(2)
    for _ in range(200 if long else 8):
        _kill_at_random(tally, chance.random() * 0.1)
    with desk() as home:
        for number in range(200 if long else 4):
            _kill_the_window(tally, home, number, chance.random() * 2.5)


def _kill_at(tally: Tally, scene: Scene, fresh: Fresh, number: int) -> None:
    with fresh() as path:
        backups = good_backups(path)

        def deed() -> str:
            with Calls(path.parent, Fault(number, kill=True)):
                return "saved" if scene.act(path) == Saved() else "not saved"

        killed, said = in_child(deed)
        if not killed and said in ("saved", "not saved"):
            return  # fewer calls than without faults
        with tally.run(f"{scene.name}, killed at call {number}"):
            expect(not said, said)
            check_after(scene, path, None, backups)


def _kill_the_window(tally: Tally, home: Desk, number: int, seconds: float) -> None:
    with tally.run(f"window killed {seconds:.3f} s after its first key, {number}"):
        with window(home, "none", keys=900, delay=0, seed=number) as (process, said):
            time.sleep(seconds)
            process.kill()
            for line in rest_heard(process):
                said.take(line)
        check_note(home, said, all_of_it=False)


def _kill_at_random(tally: Tally, seconds: float) -> None:
    with folder(on_disk=True) as home, tally.run(f"killed {seconds:.3f} s after its first save"):
        path = home / FILE
        with writer(path, "note", 100_000) as process:
            tell(process)
            said = [heard(process)]
            time.sleep(seconds)
            process.kill()
            said += rest_heard(process)
        found = notes(path)
        expect(found[: len(said)] == said, f"said {len(said)} saved, found {len(found)}")
        expect(len(found) <= len(said) + 1, "there is more than was added")
        expect(not list(home.glob(".*.tmp")), "a temporary file is left")

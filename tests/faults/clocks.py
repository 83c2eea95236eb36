"""A16: the clock jumps, the time zone changes, years end."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from gutbrain_app.core.jsonfile.backups import KEPT, backups_of
from tests.faults.scenes import DAMAGED, FILE, aged, filled, folder, notes
from tests.faults.tally import Tally, expect

DAY = 24 * 3600
YEAR = 365 * DAY
ZONES = ("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "Europe/London")


def play(tally: Tally, long: bool) -> None:
    """Sessions under clocks that go wrong between them; the newest backup stays the newest."""
    steps = {
        "two years back": [0, -2 * YEAR],
        "beyond 2038": [0, 15 * YEAR],
        "beyond 2106": [0, 90 * YEAR, 0],
        "to 1970": [0, -50 * YEAR, 0],
        "back and forth": [0, DAY, -DAY, 3 * DAY, -3 * DAY],
        "standing still": [0],
    }
    for name, jumps in steps.items():
        with folder() as home, tally.run(name):
            _play_jumps(home / FILE, jumps)
    for zone in ZONES:
        with folder() as home, _zone(zone), tally.run(zone):
            _play_jumps(home / FILE, [0])
    with folder() as home, tally.run("summer time ends"), _zone("Europe/Berlin"):
        # 2026-10-25, where an hour comes twice
        _play_jumps(home / FILE, [1_792_890_000 - time.time() + hour * 1800 for hour in range(6)])


def _play_jumps(path: Path, jumps: Sequence[float]) -> None:
    now = time.time
    wanted: list[str] = []
    for session in range(KEPT + 4):
        jump = jumps[session % len(jumps)]
        moment = now() + jump
        with (
            patch("time.time", lambda moment=moment: moment),
            patch("time.time_ns", lambda moment=moment: int(moment * 1e9)),
            patch("gutbrain_app.core.jsonfile.backups.datetime", _Clock(moment)),
        ):
            filled(path, f"note {session}")
        wanted.append(f"note {session}")
        _check_order(path, session)
    expect(notes(path) == wanted, "not all is there")
    expect(len(backups_of(path)) == KEPT, f"{len(backups_of(path))} backups")
    path.write_bytes(DAMAGED)
    aged(path)
    expect(notes(path) == wanted[:-1], "another backup than the newest was opened")


def _check_order(path: Path, session: int) -> None:
    sizes = [len(each.path.read_bytes()) for each in backups_of(path)]
    expect(sizes == sorted(sizes, reverse=True), "the order of the backups is not their age")
    expect(len(sizes) == min(session, KEPT), f"{len(sizes)} backups after {session} sessions")


class _Clock:
    """Stands for `datetime`, at a moment of another clock."""

    def __init__(self, moment: float) -> None:
        self._moment = moment

    def now(self, zone: object) -> object:
        from datetime import UTC, datetime

        return datetime.fromtimestamp(self._moment, UTC)


@contextmanager
def _zone(name: str) -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = name
    time.tzset()
    try:
        yield
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before
        time.tzset()

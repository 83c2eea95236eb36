"""A1: each file call fails, in each way, during each deed."""

import errno
from pathlib import Path

from gutbrain_app.core.bookmarks.shared import NotSaved, Saved
from tests.faults.calls import Calls, Fault
from tests.faults.scenes import SCENES, Fresh, Scene, check_after, good_backups, stage
from tests.faults.tally import Tally

ERRORS = (
    errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EINTR, errno.ESTALE,
)  # fmt: skip
# The short run: one error of the disk, one of rights.
FEW = (errno.EIO, errno.EACCES)


def play(tally: Tally, long: bool) -> None:
    """Count the calls of each deed, then let each of them fail."""
    for scene in SCENES:
        with stage(scene) as fresh:
            for number in range(1, _calls_of(scene, fresh) + 1):
                for error in ERRORS if long else FEW:
                    _play_one(tally, scene, fresh, Fault(number, error))
                _play_one(tally, scene, fresh, Fault(number, short=True, only="write"))


def _calls_of(scene: Scene, fresh: Fresh) -> int:
    with fresh() as path, Calls(path.parent) as calls:
        scene.act(path)
    return len(calls.log)


def _play_one(tally: Tally, scene: Scene, fresh: Fresh, fault: Fault) -> None:
    with fresh() as path:
        backups = good_backups(path)
        with Calls(path.parent, fault) as calls:
            answer = _act(scene, path)
        if not calls.played:
            return  # fewer calls than without faults
        with tally.run(f"{scene.name}, {fault} ({calls.played})"):
            if isinstance(answer, Exception):
                raise answer
            check_after(scene, path, answer, backups)


def _act(scene: Scene, path: Path) -> Saved | NotSaved | Exception:
    try:
        return scene.act(path)
    except Exception as error:  # noqa: BLE001, to be told with the call that failed
        return error

"""One writer at a time, wherever the file lies."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gutbrain_app.core.jsonfile.locking import NotLocked, locked

pytest.importorskip("fcntl", reason="these locks are POSIX's; Windows has its own in filelock")

HOLDER = """
import sys, time
from pathlib import Path
from gutbrain_app.core.jsonfile.locking import locked
with locked(Path(sys.argv[1]), timeout=5):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new folder" / "bookmarks.json"


def test_the_lock_is_on_a_separate_file(path: Path) -> None:
    with locked(path, timeout=0) as weakness:
        assert weakness == ""
        assert not path.exists()


def test_another_writer_waits_and_then_gives_up(path: Path) -> None:
    with (
        locked(path, timeout=0),
        pytest.raises(NotLocked, match="by another program"),
        locked(path, timeout=0.05),
    ):
        pytest.fail("two writers at once")


def test_the_lock_is_free_again_after_its_block(path: Path) -> None:
    for _ in range(3):
        with locked(path, timeout=0):
            pass


def test_the_lock_of_a_killed_holder_is_free_at_once(path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(NotLocked), locked(path, timeout=0):
            pytest.fail("two writers at once")
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        with locked(path, timeout=1):
            pass


@pytest.mark.parametrize("error", [errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS])
def test_where_the_system_has_no_locks_a_marker_is_used_and_told(
    path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    _no_locks(monkeypatch, error)
    with locked(path, timeout=0) as weakness:
        assert "knows no locks" in weakness
        with pytest.raises(NotLocked), locked(path, timeout=0):
            pytest.fail("two writers at once")
    with locked(path, timeout=0):
        pass


def test_the_marker_of_a_dead_process_is_taken_over(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _no_locks(monkeypatch, errno.ENOLCK)
    dying = "import fcntl, errno, os\n" + HOLDER.replace("import sys, time", "import sys").replace(
        "time.sleep(60)", "os._exit(0)"
    )
    dying = dying.replace(
        "with locked",
        "def refuse(*arguments): raise OSError(errno.ENOLCK, 'no locks')\n"
        "fcntl.flock = refuse\n"
        "with locked",
    )
    subprocess.run([sys.executable, "-c", dying, str(path)], check=True, capture_output=True)

    with locked(path, timeout=5):
        pass


def test_a_marker_whose_maker_died_before_it_signed_is_taken_over(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _no_locks(monkeypatch, errno.ENOLCK)
    marker = path.with_name(f"{path.name}.locked")
    marker.parent.mkdir()
    marker.touch()
    with pytest.raises(NotLocked, match=r"remove .*\.locked beside"), locked(path, timeout=0):
        pytest.fail("a marker of a moment ago may be another's")
    os.utime(marker, (0, 0))
    with locked(path, timeout=0):
        pass


def test_a_folder_that_cannot_be_written_is_told(path: Path) -> None:
    path.parent.parent.joinpath("new folder").touch()
    with pytest.raises(NotLocked, match="could not be saved"), locked(path, timeout=0):
        pytest.fail("locked in a folder that is none")


def _no_locks(monkeypatch: pytest.MonkeyPatch, error: int) -> None:
    import fcntl

    def refuse(descriptor: int, operation: int) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(fcntl, "flock", refuse)

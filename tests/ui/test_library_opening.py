"""Building in a child process."""

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gutbrain_app.ui.library_opening import LibraryOpener


def test_a_child_that_cannot_be_started_is_told_and_can_be_tried_again(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nowhere"))
    opener = LibraryOpener()
    for _ in range(2):
        with qtbot.waitSignal(opener.failed) as told:
            opener.build()
        assert "what was built before stays" in told.args[0]
        assert not opener.is_building

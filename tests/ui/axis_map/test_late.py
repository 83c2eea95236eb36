"""The map costs nothing until it is asked for."""

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
from pathlib import Path
from gutbrain_app.app import opened_window
from gutbrain_app.core.places import Place

application, window = opened_window(Path(sys.argv[1]), Place("mood"))
while not (window.is_furnished and window.library is not None):
    application.processEvents()
assert window.furnishing.actions["axis_map"].isVisible()
print([name for name in sys.modules if "axis" in name])
window.close()
"""


def test_nothing_of_the_map_is_imported_before_it_is_asked_for(
    arrows_folder: Path, arrows_cache: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "cache").symlink_to(arrows_cache)
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(arrows_folder)],
        env={**os.environ, "GUTBRAIN_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert run.stdout == "[]\n"

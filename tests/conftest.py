"""What holds for every test."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

# Windows are drawn in memory, also when pytest is started without ./test.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A busy machine is no defect: no test fails for the time an example takes.
settings.register_profile("gutbrain", deadline=None)
settings.load_profile("gutbrain")


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The bookmarks, settings and built libraries of whoever runs the tests stay untouched."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GUTBRAIN_HOME", str(tmp_path_factory.mktemp("home")))
        yield

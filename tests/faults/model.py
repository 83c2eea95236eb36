"""A14: any sequence of deeds, by two windows and an editor, against a plain model."""

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.core.test_bookmarks_model import TwoWindows
from tests.faults.tally import Tally


def play(tally: Tally, long: bool) -> None:
    """The machine of the core's tests, for longer; each example is a run."""
    examples = 300 if long else 10
    done = settings(
        max_examples=examples,
        stateful_step_count=50,
        deadline=None,
        database=None,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
    )
    runs = 0

    class Counted(TwoWindows):
        def __init__(self) -> None:
            nonlocal runs
            runs += 1
            super().__init__()

    with tally.run("the model"):
        run_state_machine_as_test(Counted, settings=done)
    tally.runs = runs

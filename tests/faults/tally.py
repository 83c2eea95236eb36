"""What a fault campaign has to say: how often, and what was lost."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


class Skipped(Exception):
    """This fault cannot be made on this machine; the text is the reason."""


class Lost(Exception):
    """A promise was broken; the text says which."""


@dataclass
class Tally:
    """`lost` holds a sentence for each run after which something was not as promised."""

    runs: int = 0
    lost: list[str] = field(default_factory=list)

    @contextmanager
    def run(self, name: object) -> Iterator[None]:
        """Count a run; whatever it raises is a loss, for the program would have stopped too."""
        self.runs += 1
        try:
            yield
        except Skipped:
            raise
        except Exception as error:  # noqa: BLE001, a crash is the worst of the findings
            self.lost.append(f"{name}: {type(error).__name__}: {error}")


@dataclass(frozen=True)
class Campaign:
    """`least` runs are promised of the long part."""

    name: str
    title: str
    least: int
    play: Callable[[Tally, bool], None]


def expect(holds: object, promise: str) -> None:
    """Raise Lost unless the promise holds."""
    if not holds:
        raise Lost(promise)

"""A named story, and how plain ones are made: one fault from the onset on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.explain.facts import Phrase
from domain.registry.facts import Recall, Serviced
from domain.simulation.facts import Fault, FaultKind


@dataclass(frozen=True, slots=True)
class Story:
    """days: from the onset until the check must have fired, or the look-alike has passed.

    expect: the check that must fire; None where none may. note says what is simulated.
    recalls: campaigns that name the car from the onset on. serviced_days_ago: when, before the onset, the yearly
    service was done, by what is put on record then. goes_on: it does not end with the first warning.
    in_year: the month in which the weeks before the onset begin, for a caller that has no clock of its own.
    """

    code: str
    days: int
    faults: Callable[[datetime], tuple[Fault, ...]]
    expect: str | None
    note: str
    recalls: tuple[Recall, ...] = ()
    serviced_days_ago: int | None = None
    goes_on: bool = False
    in_year: int = 4

    @property
    def title(self) -> Phrase:
        """Return the story's name; its texts are in `health/story_words`, those of the demo's own stories in `jobs/words`."""
        return Phrase(f"story.{self.code}")

    def services(self, onset: datetime) -> tuple[Serviced, ...]:
        """Return the work that is on record from the onset on."""
        if self.serviced_days_ago is None:
            return ()
        return (Serviced("yearly_service", (onset - timedelta(days=self.serviced_days_ago)).date()),)


def one(
    kind: FaultKind, *, over_days: float, size: float = 1.0, wheel: int | None = None
) -> Callable[[datetime], tuple[Fault, ...]]:
    """Return the `faults` of a story: one fault that begins at the onset."""
    return lambda onset: (Fault(kind, onset, over_days, size, wheel),)

"""What demo cars send: a simulated one follows its story, a recorded one repeats its trips every day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Literal, Protocol

import httpx
import msgspec
import numpy as np

from domain.simulation import stories
from domain.simulation.facts import Fault, SimCar
from domain.simulation.run import simulate
from domain.simulation.story import Story
from domain.simulation.wire import to_records
from domain.telemetry import paths
from domain.telemetry.facts import Window
from jobs import recordings
from jobs.recordings import Reel

Record = dict[str, object]
Origin = Literal["simulated", "recorded"]
PAST = timedelta(days=29)  # the door takes records up to 30 days old
# As cars do, more often under way: what a trip used takes a reading every 30 s.
_PARKED_S, _DRIVING_S = 60, 20
TRIPS = Path(__file__).parents[2] / "domain" / "data" / "twizy" / "trips.parquet"
_TRIPS_BEGIN = time(0, 30, tzinfo=UTC)  # half past eight in Shanghai
_RECORDED_PAST = timedelta(days=7)
_DAY = timedelta(days=1)
_PER_REQUEST = 2_000
_TIMEOUT_S = 60.0


class Film(Protocol):
    """What a car has to send in a stretch of time, and the stories it can tell."""

    name_en: str
    name_zh: str
    origin: Origin
    past: timedelta

    def records(self, start: datetime, end: datetime) -> list[Record]: ...

    def offered(self) -> tuple[Story, ...]: ...

    def begin(self, story: Story, *, at: datetime) -> None: ...


@dataclass(slots=True)
class Simulated:
    """A made-up car."""

    sim: SimCar
    origin: Origin = "simulated"
    past: timedelta = PAST
    faults: tuple[Fault, ...] = ()
    name_en: str = field(init=False)
    name_zh: str = field(init=False)

    def __post_init__(self) -> None:
        self.name_en, self.name_zh = self.sim.name_en, self.sim.name_zh

    def records(self, start: datetime, end: datetime) -> list[Record]:
        window = simulate(self.sim, start=start, end=end, faults=self.faults, step_s=_DRIVING_S)
        return to_records(_thinned(window))

    def offered(self) -> tuple[Story, ...]:
        return (*(stories.STORIES[code] for code in self.sim.stories), _MONTHS)

    def begin(self, story: Story, *, at: datetime) -> None:
        """Start a story; faults of earlier stories are repaired first."""
        self.faults = story.faults(at)


def _thinned(window: Window) -> Window:
    """Leave out readings between two minutes at which the car stood."""
    sent = (window.values[paths.SPEED] > 0) | (np.arange(window.at.size) % (_PARKED_S // _DRIVING_S) == 0)
    return Window(window.at[sent], {path: values[sent] for path, values in window.values.items()})


@dataclass(slots=True)
class Recorded:
    """A real car whose recorded trips are repeated every morning, so that it has a history and keeps sending."""

    name_en: str
    name_zh: str
    origin: Origin = "recorded"
    past: timedelta = _RECORDED_PAST

    def records(self, start: datetime, end: datetime) -> list[Record]:
        first = datetime.combine(start.date(), _TRIPS_BEGIN) - _DAY
        mornings = (first + day * _DAY for day in range((end - first) // _DAY + 1))
        return [record for morning in mornings for at, record in _trips_on(morning) if start <= at < end]

    def offered(self) -> tuple[Story, ...]:
        return (_WEEK,)

    def begin(self, story: Story, *, at: datetime) -> None:
        """Do nothing: a recording has no stories."""


def _trips_on(morning: datetime) -> Iterator[tuple[datetime, Record]]:
    reel = _reel()
    for index, record in enumerate(reel.records(0, len(reel.at))):
        at = morning + (datetime.fromisoformat(reel.at[index]) - _EPOCH)
        yield at, {**record, "at": at.isoformat()}


_MONTHS = Story(
    "months",
    days=98,
    faults=lambda _onset: (),
    expect=None,
    note="Nothing goes wrong, but the season changes and services come due; afterwards the battery has an outlook.",
    goes_on=True,
)
_WEEK = Story(
    "recorded_days",
    days=1,
    faults=lambda _onset: (),
    expect=None,
    note="Real trips, recorded once a second in 2021 and repeated every morning.",
)
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@cache
def _reel() -> Reel:
    return recordings.open_reel(TRIPS, start=_EPOCH)


@dataclass(slots=True)
class DemoCar:
    """A car of the demo: its film, the key it sends with, how far it has been sent, and whether its past trips are made."""

    film: Film
    model: str
    vehicle_id: int
    key: str
    sent_until: datetime | None = None
    has_trips: bool = False

    def send(self, client: httpx.Client, *, until: datetime) -> None:
        """Send what is new up to `until`, on the first call the past weeks too."""
        start = self.sent_until or until - self.film.past
        for batch in _batches(self.film.records(start, until)):
            self._post(client, batch)
        self.sent_until = until

    def _post(self, client: httpx.Client, batch: Sequence[Record]) -> None:
        answer = client.post(
            "/v1/telemetry",
            content=msgspec.json.encode({"records": batch}),
            headers={"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"},
        )
        answer.raise_for_status()


def _batches(records: Sequence[Record]) -> Iterator[Sequence[Record]]:
    for start in range(0, len(records), _PER_REQUEST):
        yield records[start : start + _PER_REQUEST]


def door(url: str) -> httpx.Client:
    """Open a client to the API, as a car would."""
    return httpx.Client(base_url=url, timeout=_TIMEOUT_S)

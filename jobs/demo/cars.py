"""What a demo car sends: a simulated one follows its story, a recorded one repeats its trips."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import httpx
import msgspec

from domain.simulation import stories
from domain.simulation.facts import Fault, SimCar
from domain.simulation.run import simulate
from domain.simulation.stories import Story
from domain.simulation.wire import to_records

PAST = timedelta(days=29)  # the door takes records up to 30 days old
STEP_S = 60
_PER_REQUEST = 2_000
_TIMEOUT_S = 60.0


@dataclass(slots=True)
class DemoCar:
    """One simulated car: what was sent so far, and what goes wrong with it."""

    sim: SimCar
    vehicle_id: int
    key: str
    sent_until: datetime | None = None
    faults: list[Fault] = field(default_factory=list)

    def begin(self, story: Story, *, at: datetime) -> None:
        """Let a story start; what earlier stories did is put right first, as a workshop would."""
        self.faults = list(story.faults(at))

    def offered(self) -> tuple[Story, ...]:
        return tuple(stories.STORIES[code] for code in self.sim.stories)

    def send(self, client: httpx.Client, *, until: datetime) -> int:
        """Send what is new up to `until`, on the first call the past weeks too; return the values kept."""
        start = self.sent_until or until - PAST
        window = simulate(self.sim, start=start, end=until, faults=tuple(self.faults), step_s=STEP_S)
        kept = sum(self._post(client, batch) for batch in _batches(to_records(window)))
        self.sent_until = until
        return kept

    def _post(self, client: httpx.Client, batch: list[dict[str, object]]) -> int:
        answer = client.post(
            "/v1/telemetry",
            content=msgspec.json.encode({"records": batch}),
            headers={"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"},
        )
        answer.raise_for_status()
        return int(answer.json()["kept"])


def _batches(records: list[dict[str, object]]) -> Iterator[list[dict[str, object]]]:
    for start in range(0, len(records), _PER_REQUEST):
        yield records[start : start + _PER_REQUEST]


def door(url: str) -> httpx.Client:
    """Open a client to the API, as a car would."""
    return httpx.Client(base_url=url, timeout=_TIMEOUT_S)

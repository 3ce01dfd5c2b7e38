"""Plays the demo: sends for linked cars, and runs a story in time lapse until its warning has been sent.

Everything goes through the same doors as in production: records over HTTP, the timetable, the outbox. Only
the clock is hurried, and a car begins to send when its owner has linked it and agreed.
"""

import logging
import queue
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import httpx

from domain.alerts import service as alerts
from domain.contact import service as contact
from domain.contact import timing
from domain.core import Core
from domain.explain.facts import Phrase
from domain.kit.classified import Purpose
from domain.kit.clock import TimeLapse
from domain.registry import service as registry
from domain.signin import service as sessions
from domain.simulation.story import Story
from domain.telemetry.storage import notes
from domain.upkeep import entry, recalls, services
from jobs import due, health, timetable
from jobs.demo.cars import DemoCar

log = logging.getLogger(__name__)

_STEP, _DAY = timedelta(hours=6), timedelta(days=1)
_SEND_EVERY = timedelta(minutes=10)
_AFTERWARDS = timedelta(days=2)
_LONG = timedelta(days=60)  # a longer story is told by the day
_LOOK_S = 0.25
_PATIENCE = 20


@dataclass(slots=True)
class Stage:
    """What the side panel shows of one car: words, and how far its story has come (0..1)."""

    status: Phrase
    progress: float | None = None
    story: str = ""


class Player:
    """One thread that moves the clock and the cars. `start` may be called from any thread."""

    def __init__(
        self, core: Core, clock: TimeLapse, cars: Iterable[DemoCar], *, client: httpx.Client
    ) -> None:
        self._core = core
        self._clock = clock
        self._cars = {car.vehicle_id: car for car in cars}
        self._client = client
        self._requests: queue.SimpleQueue[tuple[int, str]] = queue.SimpleQueue()
        self._stop = threading.Event()
        self.stages = {vehicle_id: Stage(Phrase("demo.unlinked")) for vehicle_id in self._cars}

    @property
    def cars(self) -> dict[int, DemoCar]:
        return self._cars

    def start(self, vehicle_id: int, story: str) -> None:
        """Ask for a story; it plays after those asked for before."""
        self.stages[vehicle_id] = Stage(Phrase("demo.queued"), story=story)
        self._requests.put((vehicle_id, story))

    def stop(self) -> None:
        self._stop.set()

    def close(self) -> None:
        """Close the HTTP client, once `run` has ended."""
        self._client.close()

    def run(self) -> None:
        """Play until stopped. A failure is logged, and the demo goes on."""
        while not self._stop.is_set():
            with _going_on("a round"):
                self._round()
            self._stop.wait(_LOOK_S)

    def _round(self) -> None:
        self._send_all()
        while not self._requests.empty():
            vehicle_id, story = self._requests.get()
            if self._owner_of(vehicle_id) is None:
                self.stages[vehicle_id] = Stage(self._why_silent(vehicle_id))
                continue
            car = self._cars[vehicle_id]
            self._play(car, next(each for each in car.film.offered() if each.code == story))

    def _send_all(self) -> None:
        now = self._clock.now()
        for car in self._cars.values():
            with _going_on(f"what car {car.vehicle_id} sends"):
                self._send(car, now)

    def _send(self, car: DemoCar, now: datetime) -> None:
        if self._owner_of(car.vehicle_id) is None:
            self.stages[car.vehicle_id] = Stage(self._why_silent(car.vehicle_id))
            car.sent_until, car.has_trips = None, False
        elif car.sent_until is None:
            self._first_time(car, now)
        elif now - car.sent_until >= _SEND_EVERY:
            car.send(self._client, until=now)
        elif not car.has_trips:
            self._add_past_trips(car)

    def _why_silent(self, vehicle_id: int) -> Phrase:
        with self._core.reading() as unit:
            linked = registry.keeper(unit, vehicle_id) is not None
        return Phrase("demo.waiting" if linked else "demo.unlinked")

    def _first_time(self, car: DemoCar, now: datetime) -> None:
        stage = self.stages[car.vehicle_id]
        stage.status = Phrase("demo.remembering")
        self._agree_for_past(car, now)
        car.send(self._client, until=now)
        health.care(self._core)  # now: by the timetable it may have just been done, without what came since
        stage.status = Phrase("demo.ready")

    def _agree_for_past(self, car: DemoCar, now: datetime) -> None:
        """Date the owner's consent back to the weeks that a made-up car brings along, with the channel "demo".

        A real car's readings from before consent are not kept.
        """
        owner_id = self._owner_of(car.vehicle_id)
        assert owner_id is not None
        with self._core.unit() as unit:
            earlier = replace(unit, now=now - car.film.past)
            registry.consent(earlier, owner_id, purpose=Purpose.CARE, given=True, channel="demo")
            registry.holding_of(unit, owner_id, car.vehicle_id).since = earlier.now

    def _add_past_trips(self, car: DemoCar) -> None:
        """Make the trips of the weeks that a car brings along, as soon as its owner agrees to the driving report."""
        owner_id = self._owner_of(car.vehicle_id)
        assert owner_id is not None
        with self._core.reading() as unit:
            if Purpose.DRIVING not in registry.consents(unit, owner_id):
                return
        with self._core.unit() as unit:
            since = registry.holding_of(unit, owner_id, car.vehicle_id).since
            earlier = replace(unit, now=since)
            registry.consent(earlier, owner_id, purpose=Purpose.DRIVING, given=True, channel="demo")
            days = (since.date() + place * _DAY for place in range((unit.now - since) // _DAY + 2))
            notes.mark_stale(unit, [(car.vehicle_id, owner_id, day) for day in days])
        health.refresh(self._core)
        car.has_trips = True

    def _play(self, car: DemoCar, story: Story) -> None:
        onset = self._clock.now()
        car.film.begin(story, at=onset)
        self._put_on_record(car.vehicle_id, story, onset)
        stage = Stage(Phrase("demo.playing"), 0.0, story.code)
        self.stages[car.vehicle_id] = stage
        length = timedelta(days=story.days) + _AFTERWARDS
        warned = over = False
        while not over and not self._stop.is_set():
            with _going_on(f"a step of the story {story.code}"):
                self._step(_DAY if length > _LONG else _STEP)
            since_onset = self._clock.now() - onset
            stage.progress = min(1.0, since_onset / length)
            warned = self._warned(car.vehicle_id, story, since=onset)
            over = since_onset >= length or (warned and not story.goes_on)
        stage.status = _outcome(story, warned=warned)
        stage.progress = None
        stage.story = ""

    def _put_on_record(self, vehicle_id: int, story: Story, onset: datetime) -> None:
        """Enter a story's recall campaigns and earlier work, as operator and owner would."""
        owner_id = self._owner_of(vehicle_id)
        assert owner_id is not None
        with self._core.unit() as unit:
            vin = registry.vin_of(unit, registry.vehicle(unit, vehicle_id))
            for recall in story.recalls:
                recalls.add(unit, entry.of_recall(recall, vins=[vin]))
            for work in story.services(onset):
                services.record(unit, owner_id, vehicle_id, work)

    def _step(self, longest: timedelta) -> None:
        """Advance all cars together, those that were linked meanwhile too.

        The clock stops at the end of quiet hours while a message waits for it. Who is signed in to a page stays so.
        """
        with self._core.unit() as unit:
            waiting = timing.next_at(unit)
            step = longest if waiting is None else min(longest, waiting - unit.now)
            sessions.prolong(unit, by=step)
        self._clock.advance(step)
        self._send_all()
        self._look_after()
        self._let_messages_leave()

    def _let_messages_leave(self) -> None:
        """Wait until the messages under way are sent: a jump of the clock would end their leases and age their offers."""
        for _ in range(_PATIENCE):
            with self._core.reading() as unit:
                if not contact.under_way(unit):
                    return
            self._stop.wait(_LOOK_S)

    def _look_after(self) -> None:
        due.tick(self._core, timetable.TIMETABLE)

    def _warned(self, vehicle_id: int, story: Story, *, since: datetime) -> bool:
        """Return whether a warning of this story has been sent, so that quiet hours end within the story."""
        owner_id = self._owner_of(vehicle_id)
        if owner_id is None:
            return False
        with self._core.reading() as unit:
            return any(
                contact.is_sent(unit, owner_id, subject=f"alert:{case.alert_id}")
                for case in alerts.alerts_of(unit, owner_id, vehicle_id)
                if case.opened_at >= since and story.expect in {None, case.check}
            )

    def _owner_of(self, vehicle_id: int) -> int | None:
        """Return the owner who agreed to health checks, or None while nothing may be collected."""
        with self._core.reading() as unit:
            owner = registry.keeper(unit, vehicle_id)
            agreed = owner is not None and Purpose.CARE in registry.consents(unit, owner.id)
            return owner.id if agreed and owner else None


@contextmanager
def _going_on(what: str) -> Iterator[None]:
    """Log what the block raises, and go on: readings that could not be sent are sent the next time."""
    try:
        yield
    except Exception:
        log.exception("the demo stumbled over %s", what)


def _outcome(story: Story, *, warned: bool) -> Phrase:
    if story.goes_on:
        return Phrase("demo.passed")
    return Phrase("demo.warned" if warned else "demo.quiet")

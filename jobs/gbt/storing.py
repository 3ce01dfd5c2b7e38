"""What lines report, stored many cars a transaction, and then answered; logins are looked up on the way."""

import logging
import queue
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

from domain.core import Core, Unit
from domain.db.away import AWAY
from domain.errors import error_id
from domain.feeds import links
from domain.feeds.gbt32960 import translate
from domain.feeds.gbt32960.facts import Answer, Frame, Report
from domain.kit import collector
from domain.telemetry import alarms, paths
from domain.telemetry import service as telemetry
from domain.telemetry.intake import Batch, Receipt, Record
from jobs import queues
from jobs.gbt.line import Line

log = logging.getLogger(__name__)

MOST: Final = 20_000  # frames that wait; what is more waits in the network
_AT_ONCE: Final = 2_000  # frames a turn
_OF_ONE_CAR: Final = 100  # records a turn, as many as a receipt names refusals of
_TURN_S: Final = 0.5
_PATIENCE_S: Final = 60.0
_DRAIN_S: Final = 20.0


@dataclass(frozen=True, slots=True)
class Arrival:
    """A frame that waits. report: None where it is a login."""

    line: Line
    frame: Frame
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a frame is to be answered."""

    line: Line
    frame: Frame
    answer: Answer
    is_login: bool


Answering = Callable[[Sequence[Verdict]], None]


class Storing:
    """A thread that stores. answer: told how frames are to be answered. alarm: told a car that says to stop."""

    def __init__(self, core: Core, *, answer: Answering, alarm: Callable[[int], None]) -> None:
        self._core, self._answer, self._alarm = core, answer, alarm
        self._arrivals: queue.Queue[Arrival] = queue.Queue()
        self._over = threading.Event()
        self._ends_at = inf
        self._loop = core.loops.begin("gbt", patience_s=_PATIENCE_S)
        self._thread = threading.Thread(target=self._work, name="gbt-storing", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Store what has arrived, as far as that takes no longer than a while, and end: what is not answered comes again."""
        self._ends_at = time.monotonic() + _DRAIN_S
        self._over.set()
        self._thread.join(timeout=_PATIENCE_S)

    def put(self, arrival: Arrival) -> None:
        self._arrivals.put(arrival)

    @property
    def waiting(self) -> int:
        return self._arrivals.qsize()

    def _work(self) -> None:
        while not self._over.is_set() or (not self._arrivals.empty() and time.monotonic() < self._ends_at):
            arrivals = queues.turn(self._arrivals, over=self._over, most=_AT_ONCE, within_s=_TURN_S)
            if arrivals:
                self._do(arrivals)
            if not self._over.is_set() or arrivals:
                self._loop.came_round()

    def _do(self, arrivals: Sequence[Arrival]) -> None:
        """Store frames; wait for what is away outside. Of those that fail by a fault of ours only the bad car's are lost."""
        while True:
            try:
                verdicts = self._store(arrivals)
            except (*AWAY, OSError) as error:
                pause_s = self._loop.missed(error, outside=True)
                log.warning("GB/T 32960 waits %.1f s: %s", pause_s, type(error).__name__)
                if self._over.wait(pause_s):
                    return  # not stored, and not answered
            except Exception as error:  # noqa: BLE001 - whatever it is, what other cars report is stored
                self._loop.missed(error, outside=False)
                self._one_by_one(arrivals)
                return
            else:
                self._answer(verdicts)
                return

    def _one_by_one(self, arrivals: Sequence[Arrival]) -> None:
        by_vin: dict[str, list[Arrival]] = {}
        for each in arrivals:
            by_vin.setdefault(each.frame.vin, []).append(each)
        for part in by_vin.values():
            try:
                self._answer(self._store(part))
            except Exception:
                log.exception("error %s: what a car reported over GB/T 32960 is not stored", error_id())
                self._answer([_verdict(each, Answer.ERROR) for each in part])

    def _store(self, arrivals: Sequence[Arrival]) -> list[Verdict]:
        vins = {each.frame.vin for each in arrivals}
        stopping: set[int] = set()
        with self._core.unit() as unit, collector.resting():  # what is read of frames holds no cycles
            cars = links.cars(unit, translate.NAME, vins)
            by_car: dict[int, list[Arrival]] = {}
            verdicts: list[Verdict] = []
            for each in arrivals:
                car = cars.get(each.frame.vin)
                if car is None:
                    verdicts.append(_verdict(each, Answer.VIN_UNKNOWN))
                elif each.report is None:
                    verdicts.append(_verdict(each, Answer.SUCCESS))
                else:
                    by_car.setdefault(car, []).append(each)
            verdicts += _take_in(unit, by_car, stopping)
        for car in stopping:
            self._alarm(car)
        return verdicts


def _take_in(unit: Unit, by_car: Mapping[int, list[Arrival]], stopping: set[int]) -> list[Verdict]:
    """Store the reports of each car, and note the cars that say to stop."""
    verdicts: list[Verdict] = []
    rest = dict(by_car)
    while rest:
        part = {car: each[:_OF_ONE_CAR] for car, each in rest.items()}
        rest = {car: each[_OF_ONE_CAR:] for car, each in rest.items() if len(each) > _OF_ONE_CAR}
        batches = {car: Batch([_record(each) for each in arrivals]) for car, arrivals in part.items()}
        levels = {
            car: [each.signals.get(paths.ALARM_LEVEL, 0) for each in batch.records]
            for car, batch in batches.items()
        }
        stopping.update(car for car, those in levels.items() if max(those) >= alarms.STOPS)
        receipts = telemetry.ingest_many(unit, batches)
        for car, arrivals in part.items():
            verdicts += _answers(arrivals, receipts[car])
    return verdicts


def _record(arrival: Arrival) -> Record:
    assert arrival.report is not None
    report = translate.translate(arrival.frame.vin, arrival.report)
    return Record(arrival.report.at.isoformat(), dict(report.signals))


def _answers(arrivals: Sequence[Arrival], receipt: Receipt) -> list[Verdict]:
    """A report whose time cannot be right is an error; what of it alone is refused is not, as it would never be better."""
    refused = {each.record for each in receipt.refused if each.signal is None}
    return [
        _verdict(each, Answer.ERROR if place in refused else Answer.SUCCESS)
        for place, each in enumerate(arrivals)
    ]


def _verdict(arrival: Arrival, answer: Answer) -> Verdict:
    return Verdict(arrival.line, arrival.frame, answer, is_login=arrival.report is None)

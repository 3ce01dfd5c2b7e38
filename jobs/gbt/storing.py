"""What lines report, read and stored many cars a transaction, and then answered; logins are looked up on the way."""

import logging
import queue
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

from domain.core import Core, Unit
from domain.db.away import AWAY
from domain.errors import error_id
from domain.feeds import links
from domain.feeds.gbt32960 import frame as frames
from domain.feeds.gbt32960 import messages, translate
from domain.feeds.gbt32960.facts import Answer, Command, Frame, Trouble
from domain.kit import collector
from domain.telemetry import alarms, paths
from domain.telemetry import service as telemetry
from domain.telemetry.intake import Batch, Receipt, Record
from jobs import queues
from jobs.gbt.line import Line

log = logging.getLogger(__name__)

MOST: Final = 20_000  # frames that wait; what is more waits in the network
MOST_BYTES: Final = 32 << 20  # of data in these frames
_AT_ONCE: Final = 2_000  # frames a turn
_OF_ONE_CAR: Final = 100  # records a turn, as many as a receipt names refusals of
_TURN_S: Final = 0.5
_PATIENCE_S: Final = 60.0
_DRAIN_S: Final = 20.0
_TELLS_S: Final = 60.0


@dataclass(frozen=True, slots=True)
class Arrival:
    """A frame that waits: a login or a report."""

    line: Line
    frame: Frame


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a frame is to be answered. frame: no more of it than an answer needs."""

    line: Line
    frame: Frame
    answer: Answer

    @property
    def is_login(self) -> bool:
        return self.frame.command == Command.LOGIN


@dataclass(frozen=True, slots=True)
class _Reading:
    """A frame that is read. record: what it reports; None where it is a login."""

    line: Line
    frame: Frame
    record: Record | None = None

    def verdict(self, answer: Answer) -> Verdict:
        return Verdict(self.line, self.frame, answer)


Answering = Callable[[Sequence[Verdict]], None]


class Storing:
    """A thread that stores. answer: told how frames are to be answered. alarm: told a car that says to stop."""

    def __init__(self, core: Core, *, answer: Answering, alarm: Callable[[int], None]) -> None:
        self._core, self._tell, self._alarm = core, answer, alarm
        self._arrivals: queue.Queue[Arrival] = queue.Queue()
        self._bytes, self._lock = 0, threading.Lock()
        self._counts, self._counts_since = Counter[str](), time.monotonic()
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
        self._weigh(len(arrival.frame.data))
        self._arrivals.put(arrival)

    @property
    def is_full(self) -> bool:
        """Whether as much waits as may."""
        return self._arrivals.qsize() > MOST or self._bytes > MOST_BYTES

    @property
    def has_room(self) -> bool:
        """Whether only half as much waits."""
        return self._arrivals.qsize() < MOST // 2 and self._bytes < MOST_BYTES // 2

    def _weigh(self, size: int) -> None:
        with self._lock:
            self._bytes += size

    def _work(self) -> None:
        while not self._over.is_set() or (not self._arrivals.empty() and time.monotonic() < self._ends_at):
            readings = self._read()
            if readings:
                self._do(readings)
            self._count()
            if not self._over.is_set() or readings:
                self._loop.came_round()
        self._count(at_once=True)

    def _read(self) -> list[_Reading]:
        """Take the frames of a turn and read them, so that little of them is held on; answer those that cannot be read."""
        arrivals = queues.turn(self._arrivals, over=self._over, most=_AT_ONCE, within_s=_TURN_S)
        with collector.resting():  # what is read of frames holds no cycles
            pieces = [self._read_one(each) for each in arrivals]
        self._weigh(-sum(len(each.frame.data) for each in arrivals))
        self._answer([each for each in pieces if isinstance(each, Verdict)])
        return [each for each in pieces if isinstance(each, _Reading)]

    def _read_one(self, arrival: Arrival) -> _Reading | Verdict:
        stub = frames.stub(arrival.frame)
        if arrival.frame.command == Command.LOGIN:
            return _Reading(arrival.line, stub)
        record = self._record(arrival.frame)
        if isinstance(record, Trouble):
            return Verdict(arrival.line, stub, record.answer)
        return _Reading(arrival.line, stub, record)

    def _record(self, frame: Frame) -> Record | Trouble:
        try:
            report = messages.report(frame)
            if isinstance(report, Trouble):
                return report
            return Record(report.at.isoformat(), dict(translate.translate(frame.vin, report).signals))
        except Exception as error:
            self._loop.missed(error, outside=False)
            log.exception("error %s: what a car reported over GB/T 32960 cannot be read", error_id())
            return Trouble(Answer.ERROR)

    def _do(self, readings: Sequence[_Reading]) -> None:
        """Store frames and answer them. Of those that fail by a fault of ours only the bad car's are lost."""
        try:
            self._answer(self._patiently(readings))
        except Exception as error:  # noqa: BLE001 - whatever it is, what other cars report is stored
            self._loop.missed(error, outside=False)
            self._one_by_one(readings)

    def _one_by_one(self, readings: Sequence[_Reading]) -> None:
        by_vin: dict[str, list[_Reading]] = {}
        for each in readings:
            by_vin.setdefault(each.frame.vin, []).append(each)
        for part in by_vin.values():
            try:
                verdicts = self._patiently(part)
            except Exception:
                log.exception("error %s: what a car reported over GB/T 32960 is not stored", error_id())
                verdicts = [each.verdict(Answer.ERROR) for each in part]
            self._answer(verdicts)

    def _patiently(self, readings: Sequence[_Reading]) -> list[Verdict]:
        """Store frames, and wait for what is away outside; no verdict where we have to leave before it is back."""
        while True:
            try:
                return self._store(readings)
            except (*AWAY, OSError) as error:
                pause_s = self._loop.missed(error, outside=True)
                log.warning("GB/T 32960 waits %.1f s: %s", pause_s, type(error).__name__)
                if self._over.wait(pause_s):
                    return []  # not stored, and not answered

    def _store(self, readings: Sequence[_Reading]) -> list[Verdict]:
        with self._core.unit() as unit, collector.resting():
            cars = links.cars(unit, translate.NAME, {each.frame.vin for each in readings})
            by_car: dict[int, list[_Reading]] = {}
            verdicts: list[Verdict] = []
            for each in readings:
                car = cars.get(each.frame.vin)
                if car is None:
                    verdicts.append(each.verdict(Answer.VIN_UNKNOWN))
                elif each.record is None:
                    verdicts.append(each.verdict(Answer.SUCCESS))
                else:
                    by_car.setdefault(car, []).append(each)
            reporting = {each.frame.vin for part in by_car.values() for each in part}
            links.note_heard(unit, translate.NAME, reporting)
            verdicts += _take_in(unit, by_car)
        for car, part in by_car.items():
            if any(_says_stop(each.record) for each in part if each.record is not None):
                self._alarm(car)
        return verdicts

    def note_refusal(self, frame: Frame) -> None:
        """Count a login or a report that was refused before it waited. May be called from any thread."""
        with self._lock:
            self._counts[_count_name(frame, Answer.ERROR)] += 1

    def _answer(self, verdicts: Sequence[Verdict]) -> None:
        if verdicts:
            with self._lock:
                self._counts.update(_count_name(each.frame, each.answer) for each in verdicts)
            self._tell(verdicts)

    def _count(self, *, at_once: bool = False) -> None:
        """Tell the operator once a minute what came, and what became of it."""
        now = time.monotonic()
        if not at_once and now - self._counts_since < _TELLS_S:
            return
        with self._lock:
            counts, self._counts, self._counts_since = self._counts, Counter(), now
        if counts:
            log.info("GB/T 32960: %s", ", ".join(f"{count} {name}" for name, count in sorted(counts.items())))


def _take_in(unit: Unit, by_car: Mapping[int, list[_Reading]]) -> list[Verdict]:
    """Store the reports of each car."""
    verdicts: list[Verdict] = []
    rest = dict(by_car)
    while rest:
        part = {car: each[:_OF_ONE_CAR] for car, each in rest.items()}
        rest = {car: each[_OF_ONE_CAR:] for car, each in rest.items() if len(each) > _OF_ONE_CAR}
        batches = {
            car: Batch([each.record for each in readings if each.record is not None])
            for car, readings in part.items()
        }
        receipts = telemetry.ingest_many(unit, batches)
        for car, readings in part.items():
            verdicts += _answers(readings, receipts[car])
    return verdicts


def _says_stop(record: Record) -> bool:
    return alarms.says_stop(
        record.signals.get(paths.ALARM_LEVEL, 0), record.signals.get(paths.ALARM_FLAGS, 0)
    )


def _answers(readings: Sequence[_Reading], receipt: Receipt) -> list[Verdict]:
    """A report whose time cannot be right is an error; what of it alone is refused is not, as it would never be better."""
    refused = {each.record for each in receipt.refused if each.signal is None}
    return [
        each.verdict(Answer.ERROR if place in refused else Answer.SUCCESS)
        for place, each in enumerate(readings)
    ]


def _count_name(frame: Frame, answer: Answer) -> str:
    kind = "logins" if frame.command == Command.LOGIN else "reports"
    return f"{kind} {_OUTCOMES.get(answer, 'refused')}"


_OUTCOMES: Final = {Answer.SUCCESS: "accepted", Answer.VIN_UNKNOWN: "of VINs that are not linked"}

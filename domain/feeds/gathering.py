"""Messages of a broker put together: what is said of one car within a second is one record of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from domain.feeds import sources
from domain.feeds.facts import LONGEST_NAME, Message, Report
from domain.feeds.sources import Publisher
from domain.telemetry.intake import Batch, Record

_MOST_AWAKE: Final = 10_000  # cars: whoever may publish can invent some
Name = tuple[str, str]  # of a source, and of a car there
_ByMoment = dict[datetime, Record]


@dataclass(slots=True)
class Gathering:
    """What is known from one turn to the next: which cars are awake, where the source tells. publishers: who may speak."""

    publishers: tuple[Publisher, ...] = sources.PUBLISHERS
    _awake: dict[Name, None] = field(default_factory=dict)  # what spoke last stands last

    def records(self, messages: Iterable[Message]) -> dict[Name, Batch]:
        """Return the records of each car that messages hold; what is no reading is left out."""
        by_car: dict[Name, _ByMoment] = {}
        for message in messages:
            for source in self.publishers:
                report = source.translate(message)
                if report is not None and len(report.car) <= LONGEST_NAME:
                    self._add(by_car, source, report, message.at)
                    break
        return {name: Batch(list(by_moment.values())) for name, by_moment in by_car.items()}

    def _add(self, by_car: dict[Name, _ByMoment], source: Publisher, report: Report, at: datetime) -> None:
        name = (source.NAME, report.car)
        is_fresh = self._is_awake(name, report) if source.SLEEPS else True
        if not report.signals or not is_fresh:
            return
        by_moment = by_car.setdefault(name, {})
        record = by_moment.setdefault(
            report.at or at.replace(microsecond=0), Record((report.at or at).isoformat())
        )
        record.signals.update(report.signals)

    def _is_awake(self, name: Name, report: Report) -> bool:
        """Note what is said of a car's sleep, and return whether it is awake. Who was silent longest is forgotten first."""
        is_awake = name in self._awake if report.awake is None else report.awake
        self._awake.pop(name, None)
        if is_awake:
            self._awake[name] = None
            if len(self._awake) > _MOST_AWAKE:
                del self._awake[next(iter(self._awake))]
        return is_awake

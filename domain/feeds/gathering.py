"""Messages of a broker put together: what is said of one car within a second is one record of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from domain.feeds import sources
from domain.feeds.facts import Message, Report
from domain.feeds.sources import Publisher
from domain.telemetry.intake import Batch, Record

Name = tuple[str, str]  # of a source, and of a car there
_ByMoment = dict[datetime, Record]


@dataclass(slots=True)
class Gathering:
    """What is known from one turn to the next: which cars are awake, where the source tells."""

    _awake: dict[Name, bool] = field(default_factory=dict)

    def records(self, messages: Iterable[Message]) -> dict[Name, Batch]:
        """Return the records of each car that messages hold; what is no reading is left out."""
        by_car: dict[Name, _ByMoment] = {}
        for message in messages:
            for source in sources.PUBLISHERS:
                report = source.translate(message)
                if report is not None:
                    self._add(by_car, source, report, message.at)
                    break
        return {name: Batch(list(by_moment.values())) for name, by_moment in by_car.items()}

    def _add(self, by_car: dict[Name, _ByMoment], source: Publisher, report: Report, at: datetime) -> None:
        name = (source.NAME, report.car)
        if report.awake is not None:
            self._awake[name] = report.awake
        if not report.signals or (source.SLEEPS and not self._awake.get(name)):
            return
        by_moment = by_car.setdefault(name, {})
        record = by_moment.setdefault(
            report.at or at.replace(microsecond=0), Record((report.at or at).isoformat())
        )
        record.signals.update(report.signals)

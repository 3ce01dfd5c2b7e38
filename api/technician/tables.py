"""The tables of the dossier's page: newest values, stored readings, work done, recalls and breaks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import timedelta
from typing import Final

from api import words
from api.markup import Voice
from api.technician.form import Doubtful, Line, Part, Residual, Technician
from domain.booking import words as booking
from domain.dossier import condition
from domain.dossier.condition import Course, Week
from domain.explain.facts import Phrase
from domain.health.facts import Break
from domain.registry.facts import Recall, Serviced

_LISTS_SHOWN: Final = 8  # longer lists of one reading (a whole charging curve) fill no table
_PREFIX: Final = "Vehicle."


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows; a column is aligned by the type of its first cell."""

    head: Sequence[str]
    rows: Sequence[Sequence[object]]


def name_words(kind: str, name: str, voice: Voice) -> str:
    """Return the heading of a part or column; where it has no words yet, its technical name."""
    code = f"remote.{kind}.{name}"
    return voice.say(code) if code in words.WORDS else name


def doubtful(values: Iterable[Doubtful], voice: Voice) -> Table:
    head = [voice.say(f"remote.state.{name}") for name in ("signal", "value", "unit", "age")]
    rows = [
        (
            each.signal.removeprefix(_PREFIX),
            each.value,
            each.unit,
            voice.say("remote.age", age=timedelta(hours=each.age_h)),
            each.reason,
        )
        for each in values
    ]
    return Table([*head, voice.say("remote.doubtful.reason")], rows)


def _series(dossier: Technician) -> Iterator[Residual]:
    yield from dossier.residuals
    if dossier.battery is not None and dossier.battery.series is not None:
        yield dossier.battery.series
    if dossier.consumption is not None:
        yield dossier.consumption.series


def residuals(dossier: Technician, voice: Voice) -> Table:
    """Each line of a check's series that has a course; beside the first what the check goes by, and the car's own range."""
    columns = [each.name for each in fields(Course)]
    head = [voice.say(f"remote.residuals.{name}") for name in ("line", "unit", "now", *columns, "normal")]
    rows = [
        (f"{each.title}: {line.name}", each.unit, *_row_of(each, line, line.course))
        for each in _series(dossier)
        for line in each.lines
        if line.course is not None
    ]
    return Table(head, rows)


def _row_of(residual: Residual, line: Line, course: Course) -> tuple[object, ...]:
    now, normal = (residual.now, residual.normal) if line is residual.lines[0] else (None, None)
    return now, *astuple(course), normal


def weekly(weeks: Sequence[Week], voice: Voice) -> Table:
    names = [each for each in Week.__slots__ if each != "days"]
    head = [name_words("column", each, voice) for each in names]
    return Table(head, [[getattr(week, each) for each in names] for week in reversed(weeks)])


def part(one: Part, voice: Voice) -> Table:
    """Return the table of one kind of reading, newest first."""
    names = [each for each in one.rows[-1] if not _is_long(one.rows[-1][each])]
    head = [name_words("column", each, voice) for each in names]
    return Table(head, [[row[each] for each in names] for row in reversed(one.rows)])


def _is_long(value: object) -> bool:
    return isinstance(value, tuple | list) and len(value) > _LISTS_SHOWN


def services(entries: Iterable[Serviced], voice: Voice) -> Table:
    head = [voice.say(f"remote.services.{name}") for name in ("on", "job", "odometer", "elsewhere")]
    rows = [
        (each.on, voice.speaker.say(booking.job(each.job)), each.odometer_km, each.elsewhere)
        for each in entries
    ]
    return Table(head, rows)


def recalls(entries: Iterable[Recall], voice: Voice) -> Table:
    head = [voice.say(f"remote.recalls.{name}") for name in ("code", "title", "issued", "urgent")]
    rows = [(each.code, _title(each, voice), each.issued, each.urgent) for each in entries]
    return Table(head, rows)


def _title(recall: Recall, voice: Voice) -> str:
    tag = voice.speaker.locale.partition("_")[0]
    matching = (title for language, title in recall.titles.items() if language.startswith(tag))
    return next(matching, next(iter(recall.titles.values()), recall.code))


def breaks(entries: Iterable[Break], zone: str, voice: Voice) -> Table:
    head = [voice.say(f"remote.breaks.{name}") for name in ("on", "kind", "check")]
    rows = [
        (
            condition.local_day(each.at, zone),
            voice.speaker.say(Phrase(f"remote.break.{each.kind}")),
            voice.speaker.say(Phrase(f"check.{each.check}" if each.check else "remote.breaks.all")),
        )
        for each in entries
    ]
    return Table(head, rows)

"""The tables of the dossier's page: newest values, stored readings, work done, recalls and breaks."""

from collections.abc import Iterable, Iterator
from dataclasses import astuple, fields
from datetime import timedelta
from typing import Final

from api import words
from api.markup import Voice, safe
from api.technician.form import Arriving, Doubtful, Line, Part, Residual, Technician, Value
from domain.booking import words as booking
from domain.dossier import condition
from domain.dossier.condition import Course, Week
from domain.explain.facts import Phrase
from domain.health.facts import Break
from domain.registry.facts import Recall, Serviced

_LISTS_SHOWN: Final = 8  # longer lists of one reading (a whole charging curve) fill no table
_PREFIX: Final = "Vehicle."


def render(dossier: Technician, voice: Voice) -> str:
    """Return everything on the page below the findings, as HTML."""
    zone = dossier.vehicle.zone
    blocks = (
        ("remote.state", _arriving(dossier.quality, voice) + _signals(dossier.signals, voice)),
        ("remote.doubtful", _doubtful(dossier.doubtful, voice)),
        ("remote.residuals", _residuals(_series(dossier), voice)),
        ("remote.weeks", _weeks(dossier.weeks, voice)),
        ("remote.history", "".join(_part(each, voice) for each in dossier.history)),
        ("remote.services", _services(dossier.services, voice)),
        ("remote.recalls", _recalls(dossier.recalls, voice)),
        ("remote.breaks", _breaks(dossier.breaks, zone, voice)),
    )
    none = f"<p>{voice.say('remote.page.none')}</p>"
    return "".join(f"<h2>{voice.say(code)}</h2>\n{body or none}\n" for code, body in blocks)


def short(path: str) -> str:
    """Return a VSS path without the common "Vehicle.", escaped, with a place to break the line after each dot."""
    return safe(path.removeprefix(_PREFIX)).replace(".", ".<wbr>")


def name_words(kind: str, name: str, voice: Voice) -> str:
    """Return the heading of a part or column; where it has no words yet, its technical name."""
    code = f"remote.{kind}.{name}"
    return voice.say(code) if code in words.WORDS else safe(name)


def _arriving(quality: Arriving | None, voice: Voice) -> str:
    if quality is None:
        return ""
    sentence = voice.say(
        "remote.arriving",
        completeness=quality.completeness,
        late=quality.late_share,
        implausible=quality.implausible_share,
    )
    return f'<p class="soft">{sentence}</p>\n'


def _signals(signals: Iterable[Value], voice: Voice) -> str:
    rows = "".join(
        f'<tr><td class="path">{short(each.signal)}</td><td class="number">{voice.value(each.value)}</td>'
        f"<td>{safe(each.unit)}</td><td>{voice.say('remote.age', age=timedelta(hours=each.age_h))}</td></tr>\n"
        for each in signals
    )
    columns = {"signal": "words", "value": "number", "unit": "words", "age": "words"}
    head = "".join(
        f'<th class="{kind}">{voice.say(f"remote.state.{name}")}</th>' for name, kind in columns.items()
    )
    return f'<div class="scroll"><table>\n<tr>{head}</tr>\n{rows}</table></div>\n' if rows else ""


def _doubtful(values: Iterable[Doubtful], voice: Voice) -> str:
    head = [voice.say(f"remote.state.{name}") for name in ("signal", "value", "unit", "age")]
    rows = (
        (
            each.signal.removeprefix(_PREFIX),
            each.value,
            each.unit,
            voice.speaker.say(Phrase("remote.age", {"age": timedelta(hours=each.age_h)})),
            each.reason,
        )
        for each in values
    )
    return voice.table([*head, voice.say("remote.doubtful.reason")], rows)


def _series(dossier: Technician) -> Iterator[Residual]:
    yield from dossier.residuals
    if dossier.battery is not None and dossier.battery.series is not None:
        yield dossier.battery.series
    if dossier.consumption is not None:
        yield dossier.consumption.series


def _residuals(residuals: Iterable[Residual], voice: Voice) -> str:
    """Each line of a check's series that has a course; beside the first what the check goes by, and the car's own range."""
    columns = [each.name for each in fields(Course)]
    head = [voice.say(f"remote.residuals.{name}") for name in ("line", "unit", "now", *columns, "normal")]
    rows = (
        (f"{each.title}: {line.name}", each.unit, *_row_of(each, line, line.course))
        for each in residuals
        for line in each.lines
        if line.course is not None
    )
    return voice.table(head, rows)


def _row_of(residual: Residual, line: Line, course: Course) -> tuple[object, ...]:
    now, normal = (residual.now, residual.normal) if line is residual.lines[0] else (None, None)
    return now, *astuple(course), normal


def _weeks(weeks: Iterable[Week], voice: Voice) -> str:
    names = [each for each in Week.__slots__ if each != "days"]
    head = [name_words("column", each, voice) for each in names]
    return voice.table(head, ([getattr(week, each) for each in names] for week in reversed(list(weeks))))


def _part(part: Part, voice: Voice) -> str:
    """Return the table of one kind of reading, newest first, folded up."""
    names = [each for each in part.rows[-1] if not _is_long(part.rows[-1][each])]
    head = [name_words("column", each, voice) for each in names]
    rows = voice.table(head, ([row[each] for each in names] for row in reversed(part.rows)))
    count = voice.say("remote.readings", n=part.count)
    return f"<details><summary>{name_words('part', part.part, voice)} · {count}</summary>\n{rows}</details>\n"


def _is_long(value: object) -> bool:
    return isinstance(value, tuple | list) and len(value) > _LISTS_SHOWN


def _services(services: Iterable[Serviced], voice: Voice) -> str:
    head = [voice.say(f"remote.services.{name}") for name in ("on", "job", "odometer", "elsewhere")]
    rows = (
        (each.on, voice.speaker.say(booking.job(each.job)), each.odometer_km, each.elsewhere)
        for each in services
    )
    return voice.table(head, rows)


def _recalls(recalls: Iterable[Recall], voice: Voice) -> str:
    head = [voice.say(f"remote.recalls.{name}") for name in ("code", "title", "issued", "urgent")]
    rows = ((each.code, _title(each, voice), each.issued, each.urgent) for each in recalls)
    return voice.table(head, rows)


def _title(recall: Recall, voice: Voice) -> str:
    tag = voice.speaker.locale.partition("_")[0]
    matching = (title for language, title in recall.titles.items() if language.startswith(tag))
    return next(matching, next(iter(recall.titles.values()), recall.code))


def _breaks(breaks: Iterable[Break], zone: str, voice: Voice) -> str:
    head = [voice.say(f"remote.breaks.{name}") for name in ("on", "kind", "check")]
    rows = (
        (
            condition.local_day(each.at, zone),
            voice.speaker.say(Phrase(f"remote.break.{each.kind}")),
            voice.speaker.say(Phrase(f"check.{each.check}" if each.check else "remote.breaks.all")),
        )
        for each in breaks
    )
    return voice.table(head, rows)

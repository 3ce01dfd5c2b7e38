"""Service due: by time, distance or wear, whichever comes first, counted from what is on record."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.explain.facts import N_, Chart, Moment, Phrase
from domain.health import words
from domain.health.evidence import due
from domain.health.evidence.due import Due, Meter
from domain.health.facts import Cost, Finding, Kind, Level, Limit, Traits, View, Words
from domain.telemetry import paths

CODE = "service_due"
SIGNALS: tuple[str, ...] = (paths.ODOMETER,)  # the car's own reminder helps where it is sent
PARTS: tuple[str, ...] = ("wear", "days", "filters", "announced")
EVERY = timedelta(days=1)
LIMITS: Mapping[str, Limit] = {
    "days": Limit(30, "days left", "LubeLogger's default reminder: urgent at 30 days"),
    "km": Limit(
        1000, "km left", "LubeLogger's default of 100 miles is too late to book: ten times that, own choice"
    ),
    "unrecorded": Limit(
        30, "days", "own choice: without a record, an interval missed by more is not mentioned"
    ),
}
WORDS = Words(
    name=N_("Service plan"),
    title=N_("{item}"),
    seen=N_("{due} {reason}"),
    matters=N_(
        "Done in time, fluids and filters stay good, small faults are found while they are small, and the warranty stays whole."
    ),
    action=N_("If it was done elsewhere, one tap is enough."),
    sure=N_("Counted from {base:day_year}: {counted}. {plan} {also}"),
)
JOB: str | None = "yearly_service"
COST: Cost | None = None
CANNOT_SEE = N_(
    "I know what was done at workshops here and what you tell me. What somebody else did without telling me, I cannot see."
)
TRAITS = Traits(is_chore=True)
INHIBITED_BY: tuple[str, ...] = ()
LOOK_ALIKES: tuple[str, ...] = ("just_serviced", "healthy", "long_parking")

CERTAIN = 0.5  # due within the month by the calendar, not a chance of harm
ALSO_WITHIN = timedelta(days=60)


def check(view: View) -> Finding | None:
    """None where nothing on record says from when to count. What is due comes first, of it what only this check tells."""
    items = due.all_due(view)
    if not items:
        return None
    first, *others = sorted(items, key=lambda each: (_strength(view, each) < 1, each.is_worn, each.at))
    return Finding(
        check=CODE,
        strength=_strength(view, first),
        level=Level.BLUE,
        risk=CERTAIN,
        horizon=timedelta(days=30),
        severity=0,
        kinds=frozenset({Kind.RECORD}),
        params={
            "item": _name(first),
            "job_code": first.item.job,
            "odometer_km": first.odometer_km,
            "reason": _reason(first),
            "also": _also(first, others),
            "counted": _interval_start(first),
            "plan": _plan(first),
            "due": _due(view, first),
            "base": _noon(first.base, view),
        },
        due=first.at,
    )


def ahead(view: View, *, since: date = date.min, until: date = date.max) -> tuple[Phrase, ...]:
    """Return all that comes up by the service plan from one day to another, with its own day, the soonest first."""
    items = (each for each in due.all_due(view) if since <= each.at <= until)
    return tuple(line(view, each) for each in sorted(items, key=lambda each: each.at))


def soon(view: View) -> tuple[tuple[str, Phrase], ...]:
    """Return the job and the line of all that is due within the days or the distance of `LIMITS`, the soonest first."""
    items = (each for each in due.all_due(view) if _strength(view, each) >= 1)
    return tuple((each.item.job, line(view, each)) for each in sorted(items, key=lambda each: each.at))


def line(view: View, each: Due) -> Phrase:
    """Name a task of the plan with its day."""
    return Phrase("service.line", {"item": _name(each), "due": _due(view, each)})


def line_now(view: View, each: Due) -> Phrase:
    """Name a task of the plan with its day, as overdue where that day is past."""
    return as_of(view, each.at, line(view, each))


def as_of(view: View, at: date, what: Phrase) -> Phrase:
    """Return what is due on a day, as overdue where that day is past in the car's zone."""
    today = view.now.astimezone(ZoneInfo(view.zone)).date()
    return Phrase("checkup.overdue", {"line": what}) if at < today else what


def _also(first: Due, others: Iterable[Due]) -> Phrase:
    """What one visit could do along with the first."""
    soon = tuple(_briefly(each) for each in others if each.at - first.at <= ALSO_WITHIN)
    return Phrase("service.also", {"items": soon}) if soon else Phrase("service.alone")


def _briefly(each: Due) -> Phrase:
    """Name a task; of a part that wears, with what is left of it, as that is why it is named."""
    if each.meter is not Meter.WEAR or each.wheel is None:
        return _name(each)
    return Phrase("service.worn", {"item": _name(each), "left": 1 - (each.worn_pct or 0.0) / 100})


def _strength(view: View, first: Due) -> float:
    """1 at 30 days or 1,000 km left, 2 at none; 0.6 where it is six weeks off."""
    days = (first.at - view.now.date()).days
    by_time = 2 - days / LIMITS["days"].value
    by_km = 0.0 if first.km_left is None else 2 - first.km_left / LIMITS["km"].value
    return max(0.0, by_time, by_km)


def _name(each: Due) -> Phrase:
    return Phrase(f"service.item.{each.item.code}")


def _reason(first: Due) -> Phrase:
    match first.meter:
        case Meter.DISTANCE:
            return Phrase(
                "service.by_distance", {"km_day": first.km_day, "left": max(0.0, first.km_left or 0.0)}
            )
        case Meter.WEAR:
            return _worn(first)
        case Meter.CAR:
            return Phrase("service.by_car")
    return Phrase("service.by_time", {"n": first.item.months or 0})


def _worn(first: Due) -> Phrase:
    worn = first.worn_pct or 0.0
    if first.wheel is None:
        return Phrase("service.by_wear", {"drop": worn / 100})
    return Phrase("service.by_pads", {"wheel": words.wheel(first.wheel), "left": 1 - worn / 100})


def _interval_start(first: Due) -> Phrase:
    if first.meter is Meter.WEAR:
        return Phrase("service.from_readings")
    return Phrase("service.record" if first.recorded else "service.from_new")


def _plan(first: Due) -> Phrase:
    if first.meter in {Meter.CAR, Meter.WEAR}:
        return Phrase(f"service.plan.{first.meter.value}")
    return Phrase("service.plan.model" if first.item.of_model else "service.plan.general")


def _due(view: View, first: Due) -> Phrase:
    """A date of the calendar is told as it is, a forecast with its interval; what wears is not due before its limit."""
    kind, span = (
        "wear" if first.meter is Meter.WEAR else "due",
        "on" if first.early == first.late else "around",
    )
    days = {"at": first.at, "early": first.early, "late": first.late}
    return Phrase(f"service.{kind}_{span}", {name: _noon(day, view) for name, day in days.items()})


def _noon(day: date, view: View) -> Moment:
    """Noon of a day, so that it is told as that day in the owner's zone."""
    return Moment(datetime.combine(day, time(12), tzinfo=ZoneInfo(view.zone)).astimezone(UTC), view.zone)


def chart(_view: View) -> Chart | None:
    """There is nothing to draw."""
    return None

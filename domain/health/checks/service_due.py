"""Service due: by time, distance or wear, whichever comes first, counted from what is on record."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta

from domain.explain.facts import N_, Chart, Moment, Phrase
from domain.health import due
from domain.health.due import Due, Meter
from domain.health.facts import Cost, Finding, Kind, Level, Limit, View, Words
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
    title=N_("Due soon: {item}"),
    seen=N_("{item}: {due} {reason} {also}"),
    matters=N_(
        "Done in time, fluids and filters stay good, small faults are found while they are small, and the warranty stays whole."
    ),
    action=N_("Take the slot below, or tell me with one tap that it was done elsewhere."),
    sure=N_("Counted from {base:day_year}: {counted}. {plan}"),
)
JOB: str | None = "yearly_service"
COST: Cost | None = None
CANNOT_SEE = N_(
    "I know what was done at workshops here and what you tell me. What somebody else did without telling me, I cannot see."
)
INHIBITED_BY: tuple[str, ...] = ()
LOOK_ALIKES: tuple[str, ...] = ("just_serviced", "healthy", "long_parking")

CERTAIN = 0.5  # due within the month by the calendar, not a chance of harm
ALSO_WITHIN = timedelta(days=60)


def check(view: View) -> Finding | None:
    """None where nothing on record says from when to count."""
    items = due.all_due(view)
    if not items:
        return None
    first, *others = sorted(items, key=lambda each: each.at)
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
            "counted": Phrase("service.record" if first.recorded else "service.from_new"),
            "plan": _plan(first),
            "due": _due(view, first),
            "base": _told(first.base, view),
        },
    )


def _also(first: Due, others: Iterable[Due]) -> Phrase:
    """What one visit could do along with the first."""
    soon = tuple(_name(each) for each in others if each.at - first.at <= ALSO_WITHIN)
    return Phrase("service.also", {"items": soon}) if soon else Phrase("service.alone")


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
            return Phrase("service.by_wear", {"drop": (first.worn_pct or 0.0) / 100})
        case Meter.CAR:
            return Phrase("service.by_car")
    return Phrase("service.by_time", {"n": first.item.months or 0})


def _plan(first: Due) -> Phrase:
    if first.meter is Meter.CAR:
        return Phrase("service.plan.car")
    return Phrase("service.plan.model" if first.item.of_model else "service.plan.general")


def _due(view: View, first: Due) -> Phrase:
    """A date of the calendar is told as it is, a forecast with its interval."""
    code = "service.due_on" if first.early == first.late else "service.due_around"
    days = {"at": first.at, "early": first.early, "late": first.late}
    return Phrase(code, {name: _told(day, view) for name, day in days.items()})


def _told(day: date, view: View) -> Moment:
    return Moment(datetime.combine(day, time(4), tzinfo=UTC), view.zone)


def chart(_view: View) -> Chart | None:
    """There is nothing to draw."""
    return None

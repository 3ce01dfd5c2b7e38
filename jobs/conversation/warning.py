"""A warning at a stated moment: a finding of a simulated story, told by the alerts slice with the slot it holds."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from domain.alerts import rules
from domain.alerts import service as alerts
from domain.alerts.facts import Case, Slot
from domain.booking import holder
from domain.booking import service as booking
from domain.booking.facts import VisitRequest
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Phrase, noon
from domain.health import catalogue, judging, words
from domain.health.checks import brake_pads
from domain.health.facts import Finding, Kind, Level
from domain.registry import service as registry
from domain.simulation.stories import STORIES
from domain.simulation.story import Story
from jobs.conversation.facts import ZONE, AlertInput, instant
from jobs.conversation.world import World
from jobs.lab import storytelling

_MUCH_KM = 120.0  # a day: with it the pads of the story lose in a week what they may still lose

# Chance and horizon that carry a level (`health.grading.level`).
_CARRIES = {
    Level.BLUE: (0.5, timedelta(days=30)),
    Level.YELLOW: (0.75, timedelta(days=7)),
    Level.RED: (0.95, timedelta(hours=48)),
}


def push(unit: Unit, world: World, warning: AlertInput) -> None:
    """Open and tell a warning now, as two looks a window apart do.

    Raises Refusal entry_invalid for a check that no story tells of, and those of booking for a slot that cannot be held.
    """
    vehicle = registry.vehicle(unit, world.car(warning.car))
    owner = registry.keeper(unit, vehicle.id)
    if owner is None:
        raise Refusal("no_car")
    findings = {warning.check: finding(warning.check, Level[warning.level.upper()], today=unit.now.date())}

    def hold(unit: Unit, case: Case, *, job: str | None) -> Slot | None:
        if job is None:
            return None
        centre_id = world.centres[warning.centre] if warning.centre else vehicle.centre_id
        assert centre_id is not None
        slot_wish = VisitRequest(owner.id, vehicle.id, job, centre_id, instant(warning.slot), case.alert_id)
        return holder.slot_line(booking.hold(unit, slot_wish))

    for now in (unit.now - rules.LONGEST_WINDOW, unit.now):
        case = alerts.settle(
            replace(unit, now=now), vehicle, owner, findings, charts=lambda _code: None, hold=hold
        )
    if not case:
        raise Refusal(
            "entry_invalid", status=422, reason=f"a warning of {warning.check} is told already, or muted"
        )


@cache
def finding(check: str, level: Level, *, today: date) -> Finding:
    """What a check says today of its story, at this level. Raises Refusal entry_invalid."""
    matching = [story for story in STORIES.values() if story.expect == check]
    if not matching:
        raise Refusal("entry_invalid", status=422, reason=f"there is no check {check}")
    days = storytelling.BASELINE_DAYS + matching[0].days + 1
    now = datetime.combine(today, time(), tzinfo=UTC) - timedelta(days=days)
    in_season = storytelling.START.replace(month=matching[0].in_year)
    tripped = _tripped(check, matching[0], start=now) or _tripped(check, matching[0], start=in_season)
    natural = [look for look in tripped if look.level is level]
    made_up = _at(tripped[-1], level)
    hurried = check == brake_pads.CODE and level is Level.YELLOW
    return natural[-1] if natural else _within_week(made_up, today) if hurried else made_up


def _tripped(check: str, story: Story, *, start: datetime) -> list[Finding]:
    looks = (
        judging.conclude(catalogue.BY_CODE[check], view) for view in storytelling.evenings(story, start=start)
    )
    return [look for look in looks if look is not None and look.strength >= rules.TRIPS]


def _within_week(finding: Finding, today: date) -> Finding:
    """The pads of a car that drives so much lately that they last a week: what is told of them and the chance agree."""
    last = today + _CARRIES[Level.YELLOW][1]
    floor = brake_pads.LIMITS["floor"].value / 100
    pattern = Phrase("pads.forecast_day", {"km_day": _MUCH_KM, "floor": floor, "at": noon(last, ZONE)})
    advice = Phrase(brake_pads.TRAITS.advice[Level.YELLOW])
    return replace(finding, due=last, params={**finding.params, "pattern": pattern, "advice": advice})


def _at(finding: Finding, level: Level) -> Finding:
    risk, horizon = _CARRIES[level]
    params = dict(finding.params)
    if "basis" in params:
        params["basis"] = words.basis(level, risk, horizon)
    return replace(
        finding,
        level=level,
        risk=risk,
        horizon=horizon,
        kinds=finding.kinds | {Kind.LEVEL, Kind.TREND},
        params=params,
        chances=None,
    )

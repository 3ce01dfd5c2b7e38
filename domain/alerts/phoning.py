"""Red warnings that nobody has taken note of: the operator calls their owners, in the order of urgency, until each is done."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlmodel import col, select

from domain.alerts import cases, message, store
from domain.alerts.facts import CallOutcome, CallStep, Unheeded
from domain.alerts.tables import Alert, PhoneCall
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.health.facts import Level

PHONE_AFTER: Final = timedelta(minutes=30)
AGAIN_AFTER: Final = timedelta(minutes=15)  # own choice, as are the next two
ESCALATE_AFTER: Final = timedelta(hours=2)
TRIES: Final = 3
_ORDER: Final = tuple(CallStep)


def to_phone(unit: Unit) -> tuple[Unheeded, ...]:
    """Return the red warnings not acknowledged within `PHONE_AFTER`, whose owners the operator calls, the most urgent first.

    One that cannot be opened is among them, with the name of its check for a title; one whose call is done is not.
    """
    rows = store.unheeded(unit, Level.RED, told_by=unit.now - PHONE_AFTER)
    calls = _calls(unit, rows)
    every = [_unheeded(unit, row, calls[row.id]) for row in rows if not _is_done(calls[row.id])]
    return tuple(
        sorted(
            every, key=lambda each: (_ORDER.index(each.step), -each.severity, each.again_at or each.told_at)
        )
    )


def note(
    unit: Unit,
    alert_id: int,
    outcome: CallOutcome,
    *,
    again_in: timedelta = AGAIN_AFTER,
    tries: int | None = None,
) -> Unheeded:
    """Note how a call went, and return what it was about. again_in: when to try again where nobody was reached.

    tries: calls unanswered as who called knew them: one more is noted once only, however often it is sent.
    Raises Refusal call_unknown (404) where there is nothing to call about.
    """
    warning = next((each for each in to_phone(unit) if each.alert_id == alert_id), None)
    if warning is None:
        raise Refusal("call_unknown", status=404)
    if outcome is CallOutcome.NOT_REACHED and tries not in {None, warning.tries}:
        return warning
    again_at = unit.now + again_in if outcome is CallOutcome.NOT_REACHED else None
    unit.session.add(
        PhoneCall(
            owner_id=warning.owner_id, alert_id=alert_id, outcome=outcome, at=unit.now, again_at=again_at
        )
    )
    unit.session.flush()
    return warning


def step(
    calls: Sequence[CallOutcome], *, told_at: datetime, again_at: datetime | None, now: datetime
) -> CallStep:
    """Say what is next after calls that went so, in their order; pure. Whoever was reached is called no more."""
    if CallOutcome.REACHED in calls:
        return CallStep.FINISH
    if len(calls) >= TRIES or (calls and told_at + ESCALATE_AFTER <= now):
        return CallStep.ESCALATE
    return CallStep.WAIT if again_at is not None and again_at > now else CallStep.CALL


def _calls(unit: Unit, alerts: Sequence[Alert]) -> Mapping[int, Sequence[PhoneCall]]:
    """Return the calls about each warning since it was told at its present level."""
    told_at = {alert.id: alert.confirmed_at or unit.now for alert in alerts}
    query = select(PhoneCall).where(col(PhoneCall.alert_id).in_(told_at)).order_by(col(PhoneCall.id))
    by_alert: dict[int, list[PhoneCall]] = defaultdict(list)
    for call in unit.session.exec(query):
        if call.at >= told_at[call.alert_id]:
            by_alert[call.alert_id].append(call)
    return by_alert


def _is_done(calls: Sequence[PhoneCall]) -> bool:
    return any(call.outcome == CallOutcome.DONE for call in calls)


def _unheeded(unit: Unit, alert: Alert, calls: Sequence[PhoneCall]) -> Unheeded:
    assert alert.confirmed_at is not None
    case = unit.readable(partial(cases.case, unit, alert), what=f"warning {alert.id}")
    outcomes = [CallOutcome(each.outcome) for each in calls]
    again_at = calls[-1].again_at if calls else None
    return Unheeded(
        alert_id=alert.id,
        owner_id=alert.owner_id,
        vehicle_id=alert.vehicle_id,
        check=alert.check,
        title=Phrase(f"check.{alert.check}") if case is None else message.title(case),
        told_at=alert.confirmed_at,
        severity=alert.severity,
        step=step(outcomes, told_at=alert.confirmed_at, again_at=again_at, now=unit.now),
        tries=outcomes.count(CallOutcome.NOT_REACHED),
        called_at=calls[-1].at if calls else None,
        again_at=again_at,
        place=case.place if case else None,
    )

"""Red warnings that nobody has taken note of: the operator calls their owners."""

from datetime import timedelta
from functools import partial
from typing import Final

from domain.alerts import cases, message, store
from domain.alerts.facts import Unheeded
from domain.alerts.tables import Alert
from domain.core import Unit
from domain.explain.facts import Phrase
from domain.health.facts import Level

PHONE_AFTER: Final = timedelta(minutes=30)


def to_phone(unit: Unit) -> tuple[Unheeded, ...]:
    """Return the red warnings not acknowledged within `PHONE_AFTER`, whose owners the operator calls.

    One that cannot be opened is among them, with the name of its check for a title.
    """
    return tuple(
        _unheeded(unit, alert) for alert in store.unheeded(unit, Level.RED, told_by=unit.now - PHONE_AFTER)
    )


def _unheeded(unit: Unit, alert: Alert) -> Unheeded:
    assert alert.confirmed_at is not None
    case = unit.readable(partial(cases.case, unit, alert), what=f"warning {alert.id}")
    title = Phrase(f"check.{alert.check}") if case is None else message.title(case)
    return Unheeded(alert.id, alert.owner_id, alert.vehicle_id, alert.check, title, alert.confirmed_at)

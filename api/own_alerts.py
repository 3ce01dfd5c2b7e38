"""Open warnings of an own car."""

from datetime import datetime

import msgspec
from litestar import get
from litestar.di import NamedDependency

from api import speakers
from api.areas import OWNER, CoreDep, Id, Request, answers, area
from api.auth import Role
from api.drivers import whose
from domain.alerts import cases
from domain.alerts import service as alerts
from domain.alerts.facts import Case
from domain.explain.catalogue import locale_for
from domain.explain.facts import Language, Phrase
from domain.privacy import watch
from domain.registry import service as registry
from domain.registry.tables import Owner

ANSWER = {
    "alerts": [
        {
            "id": 1,
            "check": "tyre_pressure",
            "level": 2,
            "risk": 0.7,
            "horizon_hours": 168.0,
            "told_at": "2026-11-18T01:00:00Z",
            "acknowledged": False,
            "title": "Rear right tyre is losing air",
            "seen": "12 % under the placard, at the same temperature.",
            "matters": "Such a tyre wears faster and can fail at speed.",
            "action": "Inflate it to 250 kPa and have the valve looked at.",
            "sure": "A rule on 14 days of readings.",
            "model": None,
        }
    ],
    "watch": "on",
    "watch_text": "",
}


class OwnAlert(msgspec.Struct, kw_only=True):
    """An open warning. level 1 is due within a month, 2 within a week, 3 within 48 hours; risk is 0..1.

    model names the version that judged it; null where fixed rules did.
    """

    id: int
    check: str
    level: int
    risk: float
    horizon_hours: float
    told_at: datetime
    acknowledged: bool
    title: str
    seen: str
    matters: str
    action: str
    sure: str
    model: str | None


class OwnAlerts(msgspec.Struct):
    """Open warnings. An empty list means that all is well only where watch is "on" or "partly".

    watch: off (checks are not agreed to), unheard, silent, unjudged (too few readings), partly (privacy mode), on.
    watch_text: the same in words, with what to do; empty where the warnings say it all.
    """

    alerts: list[OwnAlert]
    watch: watch.State
    watch_text: str


@get(
    "/vehicles/{vehicle_id:int}/alerts",
    summary="Warnings of my car",
    sync_to_thread=True,
    opt=answers(ANSWER),
)
def open_alerts(
    request: Request,
    core: CoreDep,
    owner_id: NamedDependency[int],
    vehicle_id: Id,
) -> OwnAlerts:
    """List open warnings, the gravest first, in the language of Accept-Language."""
    keeper_id = whose(core, owner_id, vehicle_id)
    with core.reading() as unit:
        open_cases = alerts.alerts_of(unit, keeper_id, vehicle_id)
        zone = unit.session.get_one(Owner, owner_id).zone
        watched = watch.watch(unit, registry.vehicle(unit, vehicle_id), registry.keeper(unit, vehicle_id))
    locale = locale_for(request.headers.get("accept-language"))
    sentence = speakers.speaker(locale).say(watch.line(watched, zone=zone))
    how = "" if open_cases and watched.state in watch.KNOWS else sentence
    return OwnAlerts([_alert(case, locale) for case in open_cases], watched.state, how)


def _alert(case: Case, locale: Language) -> OwnAlert:
    speaker = speakers.speaker(locale)
    parts = ("title", "seen", "matters", "action", "sure")
    words = {part: speaker.say(Phrase(f"check.{case.check}.{part}", case.finding.params)) for part in parts}
    return OwnAlert(
        id=case.alert_id,
        check=case.check,
        level=case.level,
        risk=case.finding.risk,
        horizon_hours=case.finding.horizon.total_seconds() / 3600,
        told_at=case.told_at,
        acknowledged=case.acknowledged,
        model=cases.model(case.finding) or None,
        **words,
    )


ROUTES = (area("/v1/me", Role.OWNER, [open_alerts], dependencies=OWNER),)

"""The dossier of a car for whoever repairs it: the operator, the centre that expects it, and its owner.

It holds no places and no driving style: days instead of times of day, distances by the week.
"""

from typing import Annotated, Literal

from litestar import MediaType, get
from litestar.params import QueryParameter

from api import outlook, speakers
from api.areas import CoreDep, Id, Request, access, answers, area
from api.auth import Role
from api.technician import layout, telling
from api.technician import outlook as technician_outlook
from api.technician.form import Technician
from domain.dossier import service
from domain.explain.catalogue import locale_for

_TYRES = {"part": "rests", "count": 60, "first": "2026-09-19", "last": "2026-11-18"}
ANSWER = {
    "vehicle": {
        "id": 1,
        "name": "Blue 7",
        "model": "Lark 60",
        "vin": "*************0001",
        "source": "live",
        "zone": "Asia/Shanghai",
        "placard_front_kpa": 250.0,
        "placard_rear_kpa": 250.0,
        "capacity_new_kwh": 60.0,
        "in_use_since": "2025-03-01",
    },
    "at": "2026-11-18T02:00:00Z",
    "privacy_mode": False,
    "doubtful": [],
    "withheld": "Places, speeds, pedals and times of day are left out.",
    "quality": {
        "received": 120_000,
        "completeness": 0.99,
        "late_share": 0.001,
        "implausible_share": 0.0,
        "silent_h": 0.4,
        "usual_gap_h": 11.0,
    },
    "signals": [
        {"signal": "Vehicle.LowVoltageBattery.CurrentVoltage", "value": 12.6, "unit": "V", "age_h": 0.4}
    ],
    "active": [
        {
            "check": "tyre_pressure",
            "level": 2,
            "risk": 0.75,
            "horizon_hours": 168.0,
            "severity": 1,
            "kinds": ["a value beyond its limit"],
            "chances": None,
            "evidence": {},
            "based_on": [_TYRES],
            "title": "Tyre pressure is low: rear right",
            "seen": "Your rear right tyre is at 2.10 bar (210 kPa) with 12 °C in the tyre.",
            "matters": "A soft tyre runs hot, wears at the edges and needs a longer way to stop.",
            "action": "Have the tyre looked at in the next few days.",
            "sure": "Seen in 14 readings with cold tyres.",
        }
    ],
    "warnings": [
        {
            "check": "tyre_pressure",
            "level": 2,
            "title": "Tyre pressure is low: rear right",
            "since": "2026-11-16T02:00:00Z",
            "told_at": "2026-11-17T02:00:00Z",
            "acknowledged": True,
            "chances": None,
        }
    ],
    "interviews": [
        {
            "check": "tyre_pressure",
            "title": "Tyre pressure is low: rear right",
            "questions": [
                {
                    "question": "distance",
                    "text": "How far has it gone since?",
                    "answers": ["86 km, Mon 16 Nov 2026 to Wed 18 Nov 2026."],
                    "source": "the car's readings",
                    "ask": None,
                    "section": "weeks",
                }
            ],
        }
    ],
    "ruled_out": [
        {
            "check": "twelve_volt",
            "name": "12-volt battery",
            "strength": 0.2,
            "based_on": [_TYRES],
            "not_received": [],
            "look_alikes": ["cold_12v", "long_parking"],
            "cannot_see": "I cannot see how the battery copes with a cold start.",
        }
    ],
    "unjudged": [
        {
            "check": "cabin_filter",
            "name": "Cabin air filter",
            "why": "no_signal",
            "reason": "The car does not send the signals it needs.",
            "based_on": [{"part": "filters", "count": 0, "first": None, "last": None}],
            "not_received": ["Vehicle.Cabin.HVAC.Filter.EfficiencyDrop"],
        }
    ],
    "residuals": [
        {
            "check": "tyre_pressure",
            "title": "Tyre pressure, recalculated to 20 °C",
            "unit": "bar",
            "lines": [
                {
                    "name": "rear right",
                    "on": ["2026-11-17", "2026-11-18"],
                    "values": [2.2, 2.16],
                    "course": {"mean_10": 2.18, "mean_30": 2.18, "change": 0.0, "slope": -0.04},
                }
            ],
            "normal": [2.48, 2.53],
            "limit": 2.25,
            "now": 2.16,
            "outside": True,
            "alike": None,
            "ahead": [],
        }
    ],
    "battery": {
        "outlook": outlook.ANSWER,
        "series": {
            "check": "battery_soh",
            "title": "Battery health so far and half a year ahead",
            "unit": "%",
            "lines": [
                {
                    "name": "five weeks together",
                    "on": ["2026-10-10", "2026-11-14"],
                    "values": [88.4, 88.2],
                    "course": {"mean_10": 88.3, "mean_30": 88.3, "change": 0.0, "slope": -0.2},
                }
            ],
            "normal": None,
            "limit": None,
            "now": 88.2,
            "outside": None,
            "alike": None,
            "ahead": [{"on": "2027-05-18", "middle": 86.9, "low": 85.4, "high": 88.4}],
        },
    },
    "consumption": {
        "lately": 16.4,
        "usual": 16.1,
        "days": 30,
        "at_15c": 14.8,
        "sigma": 0.04,
        "risen_since": None,
        "alike": {"cars": 12, "low": 13.9, "middle": 14.6, "high": 15.8},
        "by": "consumption 2",
        "cars": 120,
        "mean_error_pct": 2.7,
        "told": [
            (
                "🔌 Consumption of the last 30 days with driving, recalculated to 15 °C and 40 km/h: 15.1 kWh per 100 km; "
                "usual for your car: 14.8. As driven it was 16.4."
            )
        ],
        "series": {
            "check": "consumption",
            "title": "Consumption, recalculated to 15 °C and 40 km/h",
            "unit": "kWh per 100 km",
            "lines": [{"name": "last days", "on": ["2026-11-17"], "values": [15.1], "course": None}],
            "normal": [13.6, 16.0],
            "limit": None,
            "now": 15.1,
            "outside": False,
            "alike": [13.9, 15.8],
            "ahead": [],
        },
    },
    "history": [
        {
            **_TYRES,
            "rows": [
                {
                    "on": "2026-11-18",
                    "minutes": 600,
                    "ambient_c": 12.0,
                    "tyre_kpa": [246.0, 247.0, 246.0, 210.0],
                    "tyre_c": 12.0,
                    "air_hpa": 1015.0,
                    "twelve_volt": 12.6,
                }
            ],
        }
    ],
    "weeks": [
        {
            "monday": "2026-11-16",
            "days": 2,
            "distance_km": 84.0,
            "driven_kwh": 13.1,
            "ambient_low_c": 8.0,
            "ambient_high_c": 17.0,
            "twelve_running_low_v": 13.9,
        }
    ],
    "services": [{"job": "first_service", "on": "2026-03-02", "odometer_km": 9800.0, "elsewhere": False}],
    "recalls": [],
    "breaks": [],
}


ANSWER_PAGE = '<!doctype html>\n<html lang="en">…</html>\n'

Language = Annotated[
    Literal["zh", "en"] | None, QueryParameter(description="Without it the language of Accept-Language.")
]


@get(
    "/{vehicle_id:int}/technician",
    summary="A car as its workshop sees it",
    sync_to_thread=True,
    opt=answers(ANSWER, conflict=True),
)
def look(request: Request, core: CoreDep, vehicle_id: Id) -> Technician:
    """Show state, history, residuals, findings and what was ruled out to who may look; the look is noted."""
    say = speakers.speaker_for(request).say
    with core.unit() as unit:
        dossier = service.look(unit, access(request), vehicle_id)
        return telling.dossier(unit, dossier, technician_outlook.charts(dossier), say=say)


@get(
    "/{vehicle_id:int}/technician.html",
    media_type=MediaType.HTML,
    sync_to_thread=True,
    summary="A car as its workshop sees it, as a page",
    opt=answers(ANSWER_PAGE, conflict=True),
)
def page(request: Request, core: CoreDep, vehicle_id: Id, lang: Language = None) -> str:
    """Show the same with pictures, as one page that loads nothing from elsewhere; the look is noted."""
    speaker = speakers.speaker(locale_for(lang or request.headers.get("accept-language")))
    with core.unit() as unit:
        dossier = service.look(unit, access(request), vehicle_id)
        drawings = technician_outlook.charts(dossier)
        answer = telling.dossier(unit, dossier, drawings, say=speaker.say)
    charts = {each.check.CODE: each.chart for each in dossier.sights if each.chart is not None}
    return layout.render(answer, charts | drawings, speaker=speaker)


ROUTES = (area("/v1/vehicles", Role.ANY, [look, page]),)

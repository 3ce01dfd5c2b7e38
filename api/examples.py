"""What each operation answers, as an example: by method and path. A test holds each to the answer's form."""

from collections.abc import Mapping

from api import changes, codes, doubts, drivers, failures, looks, outlook, probes, tokens, track_record
from api.technician import routes

_VEHICLE = {
    "id": 1,
    "vin": "*************0001",
    "name": "Blue 7",
    "model": "Lark 60",
    "source": "live",
    "zone": "Asia/Shanghai",
    "placard_front_kpa": 250.0,
    "placard_rear_kpa": 250.0,
    "capacity_new_kwh": 60.0,
    "in_use_since": "2025-03-01",
    "centre_id": None,
}
_CENTRE = {
    "id": 1,
    "code": "pudong",
    "name": {"en": "Pudong Service", "zh_Hans": "浦东服务中心"},
    "address": {"en": "1 Century Avenue", "zh_Hans": "世纪大道1号"},
    "phone": "+86 21 5555 0100",
    "zone": "Asia/Shanghai",
    "hours": [{"weekday": "mon", "opens": "09:00:00", "closes": "18:00:00"}],
    "special_days": [
        {
            "day": "2027-02-06",
            "opens": None,
            "closes": None,
            "name": {"en": "Spring Festival", "zh_Hans": "春节"},
        }
    ],
    "bays": 2,
    "skills": ["general", "high_voltage", "tyres"],
    "stock": {"coolant_pump": 2, "cabin_filter": 10},
    "place": {"latitude": 31.23, "longitude": 121.5},
    "offers_towing": True,
    "offers_mobile": False,
}
_SHEET = {
    "added": [{"line": 2, "id": 1}],
    "bad": [
        {
            "line": 3,
            "column": "vin",
            "code": "vin_length",
            "reason": "A VIN has 17 characters; this one has 3. Check it against the vehicle papers.",
        }
    ],
}
_SERVICES = {
    "services": [
        {"id": 1, "job": "yearly_service", "on": "2026-05-01", "odometer_km": 18250.0, "elsewhere": True}
    ]
}
_CODE = {"name_en": "Battery contactor stuck", "name_zh": "电池接触器粘连"}
_CODES = {"codes": [{"code": "P0AA1", **codes.EXAMPLE, **_CODE}]}
_HANDOVER = {
    "id": 1,
    "state": "waiting",
    "reason": "asked",
    "note": "The car makes a loud noise while charging.",
    "language": "en",
    "asked_at": "2026-11-18T02:00:00Z",
    "waiting_minutes": 12,
    "centre_id": 1,
    "vehicle_id": 1,
    "vehicle": "Blue 7",
    "model": "Lark 60",
    "taken_by": "",
    "taken_at": None,
}
_HANDOVER_TAKEN = {
    **_HANDOVER,
    "state": "taken",
    "taken_by": "operator",
    "taken_at": "2026-11-18T02:12:00Z",
}
_HANDOVER_ANSWERED = {**_HANDOVER_TAKEN, "state": "answered"}
_TAKEN = {
    "new": 119,
    "known": 1,
    "bad": [
        {
            "place": 7,
            "code": "vin_length",
            "reason": "A VIN has 17 characters; this one has 3. Check it against the vehicle papers.",
        }
    ],
}
_VISIT = {
    "number": "1234567",
    "job": "coolant_repair",
    "state": "booked",
    "starts_at": "2026-11-19T02:00:00Z",
    "ends_at": "2026-11-19T02:30:00Z",
    "zone": "Asia/Shanghai",
    "starts_local": "2026-11-19T10:00+08:00",
    "ends_local": "2026-11-19T10:30+08:00",
    "bay": "A",
    "technician": "Li",
    "model": "Lark 60",
    "vin": "*************0001",
}
_OWN_VEHICLE = {"id": 1, "name": "Blue 7", "model": "Lark 60", "source": "live"}

ANSWERS: Mapping[str, object] = {
    "GET /health/live": {"status": "ok"},
    "GET /health/ready": probes.EXAMPLE,
    "GET /v1/failures": failures.EXAMPLE,
    "POST /v1/telemetry": {
        "received": 3,
        "kept": 1,
        "late": 0,
        "repeated": 0,
        "unwanted": {
            "Vehicle.CurrentLocation.Latitude": {
                "count": 1,
                "code": "not_collected",
                "reason": "Nothing here uses this signal, so it is not collected.",
            }
        },
        "refused_total": 1,
        "refused": [
            {
                "record": 0,
                "signal": "Vehicle.Speed",
                "code": "value_not_number",
                "reason": "fast is not a finite number.",
                "cure": "Send a plain JSON number, or leave the signal out of this record.",
            }
        ],
    },
    "POST /v1/vehicles": _VEHICLE,
    "GET /v1/vehicles": {"vehicles": [_VEHICLE], "next": None},
    "GET /v1/vehicles/{vehicle_id}": _VEHICLE,
    "POST /v1/vehicles/csv": _SHEET,
    "POST /v1/vehicles/find": _VEHICLE,
    "POST /v1/vehicles/{vehicle_id}/key": {"vehicle_id": 1, "key": "bvk_0123456789ab_…"},
    "POST /v1/vehicles/{vehicle_id}/link-code": {
        "code": "K7M2Q4RT",
        "role": "owner",
        "ends_at": "2026-11-18T02:10:00Z",
    },
    "POST /v1/centres": _CENTRE,
    "GET /v1/centres": {"centres": [_CENTRE]},
    "PATCH /v1/centres/{centre_id}": _CENTRE,
    "POST /v1/centres/csv": _SHEET,
    "PUT /v1/centres/{centre_id}/stock": {"coolant_pump": 2, "cabin_filter": 10},
    "POST /v1/centres/{centre_id}/special-days": {"visits": [_VISIT]},
    "POST /v1/centres/{centre_id}/token": {
        "centre_id": 1,
        "token": "bce_0123456789ab_…",
        "ends_at": "2027-05-17T02:00:00Z",
    },
    "GET /v1/tokens": {"tokens": [tokens.EXAMPLE]},
    "DELETE /v1/tokens/{token_id}": {**tokens.EXAMPLE, "state": "revoked"},
    "GET /v1/centre/agenda": {"day": "2026-11-19", "visits": [_VISIT], "cancelled": []},
    "POST /v1/centre/visits/{number}/battery": {
        "visit": "1234567",
        "at": "2026-11-19T02:30:00Z",
        "soh_pct": 91.5,
        "method": "capacity",
    },
    "POST /v1/centre/visits/{number}/outcome": {**_VISIT, "state": "done"},
    "GET /v1/me": {
        "locale": "zh_Hans",
        "zone": "Asia/Shanghai",
        "quiet_from": "22:00:00",
        "quiet_to": "08:00:00",
        "privacy_mode": False,
        "consents": ["care", "improve"],
        "since": "2026-11-01T02:00:00Z",
    },
    "GET /v1/me/vehicles": {"vehicles": [_OWN_VEHICLE]},
    "GET /v1/me/vehicles/{vehicle_id}": {
        "vehicle": _OWN_VEHICLE,
        "last_seen": "2026-11-18T01:00:00Z",
        "signals": [
            {
                "signal": "Vehicle.Powertrain.TractionBattery.StateOfCharge.Current",
                "value": 80.5,
                "unit": "percent",
                "at": "2026-11-18T01:00:00Z",
            }
        ],
    },
    "GET /v1/me/vehicles/{vehicle_id}/alerts": {
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
    },
    "GET /v1/me/vehicles/{vehicle_id}/outlook": outlook.EXAMPLE,
    "GET /v1/me/bookings": {
        "visits": [
            {
                "number": "1234567",
                "vehicle_id": 1,
                "job": "coolant_repair",
                "state": "held",
                "starts_at": "2026-11-19T02:00:00Z",
                "starts_local": "2026-11-19T10:00+08:00",
                "ends_at": "2026-11-19T02:30:00Z",
                "held_until": "2026-11-18T10:00:00Z",
                "zone": "Asia/Shanghai",
                "centre": "Pudong Service",
                "address": "1 Century Avenue",
                "phone": "+86 21 5555 0100",
            }
        ]
    },
    "GET /v1/calls": {
        "calls": [
            {
                "vehicle_id": 1,
                "vehicle": "Blue 7",
                "check": "coolant_loop",
                "title": "Battery cooling",
                "told_at": "2026-11-18T02:00:00Z",
            }
        ]
    },
    **{
        f"{method} /v1{place}/handovers{rest}": answer
        for place in ("", "/centre")
        for method, rest, answer in (
            ("GET", "", {"handovers": [_HANDOVER]}),
            ("POST", "/{handover_id}/take", _HANDOVER_TAKEN),
            ("POST", "/{handover_id}/answer", _HANDOVER_ANSWERED),
        )
    },
    "GET /v1/me/looks": looks.EXAMPLE,
    "GET /v1/me/vehicles/{vehicle_id}/drivers": drivers.EXAMPLE,
    "POST /v1/me/vehicles/{vehicle_id}/drivers/{driver_id}": drivers.EXAMPLE,
    "DELETE /v1/me/vehicles/{vehicle_id}/drivers/{driver_id}": {"drivers": []},
    "GET /v1/doubts": {"doubts": [doubts.EXAMPLE]},
    "POST /v1/doubts/{doubt_id}/settle": {"doubts": []},
    "POST /v1/vehicles/{vehicle_id}/changes": changes.EXAMPLE_ANSWER,
    "GET /v1/vehicles/{vehicle_id}/technician": routes.EXAMPLE,
    "GET /v1/vehicles/{vehicle_id}/technician.html": routes.EXAMPLE_PAGE,
    "POST /v1/recalls": _TAKEN,
    "POST /v1/recalls/csv": {"new": 1, "known": 0, "bad": _SHEET["bad"]},
    "GET /v1/recalls": {
        "recalls": [
            {
                "code": "R2026-014",
                "title": {"en": "Seat belt of the driver's seat", "zh_Hans": "驾驶座安全带"},
                "title_en": "Seat belt of the driver's seat",
                "title_zh": "驾驶座安全带",
                "issued": "2026-10-01",
                "urgent": False,
                "cars": 120,
                "done": 31,
            }
        ]
    },
    "POST /v1/recalls/{code}/done": _TAKEN,
    "PUT /v1/fault-codes/{code}": _CODES,
    "GET /v1/fault-codes": _CODES,
    "PUT /v1/service-plans/{model}": {
        "model": "Lark 60",
        "items": [
            {"item": "yearly_service", "job": "yearly_service", "months": 24, "km": 30000.0, "of_model": True}
        ],
    },
    "POST /v1/vehicles/{vehicle_id}/services": _SERVICES,
    "PUT /v1/me/services/{service_id}": _SERVICES,
    "DELETE /v1/me/services/{service_id}": _SERVICES,
    "GET /v1/me/vehicles/{vehicle_id}/services": _SERVICES,
    "POST /v1/me/vehicles/{vehicle_id}/services": _SERVICES,
    "GET /v1/track-record": track_record.EXAMPLE,
}

"""The figures of a health report, each recomputed from the tables by SQL, or from the readings as the car sent them."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from sqlalchemy import text

from domain.checkup import rules, service
from domain.checkup.facts import WEIGHTS, Checkup, Part
from domain.core import Core
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from domain.registry.tables import Owner
from domain.telemetry import paths
from tests.domain.checkup.conftest import on_record
from tests.domain.dialogue.chat import Chat
from tests.domain.dialogue.test_trips import NOW
from tests.domain.reports.test_report import raw, stretches, watts_of


def report(chat: Chat) -> Checkup:
    with chat.core.reading() as unit:
        return service.of(unit, unit.session.get_one(Owner, chat.owner_id), registry.vehicle(unit, 1))


def ask(chat: Chat, query: str, **params: Any) -> list[tuple[Any, ...]]:
    with chat.core.reading() as unit:
        return [tuple(row) for row in unit.session.connection().execute(text(query), params)]


WARNED = """
SELECT a.level, a.state, w.verdict, o.verdict FROM alert a
LEFT JOIN feedback w ON w.alert_id = a.id AND w."by" = 'workshop'
LEFT JOIN feedback o ON o.alert_id = a.id AND o."by" = 'owner'
WHERE a.vehicle_id = 1 AND a.confirmed_at IS NOT NULL AND (a.confirmed_at >= :since OR a.state = 'active')
ORDER BY a.id
"""


def test_warnings_services_recalls_and_score_are_those_of_the_tables(core: Core, clock: FixedClock) -> None:
    told = report(chat := on_record(raw(core, days=36, step_s=10)[0], clock))
    rows = ask(chat, WARNED, since=(NOW - timedelta(days=365)).replace(tzinfo=None))
    outcome = {"found": True, "not_found": False, "right": True, "wrong": False}
    assert [(each.level, each.is_open, each.right) for each in told.warned] == [
        (level, state == "active", outcome.get(workshop or owner or ""))
        for level, state, workshop, owner in rows
    ]
    assert [each.right for each in told.warned] == [True, False, None]
    done = ask(chat, 'SELECT job, "on", odometer_km FROM service_done WHERE vehicle_id = 1 ORDER BY "on"')
    assert [(each.work.job, str(each.work.on), each.work.odometer_km) for each in told.services] == [
        (job, str(on), km) for job, on, km in done
    ]
    parts = {each.part: each for each in told.parts}
    (campaigns,) = ask(chat, "SELECT count(*) FROM campaign")
    open_ = ask(chat, "SELECT count(*) FROM campaign_car WHERE done_at IS NULL")
    assert (parts[Part.RECALLS].n, parts[Part.RECALLS].against) == (campaigns[0], open_[0][0]) == (2, 1)
    assert parts[Part.RECALLS].points == 0.0
    judged = parts[Part.SYSTEMS].n
    (level,) = {level for level, state, *_ in rows if state == "active"}
    assert parts[Part.SYSTEMS].points == pytest.approx((100 * (judged - 1) + {2: 40}[level]) / judged)
    battery = parts[Part.BATTERY].points
    assert battery is not None
    by_hand = 40 * battery + 35 * (100 * (judged - 1) + 40) / judged + 15 * (parts[Part.SERVICES].points or 0)
    assert rules.score(told.parts) == round(by_hand / sum(WEIGHTS.values()))


def test_the_battery_certificate_is_that_of_the_raw_readings(core: Core) -> None:
    """The second way integrates the power of each stretch of charging, and takes the middle by gain."""
    chat, window = raw(core, days=36, step_s=10)
    told = report(chat).certificate
    watts = watts_of(window)
    found, held = [], 0
    lately = (NOW - timedelta(days=28)).timestamp()  # older readings were never taken in
    charging = (np.nan_to_num(window.values[paths.IS_CHARGING]) > 0) & (window.at / 1000 > lately)
    for rows, at in stretches(window, charging):
        here = slice(rows.start + 1, rows.stop - 1)
        soc = window.values[paths.SOC][here]
        soc = soc[np.isfinite(soc)]
        gained = float(soc[-1] - soc[0])
        celsius = float(np.nanmean(window.values[paths.PACK_TEMPERATURE][here]))
        held += 1
        if gained >= 20 and 5 <= celsius <= 30:
            kwh = float(np.trapezoid(watts[here], at[1:-1])) / 3.6e6
            found.append((kwh / gained / 75.0 * 1e4, gained, celsius))
    found.sort()
    half = np.cumsum([gained for _, gained, _ in found])
    middle = found[int(np.searchsorted(half, half[-1] / 2))][0]
    warm = [celsius for *_, celsius in found]

    assert told is not None
    assert told.charges == len(found) >= 5
    assert told.charges_kept == held
    assert (told.coldest, told.warmest) == pytest.approx((min(warm), max(warm)), abs=0.1)
    assert told.soh == pytest.approx(middle, abs=0.5)
    assert (told.low, told.high) == (told.soh - 3, told.soh + 3)
    assert told.first < told.last <= date(2026, 11, 18)

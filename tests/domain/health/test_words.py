"""Every sentence of every check can be said from what the check hands over."""

from dataclasses import replace
from datetime import date, timedelta
from gettext import NullTranslations

import pytest

from domain import phrases
from domain.battery import words as battery
from domain.explain.facts import Language, Phrase
from domain.explain.render import Speaker
from domain.health import catalogue, words
from domain.health.checks import alarm_words
from domain.health.checks import words as high_voltage
from domain.health.facts import Chances, Check, Level, Reason, View
from domain.registry.facts import Recall, Serviced
from domain.telemetry.alarms import Alarm
from domain.telemetry.facts import Announced, Day, Features
from domain.upkeep.facts import CodeRule, Verdict
from tests.domain.health import views


def served(view: View, *, days_ago: int, km: float | None = None, job: str = "yearly_service") -> View:
    """The same car with work on record, and with 44 km driven a day."""
    days = tuple(Day(views.ago(i).date(), 9e3, 3e3, 44.0, None, None, None) for i in range(60, 0, -1))
    work = Serviced(job, views.ago(days_ago).date(), km)
    return replace(view, features=replace(view.features, days=days), services=(work,))


BELT = Recall("R1", {"en": "Seat belt", "zh_Hans": "安全带"}, date(2026, 3, 2))
SEEN: dict[str, tuple[Features | View, ...]] = {
    "coolant_loop": (
        views.flows(lost=[3.0] * 12, warmer=[1.2] * 12),
        views.flows(lost=[i / 4 for i in range(20)], warmer=[i / 8 for i in range(20)]),
        views.flows(),
    ),
    "motor_heat": (
        views.motors(hotter=12.0, cooled=7.0),
        views.motors(hotter=12.0, cooled=7.0, inverter=False),
        views.motors(),
    ),
    "tyre_pressure": (
        views.tyres([200.0] * 3),
        views.tyres([250, 246, 242, 238, 234, 230]),
        views.tyres([215, 210, 205, 195, 185, 175, 170]),
        views.tyres([250.0] * 3),
    ),
    "brake_pads": (views.pads([75.0] * 4), views.pads([65 + 1.2 * i for i in range(18)])),
    "puncture": (views.puncture(), views.puncture(left=215.0)),
    "brake_balance": (
        views.brakes([20.0] * 3 + [50.0] * 3, [20.0] * 6),
        views.brakes([20.0] * 3 + [50.0] * 3, [20.0] * 6, every_days=20.0),
    ),
    "twelve_volt": (
        views.volts([12.1] * 5),
        views.volts([12.0] * 5, running=[12.3] * 3),
        views.volts([12.6, 12.5, 12.4, 12.3, 12.2, 12.1, 12.0, 11.9]),
        views.volts([], running=[14.0] * 3),
    ),
    "battery_soh": (views.charges([82.0] * 8), views.charges([95.0] * 8), views.ageing(83.0)),
    "cell_balance": (
        views.cells([70.0] * 4),
        views.cells([*[10.0] * 20, *[65.0] * 5]),
        views.cells([70.0] * 12, widened=[1.5] * 3),
        views.cells([10.0] * 12),
    ),
    "insulation": (
        views.insulation([3e6] * 10, latest=[150e3] * 3),
        views.insulation([3e6] * 10, latest=[20e3] * 2),
        views.insulation([3e6, 3e5] * 5, humidity=[50.0, 95.0] * 5),
        views.insulation([3e6] * 10),
    ),
    "charging": (
        views.sessions([*[7.0] * 20, *[3.6] * 4]),
        views.sessions([*[60.0] * 20, *[30.0] * 4]),
        views.sessions([7.0] * 20, cut=[True] * 6),
        views.sessions([7.0] * 20, tells=False),
    ),
    "contactor": (
        views.contactors([50_010.0 + i for i in range(10)]),
        views.contactors([900.0 + 20 * i for i in range(20)], most=[1.0] * 15 + [20.0] * 5),
        views.contactors([900.0 + 4 * i for i in range(10)]),
    ),
    "cabin_filter": (views.filters([25.0] * 5),),
    "service_due": (
        served(views.view(views.pads([10.0] * 30)), days_ago=350, km=19_000.0),
        served(views.view(views.pads([10.0] * 30)), days_ago=100, km=2_000.0),
        served(views.view(views.filters([10 + i / 4 for i in range(20)])), days_ago=20, job="cabin_filter"),
        served(views.view(Features(announced=(Announced(views.ago(1), 800.0, 20.0),))), days_ago=100),
    ),
    "car_alarm": tuple(
        Features(alarms=(Alarm(views.ago(0), level, named, 2),))
        for level, named in (
            (1, ()),
            (2, ("brakes",)),
            (3, ("battery_hot", "insulation")),
            (4, ("thermal_event",)),
        )
    ),
    "fault_codes": (
        views.codes("P0A1F", "C1234", "B0100", "U0100"),
        replace(
            views.view(views.codes("P0A1F")),
            code_rules={"P0A1F": CodeRule(Verdict.CRITICAL, {"en": "Pump", "zh_Hans": "水泵"})},
        ),
    ),
    "season": (
        views.weather([20.0 - i / 3 for i in range(60)]),
        views.weather([2.0] * 30 + [2.0 + i / 3 for i in range(30)]),
        views.weather([8.0 - i / 4 for i in range(60)]),
        views.weather([18.0 + i / 4 for i in range(60)]),
    ),
    "recall": (
        replace(views.view(Features()), recalls=(BELT,)),
        replace(views.view(Features()), recalls=(replace(BELT, urgent=True), BELT)),
    ),
    "silent_car": (Features(),),
}


@pytest.mark.parametrize("check", catalogue.ALL, ids=lambda check: check.CODE)
def test_every_sentence_can_be_said_for_every_kind_of_case(check: Check) -> None:
    own = {name: getattr(check.WORDS, name) for name in ("title", "seen", "matters", "action", "sure")}
    speaker = Speaker(
        "en",
        words.WORDS
        | high_voltage.WORDS
        | alarm_words.WORDS
        | battery.WORDS
        | own
        | {"blind": check.CANNOT_SEE},
        NullTranslations(),
    )

    for seen in SEEN[check.CODE]:
        found = check.check(seen if isinstance(seen, View) else views.view(seen))
        assert found is not None
        said = [speaker.say(Phrase(name, found.params)) for name in own]
        assert all(said)
        assert "{" not in "".join(said)


def test_checks_are_known_by_unlike_names_and_inhibit_only_each_other() -> None:
    codes = [check.CODE for check in catalogue.ALL]

    assert len(set(codes)) == len(codes) == len(catalogue.BY_CODE)
    assert {parent for check in catalogue.ALL for parent in check.INHIBITED_BY} <= set(codes)


@pytest.mark.parametrize("locale", ["en", "zh_Hans"])
@pytest.mark.parametrize("risk", [0.6, 0.85, 0.95, 0.96, 0.99])
def test_a_chance_is_what_comes_of_waiting_and_never_told_to_the_percent_near_certainty(
    risk: float, locale: Language
) -> None:
    reasons = (Reason("flow", 2.0, 1.5),)
    chances = Chances(None, None, risk, model="coolant_loop 1", reasons=reasons)
    for said in (
        words.basis(Level.YELLOW, risk, timedelta(days=30)),
        words.chance("coolant_loop", chances, risk=risk, horizon=timedelta(days=30)),
    ):
        told = phrases.speaker(locale).say(said)
        assert said.code in words.CHANCES
        assert told.startswith({"en": "If nothing is done", "zh_Hans": "如不处理"}[locale])
        assert f"{min(risk, 0.95):.0%}" in told
        assert "99%" not in told
        assert (("over" in told) or ("超过" in told)) == (risk > words.SUREST)


def test_what_is_forecast_rests_on_a_chance_and_what_has_happened_on_none() -> None:
    coming = catalogue.BY_CODE["coolant_loop"].check(
        views.view(views.flows(lost=[3.0] * 12, warmer=[1.2] * 12))
    )
    happened = catalogue.BY_CODE["puncture"].check(views.view(views.puncture()))

    assert coming is not None
    assert happened is not None
    basis = coming.params["basis"]
    assert isinstance(basis, Phrase)
    assert basis.code in words.CHANCES
    assert happened.params["basis"] == words.MEASURED


def test_what_is_named_as_a_sign_is_drawn_so_that_it_is_seen() -> None:
    reasons = (
        Reason("warmer", 3.0, 4.0),
        Reason("less_flow", 1.1, 0.01),
        Reason("still_falling", 0.1, -0.02),
    )
    chances = Chances(None, None, 0.6, model="coolant_loop 1", reasons=reasons)

    named = words.chance("coolant_loop", chances, risk=0.6, horizon=timedelta(days=30)).params["reasons"]
    drawn = tuple(bar.name for bar in words.bars("coolant_loop", chances).bars)

    assert named == drawn == (words.reason("coolant_loop", "warmer"),)

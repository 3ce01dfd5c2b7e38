"""Trips, charges and prices in the chat, by command, sentence and tap, in both languages."""

import json
import re
from datetime import UTC, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from domain.core import Core
from domain.dialogue import trip_forms
from domain.dialogue.trip_forms import Kind
from domain.explain.facts import Bars, Language
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.registry import preferences
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.simulation import run as simulation
from domain.simulation import wire as simulated
from domain.simulation.cars import DEMO_CARS, made_up_vin
from domain.telemetry import paths, travels
from domain.telemetry import service as telemetry
from domain.telemetry.facts import Charge, Window
from domain.telemetry.ingest import wire
from domain.telemetry.intake import Batch
from domain.telemetry.trips import Travel
from domain.trips import rules
from domain.trips.facts import Band, Period, Tariff
from tests.domain.dialogue.chat import Chat
from tests.domain.earlier import long_ago

NOW = datetime(2026, 11, 18, 2, tzinfo=UTC)  # a Wednesday
ZONE = "Asia/Shanghai"


def begun(core: Core, language: Language, *purposes: Purpose) -> Chat:
    """An owner of forty days with one car, who agreed to purposes then."""
    with core.unit() as opened:
        unit = long_ago(opened)
        owner = registry.meet(unit, 1, locale=language, zone=ZONE)
        car = registry.register_vehicle(
            unit, vin=made_up_vin(900_101, year="S"), name="Car 1", model="Lark 60", papers=Papers()
        )
        registry.link(unit, owner.id, registry.link_code(unit, car.id))
        for purpose in purposes:
            registry.consent(unit, owner.id, purpose=purpose, given=True, channel="test")
        return Chat(core, language, owner.id)


@cache
def _batch(days: int, without: tuple[str, ...]) -> Batch:
    window = simulation.simulate(DEMO_CARS[0], start=NOW - timedelta(days=days), end=NOW, step_s=20)
    left = Window(window.at, {path: each for path, each in window.values.items() if path not in without})
    return wire.decode(json.dumps({"records": simulated.to_records(left)}).encode())


def driven(chat: Chat, *, days: int = 25, without: tuple[str, ...] = ()) -> Chat:
    """Weeks of readings of a simulated car, as a server has them."""
    with chat.core.unit() as unit:
        telemetry.ingest(unit, registry.vehicle(unit, 1), _batch(days, without))
        telemetry.refresh(unit, 1)
    return chat


@pytest.fixture(params=["en", "zh_Hans"])
def language(request: pytest.FixtureRequest) -> Language:
    return "en" if request.param == "en" else "zh_Hans"


@pytest.fixture
def chat(core: Core, language: Language) -> Chat:
    return driven(begun(core, language, Purpose.CARE, Purpose.DRIVING))


def stored(chat: Chat, period: Period) -> Travel:
    since, until = rules.bounds(period, now=NOW, zone=ZONE)
    with chat.core.reading() as unit:
        return travels.between(unit, 1, chat.owner_id, since=since, until=until)


def numbers(text: str, unit: str) -> list[float]:
    return [float(each.replace(",", "")) for each in re.findall(rf"(\d[\d,]*\.\d) ?{unit}", text)]


@pytest.mark.parametrize("days", ["last_week", "last_month", "week"])
def test_the_list_of_trips_adds_up_to_the_sum_that_is_said(chat: Chat, days: str) -> None:
    period = Period(days)
    trips = stored(chat, period).trips
    said = re.sub(r"百公里 [\d.]+ 度", "", chat.say(f"/trips {days.replace('_', ' ')}"))
    km = "公里" if chat.language == "zh_Hans" else "km(?!/)"
    kwh = "度" if chat.language == "zh_Hans" else "kWh(?!/)"
    total, *listed = numbers(said, km)
    energy, *used = numbers(said, kwh)

    assert len(trips) >= 5
    assert total == pytest.approx(sum(listed), abs=0.01)
    assert energy == pytest.approx(sum(used), abs=0.01)
    assert total == pytest.approx(sum(trip.km or 0 for trip in trips), abs=0.05 * len(trips))
    assert energy == pytest.approx(sum(trip.used_kwh or 0 for trip in trips), abs=0.05 * len(trips))


def test_the_latest_trip_is_split_in_ranges_alone(chat: Chat) -> None:
    said = chat.say("/trips last").splitlines()[-1]
    spans = [(int(low), int(high)) for low, high in re.findall(r"(\d+)%[–～](\d+)%", said)]

    assert chat.codes[-1] == "report.trip.split"
    assert len(spans) >= 3
    assert all(low < high for low, high in spans)
    assert sum(low for low, _ in spans) <= 100 <= sum(high for _, high in spans)


def test_days_are_those_of_the_owners_zone(chat: Chat) -> None:
    trips = stored(chat, Period.LAST_WEEK).trips
    local = [trip.start.astimezone(ZoneInfo(ZONE)).date().isoformat() for trip in trips]

    assert min(local) >= "2026-11-09"
    assert max(local) <= "2026-11-15"
    assert any(trip.start.date().isoformat() != day for trip, day in zip(trips, local, strict=True))


def test_costs_follow_the_hours_of_the_tariff_minute_by_minute(chat: Chat) -> None:
    """Recomputed a second way: each minute of a charge by the clock on the owner's wall."""
    chat.say("/tariff 23-7 0.3, else 0.6, fast 1.8")
    said = chat.say("/charges this month")
    expected = 0.0
    for charge in stored(chat, Period.MONTH).charges:
        minutes = range(int((charge.end - charge.start).total_seconds() // 60))
        clocks = [
            (charge.start + timedelta(minutes=each)).astimezone(ZoneInfo(ZONE)).hour for each in minutes
        ]
        slow = sum(0.3 if hour >= 23 or hour < 7 else 0.6 for hour in clocks) / len(clocks)
        expected += charge.energy_kwh * (1.8 if (charge.peak_kw or 0) > 24 else slow)
    total, *listed = [float(each) for each in re.findall(r"¥(\d+\.\d\d)", said)]

    assert len(listed) == 5
    assert total == pytest.approx(sum(listed), abs=0.01)
    assert total == pytest.approx(expected, rel=0.01)


@pytest.mark.parametrize(
    ("text", "kind", "period"),
    [
        ("我这周开了多少公里", Kind.TRIPS, Period.WEEK),
        ("how far did I drive last week?", Kind.TRIPS, Period.LAST_WEEK),
        ("how many km this month and how much energy", Kind.TRIPS, Period.MONTH),
        ("trips yesterday", Kind.TRIPS, Period.YESTERDAY),
        ("帮我看看上周开车的情况", Kind.TRIPS, Period.LAST_WEEK),
        ("最近一次行程", Kind.TRIPS, Period.LAST),
        ("上次充电充了多少度", Kind.CHARGES, Period.LAST),
        ("what did last month's charging cost", Kind.CHARGES, Period.LAST_MONTH),
        ("my electricity costs 0.3 from 23 to 7, else 0.6", Kind.TARIFF, None),
        ("我家电价谷电23点到7点0.3其余0.6", Kind.TARIFF, None),
        ("off-peak 11pm to 7am is 30 cents, otherwise 60 cents", Kind.TARIFF, None),
    ],
)
def test_it_is_asked_in_words_in_either_language(text: str, kind: Kind, period: Period | None) -> None:
    question = trip_forms.read(text)

    assert question is not None
    assert (question.kind, question.period) == (kind, period)


def test_words_are_answered_as_the_command_is(chat: Chat) -> None:
    for words, command in [
        ("我这周开了多少公里", "/trips week"),
        ("what did last month's charging cost", "/charges last month"),
        ("最近一次行程", "/trips last"),
        ("my electricity costs 0.3 from 23 to 7, else 0.6", "/tariff"),
    ]:
        assert chat.say(words) == chat.say(command)


@pytest.mark.parametrize(
    "text",
    [
        "还能跑多远",
        "how far can I go",
        "充满要多久",
        "开了多少公里该保养",
        "So you don't save my trips or routes?",
        "who can see my trips",
        "你会记录我的行程吗",
        "把我的行程记录删了",
    ],
)
def test_what_only_sounds_like_it_is_not_taken_for_it(text: str) -> None:
    assert trip_forms.read(text) is None


def test_a_wish_beside_the_question_is_answered_as_well(core: Core) -> None:
    chat = driven(begun(core, "en", Purpose.CARE, Purpose.DRIVING), days=10)
    chat.say("how far did I drive last week, and book a yearly service")

    assert "trips.sum" in chat.codes
    assert len(chat.codes) > chat.codes.index("trips.lines") + 1


def test_other_days_of_what_was_shown_last_are_asked_for_by_the_days_alone(
    chat: Chat, clock: FixedClock
) -> None:
    for shown, more in [
        ("/trips", "那上个月呢"),
        ("/trips", "and last month?"),
        ("/charges", "what about last month"),
        ("/charges", "上个月的呢？"),
        ("/driving", "那上个月呢"),
    ]:
        clock.advance(timedelta(seconds=5))
        chat.say(shown)
        assert chat.say(more) == chat.say(f"{shown} last month")
        assert "trips.lines" in chat.codes or "trips.none" in chat.codes


def test_days_alone_are_no_question_of_trips_where_something_else_was_shown_last(
    chat: Chat, clock: FixedClock
) -> None:
    chat.say("/trips")
    clock.advance(timedelta(seconds=5))
    chat.say("/privacy")
    chat.say("去年呢" if chat.language == "zh_Hans" else "and last year?")

    assert not any(code.startswith("trips.") for code in chat.codes)


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Asia/Shanghai", "CN¥0.30"),
        ("Europe/Berlin", "€0.30"),
        ("Asia/Calcutta", "₹0.30"),
        ("UTC", "CN¥0.30"),
    ],
)
def test_a_price_without_a_currency_is_one_of_the_owners_country(core: Core, zone: str, shown: str) -> None:
    chat = begun(core, "en", Purpose.CARE)
    with core.unit() as unit:
        preferences.set_zone(unit, chat.owner_id, zone)

    assert shown in chat.say("/tariff 0.3")


def test_taps_lead_from_period_to_period_and_to_a_chart_that_adds_up(chat: Chat) -> None:
    chat.say("/trips last week")
    chat.tap("📊")
    (message,) = chat.reply.messages

    assert isinstance(message.chart, Bars)
    assert sum(bar.value for bar in message.chart.bars) == pytest.approx(
        rules.total(stored(chat, Period.LAST_WEEK).trips).km
    )
    chat.tap("🔌")
    assert "trips.charge.sum" in chat.codes or "trips.charge.none" in chat.codes


@pytest.mark.parametrize(
    ("prices", "code"),
    [
        ("nonsense", "refusal.tariff_unread"),
        ("23-7 0.3", "refusal.tariff_rest"),
        ("25-7 0.3 else 0.6", "refusal.tariff_hours"),
        ("600", "refusal.tariff_price"),
        ("23-7 30, else 60", "refusal.tariff_price"),
        ("9" * 400, "refusal.tariff_unread"),
        ("22-7 0.3, 6-9 0.4, else 0.6", "refusal.tariff_overlap"),
    ],
)
def test_prices_that_cannot_be_are_refused_with_reason_and_cure(core: Core, prices: str, code: str) -> None:
    chat = begun(core, "en", Purpose.CARE)
    said = chat.say(f"/tariff {prices}")

    assert chat.codes == [code]
    assert re.search(r"Write|Add|Check", said)


@pytest.mark.parametrize(
    ("prices", "shown"),
    [
        ("off-peak 11pm to 7am is 30 cents, otherwise 60", "€0.60"),
        ("30 ct from 23 to 7, else 60 ct, fast 89", "€0.89"),
        ("0.30 from 23 to 7, else 60 cents, fast 1.8", "€1.80"),
    ],
)
def test_prices_beside_one_in_cents_are_read_as_they_are_meant(core: Core, prices: str, shown: str) -> None:
    chat = begun(core, "en", Purpose.CARE)
    with core.unit() as unit:
        preferences.set_zone(unit, chat.owner_id, "Europe/Berlin")

    assert shown in chat.say(f"/tariff {prices}")


def test_prices_are_changed_in_part_and_forgotten(core: Core) -> None:
    chat = begun(core, "en", Purpose.CARE)
    chat.say("/tariff €0.30")
    assert "€1.80" in chat.say("/tariff fast 1.8")
    assert "€0.30" in chat.say("/tariff")
    chat.tap("Forget")
    chat.say("/tariff")

    assert "tariff.none" in chat.codes


def test_without_agreement_the_way_to_it_is_one_tap(core: Core) -> None:
    chat = driven(begun(core, "en", Purpose.CARE), days=3)
    chat.say("/trips")
    assert "trips.none.off" in chat.codes
    chat.tap("Allow")

    assert "privacy.purpose.driving.collects" in chat.codes


@pytest.mark.parametrize("asked", ["/trips", "/charges", "/driving", "/report", "/report pdf"])
def test_who_stopped_the_report_is_told_that_what_was_recorded_is_only_hidden(core: Core, asked: str) -> None:
    chat = driven(begun(core, "en", Purpose.CARE, Purpose.DRIVING), days=5)
    with core.unit() as unit:
        registry.consent(unit, chat.owner_id, purpose=Purpose.DRIVING, given=False, channel="test")
    chat.say(asked)

    assert chat.codes[-1] == "trips.none.stopped"
    assert "privacy.button.allow" in [button.label.code for button in chat.reply.messages[0].rows[0]]


@pytest.mark.parametrize("asked", ["/trips", "/report"])
def test_who_agreed_to_the_report_alone_is_told_what_it_stands_on(core: Core, asked: str) -> None:
    chat = begun(core, "en", Purpose.DRIVING)
    chat.say(asked)
    assert chat.codes[-1] == "trips.none.care"
    chat.tap("Allow")

    assert "privacy.purpose.care.collects" in chat.codes


def test_a_car_that_was_never_heard_from_and_one_that_tells_no_motion_say_so(core: Core) -> None:
    chat = begun(core, "en", Purpose.CARE, Purpose.DRIVING)
    chat.say("/trips")
    assert "trips.none.unheard" in chat.codes
    driven(chat, days=3, without=(paths.SPEED, paths.ODOMETER))
    chat.say("/trips")

    assert "trips.none.motion" in chat.codes


def test_privacy_mode_says_that_trips_rest(core: Core) -> None:
    chat = begun(core, "en", Purpose.CARE, Purpose.DRIVING)
    with core.unit() as unit:
        preferences.set_privacy_mode(unit, chat.owner_id, on=True)
    chat.say("/trips")

    assert "trips.none.rests" in chat.codes


def test_a_charge_over_the_change_of_clocks_is_priced_by_the_clock_on_the_wall() -> None:
    """In Berlin 2026-10-25 has an hour from 2 to 3 twice: eight hours lie between 23 and 6."""
    begin = datetime(2026, 10, 24, 21, tzinfo=UTC)  # 23:00
    charge = Charge(begin, begin + timedelta(hours=10), 10, 90, 50.0, None, 5.0)
    tariff = Tariff(1.0, "EUR", (Band(time(23), time(6), 0.0),))

    assert rules.cost(charge, tariff, zone="Europe/Berlin") == pytest.approx(50 * 2 / 10)
    since, until = rules.bounds(Period.TODAY, now=begin + timedelta(hours=5), zone="Europe/Berlin")
    assert until - since == timedelta(hours=25)

"""What the cold takes of the range: told once a season where the car's own past shows it, else nothing is said."""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.contact import service as contact
from domain.contact.facts import Message
from domain.core import Core, Unit
from domain.energy.facts import Drive
from domain.explain.facts import Language
from domain.hints import rules, service
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.registry import preferences
from domain.registry import service as registry
from domain.telemetry import travels
from domain.telemetry.trips import Travel, Trip
from jobs import hints
from tests.domain.dialogue.chat import Chat
from tests.domain.dialogue.test_trips import begun

TODAY = date(2026, 11, 18)
COLD_DAYS = 5  # of this season until today


def celsius(day: date) -> float:
    """A year between -4 and 24 °C that comes below 7 °C some days before today."""
    since = (day - TODAY).days + COLD_DAYS
    return 10.0 - 14.0 * math.cos(2 * math.pi * since / 365 - math.acos(3.0 / 14.0))


def life(years: float, *, per_degree: float, noise: float = 0.03) -> Iterator[Drive]:
    """Days until today, each of 40 km; a degree below 15 °C takes so much more."""
    for place in range(int(years * 365), -1, -1):
        day = TODAY - timedelta(days=place)
        cold = max(15.0 - celsius(day), 0.0)
        used = 15.0 * math.exp(per_degree * cold) * (1 + noise * math.sin(7.0 * place))
        yield Drive(day, used, celsius(day), 40.0, 40.0)


def test_the_first_cold_days_bring_what_the_cars_own_winters_show() -> None:
    days = list(life(2.1, per_degree=0.015))
    cold = rules.due(days, today=TODAY)

    assert cold is not None
    assert TODAY - cold.onset <= timedelta(days=2 * COLD_DAYS)
    true = 15.0 * math.exp(0.015 * (15.0 - cold.celsius))
    assert cold.cold == pytest.approx(true, rel=0.02)
    assert cold.least < 1 - cold.lately / true < cold.most
    assert 0.05 < cold.least < cold.less < cold.most < 0.25


def test_a_forecast_reads_nothing_of_the_days_that_it_foretells() -> None:
    days = list(life(2.1, per_degree=0.015))
    cold = rules.due(days, today=TODAY)
    assert cold is not None
    others = [each for each in days if each.day < cold.onset]

    assert rules.foretold(others, cold.onset) == cold


@pytest.mark.parametrize(
    ("years", "per_degree", "later"),
    [
        (0.9, 0.015, 0),  # less than a year of its own
        (2.1, 0.002, 0),  # a car that hardly minds the cold
        (2.1, 0.015, 20),  # nothing begins
    ],
)
def test_silence_where_nothing_is_known_or_worth_it(years: float, per_degree: float, later: int) -> None:
    days = list(life(years, per_degree=per_degree))

    assert rules.due(days, today=TODAY + timedelta(days=later)) is None


def test_silence_where_the_season_before_would_have_been_foretold_worse_than_by_saying_nothing() -> None:
    """The winter before last took much; then a heat pump came, and the last one took nothing."""
    days = [
        replace(each, kwh_100km=15.0) if each.day > TODAY - timedelta(days=420) else each
        for each in life(2.19, per_degree=0.03)
    ]
    *_, last, this = rules.onsets(days)
    would_be = rules.foretold(days, this)

    assert would_be is not None
    assert would_be.least > 0
    assert rules.was_nearer(days, last) is False
    assert rules.due(days, today=TODAY) is None


@pytest.fixture(params=["en", "zh_Hans"])
def chat(core: Core, request: pytest.FixtureRequest) -> Chat:
    """An owner with two years of drives, whose car minds the cold, on the fifth cold day."""
    language: Language = "en" if request.param == "en" else "zh_Hans"
    talk = begun(core, language, Purpose.CARE, Purpose.DRIVING)
    with core.unit() as unit:
        for each in life(2.1, per_degree=0.015):
            drive(unit, talk.owner_id, each)
    return talk


def drive(unit: Unit, owner_id: int, of: Drive) -> None:
    start = datetime.combine(of.day, time(1), tzinfo=UTC)
    used = of.kwh_100km * of.km / 100
    trip = Trip(start, start + timedelta(hours=1), 10.0, km=of.km, used_kwh=used, ambient_c=of.celsius)
    travels.save(unit, Travel((trip,)), vehicle_id=1, owner_id=owner_id, begins_at=start - timedelta(hours=1))


def delivered(chat: Chat) -> list[str]:
    hints.tell(chat.core)
    with chat.core.unit() as unit:
        going = contact.claim(unit, limit=10)
    with chat.core.unit() as unit:
        texts = [chat._one(unit, each.message) for each in going]
        if going:
            contact.sent(unit, {each.notice_id: 100 + each.notice_id for each in going})
        return texts


def test_it_is_told_once_with_its_figures_and_a_way_to_hear_no_more(chat: Chat, clock: FixedClock) -> None:
    (text,) = delivered(chat)
    clock.advance(timedelta(days=8))
    again = delivered(chat)
    stopped = chat.tap(chat.words("hints.button.never"))

    assert ("the first cold days are here" if chat.language == "en" else "天气转冷了") in text
    assert again == []
    assert stopped.startswith(chat.words("messages.hints.off"))


REASONS: dict[str, Callable[[Unit, int], object]] = {
    "withdrawn": lambda unit, owner: registry.consent(
        unit, owner, purpose=Purpose.DRIVING, given=False, channel="test"
    ),
    "privacy mode": lambda unit, owner: preferences.set_privacy_mode(unit, owner, on=True),
    "only urgent": lambda unit, owner: preferences.set_messages(unit, owner, kind="notes", on=False),
    "a push this week": lambda unit, owner: contact.queue(unit, owner, key="x", message=Message(()), grade=1),
}


def test_nothing_is_told_where_something_stands_against_it(chat: Chat) -> None:
    for reason, keep in REASONS.items():
        with chat.core.unit() as unit:
            keep(unit, chat.owner_id)
            unit.session.flush()
            told = service.consider(unit, [1])
            unit.session.rollback()
        assert told == 0, reason


@pytest.mark.parametrize(
    ("off", "on"),
    [("no such hints please", "turn the hints back on"), ("不要再发季节提示了", "恢复季节提示")],
)
def test_words_and_settings_switch_hints(chat: Chat, off: str, on: str) -> None:
    chat.say(off)
    was_off = list(chat.codes)
    nothing = delivered(chat)
    chat.say("what are my settings")
    shown = list(chat.codes)
    chat.say(on)

    assert was_off == ["messages.hints.off"]
    assert nothing == []
    assert "settings.hints.off" in shown
    assert chat.codes == ["messages.hints.on"]
    assert len(delivered(chat)) == 1

"""From "I'll try it" to what it saved three months later, as an owner reads it, on both databases and in both languages."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlmodel import select

from domain import phrases
from domain.contact import rules as grades
from domain.contact import service as contact
from domain.contact.facts import Button, Message, Outgoing
from domain.contact.tables import Notice
from domain.core import Core
from domain.explain.facts import Language, Money, Phrase
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Owner
from domain.savings import about
from domain.savings.facts import Code
from domain.savings.tables import AdviceTrial
from domain.simulation.cars import made_up_vin
from domain.telemetry import travels
from domain.telemetry.facts import Charge
from domain.telemetry.trips import Travel, Trip
from domain.trips import service as prices
from domain.trips.facts import Tariff
from jobs import nightly
from tests.domain.dialogue.chat import Chat
from tests.domain.earlier import long_ago
from tests.domain.savings.driving import Habit, years

NOW = datetime(2026, 11, 18, 2, tzinfo=UTC)
DUE = timedelta(days=92)


def begun(core: Core, language: Language = "en", *purposes: Purpose) -> Chat:
    with core.unit() as opened:
        unit = long_ago(opened)
        owner = registry.meet(unit, 1, locale=language, zone="Asia/Shanghai")
        car = registry.register_vehicle(
            unit, vin=made_up_vin(900_101, year="S"), name="Car 1", model="Lark 60", papers=Papers()
        )
        registry.link(unit, owner.id, registry.link_code(unit, car.id))
        for purpose in purposes or (Purpose.CARE, Purpose.DRIVING):
            registry.consent(unit, owner.id, purpose=purpose, given=True, channel="test")
        return Chat(core, language, owner.id)


def keep(chat: Chat, driven: Sequence[Trip], charges: Sequence[Charge] = ()) -> None:
    """Store trips and charges as the days of a car hold them."""
    days: dict[date, list[Trip]] = defaultdict(list)
    for trip in driven:
        days[trip.start.date()].append(trip)
    with chat.core.unit() as unit:
        for day, of_day in days.items():
            travel = Travel(
                trips=tuple(of_day), charges=tuple(each for each in charges if each.start.date() == day)
            )
            at = datetime.combine(day, time(), tzinfo=UTC)
            travels.save(unit, travel, vehicle_id=1, owner_id=chat.owner_id, begins_at=at)


def offer(chat: Chat, advice: str = Code.HARD_STARTS, vehicle_id: int = 1) -> str:
    """Show the button that a report has below an advice; return its token."""
    with chat.core.unit() as unit:
        button = Button(
            Phrase("savings.advice.speed"),
            "savings.try",
            about.OfAdvice(advice, vehicle_id).params(),
            once=False,
        )
        message = Message((Phrase("savings.advice.hard_starts"),), rows=((button,),))
        return contact.offer(unit, chat.owner_id, message)[0][0]


def claimed(core: Core) -> tuple[Outgoing, ...]:
    with core.unit() as unit:
        return contact.claim(unit, limit=10)


def said(outgoing: Outgoing) -> str:
    say = phrases.speaker(outgoing.locale).say
    return "\n".join(say(line) for line in outgoing.message.lines)


def number(value: object) -> float:
    assert isinstance(value, float)
    return value


def codes(outgoing: Outgoing) -> list[str]:
    return [line.code for line in outgoing.message.lines]


def trial(core: Core) -> AdviceTrial:
    with core.reading() as unit:
        return unit.session.exec(select(AdviceTrial)).one()


@pytest.fixture(params=["en", "zh_Hans"])
def language(request: pytest.FixtureRequest) -> Language:
    return "en" if request.param == "en" else "zh_Hans"


@pytest.fixture
def chat(core: Core) -> Chat:
    return begun(core)


def test_an_owner_who_tries_an_advice_reads_three_months_later_what_it_saved(
    core: Core, clock: FixedClock, language: Language
) -> None:
    chat = begun(core, language)
    charge = Charge(
        start=NOW + timedelta(days=9),
        end=NOW + timedelta(days=9, hours=4),
        soc_from=20,
        soc_to=80,
        energy_kwh=30,
        mean_kw=7.5,
        temperature_c=20,
    )
    keep(chat, years(Habit(takes=0.85), begun=NOW), [charge])
    with core.unit() as unit:
        prices.set_tariff(unit, chat.owner_id, Tariff(0.6, "CNY"))

    answer = chat.press(offer(chat))
    assert chat.words("savings.advice.hard_starts") in answer
    assert chat.codes == ["savings.begun", "savings.begun.until"]
    nightly.savings(core)
    assert claimed(core) == ()  # it is too early

    clock.advance(DUE)
    nightly.savings(core)
    (outgoing,) = claimed(core)
    assert not outgoing.loud
    assert codes(outgoing) == [
        "savings.heading",
        "savings.saved",
        "savings.kwh",
        "savings.money",
        "savings.how",
    ]
    told = outgoing.message.lines[1].params
    assert number(told["low"]) < 0.15 < number(told["high"])
    kwh, paid = (line.params["share"] for line in outgoing.message.lines[2:4])
    assert isinstance(paid, Money)
    assert paid.amount == pytest.approx(0.6 * number(kwh), abs=0.51)
    assert "Car 1" in said(outgoing)
    assert ("¥" in said(outgoing)) or ("CN" in said(outgoing))


def test_where_nothing_was_saved_it_is_said_that_it_cannot_be_told(
    core: Core, clock: FixedClock, language: Language
) -> None:
    chat = begun(core, language)
    keep(chat, years(Habit(), begun=NOW))
    chat.press(offer(chat))
    clock.advance(DUE)
    nightly.savings(core)

    (outgoing,) = claimed(core)
    assert codes(outgoing) == ["savings.heading", "savings.none.noise"]
    assert chat.words("savings.none.few_after") not in said(outgoing)


def test_without_prices_no_money_is_told(chat: Chat, core: Core, clock: FixedClock) -> None:
    keep(chat, years(Habit(takes=0.8), begun=NOW))
    chat.press(offer(chat))
    clock.advance(DUE)
    nightly.savings(core)

    assert "savings.money" not in codes(claimed(core)[0])


def test_it_is_told_once(chat: Chat, core: Core, clock: FixedClock) -> None:
    chat.press(offer(chat))
    for _ in range(5):
        clock.advance(DUE)
        nightly.savings(core)

    assert len(claimed(core)) == 1
    assert trial(core).ended_at is not None


def test_a_past_of_weeks_is_said_to_be_short_at_once_and_few_trips_at_the_end(
    chat: Chat, core: Core, clock: FixedClock
) -> None:
    chat.press(offer(chat))
    assert chat.codes[-1] == "savings.begun.young"
    clock.advance(DUE)
    nightly.savings(core)

    assert codes(claimed(core)[0]) == ["savings.heading", "savings.none.few_before"]


def test_one_advice_at_a_time_is_tried_with_a_car(chat: Chat, clock: FixedClock, core: Core) -> None:
    chat.press(offer(chat))

    assert chat.words("savings.advice.hard_starts") in chat.press(offer(chat, Code.SPEED))
    assert chat.codes == ["refusal.advice_running"]
    clock.advance(DUE)
    nightly.savings(core)
    chat.press(offer(chat, Code.SPEED))
    assert chat.codes[0] == "savings.begun"


@pytest.mark.parametrize(
    ("advice", "vehicle_id", "code"),
    [("charge_limit", 1, "advice_unknown"), ("speed", 99, "vehicle_not_yours")],
)
def test_what_cannot_be_tried_is_refused(chat: Chat, advice: str, vehicle_id: int, code: str) -> None:
    chat.press(offer(chat, advice, vehicle_id))

    assert chat.codes == [f"refusal.{code}"]


def test_without_the_driving_report_or_in_privacy_mode_nothing_is_begun(core: Core) -> None:
    chat = begun(core, "en", Purpose.CARE)
    chat.press(offer(chat))
    assert chat.codes == ["refusal.savings_off"]
    with core.unit() as unit:
        registry.consent(unit, chat.owner_id, purpose=Purpose.DRIVING, given=True, channel="test")
        unit.session.get_one(Owner, chat.owner_id).privacy_mode = True
    chat.press(offer(chat))
    assert chat.codes == ["refusal.savings_rests"]


def test_in_privacy_mode_it_waits_and_after_a_month_ends_untold(
    chat: Chat, core: Core, clock: FixedClock
) -> None:
    chat.press(offer(chat))
    with core.unit() as unit:
        unit.session.get_one(Owner, chat.owner_id).privacy_mode = True
    clock.advance(DUE)
    nightly.savings(core)
    assert trial(core).ended_at is None

    clock.advance(timedelta(days=30))
    nightly.savings(core)
    assert trial(core).ended_at is not None
    assert claimed(core) == ()


def test_where_the_weeks_messages_are_used_up_it_is_told_on_a_later_day(
    chat: Chat, core: Core, clock: FixedClock
) -> None:
    chat.press(offer(chat))
    clock.advance(DUE)
    with core.unit() as unit:
        for number in range(grades.PER_WEEK):
            message = Message((Phrase("savings.how"),))
            contact.queue(unit, chat.owner_id, key=f"other:{number}", message=message, grade=grades.YELLOW)
    nightly.savings(core)
    assert trial(core).ended_at is None

    clock.advance(timedelta(days=7))
    nightly.savings(core)
    assert trial(core).ended_at is not None
    assert codes(claimed(core)[-1])[0] == "savings.heading"


def test_who_wants_no_quiet_notes_gets_none_until_they_are_wanted_again(
    chat: Chat, core: Core, clock: FixedClock
) -> None:
    chat.press(offer(chat))
    with core.unit() as unit:
        unit.session.get_one(Owner, chat.owner_id).notes = False
    clock.advance(DUE)
    nightly.savings(core)

    assert claimed(core) == ()
    with core.unit() as unit:
        unit.session.get_one(Owner, chat.owner_id).notes = True
    clock.advance(timedelta(days=1))
    nightly.savings(core)
    assert len(claimed(core)) == 1
    assert trial(core).ended_at is not None


def test_a_car_that_was_given_away_tells_its_former_owner_nothing(
    chat: Chat, core: Core, clock: FixedClock
) -> None:
    chat.press(offer(chat))
    with core.unit() as unit:
        registry.unlink(unit, chat.owner_id, 1)
    clock.advance(DUE)
    nightly.savings(core)

    assert claimed(core) == ()
    with core.reading() as unit:
        assert unit.session.exec(select(Notice)).all() == []


def test_the_words_on_the_button_begin_it_too(core: Core, language: Language) -> None:
    chat = begun(core, language)
    with core.unit() as unit:
        message = Message((Phrase("savings.advice.speed"),), rows=((about.button(Code.SPEED, 1),),))
        chat._one(unit, message)

    label = Phrase("savings.button.try", {"advice": Phrase("savings.advice.speed")})
    chat.say(core.speaker(language).say(label))
    assert chat.codes[0] == "savings.begun"

"""Emergencies and wishes for a person come before all other talk, in every state, on both databases."""

import itertools
from collections.abc import Callable

import pytest
from sqlmodel import select

from domain.contact.facts import Reply
from domain.contact.verbs import Params
from domain.core import Core
from domain.dialogue import service as dialogue
from domain.dialogue import store
from domain.dialogue.acts import emergencies
from domain.dialogue.emergency.recognition import Emergency, Kind
from domain.errors import Refusal
from domain.explain.facts import Language
from domain.handover import service as handover
from domain.handover.facts import Request, State
from domain.handover.tables import Handover
from domain.phrases import speaker
from domain.registry import service as registry
from domain.registry.tables import Owner
from tests.domain.dialogue import test_service as stage
from tests.domain.dialogue.test_service import Talker, booked

owner = stage.owner
talk = stage.talk
give_car = stage.give_car
Give = Callable[[str], None]


def rows(core: Core) -> list[Handover]:
    with core.reading() as unit:
        return list(unit.session.exec(select(Handover)).all())


def current(core: Core, owner: Owner) -> Request | None:
    with core.reading() as unit:
        return handover.current(unit, owner.id)


def words(reply: Reply, locale: Language = "en") -> str:
    say = speaker(locale).say
    return "\n".join(say(line) for message in reply.messages for line in message.lines)


OPENINGS = {
    "nothing": (),
    "job": ("book a visit",),
    "when": ("book brakes",),
    "slots": ("book a first service tomorrow afternoon",),
    "summary": ("book a first service tomorrow afternoon", "the first one"),
}


@pytest.mark.parametrize("state", OPENINGS)
@pytest.mark.parametrize(
    "cry", ["my car is on fire", "车冒烟了", "it wont strat, I'm stranded on the motorway"]
)
def test_an_emergency_is_answered_in_every_state_and_the_task_stays(
    core: Core, owner: Owner, talk: Talker, give_car: Give, state: str, cry: str
) -> None:
    give_car("Blue")
    for line in OPENINGS[state]:
        talk.say(line)
    with core.reading() as unit:
        before = store.load(unit, owner.id).talk.task

    said = talk.say(cry)

    assert "☎️" in said
    with core.reading() as unit:
        assert store.load(unit, owner.id).talk.task == before


@pytest.mark.parametrize("name", ["Snowball", "Blaze", "Smoky", "Red Baron", "小火 Spark"])
def test_the_name_of_an_own_car_is_no_emergency(give_car: Give, talk: Talker, name: str) -> None:
    give_car(name)

    for text in (name, f"book a yearly service for {name}", f"{name}, please"):
        assert "danger" not in talk.say(text)
    assert "50 m away" in talk.say(f"{name} is on fire")


def test_an_emergency_needs_no_car_and_no_code(talk: Talker) -> None:
    assert "Leave the car now" in talk.say("smoke from my car")


def test_a_yes_after_an_emergency_books_nothing_and_the_summary_comes_again(
    core: Core, owner: Owner, talk: Talker, give_car: Give
) -> None:
    give_car("Blue")
    talk.say("book a first service tomorrow afternoon")
    talk.say("the first one")
    talk.say("my car is on fire")

    assert "Shall I book" in talk.say("yes")
    assert booked(core, owner) == []
    assert "Booked" in talk.say("yes")


def test_a_yes_after_an_emergency_cancels_nothing(
    core: Core, owner: Owner, talk: Talker, give_car: Give
) -> None:
    give_car("Blue")
    for line in ("book a first service tomorrow afternoon", "the first one", "yes", "cancel my booking"):
        talk.say(line)
    talk.say("I had an accident")

    assert "Shall I cancel this visit: first service" in talk.say("yes")
    assert len(booked(core, owner)) == 1


@pytest.mark.parametrize("name", ["start", "help", "unreadable", "nonsense"])
def test_an_emergency_behind_a_command_is_recognised(core: Core, owner: Owner, name: str) -> None:
    with core.unit() as unit:
        reply = dialogue.command(unit, unit.session.get_one(Owner, owner.id), name, "the car is on fire")

    assert "119" in words(reply)


@pytest.mark.parametrize("locale", ["en", "zh_Hans"])
@pytest.mark.parametrize(("region", "number"), [("CN", "12"), ("EU", "112"), ("US", "911")])
def test_every_emergency_has_a_short_answer_with_a_button_to_a_person(
    core: Core, owner: Owner, locale: Language, region: str, number: str
) -> None:
    core.settings.region = region
    core.settings.roadside_phone = "+86 400 810 0000"
    for kind, fast_road in itertools.product(Kind, (False, True)):
        with core.unit() as unit:
            found = Emergency(kind, fast_road=fast_road)
            reply = emergencies.answer(unit, unit.session.get_one(Owner, owner.id), found)

        said = words(reply, locale)
        assert "+86 400 810 0000" in said
        assert len(said) < 600
        assert number in said or kind in {Kind.RED, Kind.STRANDED, *_ONE_NUMBER}
        assert reply.messages[0].rows[0][0].verb == "person.ask"


_ONE_NUMBER = (Kind.FIRE, Kind.WATER, Kind.TRAPPED)  # in China: 119, 110


def test_a_wish_for_a_person_is_passed_on_once_with_the_phone_and_the_hours(
    core: Core, owner: Owner, talk: Talker, give_car: Give
) -> None:
    give_car("Blue")

    said = talk.say("can I speak to a human")
    again = talk.say("转人工")

    assert "will answer you here" in said
    assert "open now, until" in said
    assert "📞" in said
    assert "not sent a second one" in again
    assert [row.state for row in rows(core)] == [State.WAITING]


def test_what_is_written_next_is_added_and_a_booking_is_still_a_booking(
    core: Core, owner: Owner, talk: Talker, give_car: Give
) -> None:
    give_car("Blue")
    talk.say("转人工")

    assert "Added to your request" in talk.say("I was overcharged for the wipers and the receipt is wrong")
    assert "book this visit: first service" in talk.say("book a first service tomorrow afternoon")
    found = current(core, owner)
    assert found is not None
    assert found.note == "I was overcharged for the wipers and the receipt is wrong"


def test_a_wish_that_says_what_it_is_about_carries_it(core: Core, owner: Owner, talk: Talker) -> None:
    text = "I have waited an hour for my car and nobody tells me anything, let me talk to a manager"
    talk.say(text)

    found = current(core, owner)
    assert found is not None
    assert found.note == text


@pytest.mark.parametrize("way", ["button", "撤回人工请求", "take the request back"])
def test_a_request_can_be_taken_back_and_asked_for_anew(
    core: Core, owner: Owner, talk: Talker, way: str
) -> None:
    talk.say("talk to someone")
    said = talk.tap("Take the request back") if way == "button" else talk.say(way)

    assert "taken your request back" in said
    assert current(core, owner) is None
    assert "passed this on" in talk.say("talk to someone")


@pytest.mark.parametrize("text", ["what is the capital of France", "help", "blorp fnord zzz"])
def test_an_answer_that_does_not_help_offers_a_person(
    core: Core, talk: Talker, give_car: Give, text: str
) -> None:
    give_car("Blue")
    talk.say(text)

    assert "passed this on" in talk.tap("Talk to a person")
    assert [row.reason for row in rows(core)] == ["asked"]


def test_the_button_under_an_emergency_says_what_kind_it_is(core: Core, talk: Talker) -> None:
    talk.say("my brakes failed")
    talk.tap("Talk to a person")

    assert [row.reason for row in rows(core)] == ["brakes"]


def test_two_units_that_ask_at_once_leave_one_request(core: Core, owner: Owner) -> None:
    for _ in range(2):
        with core.unit() as unit:
            handover.ask(unit, owner.id, vehicle_id=None, reason="asked")

    assert len(rows(core)) == 1


def test_a_note_has_room_for_so_much(core: Core, owner: Owner) -> None:
    with core.unit() as unit:
        handover.ask(unit, owner.id, vehicle_id=None, reason="asked", note="x" * 5000)

    found = current(core, owner)
    assert found is not None
    assert len(found.note) == 1000


def test_a_note_without_a_request_is_refused(core: Core, owner: Owner) -> None:
    with core.unit() as unit, pytest.raises(Refusal, match="handover_unknown"):
        handover.add_note(unit, owner.id, "hello")


@pytest.mark.parametrize("reason", ["tow", "come"])
def test_a_service_of_the_centre_is_asked_for_the_car_of_the_warning_and_told_once(
    core: Core, owner: Owner, give_car: Give, reason: str
) -> None:
    give_car("Silver Fox")
    give_car("Brown Bear")
    with core.reading() as unit:
        _, second = registry.vehicles_of(unit, owner.id)

    said = [asks(core, owner, reason, second.id) for _ in range(2)]

    (row,) = rows(core)
    assert (row.reason, row.vehicle_id) == (reason, second.id)
    assert row.centre_id is not None
    assert [codes[0] for codes in said] == [f"handover.{reason}_centre", "handover.known_centre"]
    assert all(codes[-1] == "handover.write_where" for codes in said)


def test_a_wish_for_towing_is_not_lost_in_a_request_that_is_open(
    core: Core, owner: Owner, give_car: Give
) -> None:
    give_car("Silver Fox")
    with core.unit() as unit:
        (car,) = registry.vehicles_of(unit, owner.id)
        handover.ask(unit, owner.id, vehicle_id=None, reason="asked", note="The radio is too quiet.")

    assert asks(core, owner, "tow", car.id)[0] == "handover.tow_centre"

    (row,) = rows(core)
    assert (row.reason, row.vehicle_id, row.state) == ("tow", car.id, State.WAITING)
    found = current(core, owner)
    assert found is not None
    assert found.note == "The radio is too quiet."


def test_nobody_asks_for_the_car_of_another(core: Core, owner: Owner, give_car: Give) -> None:
    give_car("Silver Fox")
    with core.unit() as unit:
        (car,) = registry.vehicles_of(unit, owner.id)
        stranger = registry.meet(unit, 990_001, locale="en", zone="Asia/Shanghai")
        unit.session.flush()

    with pytest.raises(Refusal) as refusal:
        asks(core, stranger, "tow", car.id)

    assert refusal.value.code == "vehicle_not_yours"
    assert rows(core) == []


def asks(core: Core, owner: Owner, reason: str, vehicle_id: int) -> list[str]:
    """Tap the button of a warning."""
    with core.unit() as unit:
        params: Params = {"reason": reason, "vehicle_id": vehicle_id}
        reply = dialogue.VERBS["person.ask"](unit, unit.session.get_one(Owner, owner.id), params)
        return [line.code for message in reply.messages for line in message.lines]


DOUBTFUL = "smoke from the car, book a first service tomorrow afternoon"


@pytest.mark.parametrize("said", ["yes", "Yes, I need help now", "有危险"])
def test_where_it_is_not_sure_it_asks_and_a_yes_gets_the_answer(
    core: Core, talk: Talker, give_car: Give, said: str
) -> None:
    give_car("Blue")

    assert "Are you in danger right now" in talk.say(DOUBTFUL)
    assert "Leave the car now" in talk.say(said)


@pytest.mark.parametrize("said", ["no", "No, go on", "没事"])
def test_a_no_goes_on_with_what_was_written(talk: Talker, give_car: Give, said: str) -> None:
    give_car("Blue")
    talk.say(DOUBTFUL)

    assert "book this visit: first service" in talk.say(said)


def test_both_buttons_of_the_question_do_what_they_say(talk: Talker, give_car: Give) -> None:
    give_car("Blue")
    talk.say(DOUBTFUL)
    assert "Leave the car now" in talk.tap("🚨 Yes, I need help now")

    talk.say(DOUBTFUL)
    assert "book this visit: first service" in talk.tap("No, go on")


def test_a_yes_to_the_question_of_danger_books_nothing(
    core: Core, owner: Owner, talk: Talker, give_car: Give
) -> None:
    give_car("Blue")
    talk.say("book a first service tomorrow afternoon")
    talk.say("the first one")
    talk.say(DOUBTFUL)

    assert "Leave the car now" in talk.say("yes")
    assert booked(core, owner) == []

"""Sentences and taps against real slices on both databases."""

from collections.abc import Callable

import pytest

from domain import phrases
from domain.booking import centres
from domain.booking import service as booking
from domain.booking.facts import State
from domain.contact import service as contact
from domain.contact.facts import Message, Reply
from domain.core import Core
from domain.dialogue import service as dialogue
from domain.errors import Refusal
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Owner
from jobs.demo.seed import CENTRES

VINS = ("11111111111111111", "1M8GDM9AXKP042788")


@pytest.fixture
def owner(core: Core) -> Owner:
    with core.unit() as unit:
        centres.add_centre(unit, CENTRES[0])
        return registry.meet(unit, 1, locale="en", zone="Asia/Shanghai")


@pytest.fixture
def give_car(core: Core, owner: Owner) -> Callable[[str], None]:
    def give(name: str) -> None:
        with core.unit() as unit:
            vin = VINS[len(registry.vehicles_of(unit, owner.id))]
            car = registry.register_vehicle(unit, vin=vin, name=name, model="Test EV", papers=Papers())
            registry.link(unit, owner.id, registry.link_code(unit, car.id))

    return give


@pytest.fixture
def talk(core: Core, owner: Owner) -> "Talker":
    return Talker(core, owner)


class Talker:
    """Says and taps, and remembers the buttons that were shown last."""

    def __init__(self, core: Core, owner: Owner) -> None:
        self.core, self.owner = core, owner
        self.buttons: dict[str, str] = {}

    def say(self, text: str) -> str:
        with self.core.unit() as unit:
            return self.shown(unit, dialogue.converse(unit, unit.session.get_one(Owner, self.owner.id), text))

    def tap(self, label: str) -> str:
        token = next(token for said, token in self.buttons.items() if label in said)
        with self.core.unit() as unit:
            return self.shown(unit, dialogue.press(unit, unit.session.get_one(Owner, self.owner.id), token))

    def shown(self, unit: object, reply: Reply) -> str:
        self.buttons = {}
        shown = [self._one(unit, message) for message in (reply.edit, *reply.messages) if message]
        return "\n".join(shown)

    def _one(self, unit: object, message: Message) -> str:
        say = phrases.speaker("en").say
        tokens = contact.offer(unit, self.owner.id, message)  # type: ignore[arg-type]
        for row, names in zip(message.rows, tokens, strict=True):
            self.buttons |= {say(button.label): name for button, name in zip(row, names, strict=True)}
        return "\n".join(say(line) for line in message.lines)


def booked(core: Core, owner: Owner) -> list[str]:
    with core.reading() as unit:
        visits = booking.visits_of(unit, owner.id)
        return [f"{visit.job} {visit.starts_at:%d %H:%M}" for visit in visits if visit.state == State.BOOKED]


def test_a_sentence_books_only_after_a_slot_was_chosen_and_confirmed(
    core: Core, owner: Owner, talk: Talker, give_car: Callable[[str], None]
) -> None:
    give_car("Blue")
    said = talk.say("book a first service tomorrow afternoon")
    assert "Shall I book this visit: first service, Thu 19 Nov, 13:00" in said
    assert booked(core, owner) == []
    assert "Shall I book this visit: first service, Thu 19 Nov, 14:00" in talk.tap("14:00")
    assert booked(core, owner) == []
    assert "Booked: first service, Thu 19 Nov, 14:00" in talk.tap("Yes, book it")

    assert booked(core, owner) == ["first_service 19 06:00"]


def test_a_visit_is_moved_and_cancelled_by_sentence(
    core: Core, owner: Owner, talk: Talker, give_car: Callable[[str], None]
) -> None:
    give_car("Blue")
    talk.say("book an inspection tomorrow afternoon")
    talk.say("yes")
    talk.say("move it to Friday morning")
    talk.tap("20 Nov")
    assert "Moved: inspection is now Fri 20 Nov" in talk.say("yes")
    assert "Shall I cancel this visit: inspection, Fri 20 Nov" in talk.say("cancel my booking")
    assert len(booked(core, owner)) == 1
    assert "Cancelled" in talk.say("yes")

    assert booked(core, owner) == []


def test_an_owner_of_two_cars_is_asked_which_one(
    core: Core, owner: Owner, talk: Talker, give_car: Callable[[str], None]
) -> None:
    give_car("Blue")
    give_car("Red")
    assert talk.say("book an inspection tomorrow afternoon") == "Which car is it for?"
    assert talk.tap("Red").startswith("For Red:")
    talk.tap("Yes, book it")

    with core.reading() as unit:
        (visit,) = booking.visits_of(unit, owner.id)
        assert registry.vehicle(unit, visit.vehicle_id).name == "Red"


def test_without_a_car_nothing_can_be_booked(core: Core, owner: Owner, talk: Talker) -> None:
    with pytest.raises(Refusal, match="no_car"):
        talk.say("book an inspection tomorrow")


def test_a_question_in_the_middle_of_a_booking_comes_back_to_it(
    core: Core, owner: Owner, talk: Talker, give_car: Callable[[str], None]
) -> None:
    give_car("Blue")
    talk.say("book an inspection tomorrow afternoon")
    told = talk.say("what data do you keep about me?")

    assert "Shall I book this visit: inspection, Thu 19 Nov, 13:00" in told
    assert "Booked" in talk.tap("Yes, book it")


def test_an_unlinked_car_can_be_linked_by_somebody_else(
    core: Core, owner: Owner, talk: Talker, give_car: Callable[[str], None]
) -> None:
    give_car("Blue")
    with core.unit() as unit:
        talk.shown(unit, dialogue.command(unit, unit.session.get_one(Owner, owner.id), "car", ""))
    assert "Unlink Blue?" in talk.tap("Unlink this car")
    assert "Blue is unlinked" in talk.tap("Yes, unlink it")

    with core.unit() as unit:
        next_owner = registry.meet(unit, 2, locale="en", zone="UTC")
        car = registry.vehicle_of_vin(unit, VINS[0])
        registry.link(unit, next_owner.id, registry.link_code(unit, car.id))
        assert registry.keeper(unit, car.id) == next_owner


def test_quiet_hours_are_chosen_by_tap(core: Core, owner: Owner, talk: Talker) -> None:
    with core.unit() as unit:
        talk.shown(unit, dialogue.command(unit, unit.session.get_one(Owner, owner.id), "quiet", ""))
    assert "From 23:00 to 07:00 I stay quiet" in talk.tap("23:00 to 07:00")

    with core.reading() as unit:
        kept = unit.session.get_one(Owner, owner.id)
        assert (kept.quiet_from.hour, kept.quiet_to.hour) == (23, 7)


def test_an_owner_lives_in_the_zone_of_the_first_car(core: Core, talk: Talker, owner: Owner) -> None:
    with core.unit() as unit:
        papers = Papers(zone="Europe/Berlin")
        car = registry.register_vehicle(unit, vin=VINS[0], name="Blue", model="Test EV", papers=papers)
        code = registry.link_code(unit, car.id)
    talk.say(code)

    with core.reading() as unit:
        assert unit.session.get_one(Owner, owner.id).zone == "Europe/Berlin"


@pytest.mark.parametrize("text", ["forget it", "ok, leave it then", "drop it", "forget about it"])
def test_leaving_it_with_nothing_open_asks_nothing_about_the_visit(
    give_car: Callable[[str], None], talk: Talker, text: str
) -> None:
    give_car("Blue")
    talk.say("book an inspection on Monday at 10")
    talk.say("yes")

    assert "nothing has changed" in talk.say(text)
    assert "Shall I cancel" in talk.say("cancel it")


def test_one_of_a_list_is_chosen_beside_questions(give_car: Callable[[str], None], talk: Talker) -> None:
    give_car("Blue")
    talk.say("book an inspection on Friday")
    answer = talk.say("the first one is fine, how long will it take and can I wait there")

    assert "Shall I book this visit" in answer
    assert "about 1 hour" in answer
    assert "waiting on site" in answer
    assert "is booked" not in answer

"""A warning stays usable until it is over, whatever was tapped on it, in the chat and from /car."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlmodel import col

from domain.alerts import cases, message, telling
from domain.alerts import service as alerts
from domain.alerts.facts import Case, Verdict
from domain.alerts.tables import Alert
from domain.booking import holder, store, warnings
from domain.booking import service as booking
from domain.booking.facts import State, VisitView
from domain.booking.tables import Visit
from domain.contact import service as contact
from domain.contact.facts import Message
from domain.dialogue import store as talks
from domain.dialogue.memory import Memory
from domain.explain.facts import Language
from domain.registry import preferences
from tests.domain.dialogue.chat import Chat
from tests.domain.dialogue.conftest import Ended, Town

STORIES: tuple[tuple[str, Language], ...] = (("coolant_leak", "en"), ("filter_clogged", "zh_Hans"))
WORDS = {
    "en": {
        "not now": "not now",
        "noted": "got it, thanks",
        "first": "the first one",
        "yes": "yes",
        "cancel": "I want to cancel the visit",
    },
    "zh_Hans": {
        "not now": "算了，先不约",
        "noted": "知道了，谢谢",
        "first": "第一个",
        "yes": "好的",
        "cancel": "我想把约好的取消掉",
    },
}


@dataclass(frozen=True)
class Warned:
    """An owner whose story has ended in a warning."""

    chat: Chat
    vehicle_id: int

    def says(self, what: str) -> str:
        return self.chat.say(WORDS[self.chat.language][what])

    def taps(self, code: str) -> str:
        return self.chat.tap(self.chat.words(code), among=self.chat.newest)

    def opens(self) -> Message:
        """Open the warning from /car, as it is shown there."""
        self.chat.say("/car")
        self.chat.press(next(each.token for each in self.chat.newest if "🔎" in each.label))
        (shown,) = self.chat.reply.messages
        return shown

    def cancels(self) -> None:
        asked = self.says("cancel")
        said = self.chat.press(self.chat.newest[0].token) if self.chat.newest else ""
        assert self.visits(State.BOOKED) == [], (asked, said)

    def case(self) -> Case:
        with self.chat.core.reading() as unit:
            return alerts.alerts_of(unit, self.chat.owner_id, self.vehicle_id)[0]

    def visits(self, state: State) -> list[VisitView]:
        with self.chat.core.reading() as unit:
            mine = store.views(unit, col(Visit.owner_id) == self.chat.owner_id)
            return [each for each in mine if each.state == state]


@pytest.fixture(scope="module")
def lived(town: Town) -> Mapping[str, Ended]:
    return {code: town.person(code) for code, _ in STORIES}


@pytest.fixture(params=STORIES, ids=[f"{code}-{language}" for code, language in STORIES])
def warned(request: pytest.FixtureRequest, town: Town, lived: Mapping[str, Ended]) -> Warned:
    """Each test begins late on the evening before, with no open talk, nothing booked and a slot kept."""
    code, language = request.param
    person = lived[code]
    town.at(person.at - timedelta(hours=10))  # late enough that any slot can still be cancelled
    with town.core.unit() as unit:
        preferences.set_locale(unit, person.owner_id, language)
        talks.save(unit, person.owner_id, Memory())
        for visit in booking.visits_of(unit, person.owner_id):
            booking.cancel(unit, person.owner_id, visit.id)
        warnings.refresh_lapsed(unit)
        unit.session.flush()
        for case in alerts.alerts_of(unit, person.owner_id, person.vehicle_id):
            if case.slot is None:
                slot = holder.hold_for(unit, case, job=cases.job(case.finding))
                alerts.set_slot(unit, case.alert_id, slot)
    return Warned(Chat(town.core, language, person.owner_id), person.vehicle_id)


def verbs(message: Message) -> list[str]:
    return [button.verb for row in message.rows for button in row]


def tells_how_its_visit_stands(warned: Warned, shown: Message) -> None:
    """Slot line and slot button are there exactly for the visit that is kept or booked."""
    case = warned.case()
    held = {each.id for each in warned.visits(State.HELD) if each.alert_id == case.alert_id}
    booked = {each.id for each in warned.visits(State.BOOKED)}
    offered = {
        button.params["visit_id"] for row in shown.rows for button in row if button.verb == "visit.book"
    }
    assert offered <= held
    if case.slot is None:
        assert not offered
        assert not held | booked
    else:
        assert case.slot.visit_id in (booked if case.slot.booked else held)
        # a slot after the last day is told together with that
        assert any(case.slot.line in (line, *line.params.values()) for line in shown.lines)
        assert bool(offered) != case.slot.booked


@pytest.mark.parametrize(
    "when", [{"en": "the earliest", "zh_Hans": "最早的"}, {"en": "in five weeks", "zh_Hans": "五周以后"}]
)
def test_a_time_later_than_the_warning_asks_for_says_so_before_the_yes(
    warned: Warned, when: dict[str, str]
) -> None:
    warned.opens()
    warned.taps("alert.button.other" if warned.case().slot else "alert.button.find")
    said = warned.chat.say(when[warned.chat.language])
    if len(warned.chat.newest) > 3:  # a list
        said = warned.says("first")

    latest = message.deadline(warned.case()).latest
    held = max(each.starts_at for each in warned.visits(State.HELD)).date()
    assert latest is not None
    assert ({"en": "This is later than", "zh_Hans": "晚于"}[warned.chat.language] in said) == (held > latest)


def test_after_another_time_and_not_now_the_warning_is_true_again_and_can_be_booked_from(
    warned: Warned,
) -> None:
    tells_how_its_visit_stands(warned, warned.opens())
    for _ in range(2):
        other = "alert.button.other" if warned.case().slot else "alert.button.find"
        warned.taps(other)
        assert warned.chat.newest
        warned.says("not now")
        assert warned.visits(State.BOOKED) == []
        tells_how_its_visit_stands(warned, warned.opens())


def test_who_says_that_a_warning_was_read_is_not_reminded_of_it(town: Town, warned: Warned) -> None:
    case = warned.case()
    with town.core.unit() as unit:
        unit.session.get_one(Alert, case.alert_id).acknowledged_at = None
        for held in booking.visits_of(unit, case.owner_id):
            if held.alert_id != case.alert_id:  # it is plain which warning is meant
                booking.cancel(unit, case.owner_id, held.id)

    warned.says("noted")

    assert warned.case().acknowledged
    assert warned.visits(State.BOOKED) == []


def test_a_reminder_that_was_asked_for_stays_where_its_answer_is_noted(town: Town, warned: Warned) -> None:
    case = warned.case()
    with town.core.unit() as unit:
        alerts.later(unit, case.owner_id, case.alert_id)

    warned.says("noted")

    with town.core.reading() as unit:
        subject = telling.reminder_subject(case.alert_id)
        assert contact.is_waiting(unit, case.owner_id, subject=subject)


def test_a_hold_that_ran_out_a_moment_ago_is_not_offered_from_car(town: Town, warned: Warned) -> None:
    """Between the end of its hold and the next health round."""
    (held,) = [each for each in warned.visits(State.HELD) if each.alert_id == warned.case().alert_id]
    assert held.held_until is not None
    town.at(held.held_until)

    shown = warned.opens()

    tells_how_its_visit_stands(warned, shown)
    assert "visit.book" not in verbs(shown)
    assert "alert.no_slot" in [line.code for line in shown.lines]
    assert warned.chat.words("alert.button.find") in [each.label for each in warned.chat.newest]
    warned.taps("alert.button.find")
    assert warned.chat.newest


def test_a_rating_given_from_car_can_be_taken_back_and_given_anew(warned: Warned) -> None:
    assert "alert.wrong" in verbs(warned.opens())
    warned.taps("alert.button.wrong")
    assert set(warned.case().verdicts.values()) == {Verdict.WRONG}

    shown = warned.opens()
    assert "alert.unrate" in verbs(shown)
    assert "alert.wrong" not in verbs(shown)
    warned.taps("alert.button.unrate")

    assert warned.case().verdicts == {}
    assert {"alert.right", "alert.wrong"} <= set(verbs(warned.opens()))


def test_a_visit_booked_from_the_warning_and_cancelled_leaves_it_open_and_bookable(warned: Warned) -> None:
    warned.opens()
    warned.taps("alert.button.other" if warned.case().slot else "alert.button.find")
    warned.chat.press(warned.chat.newest[1].token)
    assert warned.visits(State.BOOKED) == []
    warned.says("yes")
    assert len(warned.visits(State.BOOKED)) == 1
    shown = warned.opens()
    tells_how_its_visit_stands(warned, shown)
    assert "visit.book" not in verbs(shown)

    warned.cancels()

    assert warned.visits(State.BOOKED) == []
    shown = warned.opens()
    tells_how_its_visit_stands(warned, shown)
    assert "visit.other" in verbs(shown)


def test_the_slot_of_the_warning_is_taken_with_one_tap_and_told_in_it(warned: Warned) -> None:
    kept = warned.case().slot
    assert kept is not None
    warned.opens()

    warned.taps("alert.button.book")

    (visit,) = warned.visits(State.BOOKED)
    assert visit.id == kept.visit_id
    tells_how_its_visit_stands(warned, warned.opens())
    warned.cancels()
    assert warned.visits(State.BOOKED) == []
    tells_how_its_visit_stands(warned, warned.opens())

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from domain.alerts import phoning, telling
from domain.alerts import service as alerts
from domain.alerts.facts import CallOutcome, CallStep, Case, Place, Record, Slot, State, Verdict
from domain.alerts.tables import Alert, Feedback
from domain.contact import service as contact
from domain.contact.facts import Message, Outgoing
from domain.core import Core, Unit
from domain.errors import Refusal
from domain.explain.facts import Chart, Moment, Phrase, Series
from domain.health import catalogue, judging
from domain.health.facts import Finding, Kind, Level
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Vehicle
from tests.domain.health import views

WORN = Finding(
    check="twelve_volt",
    strength=1.2,
    level=Level.YELLOW,
    risk=0.75,
    horizon=timedelta(days=7),
    severity=1,
    kinds=frozenset({Kind.LEVEL, Kind.TREND}),
    params={"volt": 11.9},
)
RED = replace(WORN, level=Level.RED, risk=0.95, horizon=timedelta(hours=48))
WELL = replace(WORN, strength=0.5)


class Garage:
    """A car with its owner, looked at once a day; messages are delivered at once."""

    def __init__(self, core: Core, clock: FixedClock) -> None:
        self.core, self.clock = core, clock
        self.messages = 100
        with core.unit() as unit:
            self.owner = registry.meet(unit, 4711, locale="en", zone="Asia/Shanghai")
            self.other = registry.meet(unit, 4712, locale="en", zone="Asia/Shanghai")
            self.car = self.add_car(unit, "WVWZZZE1ZNP000017", "Silver Fox")

    def add_car(self, unit: Unit, vin: str, name: str) -> Vehicle:
        car = registry.register_vehicle(unit, vin=vin, name=name, model="E1", papers=Papers())
        registry.link(unit, self.owner.id, registry.link_code(unit, car.id))
        return car

    def look(self, *findings: Finding | None, after: timedelta = timedelta(days=1)) -> tuple[Alert, ...]:
        """Settle these looks at twelve_volt, one a day; return what the last of them changed."""
        changed: tuple[Alert, ...] = ()
        for finding in findings:
            with self.core.unit() as unit:
                changed = alerts.settle(
                    unit, self.car, self.owner, {"twelve_volt": finding}, charts=self.chart, hold=self.hold
                )
            self.clock.advance(after)
        return changed

    def chart(self, finding: Finding) -> Chart | None:
        line = Series(Phrase("series.rest_voltage"), at=(self.clock.now(),), values=(11.9,))
        return Chart(Phrase(f"chart.{finding.check}"), unit="unit.volt", series=(line,), zone="UTC")

    def hold(self, unit: Unit, case: Case, *, job: str | None) -> Slot | None:
        del unit
        return Slot(visit_id=70 + case.alert_id, line=Phrase("slot.held", {"job": job}))

    def deliver(self) -> list[Outgoing]:
        """Send all that is due, and report it as sent."""
        with self.core.unit() as unit:
            outgoing = contact.claim(unit, limit=20)
        with self.core.unit() as unit:
            for one in outgoing:
                self.messages += 1
                contact.sent(unit, {one.notice_id: self.messages})
        return list(outgoing)

    def told(self) -> tuple[Case, ...]:
        with self.core.reading() as unit:
            return alerts.alerts_of(unit, self.owner.id, self.car.id)


@pytest.fixture
def cared(core: Core, clock: FixedClock) -> Garage:
    return Garage(core, clock)


def codes(message: Message) -> list[str]:
    return [line.code for line in message.lines]


def verbs(message: Message) -> list[str]:
    return [button.verb for row in message.rows for button in row]


def only(outgoing: list[Outgoing]) -> Outgoing:
    (one,) = outgoing
    return one


def test_a_warning_is_told_in_a_fixed_order_with_slot_cost_and_evidence(cared: Garage) -> None:
    cared.look(WORN)
    assert cared.deliver() == []
    (alert,) = cared.look(WORN)

    sent = only(cared.deliver())

    assert codes(sent.message) == [
        "alert.heading.week",
        "check.twelve_volt.seen",
        "alert.do.week",
        "slot.held",
    ]
    assert [line.code for line in sent.message.more] == ["alert.matters", "alert.sure", "alert.cost"]
    assert verbs(sent.message) == [
        "visit.book",
        "visit.other",
        "alert.right",
        "alert.wrong",
        "alert.more",
        "alert.later",
    ]
    assert sent.message.rows[0][0].params == {"visit_id": 70 + alert.id}
    assert sent.message.chart is not None
    assert sent.loud


def test_a_warning_is_told_once_however_often_it_is_seen(cared: Garage) -> None:
    cared.look(WORN, WORN, WORN, WORN)

    assert len(cared.deliver()) == 1
    assert cared.look(WORN) == ()
    assert cared.deliver() == []


def test_a_worse_level_is_pushed_again(cared: Garage) -> None:
    cared.look(WORN, WORN)
    cared.deliver()
    cared.look(RED, RED, after=timedelta(hours=2))

    again = only(cared.deliver())

    assert codes(again.message)[0] == "alert.heading.now"
    assert (again.edit_message_id, again.loud) == (None, True)


def test_a_warning_never_says_words_graver_than_its_level(cared: Garage) -> None:
    cared.look(WORN, WORN)
    cared.look(RED)

    with cared.core.reading() as unit:
        (case,) = alerts.alerts_of(unit, cared.owner.id, cared.car.id)
    assert (case.level, case.finding.risk) == (Level.YELLOW, WORN.risk)


def test_a_cleared_warning_is_edited_in_place_and_asks_for_a_rating(cared: Garage) -> None:
    cared.look(WORN, WORN)
    cared.deliver()
    (alert,) = cared.look(WELL, WELL)

    edit = only(cared.deliver())

    assert alert.state == State.CLEARED
    assert codes(edit.message) == ["alert.heading.over", "alert.recovered"]
    assert verbs(edit.message) == ["alert.right", "alert.wrong"]
    assert (edit.edit_message_id, edit.loud) == (101, False)
    assert cared.told() == ()


def test_a_warning_that_clears_before_it_was_sent_is_never_sent(cared: Garage) -> None:
    cared.look(WORN, WORN, WELL, WELL)

    assert cared.deliver() == []


def test_what_was_seen_stays_what_was_wrong_and_not_a_healthier_look(cared: Garage) -> None:
    cared.look(WORN, WORN, replace(WORN, strength=0.9, params={"volt": 12.6}))

    assert cared.told()[0].finding.params == {"volt": 11.9}


def test_a_warning_that_waited_for_the_budget_tells_the_newest_look_and_a_date_to_come(
    cared: Garage,
) -> None:
    with cared.core.unit() as unit:
        for number in range(2):
            filler = Message(lines=(Phrase("alert.noted"),))
            contact.queue(unit, cared.owner.id, key=f"n{number}", message=filler, grade=Level.YELLOW)
    cared.deliver()
    cared.look(WORN, WORN)
    assert cared.deliver() == []
    cared.look(*[replace(WORN, params={"volt": 11.5})] * 3)

    sent = only(cared.deliver())

    assert cared.clock.now().isoformat() == "2026-11-23T02:00:00+00:00"
    assert cared.told()[0].finding.params == {"volt": 11.5}
    (by,) = [line.params["by"] for line in sent.message.lines if line.code == "alert.do.week"]
    assert isinstance(by, Moment)
    assert by.at > cared.clock.now() + timedelta(days=5)


def test_an_owner_who_does_not_react_to_red_is_to_be_phoned(cared: Garage) -> None:
    cared.look(WORN, WORN)
    (alert,) = cared.look(RED, RED, after=timedelta(hours=1))

    with cared.core.unit() as unit:
        assert [case.alert_id for case in phoning.to_phone(unit)] == [alert.id]
        alerts.acknowledge(unit, cared.owner.id, alert.id)
        assert phoning.to_phone(unit) == ()


def test_calls_that_reach_nobody_wait_and_then_stand_first_until_the_owner_knows(cared: Garage) -> None:
    cared.look(WORN, WORN)
    (alert,) = cared.look(RED, RED, after=timedelta(hours=1))

    def call(
        outcome: CallOutcome | None = None, *, after: timedelta = timedelta()
    ) -> tuple[CallStep, int] | None:
        cared.clock.advance(after)
        with cared.core.unit() as unit:
            if outcome:
                phoning.note(unit, alert.id, outcome)
            return next(((each.step, each.tries) for each in phoning.to_phone(unit)), None)

    assert call() == (CallStep.CALL, 0)
    assert call(CallOutcome.NOT_REACHED) == (CallStep.WAIT, 1)
    assert call(after=phoning.AGAIN_AFTER) == (CallStep.CALL, 1)
    assert call(CallOutcome.NOT_REACHED, after=phoning.ESCALATE_AFTER) == (CallStep.ESCALATE, 2)
    assert call(CallOutcome.REACHED) == (CallStep.FINISH, 2)
    assert call(CallOutcome.DONE) is None
    with pytest.raises(Refusal, match="call_unknown"):
        call(CallOutcome.REACHED)


def test_a_red_warning_that_is_damaged_is_still_to_be_phoned_about(cared: Garage) -> None:
    (alert,) = cared.look(RED, RED, after=timedelta(hours=1))
    damage(cared.core, alert.id)

    with cared.core.unit() as unit:
        (call,) = phoning.to_phone(unit)
    assert (call.vehicle_id, call.check, call.title) == (
        cared.car.id,
        "twelve_volt",
        Phrase("check.twelve_volt"),
    )


def test_a_damaged_warning_holds_back_no_message_of_others(
    cared: Garage, caplog: pytest.LogCaptureFixture
) -> None:
    with cared.core.unit() as unit:
        second = cared.add_car(unit, "5YJ3E1EA7HF000337", "Red 8")
    numbers = []
    for car in (cared.car, second):
        cared.car = car
        numbers += [alert.id for alert in cared.look(WORN, WORN)]
    cared.deliver()
    with cared.core.unit() as unit:
        for number in numbers:
            alerts.later(unit, cared.owner.id, number)
    cared.deliver()
    damage(cared.core, numbers[0])
    cared.clock.advance(alerts.REMIND_AFTER)

    with cared.core.unit() as unit:
        assert telling.renew_due(unit, limit=20) == len(numbers) == 2
        assert len({each.notice_id for each in contact.claim(unit, limit=10)}) >= 2
    assert f"warning {numbers[0]} cannot be opened" in caplog.text


def damage(core: Core, alert_id: int) -> None:
    with core.unit() as unit:
        alert = unit.session.get_one(Alert, alert_id)
        alert.finding = alert.told = b"damaged beyond repair"


def test_a_consequence_keeps_quiet_while_its_cause_is_open(cared: Garage) -> None:
    silent = replace(WORN, check="silent_car", level=Level.BLUE, risk=0.0, horizon=timedelta(days=30))
    for _ in range(3):
        with cared.core.unit() as unit:
            alerts.settle(
                unit,
                cared.car,
                cared.owner,
                {"silent_car": silent, "twelve_volt": WORN},
                charts=lambda _code: None,
            )
        cared.clock.advance(timedelta(days=1))

    assert [case.check for case in cared.told()] == ["twelve_volt"]


def test_the_car_is_named_only_where_the_owner_has_several(cared: Garage) -> None:
    cared.look(WORN, WORN)
    assert cared.told()[0].car == ""

    with cared.core.unit() as unit:
        cared.add_car(unit, "WVWZZZE1ZNP000018", "Blue Whale")

    assert cared.told()[0].car == "Silver Fox"


def test_a_wrong_rating_thanks_hushes_the_cause_and_is_taken_back_by_a_right_one(cared: Garage) -> None:
    (alert,) = cared.look(WORN, WORN)
    cared.deliver()
    with cared.core.unit() as unit:
        alerts.rate(unit, cared.owner.id, alert.id, Verdict.WRONG)
    edit = only(cared.deliver())
    assert "alert.thanks.wrong" in codes(edit.message)
    assert "alert.wrong" not in verbs(edit.message)

    cared.look(WELL, WELL, WORN, WORN, WORN)
    assert cared.told() == ()
    cared.look(RED, RED, after=timedelta(hours=1))

    assert [case.level for case in cared.told()] == [Level.RED]


def test_the_hush_ends_after_thirty_days(cared: Garage) -> None:
    (alert,) = cared.look(WORN, WORN)
    with cared.core.unit() as unit:
        alerts.rate(unit, cared.owner.id, alert.id, Verdict.WRONG)
    cared.look(WELL, WELL)
    cared.clock.advance(timedelta(days=30))

    cared.look(WORN, WORN)

    assert len(cared.told()) == 1


def test_another_owners_warning_cannot_be_found_rated_or_put_off(cared: Garage) -> None:
    (alert,) = cared.look(WORN, WORN)

    for act in (
        lambda unit: alerts.rate(unit, cared.other.id, alert.id, Verdict.WRONG),
        lambda unit: alerts.acknowledge(unit, cared.other.id, alert.id),
        lambda unit: alerts.later(unit, cared.other.id, alert.id),
        lambda unit: alerts.details(unit, cared.other.id, alert.id),
    ):
        with pytest.raises(Refusal) as refusal, cared.core.unit() as unit:
            act(unit)
        assert (refusal.value.code, refusal.value.status) == ("alert_unknown", 404)

    with cared.core.reading() as unit:
        assert unit.session.exec(select(Feedback)).all() == []
        assert unit.session.get_one(Alert, alert.id).acknowledged_at is None


def test_a_candidate_that_was_never_told_cannot_be_rated(cared: Garage) -> None:
    cared.look(WORN)
    with cared.core.reading() as unit:
        candidate = unit.session.exec(select(Alert)).one()

    with pytest.raises(Refusal), cared.core.unit() as unit:
        alerts.rate(unit, cared.owner.id, candidate.id, Verdict.RIGHT)


def test_later_reminds_once_a_day_on_and_a_booking_makes_it_needless(cared: Garage) -> None:
    (alert,) = cared.look(WORN, WORN)
    cared.deliver()
    with cared.core.unit() as unit:
        alerts.later(unit, cared.owner.id, alert.id)
    assert "alert.later" not in verbs(only(cared.deliver()).message)
    cared.clock.advance(timedelta(days=1))
    assert codes(only(cared.deliver()).message)[0] == "alert.reminder"

    with cared.core.unit() as unit:
        alerts.later(unit, cared.owner.id, alert.id)
        alerts.set_slot(unit, alert.id, Slot(7, Phrase("slot.booked"), booked=True))
    edits = cared.deliver()  # of the warning, and of the reminder that was sent
    cared.clock.advance(timedelta(days=1))

    assert len({each.edit_message_id for each in edits}) == 2
    assert all("slot.booked" in codes(edit.message) for edit in edits)
    assert not any("visit.book" in verbs(edit.message) for edit in edits)
    assert cared.deliver() == []


def test_a_settled_warning_cannot_be_put_off(cared: Garage) -> None:
    (alert,) = cared.look(WORN, WORN)
    cared.look(WELL, WELL)

    with pytest.raises(Refusal) as refusal, cared.core.unit() as unit:
        alerts.later(unit, cared.owner.id, alert.id)
    assert refusal.value.code == "alert_over"


def test_what_the_workshop_mends_is_settled_and_the_car_rests_for_three_days(cared: Garage) -> None:
    (alert,) = cared.look(WORN, WORN)
    cared.deliver()
    with cared.core.unit() as unit:
        alerts.outcome(unit, cared.car, cared.owner.id, by_check={"twelve_volt": True})

    assert codes(only(cared.deliver()).message) == ["alert.heading.over", "alert.mended"]
    cared.look(WORN, WORN, WORN)
    assert cared.deliver() == []
    cared.look(WORN, WORN)
    assert len(cared.told()) == 1
    with cared.core.reading() as unit:
        record = alerts.track_record(unit)["twelve_volt"]
    assert record == Record(told=2, right=1, wrong=0, last=1, last_right=1)
    assert alert.id != cared.told()[0].alert_id


def test_nothing_found_leaves_an_early_warning_open_and_unjudged(cared: Garage) -> None:
    cared.look(WORN, WORN)
    cared.deliver()
    with cared.core.unit() as unit:
        alerts.outcome(unit, cared.car, cared.owner.id, by_check={"twelve_volt": False})
        record = alerts.track_record(unit)["twelve_volt"]

    assert "alert.nothing_found" in codes(only(cared.deliver()).message)
    assert record == Record(told=1, right=0, wrong=0)


def test_details_say_what_the_check_cannot_see(core: Core, cared: Garage) -> None:
    (alert,) = cared.look(WORN, WORN)

    with core.reading() as unit:
        details = alerts.details(unit, cared.owner.id, alert.id)

    assert "alert.more.cannot_see" in codes(details)
    assert "alert.more.unproved" in codes(details)


def test_a_rating_can_be_changed_and_taken_back(cared: Garage) -> None:
    (alert,) = cared.look(WORN, WORN)
    with cared.core.unit() as unit:
        alerts.rate(unit, cared.owner.id, alert.id, Verdict.WRONG)
        assert "alert.unrate" in verbs(alerts.show(unit, cared.owner.id, alert.id))
        alerts.rate(unit, cared.owner.id, alert.id, Verdict.RIGHT)
        alerts.unrate(unit, cared.owner.id, alert.id)

    with cared.core.reading() as unit:
        shown = alerts.show(unit, cared.owner.id, alert.id)
        assert unit.session.exec(select(Feedback)).all() == []
    assert {"alert.right", "alert.wrong"} <= set(verbs(shown))
    assert "alert.unrate" not in verbs(shown)


def test_a_warning_taken_for_wrong_by_mistake_is_told_again_when_that_is_taken_back(cared: Garage) -> None:
    (alert,) = cared.look(WORN, WORN)
    cared.deliver()
    with cared.core.unit() as unit:
        alerts.rate(unit, cared.owner.id, alert.id, Verdict.WRONG)
        alerts.unrate(unit, cared.owner.id, alert.id)
    cared.look(WELL, WELL)
    cared.deliver()

    assert [each.check for each in cared.look(WORN, WORN)] == ["twelve_volt"]


def test_every_button_of_a_warning_may_be_pressed_again(cared: Garage) -> None:
    cared.look(WORN, WORN)

    sent = only(cared.deliver())

    assert not any(button.once for row in sent.message.rows for button in row)


def test_a_warning_without_a_slot_says_so_and_leads_to_one(cared: Garage) -> None:
    (alert,) = cared.look(WORN, WORN)
    cared.deliver()
    with cared.core.unit() as unit:
        alerts.set_slot(unit, alert.id, None)

    edit = only(cared.deliver())

    assert "alert.no_slot" in codes(edit.message)
    assert edit.message.rows[0][0].verb == "visit.other"
    assert "visit.book" not in verbs(edit.message)


def test_a_reminder_that_waits_tells_how_the_slot_stands_by_then(cared: Garage) -> None:
    (alert,) = cared.look(WORN, WORN)
    cared.deliver()
    with cared.core.unit() as unit:
        alerts.later(unit, cared.owner.id, alert.id)
        alerts.set_slot(unit, alert.id, None)
    cared.deliver()
    cared.clock.advance(timedelta(days=1))

    reminder = only(cared.deliver())

    assert codes(reminder.message)[0] == "alert.reminder"
    assert "alert.no_slot" in codes(reminder.message)


def test_a_hold_that_has_run_out_is_offered_nowhere_though_no_round_has_noted_it(cared: Garage) -> None:
    (alert,) = cared.look(WORN, WORN)
    cared.deliver()
    until = cared.clock.at + timedelta(hours=20)
    with cared.core.unit() as unit:
        alerts.set_slot(unit, alert.id, Slot(7, Phrase("visit.held_long"), until=until))
    cared.deliver()

    cared.clock.advance(timedelta(hours=20) - timedelta(seconds=1))
    assert cared.told()[0].slot is not None
    cared.clock.advance(timedelta(seconds=1))

    with cared.core.unit() as unit:
        shown = alerts.show(unit, cared.owner.id, alert.id)
        alerts.later(unit, cared.owner.id, alert.id)
    assert cared.told()[0].slot is None
    for message in (shown, *(each.message for each in cared.deliver())):
        assert "visit.held_long" not in codes(message)
        assert "visit.book" not in verbs(message)
        assert "alert.no_slot" in codes(message)


def test_a_booked_visit_that_is_past_is_named_for_a_day_but_cannot_be_moved(cared: Garage) -> None:
    (alert,) = cared.look(WORN, WORN)
    ends = cared.clock.at + timedelta(hours=2)
    with cared.core.unit() as unit:
        alerts.set_slot(unit, alert.id, Slot(7, Phrase("visit.booked_short"), booked=True, until=ends))

    labels = []
    for _ in range(2):
        with cared.core.reading() as unit:
            shown = alerts.show(unit, cared.owner.id, alert.id)
        assert "visit.booked_short" in codes(shown)
        labels.append(
            next(each.label.code for row in shown.rows for each in row if each.verb == "visit.other")
        )
        cared.clock.advance(timedelta(hours=2))

    assert labels == ["alert.button.other", "alert.button.find"]
    cared.clock.advance(timedelta(days=1))
    assert cared.told()[0].slot is None


def test_what_was_put_off_is_worded_by_the_day_on_which_it_leaves(cared: Garage) -> None:
    (alert,) = cared.look(WORN, replace(WORN, due=(cared.clock.at + timedelta(days=3)).date()))
    cared.deliver()
    with cared.core.unit() as unit:
        alerts.later(unit, cared.owner.id, alert.id)
    (said,) = cared.deliver()
    assert "alert.heading.soon" in codes(said.message)

    cared.clock.advance(alerts.REMIND_AFTER)
    with cared.core.unit() as unit:
        assert telling.renew_due(unit, limit=20) == 1

    told = [codes(each.message) for each in cared.deliver()]
    assert any(line[:2] == ["alert.reminder", "alert.heading.today"] for line in told), told
    with cared.core.unit() as unit:
        assert telling.renew_due(unit, limit=20) == 0


def test_a_warning_that_could_not_be_sent_in_time_offers_no_slot_that_has_lapsed(cared: Garage) -> None:
    """As after an outage of hours, before any round has run."""
    cared.look(WORN)
    (alert,) = cared.look(WORN, after=timedelta(0))
    held = Slot(7, Phrase("visit.held_long"), until=cared.clock.at + timedelta(hours=3))
    with cared.core.unit() as unit:
        alerts.set_slot(unit, alert.id, held)
    cared.clock.advance(timedelta(hours=3))

    with cared.core.unit() as unit:
        telling.renew_due(unit, limit=20)

    message = only(cared.deliver()).message
    assert "visit.held_long" not in codes(message)
    assert "visit.book" not in verbs(message)
    assert "alert.no_slot" in codes(message)


def test_a_car_that_must_not_be_driven_gets_telephones_and_towing_in_place_of_a_slot(cared: Garage) -> None:
    soft, flat = (
        judging.conclude(catalogue.BY_CODE["puncture"], views.view(views.puncture(left=left)))
        for left in (215.0, 165.0)
    )
    jobs: list[str | None] = []

    def hold(unit: Unit, case: Case, *, job: str | None) -> Slot | None:
        del unit, case
        jobs.append(job)
        return None if job is None else Slot(visit_id=7, line=Phrase("alert.noted"))

    for found in (soft, soft, flat, flat):
        with cared.core.unit() as unit:
            alerts.settle(
                unit,
                cared.car,
                cared.owner,
                {"puncture": found},
                charts=lambda _finding: None,
                hold=hold,
                place=lambda _unit, _vehicle_id: Place("North", "+86 21 5555 0101", tows=True),
            )
        cared.clock.advance(timedelta(hours=2))
    (told,) = cared.told()

    assert (told.level, jobs, told.slot) == (Level.RED, ["tyre_service", None], None)
    assert told.place == Place("North", "+86 21 5555 0101", tows=True)
    assert [call.params["phone"] for call in told.calls] == ["+86 21 5555 0101"]

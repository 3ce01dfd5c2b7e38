"""A person at the centre, or the operator, talks with an owner through the API; the owner answers in the chat."""

import io
import json
import threading
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import col, select

from api import speakers
from domain.booking import centres
from domain.contact import service as contact
from domain.core import Core, Unit
from domain.dialogue import service as dialogue
from domain.handover import lines, person
from domain.handover import service as handover
from domain.handover.facts import MOST_SILENT, State
from domain.handover.tables import Handover, HandoverLine
from domain.kit.clock import FixedClock
from domain.privacy import erase, export, retention
from domain.privacy.tables import Look
from domain.registry import preferences
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import AccessToken, Owner
from domain.simulation.cars import made_up_vin
from jobs import handovers as rounds
from jobs.demo.seed import CENTRES
from tests.api.conftest import Caller, Life

CENTRE = AccessToken(role="centre", centre_id=1)


@pytest.fixture
def path(core: Core, life: Life) -> str:
    with core.unit() as unit:
        handover.ask(unit, life.owner_id, vehicle_id=life.vehicle_id, reason="asked", note="Loud noise")
        request = handover.current(unit, life.owner_id)
    assert request is not None
    return f"/v1/centre/handovers/{request.id}"


def told(core: Core) -> list[str]:
    """Return what goes out to owners now."""
    say = speakers.speaker("en").say
    with core.unit() as unit:
        claimed = contact.claim(unit, limit=10)
        if claimed:
            contact.sent(unit, {each.notice_id: each.notice_id for each in claimed})
    return ["\n".join(say(line) for line in each.message.lines) for each in claimed]


def hear(core: Core, life: Life, text: str) -> list[str]:
    """The owner writes; return the codes of what the assistant says to that."""
    with core.unit() as unit:
        reply = dialogue.converse(unit, unit.session.get_one(Owner, life.owner_id), text)
    return [line.code for message in reply.messages for line in message.lines]


def state(core: Core) -> str:
    with core.reading() as unit:
        return unit.session.exec(select(Handover)).one().state


def test_each_message_arrives_in_the_chat_as_from_the_centre_and_both_sides_are_listed(
    life: Life, core: Core, path: str, clock: FixedClock
) -> None:
    for text in ("Does it come while charging?", "Or at speed <100> & more?"):
        answer = life.centre.ask("POST", f"{path}/messages", json={"text": text})
        assert (answer["state"], answer["taken_by"]) == ("talking", "centre")
        clock.advance(timedelta(minutes=1))
    hear(core, life, "only while charging")

    assert told(core) == [
        "💬 Pudong Service: Does it come while charging?",
        "💬 Pudong Service: Or at speed <100> & more?",
    ]
    listed = life.centre.ask("GET", f"{path}/messages")["messages"]
    assert [(each["by"], each["text"]) for each in listed] == [
        ("owner", "Loud noise"),
        ("centre", "Does it come while charging?"),
        ("centre", "Or at speed <100> & more?"),
        ("owner", "only while charging"),
    ]


def test_words_are_stored_sealed(life: Life, core: Core, path: str) -> None:
    life.centre.ask("POST", f"{path}/messages", json={"text": "the pump is worn"})
    hear(core, life, "that is bad news")

    with core.reading() as unit:
        rows = unit.session.exec(select(HandoverLine)).all()
    assert [row.by for row in rows] == ["centre", "owner"]
    assert not any(b"pump" in row.text or b"bad" in row.text for row in rows)


def test_what_is_sent_again_under_the_same_mark_reaches_the_owner_once(
    life: Life, core: Core, path: str
) -> None:
    for _ in range(2):
        life.centre.ask("POST", f"{path}/messages", json={"text": "Good morning", "key": "m-1"})
    life.centre.ask("POST", f"{path}/messages", json={"text": "Good morning", "key": "m-2"})

    assert len(told(core)) == 2
    assert len(life.centre.ask("GET", f"{path}/messages")["messages"]) == 3


def test_a_message_goes_out_in_quiet_hours_and_takes_no_budget(
    life: Life, core: Core, path: str, clock: FixedClock
) -> None:
    clock.at = clock.at.replace(hour=17)  # one in the morning in Shanghai
    for _ in range(5):
        life.centre.ask("POST", f"{path}/messages", json={"text": "We are on our way"})

    assert len(told(core)) == 5


def test_an_end_by_the_centre_says_that_the_assistant_answers_again(
    life: Life, core: Core, path: str
) -> None:
    life.centre.ask("POST", f"{path}/messages", json={"text": "Good morning"})
    told(core)
    life.centre.ask("POST", f"{path}/answer", json={"text": "See you on Friday"})

    assert told(core) == ["💬 Pudong Service: See you on Friday\nI answer you here again."]
    assert state(core) == State.ANSWERED
    listed = life.centre.ask("GET", f"{path}/messages")["messages"]
    assert [each["text"] for each in listed] == ["Loud noise", "Good morning", "See you on Friday"]
    assert "handover.passed_on" not in hear(core, life, "how is my car")


def test_an_end_without_words_says_who_ended_it(life: Life, core: Core, path: str) -> None:
    life.centre.ask("POST", f"{path}/messages", json={"text": "Good morning"})
    told(core)
    life.centre.ask("POST", f"{path}/answer", json={})

    assert told(core) == ["💬 Pudong Service has ended the conversation.\nI answer you here again."]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({}, "text"),
        ({"text": ""}, "text"),
        ({"text": " \n "}, "text"),
        ({"text": "x" * 1001}, "text"),
        ({"text": "Hello", "key": "two words"}, "key"),
    ],
)
def test_a_message_without_words_or_too_long_is_refused(
    life: Life, core: Core, path: str, body: dict[str, str], fault: str
) -> None:
    answer = life.centre.ask("POST", f"{path}/messages", json=body, status=422)

    assert fault in str(answer)
    assert told(core) == []


def test_a_message_to_a_request_that_is_over_is_refused_with_why(life: Life, core: Core, path: str) -> None:
    life.centre.ask("POST", f"{path}/messages", json={"text": "Good morning"})
    hear(core, life, "that's all, thanks")
    told(core)

    answer = life.centre.ask("POST", f"{path}/messages", json={"text": "One more thing"}, status=409)

    assert answer["code"] == "handover_over"
    assert "the owner ended the conversation" in str(answer)
    assert told(core) == []


def test_another_centre_neither_writes_nor_reads(life: Life, other_life: Life, core: Core, path: str) -> None:
    stranger = other_life.centre
    for method, body in (("GET", None), ("POST", {"text": "Hello"})):
        assert stranger.refused(method, f"{path}/messages", json=body, status=404) == "handover_unknown"
    assert told(core) == []


@pytest.mark.parametrize("deed", ["messages", "answer"])
def test_nothing_is_written_to_an_owner_who_blocked_the_chat(
    life: Life, core: Core, path: str, deed: str
) -> None:
    with core.unit() as unit:
        preferences.set_blocked(unit, life.owner_id, blocked=True)

    answer = life.centre.ask("POST", f"{path}/{deed}", json={"text": "Hello"}, status=409)

    assert answer["code"] == "handover_blocked"
    assert "Call" in str(answer)
    life.centre.ask("POST", f"{path}/answer", json={})  # can be ended all the same
    assert state(core) == State.ANSWERED


def test_the_operator_may_step_in_and_both_are_told_apart(
    operator: Caller, life: Life, core: Core, path: str
) -> None:
    life.centre.ask("POST", f"{path}/messages", json={"text": "Good morning"})
    operator.ask("POST", f"{path.replace('/centre', '')}/messages", json={"text": "I take over"})

    assert told(core) == ["💬 Pudong Service: Good morning", "💬 Your operator: I take over"]
    listed = operator.ask("GET", f"{path.replace('/centre', '')}/messages")["messages"]
    assert [each["by"] for each in listed] == ["owner", "centre", "operator"]


def test_a_line_that_is_damaged_is_left_out_of_the_transcript(life: Life, core: Core, path: str) -> None:
    for text in ("one", "two"):
        life.centre.ask("POST", f"{path}/messages", json={"text": text})
    with core.unit() as unit:
        unit.session.exec(select(HandoverLine)).first().text = b"damaged beyond repair"  # type: ignore[union-attr]

    listed = life.centre.ask("GET", f"{path}/messages")["messages"]
    assert [each["text"] for each in listed] == ["Loud noise", "two"]


def test_two_silent_hours_end_a_conversation_whose_last_word_was_the_centres(
    life: Life, core: Core, path: str, clock: FixedClock
) -> None:
    life.centre.ask("POST", f"{path}/messages", json={"text": "All done"})
    told(core)
    clock.advance(MOST_SILENT - timedelta(minutes=1))
    assert rounds.end_silent(core) == "0 ended, 0 failed"
    clock.advance(timedelta(minutes=1))

    assert rounds.end_silent(core) == "1 ended, 0 failed"
    assert rounds.end_silent(core) == "0 ended, 0 failed"
    assert state(core) == State.LAPSED
    assert told(core) == [
        "Nobody has written for 2 hours, so the conversation is over. I answer you here again."
    ]
    refused = life.centre.ask("POST", f"{path}/messages", json={"text": "Hello"}, status=409)
    assert "nobody had written for a long time" in str(refused)


def test_a_question_that_nobody_answered_stays_in_the_list_while_the_assistant_answers_again(
    life: Life, core: Core, path: str, clock: FixedClock
) -> None:
    life.centre.ask("POST", f"{path}/messages", json={"text": "Good morning"})
    told(core)
    clock.advance(timedelta(minutes=5))
    hear(core, life, "can I fetch it on Sunday")
    clock.advance(MOST_SILENT)

    rounds.end_silent(core)

    assert told(core) == [
        "Pudong Service has not answered for 2 hours. Your request stays open there; meanwhile I answer you here again."
    ]
    (waits,) = life.centre.ask("GET", "/v1/centre/handovers")["handovers"]
    assert waits["state"] == "taken"
    assert "handover.passed_on" not in hear(core, life, "how is my car")
    life.centre.ask("POST", f"{path}/messages", json={"text": "Yes, until noon"})
    assert hear(core, life, "perfect, I will be there") == ["handover.passed_on"]


def test_what_is_to_be_said_of_a_silence_is_withdrawn_by_a_new_line(
    life: Life, core: Core, path: str, clock: FixedClock
) -> None:
    clock.at = clock.at.replace(hour=13, minute=0)  # nine in the evening in Shanghai
    life.centre.ask("POST", f"{path}/messages", json={"text": "Good evening"})
    hear(core, life, "when is it ready")
    told(core)
    clock.advance(timedelta(hours=3))
    rounds.end_silent(core)
    assert told(core) == []  # waits for the morning
    clock.advance(timedelta(hours=8))

    life.centre.ask("POST", f"{path}/messages", json={"text": "It is ready now"})

    clock.advance(timedelta(hours=4))
    assert told(core) == ["💬 Pudong Service: It is ready now"]


def test_reading_what_was_said_is_noted_for_the_owner(life: Life, core: Core, path: str) -> None:
    life.centre.ask("GET", f"{path}/messages")

    with core.reading() as unit:
        (look,) = unit.session.exec(select(Look).where(Look.owner_id == life.owner_id))
    assert (look.role, look.what, look.vehicle_id) == ("centre", "requests", life.vehicle_id)


def test_a_conversation_is_in_the_copy_and_goes_with_its_owner(life: Life, core: Core, path: str) -> None:
    life.centre.ask("POST", f"{path}/messages", json={"text": "Good morning"})
    say = speakers.speaker("en").say
    with core.unit() as unit:
        me = unit.session.get_one(Owner, life.owner_id)
        content = zipfile.ZipFile(io.BytesIO(export.export(unit, me, say=say).body)).read("data.json")
        erase.erase(unit, me)

    (row,) = json.loads(content)["tables"]["handover_line"]["rows"]
    assert (row["by"], row["text"]) == ("centre", "Good morning")
    with core.reading() as unit:
        assert unit.session.exec(select(HandoverLine)).all() == []
    assert (
        life.centre.refused("POST", f"{path}/messages", json={"text": "Hi"}, status=404) == "handover_unknown"
    )


def test_a_conversation_is_kept_for_180_days(life: Life, core: Core, path: str, clock: FixedClock) -> None:
    life.centre.ask("POST", f"{path}/messages", json={"text": "Good morning"})
    clock.advance(timedelta(days=181))
    with core.unit() as unit:
        retention.forget_rows(unit)

    with core.reading() as unit:
        assert unit.session.exec(select(HandoverLine)).all() == []
        assert unit.session.exec(select(Handover)).all() == []


def test_one_conversation_that_cannot_be_ended_stops_no_other(
    life: Life, other_life: Life, core: Core, path: str, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with core.unit() as unit:
        handover.ask(unit, other_life.owner_id, vehicle_id=other_life.vehicle_id, reason="asked")
        second = handover.current(unit, other_life.owner_id)
    assert second is not None
    life.centre.ask("POST", f"{path}/messages", json={"text": "Good morning"})
    other_life.centre.ask("POST", f"/v1/centre/handovers/{second.id}/messages", json={"text": "Good morning"})
    clock.advance(MOST_SILENT)
    lapse = handover.lapse

    def fail_first(unit: object, handover_id: int) -> None:
        if handover_id != second.id:
            raise OSError
        lapse(unit, handover_id)  # type: ignore[arg-type]

    monkeypatch.setattr(handover, "lapse", fail_first)

    assert rounds.end_silent(core) == "1 ended, 1 failed"


def test_only_what_is_open_and_talked_about_counts_as_talking(life: Life, core: Core, path: str) -> None:
    assert path
    with core.reading() as unit:
        assert handover.conversation(unit, life.owner_id) is None
        assert not handover.hear(unit, life.owner_id, "hello")


def meanwhile(core: Core, of_person: Callable[[Unit], object], of_owner: Callable[[Unit], object]) -> object:
    """What the owner's unit comes to that begins while a person's is not committed yet."""
    results = list[object]()

    def run() -> None:
        with core.unit() as unit:
            results.append(of_owner(unit))

    thread = threading.Thread(target=run)
    with core.unit() as unit:
        of_person(unit)
        thread.start()
        thread.join(0.5)
        assert not results  # it waits
    thread.join()
    return results[0]


def test_words_that_come_while_the_person_ends_it_are_answered_by_the_assistant(
    life: Life, core: Core, path: str
) -> None:
    number = int(path.rpartition("/")[2])
    with core.unit() as unit:
        person.write(unit, CENTRE, number, "Good morning")

    def end(unit: Unit) -> None:
        person.answer(unit, CENTRE, number, "See you on Friday")

    def say(unit: Unit) -> list[str]:
        owner = unit.session.get_one(Owner, life.owner_id)
        reply = dialogue.converse(unit, owner, "how is my car doing?")
        return [line.code for message in reply.messages for line in message.lines]

    codes = meanwhile(core, end, say)

    assert isinstance(codes, list)
    assert codes
    assert "handover.passed_on" not in codes
    assert [each["by"] for each in life.centre.ask("GET", f"{path}/messages")["messages"]] == [
        "owner",
        "centre",
        "centre",
    ]


def test_a_request_taken_back_while_a_person_writes_ends_as_a_conversation(
    life: Life, core: Core, path: str
) -> None:
    number = int(path.rpartition("/")[2])

    def write(unit: Unit) -> None:
        person.write(unit, CENTRE, number, "Good morning")

    def take_back(unit: Unit) -> object:
        request = handover.withdraw(unit, life.owner_id)
        return request and request.state

    assert meanwhile(core, write, take_back) is State.ENDED
    assert state(core) == State.ENDED


def test_a_service_of_another_centre_begins_anew_and_what_was_said_stays_with_the_first(
    life: Life, core: Core, path: str
) -> None:
    life.centre.ask("POST", f"{path}/messages", json={"text": "Which noise is it?"})
    hear(core, life, "only while charging")
    with core.unit() as unit:
        second = centres.add_centre(unit, replace(CENTRES[1], code="second"))
        car = registry.register_vehicle(
            unit,
            vin=made_up_vin(777_001, year="S"),
            name="Two",
            model="x",
            papers=Papers(centre_id=second.id),
        )
        registry.link(unit, life.owner_id, registry.link_code(unit, car.id))
        reply = dialogue.VERBS["person.ask"](
            unit,
            unit.session.get_one(Owner, life.owner_id),
            {"reason": "tow", "vehicle_id": car.id},
        )

    codes = [line.code for message in reply.messages for line in message.lines]
    assert codes[:2] == ["handover.ended", "handover.tow_centre"]
    with core.reading() as unit:
        first, new = unit.session.exec(select(Handover).order_by(col(Handover.id))).all()
        assert (first.state, first.ended_at is not None, first.centre_id) == (
            State.ENDED,
            True,
            life.centre_id,
        )
        assert (new.state, new.centre_id, lines.entries(unit, new)) == (State.WAITING, second.id, [])
    listed = life.centre.ask("GET", f"{path}/messages")["messages"]
    assert [each["text"] for each in listed] == ["Loud noise", "Which noise is it?", "only while charging"]

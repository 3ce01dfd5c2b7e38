"""A reply sets what it is about: the visit, the warning or the car of the message that it replies to."""

from datetime import timedelta

import pytest

from domain.booking import service as booking
from domain.booking.facts import VisitRequest
from domain.contact import buttons
from domain.contact.facts import Reply
from domain.core import Core
from domain.dialogue import referent
from domain.dialogue import service as dialogue
from domain.registry.tables import Owner
from tests.domain.dialogue.chat import Chat, begun

SHOWN = {"brake_check": 501, "inspection": 502}


@pytest.fixture(params=("en", "zh_Hans"))
def chat(core: Core, request: pytest.FixtureRequest) -> Chat:
    """An owner with two visits, whose messages stand in the chat under the numbers of SHOWN."""
    one = begun(core, request.param)
    with core.unit() as unit:
        for hours, job in ((48, "brake_check"), (72, "inspection")):
            starts_at = (unit.now + timedelta(hours=hours)).replace(hour=2, minute=0)
            booking.take(unit, VisitRequest(one.owner_id, 1, job, 1, starts_at))
    one.say("/bookings")
    moves = [each.token for each in one.newest if one.words("choice.reschedule") == each.label]
    with core.unit() as unit:
        buttons.note_shown(unit, one.owner_id, dict(zip(moves, SHOWN.values(), strict=True)))
    return one


def reply(chat: Chat, english: str, chinese: str, *, to: int) -> Reply:
    text = english if chat.language == "en" else chinese
    with chat.core.unit() as unit:
        owner = unit.session.get_one(Owner, chat.owner_id)
        return dialogue.converse(unit, owner, text, reply_to=to)


@pytest.mark.parametrize("job", SHOWN)
def test_what_is_cancelled_is_the_visit_of_the_message_that_is_replied_to(chat: Chat, job: str) -> None:
    (message,) = reply(chat, "I can't come, cancel it", "去不了了，取消吧", to=SHOWN[job]).messages

    assert message.lines[0].code == "ask.cancelling"
    assert getattr(message.lines[0].params["job"], "code", "") == f"job.{job}"


def test_without_a_reply_it_is_asked_which_visit_is_meant(chat: Chat) -> None:
    chat.say("I can't come, cancel it" if chat.language == "en" else "去不了了，取消吧")

    assert chat.codes == ["ask.visit"]


def test_a_reply_to_a_message_that_is_not_known_is_read_by_its_words_alone(chat: Chat) -> None:
    (message,) = reply(chat, "I can't come, cancel it", "去不了了，取消吧", to=999).messages

    assert message.lines[0].code == "ask.visit"


def test_a_message_is_about_nothing_for_anybody_but_its_owner(chat: Chat) -> None:
    other = begun(chat.core, chat.language, chat_id=2)
    with chat.core.reading() as unit:
        mine = referent.find(unit, chat.owner_id, SHOWN["inspection"])
        others = referent.find(unit, other.owner_id, SHOWN["inspection"])

    assert mine.number is not None
    assert others == referent.NOTHING

"""To be rid of a visit or of a proposal takes one message, and no other wish is taken for that."""

import pytest

from domain.core import Core
from domain.dialogue.meaning import withdrawing
from tests.domain.dialogue.chat import Chat, begun
from tests.domain.dialogue.test_agreement import to_booking


@pytest.fixture
def database() -> str:
    return "sqlite"


def _booked(core: Core) -> Chat:
    chat = begun(core, "en")
    to_booking(chat)
    chat.say("yes")
    return chat


@pytest.mark.parametrize(
    "said",
    [
        "hmm, my cousin says the inspection can wait for the spring. Would you cancel it for me please?",
        "The inspection is not so urgent after all, we just had one. Please cancel the appointment.",
        "检测过阵子再做也行，麻烦帮我取消这个预约吧",
    ],
)
def test_a_plain_wish_to_cancel_is_read_beside_its_reason(core: Core, said: str) -> None:
    chat = _booked(core)
    chat.say(said)

    assert chat.codes == ["ask.cancelling"]

    chat.say("yes")

    assert chat.booked() == []


@pytest.mark.parametrize(
    "said", ["No, no other day at all, I want it cancelled, please", "别的时间我都不要，帮我取消掉这个预约"]
)
def test_in_a_move_it_ends_the_move(core: Core, said: str) -> None:
    chat = _booked(core)
    chat.say("move my booking to Friday")
    chat.say(said)

    assert chat.codes == ["ask.cancelling"]

    chat.say("yes")
    chat.say("my bookings")

    assert chat.codes == ["visit.none"]


@pytest.mark.parametrize(
    "said",
    [
        "what does it cost to cancel it?",
        "don't cancel it",
        "cancel it and book Friday instead",
        "if it rains, could you cancel it?",
        "不要取消我的预约",
        "要是下雨能取消吗",
    ],
)
def test_what_only_speaks_of_cancelling_asks_no_such_thing(core: Core, said: str) -> None:
    chat = _booked(core)
    chat.say(said)

    assert "ask.cancelling" not in chat.codes


@pytest.mark.parametrize(
    "said",
    [
        "I never asked for an appointment. How is my battery?",
        "No booking for now, thanks. How is my battery?",
        "我又没说要预约，我的电池怎么样？",
        "暂时不约，电池健康怎么样？",
    ],
)
def test_a_refusal_drops_the_proposal_and_the_rest_is_answered(core: Core, said: str) -> None:
    chat = begun(core, "en")
    to_booking(chat)
    chat.say(said)

    assert chat.codes[0] == "answer.dropped"
    assert len(chat.codes) > 1
    assert "ask.booking" not in chat.codes

    chat.say("yes")

    assert chat.booked() == []


@pytest.mark.parametrize(
    "said",
    [
        "I don't want to book for Friday, Saturday suits me",
        "I did not book it for that reason, did I?",
        "no appointment before ten please",
        "why did you not book it?",
        "I don't want to book the tyres but the brakes",
        "book it",
        "先约上吧",
        "别约太早",
        "我不约周五，约周六",
        "不要约周五的",
    ],
)
def test_what_changes_a_booking_does_not_refuse_it(said: str) -> None:
    assert withdrawing.without_refusal(said) is None

"""Whether a part is there and where one stands on a waiting list is answered from the bookings, in both languages."""

from datetime import timedelta

import pytest

from domain.booking import service as booking
from domain.booking import slots, waitlist
from domain.booking.facts import VisitRequest, Wait
from domain.core import Core
from domain.dialogue import own_topics, script
from domain.dialogue.topics import Topic
from domain.registry import service as registry
from tests.domain.dialogue.chat import Chat, begun

PARTS = """
has my part arrived
have the parts arrived yet?
is the part in stock
are the pads in stock?
do they have the part
did my parts come in
is my part there
我的配件到了吗
配件到货了没
零件有现货吗
刹车片到货了吗
订的货到了吗
""".strip().splitlines()
QUEUE = """
am i on the waiting list?
am I still on a waiting list
what's my place on the waiting list
how many people are before me
where am i in the queue
我排第几
我在候补里吗
前面还有几个人
排到第几了
""".strip().splitlines()
NEITHER = """
when will the battery be ready
when will my tyres be ready
do my brake pads need changing
put me on the waiting list
take me off the waiting list
what part is it
刹车片换了没
什么零件坏了
配件多少钱
帮我候补
取消候补
车到了吗
轮胎到期了吗
""".strip().splitlines()


def topics(text: str) -> tuple[Topic, ...]:
    return own_topics.find(script.plain(text), is_warned=True).topics


@pytest.mark.parametrize("text", PARTS)
def test_a_part_is_asked_for(text: str) -> None:
    assert topics(text) == (Topic.PARTS,)


@pytest.mark.parametrize("text", QUEUE)
def test_a_place_on_the_list_is_asked_for(text: str) -> None:
    assert topics(text) == (Topic.QUEUE,)


@pytest.mark.parametrize("text", NEITHER)
def test_what_only_sounds_like_it_is_neither(text: str) -> None:
    assert not {Topic.PARTS, Topic.QUEUE}.intersection(topics(text))


@pytest.fixture(params=["en", "zh_Hans"])
def chat(core: Core, request: pytest.FixtureRequest) -> Chat:
    return begun(core, request.param)


def says(chat: Chat, english: str, chinese: str) -> str:
    return chat.say(english if chat.language == "en" else chinese)


def book(chat: Chat, job: str) -> None:
    with chat.core.unit() as unit:
        (car,) = registry.own_vehicles(unit, chat.owner_id)
        slot = slots.slots(unit, job, vehicle_id=car.id)[0]
        booking.take(unit, VisitRequest(chat.owner_id, car.id, job, slot.centre_id, slot.starts_at))


def test_without_a_visit_no_part_is_set_aside(chat: Chat) -> None:
    says(chat, "has my part arrived?", "我的配件到了吗")

    assert chat.codes == ["car.heading", "own.parts.no_visit"]


@pytest.mark.parametrize(("job", "code"), [("brake_pads", "own.parts"), ("inspection", "own.parts.none")])
def test_the_part_of_a_booked_visit_is_there_and_work_without_one_says_so(
    chat: Chat, job: str, code: str
) -> None:
    book(chat, job)
    says(chat, "has my part arrived?", "我的配件到了吗")

    assert chat.codes == ["car.heading", code]


def test_who_waits_hears_how_many_asked_before(core: Core, chat: Chat) -> None:
    says(chat, "what's my place on the waiting list?", "我排第几")
    assert chat.codes == ["car.heading", "own.queue.none"]

    other = begun(core, "en", chat_id=77)
    for waiting in (other, chat):
        wait_for(waiting)
    answer = says(chat, "what's my place on the waiting list?", "我排第几")

    assert chat.codes == ["car.heading", "own.queue"]
    assert "1" in answer


def wait_for(chat: Chat) -> None:
    with chat.core.unit() as unit:
        (car,) = registry.own_vehicles(unit, chat.owner_id)
        day = unit.now.date() + timedelta(days=1)
        waitlist.enter(unit, Wait(chat.owner_id, car.id, "brake_check", 1, day, day))

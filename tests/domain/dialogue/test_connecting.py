"""From "connect my car" to the program that tells of it: steps with a name or key of one's own, and the way out."""

import re

import pytest

from domain.core import Core
from domain.dialogue.acts import connecting
from domain.errors import Refusal
from domain.explain.facts import Language, Phrase
from domain.feeds import imports, links
from domain.kit.classified import Purpose
from domain.privacy import erase
from domain.privacy.watch import State, Watch
from domain.registry import service as registry
from domain.registry.tables import Owner
from domain.telemetry import history
from domain.telemetry.intake import Batch, Record
from tests.domain.dialogue.chat import Chat, begun

SOC = "Vehicle.Powertrain.TractionBattery.StateOfCharge.Current"
CODE = r"[a-z2-9]{12}"
WISHES: list[tuple[Language, str]] = [
    ("en", "how do I connect TeslaMate?"),
    ("en", "I use Home Assistant at home, can you read that?"),
    ("en", "can I import my LeafSpy logs"),
    ("en", "connect my car"),
    ("zh_Hans", "怎么接入TeslaMate"),
    ("zh_Hans", "想把leafspy的日志导入"),
    ("zh_Hans", "数据来源"),
]
FURTHER_CARS: list[tuple[Language, str]] = [
    ("en", "how do I add another car"),
    ("zh_Hans", "我还有一台车想绑定"),
]


@pytest.fixture(params=("en", "zh_Hans"))
def chat(core: Core, request: pytest.FixtureRequest) -> Chat:
    return begun(core, request.param)


def shown(chat: Chat, pattern: str) -> str:
    """The one value of the last answer that has a form."""
    lines = [line for message in chat.reply.messages for line in message.lines]
    values = {str(value) for line in lines for value in line.params.values()}
    (value,) = (each for each in values if re.fullmatch(pattern, each))
    return value


def agree(chat: Chat) -> None:
    with chat.core.unit() as unit:
        registry.consent(unit, chat.owner_id, purpose=Purpose.CARE, given=True, channel="chat")


def is_stored(chat: Chat, feed: str, name: str) -> bool:
    """Whether what a source says under a name is stored."""
    with chat.core.unit() as unit:
        return links.receive(unit, feed, name, Batch([Record(unit.now.isoformat(), {SOC: 80.0})])) is not None


@pytest.mark.parametrize(("language", "text"), WISHES)
def test_a_wish_to_connect_asks_what_there_is(core: Core, language: Language, text: str) -> None:
    chat = begun(core, language)

    chat.say(text)

    assert chat.codes == ["connect.ask", "connect.no_consent"]
    assert len(chat.newest) == 6


@pytest.mark.parametrize(("language", "text"), FURTHER_CARS)
def test_a_further_car_is_still_linked_by_its_code(core: Core, language: Language, text: str) -> None:
    chat = begun(core, language)

    chat.say(text)

    assert chat.codes == ["own.link"]


def test_teslamate_gets_a_namespace_of_ones_own_and_speaks_by_it(chat: Chat) -> None:
    agree(chat)
    chat.say("/connect")
    chat.tap("TeslaMate")
    code = shown(chat, CODE)
    assert all(message.private for message in chat.reply.messages)
    assert is_stored(chat, "teslamate", f"{code}/cars/1")

    chat.tap("2")
    assert shown(chat, CODE) == code
    assert is_stored(chat, "teslamate", f"{code}/cars/2")
    assert not is_stored(chat, "teslamate", f"{code}/cars/1")


def test_two_cars_of_one_owner_share_a_teslamate_and_nobody_else_does(core: Core) -> None:
    first, second = begun(core, "en", cars=2), begun(core, "en", chat_id=2)
    first.say("/connect")
    buttons = [each for each in first.newest if each.label == "TeslaMate"]
    codes = []
    for button in buttons:
        first.press(button.token)
        codes.append(shown(first, CODE))
    second.say("/connect")
    second.tap("TeslaMate")

    assert codes[0] == codes[1] != shown(second, CODE)


def test_ovms_gets_a_prefix_that_is_the_cars_own(chat: Chat) -> None:
    agree(chat)
    chat.say("/connect")
    chat.tap("OVMS")

    assert is_stored(chat, "ovms", shown(chat, rf"{CODE}/car\d+"))


def test_home_assistant_gets_a_file_with_a_key_that_opens_this_car_alone(chat: Chat) -> None:
    chat.say("/connect")
    chat.tap("Home Assistant")
    chat.tap(chat.words("connect.make_file"))
    (message,) = chat.reply.messages
    assert message.document is not None
    assert message.private
    key = re.search(r"Bearer (\S+)\"", message.document.body.decode())
    assert key is not None
    assert "KEY" not in message.document.body.decode().partition("rest_command")[2]

    with chat.core.reading() as unit:
        car = registry.vehicle_of_key(unit, key[1])
        assert [each.id for each in registry.own_vehicles(unit, chat.owner_id)] == [car.id]


def test_fleet_telemetry_gets_a_key_only_when_it_is_asked_for(chat: Chat) -> None:
    chat.say("/connect")
    chat.tap("Fleet Telemetry")
    assert "bvk_" not in str(chat.reply)

    chat.tap(chat.words("connect.make_key"))
    assert shown(chat, r"bvk_\S+")


def test_the_car_says_who_speaks_of_it_and_since_when(chat: Chat) -> None:
    agree(chat)
    chat.say("/connect")
    chat.tap("OVMS")
    name = shown(chat, rf"{CODE}/car\d+")
    assert [line.code for line in more_of_car(chat)] == ["feed.silent"]

    assert is_stored(chat, "ovms", name)
    assert [line.code for line in more_of_car(chat)] == ["feed.speaks", "feed.cannot"]  # by one reading


def test_the_car_says_what_its_data_are_enough_for_and_what_not() -> None:
    watched = Watch(State.ON, at_work=("tyre_pressure",), idle=("insulation",))

    assert [line.code for line in connecting.reach(watched)] == ["feed.judges", "feed.cannot"]
    assert [line.code for line in connecting.reach(Watch(State.UNHEARD))] == []


def more_of_car(chat: Chat) -> tuple[Phrase, ...]:
    chat.say("/car")
    return chat.reply.messages[0].more


def test_the_car_names_the_files_that_were_read_in(chat: Chat) -> None:
    agree(chat)
    with chat.core.unit() as unit:
        (car,) = registry.own_vehicles(unit, chat.owner_id)
        imports.progress(unit, car, mark="m", kind="LeafSpy")
        day = unit.now.date()
        at = unit.now.replace(hour=0, minute=1).isoformat()
        outcome = history.learn(unit, car, Batch([Record(at, {SOC: 70.0})]), day=day)
        imports.note_day(unit, car, mark="m", day=day, outcome=outcome)
        imports.note_end(unit, car, mark="m")

    assert more_of_car(chat)[0].code == "feed.file"


def test_a_connection_ends_by_a_tap_and_for_nobody_else(chat: Chat) -> None:
    agree(chat)
    chat.say("/connect")
    chat.tap("OVMS")
    name = shown(chat, rf"{CODE}/car\d+")
    chat.say("/connect")

    chat.tap("✖️ ")

    assert chat.codes == ["connect.ended"]
    assert not is_stored(chat, "ovms", name)


def key_for_program(chat: Chat) -> str:
    """Connect a program that sends with a key; return the key."""
    agree(chat)
    chat.say("/connect")
    way = chat.words("connect.way.fleet_telemetry")
    chat.press(next(each.token for each in chat.newest if each.label == way))
    chat.tap(chat.words("connect.make_key"))
    return shown(chat, r"bvk_\S+")


def is_good(chat: Chat, key: str) -> bool:
    with chat.core.reading() as unit:
        try:
            registry.vehicle_of_key(unit, key)
        except Refusal:
            return False
    return True


def test_a_key_made_in_the_chat_is_a_connection_that_ends_with_it_by_a_tap(chat: Chat) -> None:
    key = key_for_program(chat)
    assert more_of_car(chat)[0].code == "feed.silent"
    assert is_good(chat, key)

    chat.say("/connect")
    chat.tap("✖️ ")

    assert chat.codes == ["connect.ended.key"]
    assert not is_good(chat, key)


def test_a_new_key_ends_the_connection_of_the_old_one(chat: Chat) -> None:
    first, second = key_for_program(chat), key_for_program(chat)

    assert first != second
    assert (is_good(chat, first), is_good(chat, second)) == (False, True)
    with chat.core.reading() as unit:
        assert len(links.of_owner(unit, chat.owner_id)) == 1


def test_no_key_of_an_owner_who_unlinks_the_car_speaks_for_the_next_one(chat: Chat) -> None:
    key = key_for_program(chat)
    chat.say("/car")
    chat.tap(chat.words("unlink.button"))
    chat.tap(chat.words("unlink.yes"))

    assert not is_good(chat, key)


def test_no_key_of_an_owner_who_deletes_everything_speaks_for_the_next_one(chat: Chat) -> None:
    key = key_for_program(chat)
    with chat.core.unit() as unit:
        erase.erase(unit, unit.session.get_one(Owner, chat.owner_id))

    assert not is_good(chat, key)


def test_only_the_owner_of_a_car_ends_its_connections(chat: Chat) -> None:
    agree(chat)
    chat.say("/connect")
    chat.tap("OVMS")
    name = shown(chat, rf"{CODE}/car\d+")
    with chat.core.unit() as unit:
        (link,) = links.of_owner(unit, chat.owner_id)
        stranger = registry.meet(unit, 99, locale="en", zone="UTC")
        with pytest.raises(Refusal, match="feed_link_unknown"):
            connecting.stop(unit, stranger, connecting.OfLink(link.id))

    assert is_stored(chat, "ovms", name)

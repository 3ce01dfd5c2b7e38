"""A car is told by who drives it, where only one of several has another driver."""

import pytest

from domain.core import Core
from domain.drivers import service as drivers
from domain.explain.facts import Language
from domain.kit.classified import Purpose
from domain.registry import service as registry
from tests.domain.dialogue.chat import Chat, begun


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "book a brake check for my wife's car tomorrow at 10"),
        ("zh_Hans", "给我老婆的车约个刹车检查，明天上午十点"),
    ],
)
def test_the_only_car_with_another_driver_is_my_wifes(core: Core, language: Language, text: str) -> None:
    chat = begun(core, language, cars=2)
    chat.say(text)
    assert chat.codes == ["ask.car"]
    chat = _shared(core, chat)

    chat.say(text)

    assert chat.codes == ["car.about", "ask.booking"]
    chat.say("yes" if language == "en" else "好的")
    assert [car for *_, car in chat.booked()] == [2]


def _shared(core: Core, chat: Chat) -> Chat:
    """The second car is driven by somebody else too."""
    with core.unit() as unit:
        car = registry.own_vehicles(unit, chat.owner_id)[1]
        other = registry.meet(unit, 77, locale="en", zone="UTC")
        registry.consent(unit, chat.owner_id, purpose=Purpose.CARE, given=True, channel="test")
        registry.link(unit, other.id, registry.link_code(unit, car.id, role="driver"))
        (waiting,) = drivers.of_car(unit, chat.owner_id, car.id)
        drivers.let_in(unit, chat.owner_id, waiting.id)
    return chat

"""The month of first registration told by the owner: read, confirmed by a button, kept, and not overwritten."""

from datetime import date

import pytest

from domain.core import Core
from domain.dialogue import first_use_forms
from domain.kit.classified import Purpose
from domain.registry import service as registry
from tests.domain.dialogue.chat import Chat, begun

TOLD = {
    "my car is from March 2023": date(2023, 3, 1),
    "车是2023年3月上牌的": date(2023, 3, 1),
    "我这车23年3月买的": date(2023, 3, 1),
    "It was registered on 3 March 2023": date(2023, 3, 1),
    "hi, in a hurry: the car was first registered in march 2023, so what is it worth": date(2023, 3, 1),
    "the car was bought new in 2021-06": date(2021, 6, 1),
    "我的车是2023年的": None,
}
OTHERS = (
    "my service records from March 2023", "车2023年3月换的轮胎", "my car has not been serviced since March 2023", "车是二手的,2023年3月买的",
    "is my car from March 2023?", "book my car in March 2027", "车从2023年3月开始有异响", "my car broke down in March 2023", "the data of my car from March 2023",
)  # fmt: skip


@pytest.fixture
def database() -> str:
    """Nothing here asks the database anything that two could answer differently."""
    return "sqlite"


def known(chat: Chat) -> date | None:
    with chat.core.reading() as unit:
        return registry.vehicle(unit, 1).in_use_since


def test_a_month_of_registration_is_read_and_other_months_are_left_to_others() -> None:
    assert {text: told and told.month for text in TOLD if (told := first_use_forms.read(text))} == TOLD
    assert [text for text in OTHERS if first_use_forms.read(text)] == []


def test_it_is_put_on_record_by_the_button_alone_and_not_overwritten(core: Core) -> None:
    chat = begun(core, "en")
    with core.unit() as unit:
        registry.consent(unit, chat.owner_id, purpose=Purpose.CARE, given=True, channel="test")
    asked = chat.say("my car is from March 2023, please also book a service on Friday")
    assert "First registered in March 2023: shall I put that on record?" in asked
    assert "yearly service" in asked or "Fri" in asked
    assert known(chat) is None

    chat.say("my car is from March 2023")
    assert "Noted: Car 1 was first registered in March 2023." in chat.tap("✅ Car 1: March 2023")
    assert known(chat) == date(2023, 3, 1)

    assert "first registered on Wed 1 Mar 2023" in chat.say("my car is from May 2022")
    assert known(chat) == date(2023, 3, 1)


def test_a_year_alone_and_a_month_to_come_are_answered_with_what_to_write(core: Core) -> None:
    chat = begun(core, "zh_Hans")

    assert "是哪个月首次上牌的" in chat.say("我的车是2023年的")
    assert "2030-03-01" in chat.say("我的车是2030年3月上牌的")

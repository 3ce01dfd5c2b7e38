"""Earlier and later, however it is said, move within the day or on to the next free time instead of asking again."""

import pytest

from tests.domain.dialogue.chat import Chat
from tests.domain.dialogue.test_again import chat, says

__all__ = ["chat"]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [("a later one please", "晚一点的"), ("later", "往后一点"), ("anything later?", "后面的时间呢")],
)
def test_later_goes_on_from_what_to_change_from_a_list_and_from_a_summary(
    chat: Chat, english: str, chinese: str
) -> None:
    says(chat, "brake check on Thursday at 10", "周四十点刹车检查")
    chat.tap(chat.words("choice.other_time"))
    assert chat.codes == ["ask.change"]

    for start in ("10:15", "10:30"):
        said = says(chat, english, chinese)
        assert chat.codes == ["ask.booking_or"]
        assert start in said


def test_the_later_one_of_a_list_is_chosen(chat: Chat) -> None:
    says(chat, "brake check on Thursday morning", "周四上午刹车检查")
    says(chat, "the later one", "最晚的那个")
    assert chat.codes == ["ask.booking"]


def test_the_earliest_of_a_day_or_another_time_is_summed_up_in_one_step(chat: Chat) -> None:
    said = says(
        chat,
        "I need an inspection, Saturday, the earliest you have, or any time next week",
        "做个全车检查，周六越早越好，不行的话下周都行",
    )
    assert chat.codes == ["ask.booking_or"]
    assert "08:30" in said


def test_other_work_named_alone_takes_the_place_of_the_work_on_the_table(chat: Chat) -> None:
    says(chat, "brake check on Thursday", "周四刹车检查")
    said = says(chat, "inspection", "全车检查")
    assert ("inspection" if chat.language == "en" else "全车检查") in said
    assert chat.codes == ["ask.booking_or"]

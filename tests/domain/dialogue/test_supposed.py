from collections.abc import Callable

import pytest

from domain.dialogue import supposed
from domain.dialogue.supposed import Supposed
from tests.domain.dialogue.test_service import Talker, give_car, owner, talk

__all__ = ["give_car", "owner", "talk"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("万一塞车，迟到一刻钟要紧吗", Supposed.LATE),
        ("is it a problem if we get there fifteen minutes late?", Supposed.LATE),
        ("如果查完一切正常，后天能不能放心上高速", Supposed.FIT),
        ("If the inspection finds nothing, may we drive to the coast on Sunday?", Supposed.FIT),
        ("堵车了，晚到一刻钟", None),
        ("I will be a quarter of an hour late", None),
        ("要是周五晚一点也有位置吗", None),
        ("what if I move it to Friday late afternoon?", None),
        ("要是没有九点，十点行吗", None),
    ],
)
def test_a_delay_or_a_result_that_is_only_imagined_is_a_question(text: str, what: Supposed | None) -> None:
    assert supposed.find(text) is what


@pytest.mark.parametrize(
    "text", ["what if I get there ten minutes late?", "不用改时间，就问一下，万一堵车晚到十分钟还等我吗"]
)
def test_what_is_only_imagined_leaves_the_visit_as_it_is(
    give_car: Callable[[str], None], talk: Talker, text: str
) -> None:
    give_car("Blue")
    talk.say("book an inspection on Friday at ten")
    talk.say("yes")
    answer = talk.say(text)

    assert "half an hour" in str(answer)
    assert "stays as it is" in str(answer)

import pytest

from domain.dialogue import price_remarks
from domain.dialogue.facts import Asked, Intent, Talk, Task


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("那就修吧，周五之后，价格别太贵", "那就修吧，周五之后"),
        ("fix it then, after friday, nothing too expensive", "fix it then, after friday"),
        ("价格别太贵", "价格别太贵"),
    ],
)
def test_a_remark_on_the_price_leaves_the_wish_beside_it(text: str, wish: str) -> None:
    assert price_remarks.without(text, Talk()).strip() == wish


def test_a_condition_beside_a_yes_stays_a_condition() -> None:
    summary = Talk(Task(Intent.BOOK, job="inspection"), asked=Asked.BOOKING)

    assert price_remarks.without("好的，不贵的话", summary) == "好的，不贵的话"

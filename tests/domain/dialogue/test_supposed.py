import pytest

from domain.dialogue import supposed
from domain.dialogue.supposed import Supposed


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

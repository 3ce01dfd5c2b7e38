"""No line, however long or stuttering, keeps the chat busy: one process answers all owners."""

from collections.abc import Callable
from datetime import datetime

import pytest

from domain.dialogue import commands, topics, undo_forms
from domain.dialogue.meaning import delays, patterns
from domain.dialogue.times import when
from domain.explain import spacing
from tests.pace import spending

_SOON_S = 0.1  # of the processor; a fault takes seconds here


@pytest.mark.parametrize(
    ("reads", "line"),
    [
        (commands.command_of, "我刚" + "刚" * 33),
        (commands.command_of, "谁看我" * 1300),
        (commands.command_of, "centre saw my " * 280),
        (commands.command_of, "i want signed history " * 180),
        (delays.takes_note, "嗯" * 34),
        (patterns.AS_BOOKED.fullmatch, "那就" * 33 + "x"),
        (patterns.AS_BOOKED.fullmatch, "then just " * 33 + "x"),
        (undo_forms.is_one, "能不" * 33 + "能x"),
        (topics.asks, "那我" * 34),
        (lambda line: when.find(line, now=datetime(2026, 11, 18, 10)), "周五六点前" + "把车" * 34),  # noqa: DTZ001 - a wall clock
    ],
)  # fmt: skip
def test_a_line_that_stutters_or_goes_on_for_pages_is_read_at_once(
    reads: Callable[[str], object], line: str
) -> None:
    with spending() as spent:
        reads(line)
    assert spent.s < _SOON_S


def test_of_what_is_repeated_without_end_eight_times_stay_and_numbers_stay_whole() -> None:
    assert spacing.typed("哈" * 4000 + "好") == "哈" * 8 + "好"
    assert spacing.typed("how much is my car worth " * 160) == "how much is my car worth " * 8
    assert spacing.typed("call 13800000000000, it smokes!!!") == "call 13800000000000, it smokes!!!"

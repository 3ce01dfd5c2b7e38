from datetime import UTC, datetime, timedelta
from gettext import NullTranslations

import pytest

from domain.booking import jobs, words
from domain.booking.facts import Slot
from domain.dialogue.facts import JOBS as SPOKEN
from domain.explain.facts import Moment, Money, Phrase
from domain.explain.render import Speaker

AT = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
SLOT = Slot(1, "North", "Asia/Shanghai", AT, AT + timedelta(minutes=30))
SPEAKER = Speaker("en", words.WORDS, NullTranslations())
PARAMS: dict[str, object] = {
    "at": Moment(AT, "Asia/Shanghai"),
    "centre": "North",
    "until": Moment(AT, "Asia/Shanghai"),
    "job": words.job("brake_pads"),
    "slots": (Phrase("slot.when", {"at": Moment(AT, "Asia/Shanghai")}),),
    "next": words.next_slots([SLOT]),
    **dict.fromkeys(("days", "most", "hours"), 3),
    **dict.fromkeys(("number", "address", "phone", "code", "zone", "what", "part", "check"), "x"),
}


@pytest.mark.parametrize("code", sorted(words.WORDS))
def test_every_text_can_be_said(code: str) -> None:
    assert SPEAKER.say(Phrase(code, PARAMS))


def test_a_slot_that_is_gone_names_the_next_ones() -> None:
    assert SPEAKER.say(Phrase("refusal.slot_gone", PARAMS)) == (
        "Thu 19 Nov, 10:00 at North has just been taken. Still free: Thu 19 Nov, 10:00."
    )


def test_every_job_has_a_name_and_is_understood_in_the_chat() -> None:
    assert set(jobs.JOBS) == set(SPOKEN)
    assert {f"job.{code}" for code in jobs.JOBS} <= set(words.WORDS)


def test_coolant_repair_takes_half_an_hour_and_costs_three_hundred() -> None:
    repair = jobs.job("coolant_repair")

    assert (repair.length, repair.price) == (timedelta(minutes=30), Money(300, "CNY"))

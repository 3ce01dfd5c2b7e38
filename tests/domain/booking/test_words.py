from datetime import UTC, datetime, timedelta
from gettext import NullTranslations

import pytest

from domain.booking import jobs, words
from domain.booking.facts import Slot
from domain.dialogue.questions import JOBS as SPOKEN
from domain.explain.facts import Moment, Money, Names, Phrase
from domain.explain.render import Speaker

AT = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
SLOT = Slot(1, "North", "Asia/Shanghai", AT, AT + timedelta(minutes=30))
SPEAKER = Speaker("en", words.WORDS, NullTranslations())
PARAMS: dict[str, object] = {
    "at": Moment(AT, "Asia/Shanghai"),
    "centre": "North",
    "day": "2026-11-17",
    "until": Moment(AT, "Asia/Shanghai"),
    "job": words.job("brake_pads"),
    "slots": (Phrase("slot.when", {"at": Moment(AT, "Asia/Shanghai")}),),
    "next": words.next_slots([SLOT]),
    "most": 3,
    "due": Money(300, "CNY"),
    **dict.fromkeys(("minutes", "paid", "count", "there", "soh", "value", "bar", "least"), 20),
    **dict.fromkeys(("length", "lead", "notice"), timedelta(hours=1)),
    **dict.fromkeys(
        ("opens", "closes", "ends", "last", "expected", "since", "new"), Moment(AT, "Asia/Shanghai")
    ),
    **dict.fromkeys(("home", "car", "holiday"), Names({"en": "North", "zh_Hans": "北区"})),
    **dict.fromkeys(("why", "one", "other"), Phrase("visit.none")),
    **dict.fromkeys(
        (
            *("number", "numbers", "address", "phone", "code", "zone", "what", "part", "check", "note"),
            *("service", "name", "values", "wheel", "about"),
        ),
        "x",
    ),
}


@pytest.mark.parametrize("code", sorted(words.WORDS))
def test_every_text_can_be_said(code: str) -> None:
    days = (
        60 if code in {"why.far", "why.full.ever", "refusal.change_moment"} else (Phrase("why.day", PARAMS),)
    )
    hours = 2 if code == "refusal.too_late" else (Phrase("why.hours.stretch", PARAMS),)

    day = PARAMS["at"] if code in {"hours.stretch", "hours.day"} else PARAMS["day"]

    assert SPEAKER.say(Phrase(code, {**PARAMS, "days": days, "hours": hours, "day": day}))


def test_a_slot_that_is_gone_names_the_next_ones() -> None:
    why = Phrase("why.full.at", PARAMS)

    assert SPEAKER.say(Phrase("refusal.slot_gone", {**PARAMS, "why": why})) == (
        "Thu 19 Nov, 10:00 at North is already taken. Still free:\n• Thu 19 Nov, 10:00"
    )


def test_every_job_has_a_name_and_is_understood_in_the_chat() -> None:
    assert set(jobs.JOBS) == set(SPOKEN)
    assert {f"job.{code}" for code in jobs.JOBS} <= set(words.WORDS)


def test_coolant_repair_takes_half_an_hour_and_costs_three_hundred() -> None:
    repair = jobs.job("coolant_repair")

    assert (repair.length, repair.price) == (timedelta(minutes=30), Money(300, "CNY"))

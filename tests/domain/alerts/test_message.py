"""Everything a warning may say can be said, in both languages, and tells nobody who or where the owner is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain import phrases
from domain.alerts import message
from domain.alerts.facts import Case, Record, Slot, State, Verdict
from domain.contact.facts import Message
from domain.explain.facts import Bars, Language, Moment, Phrase
from domain.health import catalogue, words
from domain.health.facts import Chances, Finding, Kind, Level, Reason
from domain.registry.facts import Source

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
CASE = Case(
    alert_id=1,
    owner_id=1,
    vehicle_id=1,
    check="coolant_loop",
    state=State.ACTIVE,
    level=Level.YELLOW,
    finding=Finding(
        check="coolant_loop",
        strength=1.2,
        level=Level.YELLOW,
        risk=0.7,
        horizon=timedelta(days=7),
        severity=0,
        kinds=frozenset(Kind),
        params={
            "since": Moment(NOW, "Asia/Shanghai"),
            "drop": 0.021,
            "rise": 0.8,
            "hours": 12,
            "days": 25.0,
            "advice": Phrase("coolant.soon"),
            "basis": words.basis(Level.YELLOW, 0.7, timedelta(days=7)),
        },
    ),
    opened_at=NOW,
    told_at=NOW,
    changed_at=NOW,
    zone="Asia/Shanghai",
    source=Source.LIVE,
    cost=catalogue.BY_CODE["coolant_loop"].COST,
)
CASES = [
    CASE,
    *(replace(CASE, level=level) for level in Level),
    *(replace(CASE, source=source) for source in Source),
    replace(CASE, car="Fox <b>", acknowledged=True),
    replace(CASE, record=Record(told=9, right=8, wrong=1, last=9, last_right=8)),
    replace(CASE, cost=catalogue.BY_CODE["battery_soh"].COST),
    replace(CASE, slot=Slot(7, Phrase("alert.noted"))),
    replace(CASE, slot=Slot(7, Phrase("alert.noted"), booked=True)),
    *(replace(CASE, verdicts={"owner": verdict}) for verdict in (Verdict.RIGHT, Verdict.WRONG)),
    replace(CASE, verdicts={"workshop": Verdict.NOT_FOUND}),
    *(
        replace(CASE, state=State.CLEARED, cleared_as=how)
        for how in ("recovered", "mended", "done", "ignored")
    ),
]


def said(content: Message, locale: Language) -> str:
    speaker = phrases.speaker(locale)
    labels = [button.label for row in content.rows for button in row]
    return "\n".join(speaker.say(line, html=True) for line in [*content.lines, *content.more, *labels])


@pytest.mark.parametrize("locale", ["en", "zh_Hans"])
def test_every_state_of_a_warning_can_be_said(locale: Language) -> None:
    for case in CASES:
        for content in (message.build(case), message.details(case), message.reminder(case)):
            assert "{" not in said(content, locale)


@pytest.mark.parametrize("level", list(Level))
def test_a_warning_says_how_urgent_it_is_and_by_when(level: Level) -> None:
    told = said(message.build(replace(CASE, level=level)), "en")

    begins, by = {
        Level.RED: ("🔴 <b>Act now", "Fri 20 Nov"),
        Level.YELLOW: ("🟡 <b>This week", "Wed 25 Nov"),
        Level.BLUE: ("🔵 <b>This month", "Fri 18 Dec"),
    }[level]
    assert told.startswith(begins)
    assert by in told


def test_a_simulated_or_recorded_car_is_marked_and_a_live_one_is_not() -> None:
    marks = [
        any(line.code.startswith("alert.source") for line in message.build(replace(CASE, source=source)).more)
        for source in (Source.LIVE, Source.SIMULATED, Source.RECORDED)
    ]

    assert marks == [False, True, True]


def test_a_name_from_the_register_cannot_format_the_message() -> None:
    assert "Fox &lt;b&gt;" in said(message.build(replace(CASE, car="Fox <b>")), "en")


def test_how_often_a_kind_was_right_is_told_only_when_enough_is_known() -> None:
    few = message.build(replace(CASE, record=Record(told=9, right=4, wrong=0, last=4, last_right=4)))
    enough = message.build(replace(CASE, record=Record(told=9, right=4, wrong=1, last=5, last_right=4)))

    assert "alert.record" not in [line.code for line in few.more]
    assert "right 4 of the last 5 times" in said(enough, "en")
    assert "最近 5 次" in said(enough, "zh_Hans")


def test_more_about_a_warning_names_what_worked_it_out() -> None:
    chances = Chances(0.2, 0.7, 0.9, model="coolant_loop 3")
    learned = replace(CASE, finding=replace(CASE.finding, chances=chances))

    model = "trained model “Battery cooling”, version 3"
    assert model in said(message.details(learned), "en")
    assert "fixed limits" in said(message.details(CASE), "en")


def test_more_about_a_warning_draws_what_each_sign_adds_where_a_model_judged() -> None:
    reasons = (Reason("flow", 2.0, 1.5), Reason("warm", 1.0, -0.5))
    learned = replace(
        CASE, finding=replace(CASE.finding, chances=Chances(0.1, 0.3, 0.8, "coolant_loop 3", reasons))
    )
    drawn = message.details(learned).chart

    assert isinstance(drawn, Bars)
    assert [bar.value for bar in drawn.bars] == [1.5, -0.5]
    assert message.details(CASE).chart == CASE.chart


def test_every_check_has_the_words_that_a_warning_says() -> None:
    parts = ("title", "seen", "matters", "action", "sure", "cannot_see")

    assert {f"check.{check.CODE}.{part}" for check in catalogue.ALL for part in parts} <= phrases.TEXTS.keys()
    assert words.WORDS.keys() <= phrases.TEXTS.keys()


@pytest.mark.parametrize("code", [each.CODE for each in catalogue.ALL if each.WORDS.softer])
def test_a_title_that_only_red_may_bear_is_not_said_of_a_warning_that_was_softened(code: str) -> None:
    for grave, soft in catalogue.BY_CODE[code].WORDS.softer.items():
        finding = replace(CASE.finding, check=code, level=Level.RED, form=grave)
        case = replace(CASE, check=code, level=Level.RED, finding=finding)

        assert message.title(case).code == f"check.{code}.title.{grave}"
        softened = message.title(replace(case, level=Level.YELLOW))
        assert softened.code == (f"check.{code}.title.{soft}" if soft else f"check.{code}.title")

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.alerts import rules
from domain.alerts.facts import Around, Decision, Move, Standing, State, Verdict
from domain.explain.facts import Phrase
from domain.health import grading
from domain.health.facts import Finding, Kind, Level

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)
DAILY = Around(every=DAY)
SLOW = Around(every=DAY, slow=True)

YELLOW = Finding(
    check="coolant_loop",
    strength=1.2,
    level=Level.YELLOW,
    risk=0.75,
    horizon=timedelta(days=7),
    severity=1,
    kinds=frozenset({Kind.LEVEL, Kind.TREND}),
)
RED = replace(YELLOW, level=Level.RED, risk=0.95, horizon=timedelta(hours=48))
BLUE = replace(YELLOW, level=Level.BLUE, risk=0.4, horizon=timedelta(days=30))
BETWEEN = replace(YELLOW, strength=0.8)
WELL = replace(YELLOW, strength=0.6)


def story(*looks: Finding | None, around: Around = DAILY, apart: timedelta = DAY) -> list[Decision]:
    """Run looks one after the other, as the service does."""
    standing: Standing | None = None
    told = []
    for number, finding in enumerate(looks):
        now = NOW + number * apart
        decision = rules.decide(standing, finding, now=now, around=around)
        told.append(decision)
        if decision.move in {Move.NOTHING, Move.HOLD}:
            continue
        before = standing.state if standing else State.CANDIDATE
        state = {Move.CONFIRM: State.ACTIVE}.get(decision.move, before)
        assert decision.judged_at is not None
        standing = Standing(state, decision.level, decision.hits, decision.judged_at)
        if decision.move is Move.CLEAR:
            standing = None
    return told


def moves(*looks: Finding | None, around: Around = DAILY, apart: timedelta = DAY) -> list[str]:
    return [str(decision.move) for decision in story(*looks, around=around, apart=apart)]


@pytest.mark.parametrize(
    ("finding", "level"),
    [
        (RED, Level.RED),
        (replace(RED, risk=0.9), Level.YELLOW),
        (replace(RED, horizon=timedelta(hours=49)), Level.YELLOW),
        (replace(RED, kinds=frozenset({Kind.LEVEL})), Level.YELLOW),
        (replace(RED, risk=0.5), Level.BLUE),
        (YELLOW, Level.YELLOW),
        (replace(YELLOW, risk=0.59), Level.BLUE),
        (replace(YELLOW, horizon=timedelta(days=8)), Level.BLUE),
        (replace(BLUE, risk=0.99, horizon=timedelta(hours=1)), Level.BLUE),
    ],
)
def test_a_level_is_lowered_to_what_risk_horizon_and_evidence_carry_and_never_raised(
    finding: Finding, level: Level
) -> None:
    assert grading.level(finding) is level


def test_one_bad_look_is_not_told() -> None:
    assert moves(YELLOW, BETWEEN, WELL) == ["open", "update", "clear"]


def test_two_of_three_windows_are_told_once() -> None:
    assert moves(YELLOW, BETWEEN, YELLOW, YELLOW) == ["open", "update", "confirm", "update"]


def test_a_first_telling_has_the_grade_of_the_finding_whose_words_it_says() -> None:
    told = story(YELLOW, RED)[-1]

    assert (told.move, told.level) == (Move.CONFIRM, Level.RED)
    assert story(RED, YELLOW)[-1].level is Level.YELLOW


def test_a_slow_meter_needs_two_windows_in_a_row() -> None:
    assert moves(YELLOW, BETWEEN, YELLOW, YELLOW, around=SLOW) == ["open", "update", "update", "confirm"]


def test_looks_within_one_window_count_as_one() -> None:
    assert moves(YELLOW, YELLOW, YELLOW, apart=timedelta(hours=6)) == ["open", "update", "update"]


def test_a_better_look_within_the_window_takes_the_bad_one_back() -> None:
    decisions = story(YELLOW, WELL, apart=timedelta(hours=6))

    assert decisions[-1].hits == "0"


def test_red_is_told_within_the_hour() -> None:
    assert moves(RED, RED, apart=timedelta(hours=1)) == ["open", "confirm"]


def test_missing_data_never_clear_and_never_open() -> None:
    assert moves(None, YELLOW, None, YELLOW, None, None, None) == [
        "nothing", "open", "hold", "confirm", "hold", "hold", "hold",
    ]  # fmt: skip


def test_a_warning_clears_only_well_away_from_where_it_tripped() -> None:
    assert moves(YELLOW, YELLOW, BETWEEN, BETWEEN, BETWEEN, WELL, WELL) == [
        "open", "confirm", "update", "update", "update", "update", "clear",
    ]  # fmt: skip


def test_it_is_told_again_only_when_two_windows_are_worse() -> None:
    decisions = story(YELLOW, YELLOW, RED, YELLOW, RED)

    assert [str(each.move) for each in decisions[2:]] == ["update", "update", "escalate"]
    assert decisions[-1].level is Level.RED


def test_it_is_not_told_again_when_it_gets_better_and_keeps_its_level() -> None:
    decisions = story(RED, RED, YELLOW, YELLOW, YELLOW)

    assert [str(each.move) for each in decisions[2:]] == ["update", "update", "update"]
    assert decisions[-1].level is Level.RED


def test_a_consequence_is_not_told_while_its_cause_is_open_but_may_clear() -> None:
    muted = replace(DAILY, inhibited_by="twelve_volt")

    assert moves(YELLOW, YELLOW, RED, WELL, WELL, around=muted) == [
        "open", "update", "update", "update", "clear",
    ]  # fmt: skip


def test_a_cause_called_wrong_stays_quiet_unless_it_becomes_red() -> None:
    hushed = replace(DAILY, hushed=True)

    assert moves(YELLOW, YELLOW, RED, RED, around=hushed) == ["open", "hush", "hush", "confirm"]


def test_a_task_that_was_told_is_over_when_another_is_due() -> None:
    tyres, deep_cold = Phrase("season.task.winter_tyres"), Phrase("season.task.winter_check")
    asks = replace(BLUE, params={"task": deep_cold})
    open_since = Standing(State.ACTIVE, Level.BLUE, "11", NOW)

    def move(finding: Finding, told: Phrase) -> Move:
        return rules.decide(open_since, finding, now=NOW + DAY, around=replace(DAILY, task=told)).move

    assert move(asks, tyres) is Move.CLEAR
    assert move(asks, deep_cold) is Move.UPDATE
    assert move(replace(asks, strength=0.9), tyres) is Move.UPDATE


def test_after_a_visit_only_red_counts() -> None:
    resting = replace(DAILY, in_maintenance=True)

    assert moves(YELLOW, YELLOW, around=resting) == ["nothing", "nothing"]
    assert moves(RED, RED, around=resting) == ["open", "confirm"]


@pytest.mark.parametrize(
    ("level", "verdicts", "proved"),
    [
        (Level.YELLOW, {}, None),
        (Level.YELLOW, {"owner": Verdict.RIGHT}, True),
        (Level.YELLOW, {"owner": Verdict.WRONG}, False),
        (Level.YELLOW, {"owner": Verdict.WRONG, "workshop": Verdict.FOUND}, True),
        (Level.YELLOW, {"workshop": Verdict.NOT_FOUND}, None),
        (Level.YELLOW, {"owner": Verdict.RIGHT, "workshop": Verdict.NOT_FOUND}, None),
        (Level.RED, {"owner": Verdict.RIGHT, "workshop": Verdict.NOT_FOUND}, False),
    ],
)
def test_the_workshop_outranks_the_owner_and_nothing_found_refutes_only_red(
    level: Level,
    verdicts: dict[str, Verdict],
    proved: bool | None,  # noqa: FBT001 - the expected answer
) -> None:
    assert rules.proved(level, verdicts) is proved

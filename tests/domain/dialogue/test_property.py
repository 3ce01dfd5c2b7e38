"""Over random talks: nothing is written but by a plain yes, or a button, to a summary of exactly that object."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from domain import core as cores
from domain import phrases
from domain.booking.tables import Visit
from domain.core import Core
from domain.dialogue import store
from domain.dialogue.facts import Talk
from domain.dialogue.meaning import agreement
from domain.dialogue.memory import Matter
from domain.explain.facts import Phrase
from domain.kit.clock import FixedClock
from domain.settings import Settings
from tests.domain.dialogue.chat import Chat, Shown, begun

NOW = datetime(2026, 11, 18, 2, tzinfo=UTC)
YES_LABELS = {
    phrases.speaker("en").say(Phrase(code))
    for code in phrases.TEXTS
    if code.startswith(("choice.confirm", "choice.move_it", "choice.cancel_it"))
}
UNDO_LABEL = phrases.speaker("en").say(Phrase("visit.button.undo"))
SAID = (
    "book an inspection tomorrow afternoon", "预约周五上午换刹车片", "yes", "好的", "可以，谢谢", "ok", "no", "不是", "sure, whatever",
    "好的，但改到下午", "yes but make it Friday", "the first one", "第二个", "2", "cancel my booking", "取消预约", "move it to Friday morning",
    "改到周五下午", "how is my car?", "what data do you keep?", "谢谢", "hmm", "算了", "okay, what's the address?", "no, Thursday",
    "刹车片", "tyres", "next Friday", "/delete", "/bookings", "/car", "确认取消", "book it", "cancel it", "don't cancel", "别取消",
    "earlier please", "最早的", "Car 2", "Car 1", "Another time", "行啊我回头问问我爸", "确定？", "hello", "asdf",
)  # fmt: skip
TURNS = st.one_of(
    st.tuples(st.just("say"), st.sampled_from(SAID)),
    st.tuples(st.just("tap"), st.integers(0, 5)),  # a button of the last message
    st.tuples(st.just("old"), st.integers(0, 400)),  # any button that was ever shown
    st.tuples(st.just("pass"), st.sampled_from((1, 9, 40, 600))),  # minutes
)


def opened(template: Path, folder: Path) -> tuple[Core, FixedClock]:
    """A core on a copy of the empty database."""
    shutil.copytree(template, folder / "data")
    clock = FixedClock(NOW)
    made = Settings(data_dir=folder / "data", master_key_file=folder / "keys" / "master.json")
    return cores.build(made, clock=clock, speaker=phrases.speaker), clock


def visits(core: Core) -> dict[str, tuple[str, str, datetime, int]]:
    with core.reading() as unit:
        rows = unit.session.exec(select(Visit)).all()
        live = [each for each in rows if each.state in {"booked", "cancelled", "done"}]
        return {each.number: (each.state, each.job, each.starts_at, each.vehicle_id) for each in live}


def talk_of(chat: Chat) -> Talk:
    with chat.core.reading() as unit:
        return store.load(unit, chat.owner_id).talk


def play(chat: Chat, clock: FixedClock, turn: tuple[str, Any]) -> tuple[str, Shown | None]:
    """One turn; what was said and what was tapped."""
    kind, what = turn
    if kind == "pass":
        clock.advance(timedelta(minutes=what))
        return "", None
    if kind == "say":
        chat.say(what)
        return what, None
    among = chat.newest if kind == "tap" else chat.buttons
    if not among:
        return "", None
    shown = among[what % len(among)]
    chat.press(shown.token)
    return "", shown


def agreed_to(talk: Talk, said: str, tapped: Shown | None) -> bool:
    """Whether the summary that is open was agreed to, by words or by its button."""
    of = agreement.matter(talk)
    if of is None or not talk.terms:
        return False
    yes = tapped is not None and tapped.label in YES_LABELS
    return yes or agreement.is_yes(said, of)


def check_undo(past: list[dict[str, Any]], after: dict[str, Any]) -> None:
    """The button that takes back a change ends what was booked, or gives a visit one of the states that it had."""
    changed = {number: each for number, each in after.items() if past[-1].get(number) != each}
    for number, each in changed.items():
        assert each[0] == "cancelled" or each in [earlier.get(number) for earlier in past]
    assert len(changed) <= 1


def check(before: dict[str, Any], after: dict[str, Any], talk: Talk, *, agreed: bool) -> None:
    changed = {number: each for number, each in after.items() if before.get(number) != each}
    if not changed:
        return
    assert agreed
    ((number, (state, job, start, car)),) = changed.items()
    assert talk.task
    of, slot = agreement.matter(talk), talk.task.slot
    if of is Matter.CANCEL:
        assert (state, int(number)) == ("cancelled", talk.task.visit)
        return
    assert slot
    assert (state, start) == ("booked", slot.start)
    if of is Matter.MOVE:
        assert (int(number), before[number][1:2]) == (talk.task.visit, (job,))
    else:
        assert (job, car) == (talk.task.job, talk.task.car)
        assert number not in before


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(turns=st.lists(TURNS, min_size=6, max_size=20))
def test_nothing_is_written_without_a_yes_to_a_summary_of_exactly_that(
    turns: list[tuple[str, Any]], sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    core, clock = opened(sqlite_template, tmp_path_factory.mktemp("talk"))
    try:
        chat = begun(core, "en", cars=2)
        past = [visits(core)]
        for turn in [("say", SAID[0]), ("tap", 0), ("tap", 0), *turns]:
            talk = talk_of(chat)
            said, tapped = play(chat, clock, turn)
            after = visits(core)
            if tapped is not None and tapped.label == UNDO_LABEL:
                check_undo(past, after)
            else:
                check(past[-1], after, talk, agreed=agreed_to(talk, said, tapped))
            past.append(after)
            assert not any("error" in code for code in chat.codes)
    finally:
        core.engine.dispose()

"""What is a plain yes and what is none, line by line, in every state that can write."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import SQLModel, func, select

from domain.booking.tables import Visit
from domain.core import Core, Unit
from domain.dialogue import service as dialogue
from domain.dialogue.meaning import agreement
from domain.dialogue.memory import Matter
from domain.errors import Refusal
from domain.registry import service as registry
from domain.registry.facts import Serviced
from domain.registry.tables import Consent, Owner
from domain.upkeep import services
from tests.domain.dialogue.chat import Chat, begun

LINES = Path(__file__).parent / "lines"
_LONG_AGO = date(2025, 5, 1)


def lines(name: str) -> Iterator[tuple[str, frozenset[Matter]]]:
    """Each line with the matters that it is meant for: "# any", or "# book move"."""
    of = frozenset(Matter)
    for line in (LINES / name).read_text().splitlines():
        if line.startswith("#"):
            named = line[1:].split()
            of = frozenset(Matter) if named == ["any"] else frozenset(map(Matter, named))
        elif line:
            yield line, of


@pytest.mark.parametrize("language", ["en", "zh"])
def test_at_least_a_hundred_lines_of_each_kind_are_played(language: str) -> None:
    assert min(len(list(lines(f"{kind}_{language}.txt"))) for kind in ("yes", "no")) >= 100


@pytest.mark.parametrize("name", ["yes_en.txt", "yes_zh.txt"])
@pytest.mark.parametrize("matter", Matter)
def test_a_plain_yes_is_one(name: str, matter: Matter) -> None:
    missed = [line for line, of in lines(name) if matter in of and not agreement.is_yes(line, matter)]

    assert missed == []


@pytest.mark.parametrize("name", ["no_en.txt", "no_zh.txt"])
@pytest.mark.parametrize("matter", Matter)
def test_what_says_more_or_less_than_yes_is_none(name: str, matter: Matter) -> None:
    taken = [line for line, of in lines(name) if matter in of and agreement.is_yes(line, matter)]

    assert taken == []


def to_booking(chat: Chat) -> None:
    chat.say("book an inspection tomorrow afternoon")
    chat.tap("14:00")


def to_cancelling(chat: Chat) -> None:
    to_booking(chat)
    chat.say("yes")
    chat.say("cancel my booking")


def to_moving(chat: Chat) -> None:
    to_booking(chat)
    chat.say("yes")
    chat.say("move my booking to Friday afternoon")
    chat.tap("15:00")


def _entry(chat: Chat, label: str) -> None:
    with chat.core.unit() as unit:
        (car,) = registry.vehicles_of(unit, chat.owner_id)
        services.record(unit, chat.owner_id, car.id, Serviced("yearly_service", _LONG_AGO, 12_000.0))
    chat.say("/history")
    chat.press(chat.newest[0].token)
    chat.tap(chat.words(label))


def to_erasing(chat: Chat) -> None:
    _entry(chat, "history.erase")


def to_correcting(chat: Chat) -> None:
    _entry(chat, "history.correct_on")
    chat.say("6 May 2025")


def to_unlinking(chat: Chat) -> None:
    chat.say("/car")
    chat.tap(chat.words("unlink.button"))


def to_deleting(chat: Chat) -> None:
    chat.say("/delete")


def to_the_last_question_of_deleting(chat: Chat) -> None:
    chat.say("/delete")
    chat.tap(chat.words("privacy.button.erase"))


STATES: dict[Callable[[Chat], None], Matter] = {
    to_booking: Matter.BOOK,
    to_moving: Matter.MOVE,
    to_cancelling: Matter.CANCEL,
    to_correcting: Matter.CORRECT,
    to_erasing: Matter.ERASE,
    to_unlinking: Matter.UNLINK,
    to_deleting: Matter.DELETE,
    to_the_last_question_of_deleting: Matter.DELETE,
}


@pytest.fixture
def database() -> str:
    return "sqlite"


def outcome(chat: Chat, line: str) -> tuple[object, ...]:
    """What stands in the database after a line, which is then as if it had never been written."""
    with chat.core.unit() as unit:
        try:
            dialogue.converse(unit, unit.session.get_one(Owner, chat.owner_id), line)
            return state(unit, chat.owner_id)
        except Refusal as refusal:
            return (refusal.code,)
        finally:
            unit.session.rollback()


def state(unit: Unit, owner_id: int) -> tuple[object, ...]:
    unit.session.flush()
    visits = unit.session.exec(select(Visit.state, Visit.starts_at, Visit.job).order_by(Visit.id)).all()  # type: ignore[arg-type] # SQLModel's own typing
    written = [(s, at, job) for s, at, job in visits if s in {"booked", "cancelled", "done"}]
    cars = registry.vehicles_of(unit, owner_id)
    entries = [each.work for car in cars for each in services.entries(unit, car.id)]
    kept = unit.session.exec(select(func.count()).select_from(Owner)).one()
    return (written, [car.id for car in cars], entries, kept, count(unit, Consent))


def count(unit: Unit, table: type[SQLModel]) -> int:
    return unit.session.exec(select(func.count()).select_from(table)).one()


# Every line in every state is for `make faults`; here each state has a share of its own. Which lines are a yes to what
# is tested above for all.
@pytest.mark.parametrize("share", [3, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize("reach", STATES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_in_each_state_a_plain_yes_writes_and_nothing_else_does(
    core: Core, reach: Callable[[Chat], None], language: str, share: int
) -> None:
    chat = begun(core, "en")
    reach(chat)
    of = STATES[reach]
    every = share if reach is to_booking or share == 1 else 4 * share
    no, yes = (
        [line for line, named in lines(f"{kind}_{language}.txt") if of in named][
            list(STATES).index(reach) % every :: every
        ]
        for kind in ("no", "yes")
    )
    with core.reading() as unit:
        before = state(unit, chat.owner_id)

    assert [line for line in no if outcome(chat, line) != before] == []
    if reach is not to_deleting:  # the first yes asks once more
        assert [line for line in yes if outcome(chat, line) == before] == []


@pytest.mark.parametrize(
    "said", ["okay book it for Thursday 14:00", "好的，明天下午两点", "yes, inspection at 2 pm tomorrow"]
)
def test_a_yes_may_name_exactly_what_is_open(core: Core, said: str) -> None:
    chat = begun(core, "en")
    to_booking(chat)
    chat.say(said)

    assert chat.booked() == [("inspection", "19 06:00", 1)]


@pytest.mark.parametrize(
    "said", ["okay book it for Thursday 13:00", "好的，明天下午三点", "yes, brake pads at 2 pm tomorrow"]
)
def test_a_yes_that_names_something_else_is_a_wish(core: Core, said: str) -> None:
    chat = begun(core, "en")
    to_booking(chat)
    chat.say(said)

    assert chat.booked() == []


@pytest.mark.parametrize(
    "said", ["let me ask my husband first", "hmm", "ok, I'll confirm tonight", "我回头问问我爸", "明天再定吧"]
)
def test_a_summary_that_is_put_off_stays_open_without_hurry(core: Core, said: str) -> None:
    chat = begun(core, "en")
    to_booking(chat)

    assert "No hurry" in chat.say(said)
    assert chat.booked() == []

    chat.say("yes")

    assert chat.booked() == [("inspection", "19 06:00", 1)]

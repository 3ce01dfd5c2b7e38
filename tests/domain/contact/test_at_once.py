"""Many hands at once: nothing is claimed twice, no budget is overdrawn, no button works twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlmodel import func, select

from domain.contact import rules
from domain.contact import service as contact
from domain.contact.facts import Button, Message
from domain.contact.tables import BudgetSlot, Notice
from domain.core import Core
from domain.errors import Refusal
from domain.explain.facts import Phrase

T = TypeVar("T")
HELLO = Message(lines=(Phrase("hello"),))


def together(hands: int, work: Callable[[int], T]) -> list[T]:
    with ThreadPoolExecutor(hands) as pool:
        return list(pool.map(work, range(hands)))


def test_two_claimers_never_both_get_a_notice(core: Core, owner_id: int) -> None:
    with core.unit() as unit:
        for number in range(60):
            contact.queue(unit, owner_id, key=f"n{number}", message=HELLO)

    def take(_hand: int) -> list[int]:
        taken: list[int] = []
        for _ in range(30):
            with core.unit() as unit:
                taken += [outgoing.notice_id for outgoing in contact.claim(unit, limit=4)]
        return taken

    taken = [notice_id for hand in together(2, take) for notice_id in hand]

    assert len(taken) == len(set(taken)) == 60


def test_sixteen_threads_do_not_overdraw_the_budget(core: Core, owner_id: int) -> None:
    with core.unit() as unit:
        unit.seal(owner_id, b"", label="the key exists")

    def push(hand: int) -> None:
        with core.unit() as unit:
            contact.queue(unit, owner_id, key=f"n{hand}", message=HELLO, grade=rules.YELLOW, warning=True)

    together(16, push)

    with core.reading() as unit:
        now = unit.session.exec(
            select(func.count()).where(Notice.state == "queued", Notice.not_before <= unit.now)
        ).one()
        fullest = select(func.count()).select_from(BudgetSlot).group_by(BudgetSlot.period)
        assert now == 2
        assert max(unit.session.exec(fullest)) == 2
        assert unit.session.exec(select(func.count()).select_from(Notice)).one() == 16


def test_of_taps_on_all_buttons_of_a_message_at_once_one_counts(core: Core, owner_id: int) -> None:
    buttons = tuple(Button(Phrase("choice.drop"), "rate", {"n": number}) for number in range(4))
    with core.unit() as unit:
        (tokens,) = contact.offer(unit, owner_id, Message(lines=(), rows=(buttons,)))

    def tap(hand: int) -> str:
        try:
            with core.unit() as unit:
                contact.press(unit, owner_id, tokens[hand % 4])
        except Refusal as refusal:
            return refusal.code
        return "done"

    answers = together(8, tap)

    assert sorted(answers) == ["action_used"] * 7 + ["done"]

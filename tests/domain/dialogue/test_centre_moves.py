"""A visit is moved to another centre by one summary of old and new, and a yes: in both languages, on both databases."""

from datetime import UTC, datetime

import pytest

from domain.booking import bringing
from domain.booking import service as booking
from domain.booking.tables import Centre
from domain.booking.ways import Way
from domain.errors import Refusal
from domain.handover import enclosures
from domain.registry.tables import AccessToken
from tests.domain.dialogue.chat import Chat, strangers_take
from tests.domain.dialogue.test_again import chat, says

__all__ = ["chat"]

TEN = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)  # Thursday 10:00 in Shanghai


@pytest.fixture
def booked(chat: Chat) -> Chat:
    says(chat, "a brake check tomorrow at 10", "刹车检查，明天上午十点")
    says(chat, "yes", "可以")
    return chat


def place(chat: Chat) -> tuple[int, datetime]:
    with chat.core.reading() as unit:
        (visit,) = booking.visits_of(unit, chat.owner_id)
        return visit.centre_id, visit.starts_at


def given(chat: Chat) -> int:
    """How many notes the centre sees where the visit is."""
    with chat.core.unit() as unit:
        (visit,) = booking.visits_of(unit, chat.owner_id)
        token = AccessToken(role="centre", centre_id=visit.centre_id, name="tablet")
        return len(enclosures.of_visit(unit, token, visit))


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("can we do it at West Centre instead, same time", "换到西区店，时间不变"),
        ("is it possible to have the appointment at the other branch?", "这次能去西区做吗"),
        ("please move my brake check to West Centre", "明天的刹车检查改去西区，同一时间"),
    ],
)
def test_one_summary_names_old_and_new_and_a_yes_moves_it(booked: Chat, english: str, chinese: str) -> None:
    said = says(booked, english, chinese)

    assert booked.codes == ["ask.moving_place"]
    assert all(name in said for name in (("East", "West") if booked.language == "en" else ("东区", "西区")))
    assert place(booked) == (1, TEN)
    says(booked, "yes", "好的")
    assert place(booked) == (2, TEN)
    booked.tap(booked.words("visit.button.undo"))
    assert place(booked) == (1, TEN)


def test_nothing_is_lost_where_the_new_time_is_gone_before_the_yes(booked: Chat) -> None:
    says(booked, "move it to West Centre, same time", "换到西区店，时间不变")
    strangers_take(booked.core, 2, TEN, 1)

    says(booked, "yes", "好的")

    assert booked.codes == ["ask.slot_instead"]
    assert place(booked) == (1, TEN)


def test_where_a_visit_is_may_be_asked_without_moving_it(booked: Chat) -> None:
    says(booked, "is my appointment at West Centre?", "我约的是西区吗")
    assert booked.codes[0] == "visit.line"
    says(booked, "don't move it to West Centre, keep it", "别换到西区，时间不变")
    assert place(booked) == (1, TEN)


@pytest.mark.parametrize("way", [Way.COLLECT, Way.COURTESY])
def test_what_a_centre_cannot_do_is_said_in_the_summary_before_it_is_lost(booked: Chat, way: Way) -> None:
    with booked.core.unit() as unit:
        east, west = (unit.session.get_one(Centre, each) for each in (1, 2))
        east.collects, east.courtesy_cars, west.collects, west.courtesy_cars = True, 1, False, 0
        (visit,) = booking.visits_of(unit, booked.owner_id)
        bringing.bring(unit, booked.owner_id, visit.id, way, address="5 Nanjing Road")

    summary = says(booked, "move it to West Centre, same time", "换到西区店，时间不变")
    assert booked.codes[-1] == "ask.moving_place"
    assert booked.words(f"summary.loses.{way}") in summary
    told = says(booked, "yes", "好的")
    assert f"transport.lost.{way}" in booked.codes
    lost = next(
        each
        for each in told.splitlines()
        if ("off too" in each or "no courtesy" in each or "取车" in each or "代步车" in each)
    )
    assert ("East" if booked.language == "en" else "东区") in lost


def test_what_the_new_centre_cannot_do_is_not_asked_of_the_old_one(booked: Chat) -> None:
    with booked.core.unit() as unit:
        east, west = (unit.session.get_one(Centre, each) for each in (1, 2))
        east.courtesy_cars, west.courtesy_cars = 0, 1
        (visit,) = booking.visits_of(unit, booked.owner_id)
        moved = bringing.after_move(unit, visit, starts_at=visit.starts_at, centre_id=2)
        bringing.check(unit, moved, Way.COURTESY)
        with pytest.raises(Refusal, match="no_courtesy_cars"):
            bringing.check(unit, visit, Way.COURTESY)


def test_notes_stay_with_the_centre_they_were_given_to_until_one_tap_passes_them_on(booked: Chat) -> None:
    says(booked, "note for the workshop: it drips at the back", "备注：后面漏水")
    says(booked, "move it to West Centre, same time", "换到西区店，时间不变")
    says(booked, "yes", "好的")
    assert "enclosure.elsewhere" in booked.codes
    assert given(booked) == 0

    booked.tap("Pass them on" if booked.language == "en" else "转给")
    assert booked.codes == ["enclosure.passed"]
    assert given(booked) == 1


def test_a_move_that_is_taken_back_moves_the_calendar_too(booked: Chat) -> None:
    says(booked, "move it to West Centre, same time", "换到西区店，时间不变")
    says(booked, "yes", "好的")
    booked.tap(booked.words("visit.button.undo"))

    assert booked.codes[-1] == "visit.calendar_moved"
    assert booked.reply.messages[-1].document is not None

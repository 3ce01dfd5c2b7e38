"""Which booked visit is meant: by its number, by its day, by the one that is moved."""

from datetime import UTC, date, datetime

import pytest

from domain.dialogue.facts import Asked, Intent, Meaning, Talk, Task, Visit
from domain.dialogue.meaning import model
from domain.dialogue.meaning.understand import understand
from domain.dialogue.tasks import with_visit

NOW = datetime(2026, 11, 18, 10)  # noqa: DTZ001 - a wall clock; a Wednesday
ZONE = "Asia/Shanghai"
SERVICE = Visit(2979991, "yearly_service", datetime(2026, 11, 25, 2, tzinfo=UTC), ZONE, "Pudong")
BRAKES = Visit(3180042, "brake_pads", datetime(2026, 11, 27, 6, tzinfo=UTC), ZONE, "Pudong")
TALK = Talk(visits=(SERVICE, BRAKES))


def meaning(text: str, talk: Talk = TALK) -> Meaning:
    return understand(text, talk=talk, now=NOW, model=model.shipped())


def visit_in(text: str, talk: Talk = TALK) -> int | None:
    """The visit that the task which the text begins is about."""
    found = meaning(text, talk)
    return with_visit(Task(found.intent, job=found.job, when=found.when), found, talk).visit


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("cancel booking 2979991", 2979991),
        ("取消3180042号", 3180042),
        ("please move visit #2979991 to Saturday", 2979991),
        ("cancel the one ending 042", 3180042),
        ("取消尾号991的那个预约", 2979991),
    ],
)
def test_a_visit_goes_by_its_whole_number_or_its_last_digits(text: str, number: int) -> None:
    assert meaning(text).number == number
    assert visit_in(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("cancel the one on Friday the 27th", 3180042),
        ("取消25号那个", 2979991),
        ("cancel the visit on the 25th", 2979991),
        ("move next Wednesday's to Saturday", 2979991),
        ("move my visit on the 25th to the 28th", 2979991),
        ("把25号的改到周六", 2979991),
        ("25号我去不了，改到周六吧", 2979991),
    ],
)
def test_a_visit_goes_by_its_day(text: str, number: int) -> None:
    assert visit_in(text) == number


@pytest.mark.parametrize(
    "text", ["move the one on the 25th to the 28th", "25号的挪到28号", "push next Wednesday's to the 28th"]
)
def test_the_day_of_the_visit_that_is_moved_is_no_wish(text: str) -> None:
    found = meaning(text)

    assert found.intent is Intent.RESCHEDULE
    assert found.when
    assert (found.when.date_from, found.when.date_to, found.when.ambiguous) == (
        date(2026, 11, 28),
        date(2026, 11, 28),
        (),
    )


@pytest.mark.parametrize("text", ["move the one on the 25th please, another day", "25号那个帮我改一下时间"])
def test_where_only_the_day_of_the_visit_is_told_the_new_time_is_still_to_be_asked(text: str) -> None:
    found = meaning(text)

    assert found.intent is Intent.RESCHEDULE
    assert found.when is None
    assert found.old


def test_a_number_that_is_not_meant_names_no_visit() -> None:
    talk = Talk(
        task=Task(Intent.CANCEL, visit=2979991, no=1), asked=Asked.CANCELLING, visits=(SERVICE, BRAKES)
    )

    assert meaning("not 2979991, the brake one", talk).number is None

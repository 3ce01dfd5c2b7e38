from datetime import timedelta

import pytest

from domain import phrases
from domain.contact.facts import Message
from domain.core import Core
from domain.explain.facts import Language, Phrase
from domain.kit.classified import ASKED, Category
from domain.privacy import acts, footprint, mode
from tests.conftest import NOW
from tests.domain.earlier import collecting_all
from tests.domain.privacy.conftest import Person, meet, send


def said(message: Message, language: Language = "en") -> str:
    speaker = phrases.speaker(language)
    return "\n\n".join(speaker.say(line, html=True) for line in message.lines)


def line(message: Message, category: Category) -> Phrase:
    lines = [
        each
        for each in message.lines
        if each.params.get("category") == Phrase(f"privacy.category.{category}")
    ]
    return lines[0]


def state(message: Message, category: Category) -> str:
    found = line(message, category).params["state"]
    assert isinstance(found, Phrase)
    return found.code


def test_a_new_owner_without_choices_has_next_to_nothing(core: Core, me: Person) -> None:
    with core.unit() as unit:
        meet(unit, me)
        kinds = [part.category for part in footprint.parts(unit, me.row(unit))]

    assert kinds == [Category.IDENTITY, Category.PREFERENCE, Category.VEHICLE]


def test_every_kind_is_counted_from_the_rows_that_are_there(core: Core, planted: None, me: Person) -> None:
    with core.reading() as unit:
        found = {part.category: part for part in footprint.parts(unit, me.row(unit))}

    assert found.keys() == set(Category) - {Category.LOCATION}
    assert found[Category.DRIVING].hours == 1
    assert {table.name for table, _ in found[Category.MESSAGE].entries} == {
        "notice",
        "inbox_update",
        "action",
        "talk_state",
        "handover",
        "handover_line",
        "enclosure",
        "hint",
        "proposal",
    }
    assert {table.name: count for table, count in found[Category.MESSAGE].entries}["inbox_update"] == 2
    assert found[Category.CONSENT].total == len(ASKED) + 1  # and one switch of privacy mode


def test_hours_with_places_are_told_apart_from_hours_without(core: Core, me: Person) -> None:
    with core.unit() as unit:
        meet(unit, me, *ASKED)
    with collecting_all():
        send(core, me, NOW - timedelta(hours=3), speed=1.0, latitude=31.2)
    send(core, me, NOW - timedelta(hours=2), speed=1.0)
    with core.reading() as unit:
        found = {part.category: part for part in footprint.parts(unit, me.row(unit))}

    assert (found[Category.LOCATION].hours, found[Category.DRIVING].hours) == (1, 2)
    assert found[Category.LOCATION].since == NOW - timedelta(hours=3)


def test_the_footprint_says_what_for_how_long_and_whether_it_rests(
    core: Core, planted: None, me: Person
) -> None:
    with core.unit() as unit:
        open_ = footprint.footprint(unit, me.row(unit))
        mode.switch_mode(unit, me.row(unit), on=True)
        closed = footprint.footprint(unit, me.row(unit))

    assert open_.private
    assert line(open_, Category.DRIVING).params["kept"] == Phrase("privacy.kept.days", {"n": 800})
    assert line(open_, Category.WARNING).params["kept"] == Phrase("privacy.kept.partly", {"n": 400})
    assert state(open_, Category.DRIVING) == "privacy.state.on"
    assert state(closed, Category.DRIVING) == "privacy.state.partly"  # altitude rests
    assert "state" not in line(closed, Category.WARNING).params  # nothing of the kind is sent by the car
    assert {"privacy.footprint.place", "privacy.footprint.telegram"} <= {each.code for each in open_.lines}


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
@pytest.mark.parametrize("details", [True, False])
def test_a_full_footprint_fits_into_one_message_and_names_no_car(
    core: Core, planted: None, me: Person, language: Language, *, details: bool
) -> None:
    with core.reading() as unit:
        message = acts.VERBS["privacy.footprint"](unit, me.row(unit), {"details": details}).messages[0]
    text = said(message, language)

    assert len(text) < 4_000  # Telegram: 4096
    assert me.vin not in text
    assert str(me.chat) not in text

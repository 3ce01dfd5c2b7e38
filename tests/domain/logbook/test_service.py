"""What is handed over of a real record: what can be read, what only stays provable, and what erasure leaves."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, func, select

from domain.core import Core
from domain.dialogue import commands
from domain.kit.clock import FixedClock
from domain.logbook import keys, page, rules, service
from domain.logbook.facts import Dossier, Section
from domain.logbook.tables import LogbookEntry, LogbookIssue, SigningKey
from domain.privacy import erase
from domain.registry.facts import Serviced
from domain.registry.tables import Owner
from domain.upkeep import services
from tests.domain.dialogue.chat import Chat


def handed(core: Core, chat: Chat, *sections: Section) -> Dossier:
    with core.unit() as unit:
        return service.hand_over(unit, chat.owner_id, 1, sections or tuple(Section))


def told(dossier: Dossier) -> list[tuple[str, str, dict[str, str | int]]]:
    return [
        (leaf.entry.on, leaf.entry.about, leaf.entry.facts)
        for leaf in dossier.leaves
        if leaf.entry is not None
    ]


def test_it_holds_what_is_on_record_and_no_name(core: Core, chat: Chat) -> None:
    dossier = handed(core, chat)
    wheels = dict.fromkeys(("row1_left", "row1_right", "row2_left", "row2_right"), "7.2")

    assert rules.check(rules.spelling(dossier)) == dossier
    assert told(dossier)[:2] == [
        ("2025-05-01", "job.yearly_service", {"km": 12_000}),
        ("2026-03-09", "job.brake_fluid", {"km": 17_400}),
    ]
    assert {about: facts for _, about, facts in told(dossier)[2:]} == {
        "measured.pad_mm": wheels,
        "measured.battery": {"soh_pct": "93.4", "method": "capacity"},
        "owner": {"number": 1},
    }
    assert dossier.statement.words["zh_Hans"]["job.brake_fluid"] == "更换刹车油"
    assert "Car 1" not in rules.spelling(dossier)


def test_a_section_that_is_kept_back_stays_provable_and_unreadable(core: Core, chat: Chat) -> None:
    whole = handed(core, chat)
    part = handed(core, chat, Section.MEASUREMENTS)

    assert rules.check(rules.spelling(part)).statement.root == whole.statement.root
    assert [leaf.hash for leaf in part.leaves] == [leaf.hash for leaf in whole.leaves]
    assert {about for _, about, _ in told(part)} == {"measured.pad_mm", "measured.battery"}
    spelling = rules.spelling(part)
    assert "17400" not in spelling
    assert "brake_fluid" not in spelling
    closed = [leaf for leaf in part.leaves if leaf.entry is None]
    assert len(closed) == 3
    assert part.statement.sections == [Section.MEASUREMENTS]
    assert part.statement.open == [n for n, leaf in enumerate(part.leaves, 1) if leaf.entry]
    assert not any(leaf.salt for leaf in closed)


def test_the_list_only_grows_and_says_what_replaces_what(core: Core, chat: Chat, clock: FixedClock) -> None:
    first = handed(core, chat)
    clock.at += timedelta(days=30)
    with core.unit() as unit:
        (_, fluid) = services.entries(unit, 1)
        services.correct(unit, chat.owner_id, fluid.id, on=date(2026, 3, 10), odometer_km=17_500.0)
        services.record(unit, chat.owner_id, 1, Serviced("cabin_filter", date(2026, 12, 1)))
    second = handed(core, chat)

    size = first.statement.size
    assert rules.check(rules.spelling(second)).statement.earlier[0].size == size
    assert [leaf.hash for leaf in second.leaves[:size]] == [leaf.hash for leaf in first.leaves]
    assert told(second)[-2:] == [
        ("2026-03-10", "job.brake_fluid", {"km": 17_500, "replaces": 2}),
        ("2026-12-01", "job.cabin_filter", {}),
    ]
    assert second.leaves[1].entry is None


def test_erasure_leaves_what_was_handed_over_checkable_and_nothing_of_it_here(core: Core, chat: Chat) -> None:
    text = rules.spelling(handed(core, chat))
    with core.unit() as unit:
        erase.erase(unit, unit.session.get_one(Owner, chat.owner_id))

    assert rules.check(text)
    with core.reading() as unit:
        counts = [
            unit.session.exec(select(func.count()).select_from(table)).one()
            for table in (LogbookEntry, LogbookIssue, SigningKey)
        ]
    assert counts == [0, 0, 1]


def test_a_new_key_is_vouched_for_by_the_old_one_whose_private_half_is_gone(core: Core, chat: Chat) -> None:
    before = handed(core, chat)
    with core.unit() as unit:
        new = keys.rotate(unit)
    after = handed(core, chat)

    assert (before.statement.key, after.statement.key) == (after.statement.keys[0].id, new.id)
    assert rules.check(rules.spelling(after), anchor=before.statement.key)
    assert rules.check(rules.spelling(before), anchor=before.statement.key)
    with core.reading() as unit:
        halves = unit.session.exec(select(SigningKey.private).order_by(col(SigningKey.position))).all()
    assert [half is None for half in halves] == [True, False]


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_in_the_chat_sections_are_ticked_and_the_file_comes(core: Core, chat: Chat, language: str) -> None:
    chat.language = "zh_Hans" if language == "zh_Hans" else "en"
    chat.say("给我一份卖车用的车辆档案" if language == "zh_Hans" else "give me the dossier for the buyer")
    assert chat.codes[0] == "logbook.choose"
    chat.tap(chat.words("logbook.page.section.services"))
    chat.tap(chat.words("logbook.button.make"))

    document = chat.reply.messages[0].document
    assert document is not None
    dossier = rules.check(document.body.decode())
    assert len(told(dossier)) == 3
    assert dossier.statement.size == 5
    assert page.POLICY.startswith("default-src 'none'; script-src 'sha256-")


@pytest.mark.parametrize("text", ["I don't want a dossier", "不要车辆档案", "维修档案", "what is a dossier?"])
def test_what_denies_the_wish_or_asks_something_else_makes_no_dossier(text: str) -> None:
    assert commands.command_of(text) is None


@pytest.mark.parametrize(
    "text",
    ["Could you make me a dossier for the buyer?", "卖车用的车辆档案", "我要卖车了，给买家出一份车辆档案"],
)
def test_a_sentence_asks_for_it(text: str) -> None:
    assert commands.command_of(text) == "dossier"

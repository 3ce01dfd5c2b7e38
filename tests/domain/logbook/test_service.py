"""What is handed over of a real record: what can be read, what only stays provable, and what erasure leaves."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import col, func, select

from domain.alerts.facts import Case, State, Verdict
from domain.core import Core
from domain.dialogue import commands
from domain.feeds.tables import FileImport
from domain.health.facts import Finding, Level
from domain.kit.clock import FixedClock
from domain.logbook import keys, odometer, page, rules, service, sources, stamps
from domain.logbook.facts import Dossier, Origin, Section
from domain.logbook.tables import LogbookEntry, LogbookIssue, SigningKey
from domain.privacy import erase
from domain.registry import service as registry
from domain.registry.facts import Serviced, Source
from domain.registry.tables import Holding, Owner
from domain.telemetry.facts import Day, Features
from domain.upkeep import services
from tests.domain.dialogue.chat import Chat
from tests.domain.telemetry.kept import keep


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
    origins = {leaf.entry.on: leaf.entry.origin for leaf in second.leaves if leaf.entry}
    assert first.leaves[1].entry is not None
    assert (first.leaves[1].entry.origin, origins["2026-03-10"]) == (Origin.WORKSHOP, Origin.OWNER)


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
    assert document.stamped == b""


def test_where_an_authority_is_set_the_file_is_to_be_stamped_over_its_own_head(
    core: Core, chat: Chat
) -> None:
    core.settings.timestamp_url = "https://tsa.example"
    chat.say("/dossier")
    chat.tap(chat.words("logbook.button.make"))

    document = chat.reply.messages[0].document
    assert document is not None
    assert document.stamped == stamps.head(rules.check(document.body.decode()))


@pytest.mark.parametrize("text", ["I don't want a dossier", "不要车辆档案", "维修档案", "what is a dossier?"])
def test_what_denies_the_wish_or_asks_something_else_makes_no_dossier(text: str) -> None:
    assert commands.command_of(text) is None


@pytest.mark.parametrize(
    "text",
    ["Could you make me a dossier for the buyer?", "卖车用的车辆档案", "我要卖车了，给买家出一份车辆档案"],
)
def test_a_sentence_asks_for_it(text: str) -> None:
    assert commands.command_of(text) == "dossier"


@pytest.mark.parametrize("has_file", [False, True])
def test_readings_of_a_car_whose_owner_had_a_file_read_in_are_the_owners_word(
    core: Core, chat: Chat, *, has_file: bool
) -> None:
    day = Day(date(2026, 11, 1), 9e4, 3600.0, 40.0, 4.0, 9.0, None, 8.0, odometer_km=18_000.5)
    with core.unit() as unit:
        keep(unit, 1, chat.owner_id, Features(days=(day,)))
        if has_file:
            file = FileImport(
                owner_id=chat.owner_id, vehicle_id=1, content_hash="x", kind="csv", made_at=unit.now
            )
            unit.session.add(file)
    entries = [leaf.entry for leaf in handed(core, chat, Section.ODOMETER).leaves if leaf.entry]

    assert [(each.origin, each.facts) for each in entries] == [
        (Origin.OWNER if has_file else Origin.CAR, {"km": 18_000})
    ]


def test_the_last_reading_of_a_month_stays_when_its_day_is_no_longer_kept_for_checks(
    core: Core, chat: Chat
) -> None:
    days = [
        Day(date(2026, month, day), 9e4, 3600.0, 40.0, 4.0, 9.0, None, 8.0, odometer_km=100.0 * month + day)
        for month, day in [(8, 30), (8, 31), (9, 29)]
    ]
    with core.unit() as unit:
        keep(unit, 1, chat.owner_id, Features(days=tuple(days)))
        odometer.keep(unit, [1])
    with core.unit() as unit:
        later = Day(date(2026, 9, 30), 9e4, 3600.0, 40.0, 4.0, 9.0, None, 8.0, odometer_km=930.0)
        keep(unit, 1, chat.owner_id, Features(days=(later,)))
        odometer.keep(unit, [1])

    assert told(handed(core, chat, Section.ODOMETER)) == [
        ("2026-08-31", "odometer", {"km": 831}),
        ("2026-09-30", "odometer", {"km": 930}),
    ]


@pytest.mark.parametrize(
    ("verdicts", "outcome"),
    [
        ({"owner": Verdict.RIGHT}, "mended"),
        ({"owner": Verdict.WRONG}, "mended"),
        ({"owner": Verdict.WRONG, "workshop": Verdict.FOUND}, "right"),
        ({"owner": Verdict.RIGHT, "workshop": Verdict.NOT_FOUND}, "wrong"),
    ],
)
def test_what_came_of_a_warning_is_never_told_by_the_owner_who_sells(
    verdicts: dict[str, Verdict], outcome: str
) -> None:
    at = datetime(2026, 11, 1, tzinfo=UTC)
    finding = Finding("brake_pads", 1.0, Level.RED, 0.7, timedelta(days=7), 0, frozenset())
    case = Case(
        7, 1, 1, "brake_pads", State.CLEARED, Level.RED, finding, at, at, at, "Asia/Shanghai", Source.LIVE,
        cleared_as="mended", verdicts=verdicts,
    )  # fmt: skip

    assert sources._outcome(case) == outcome


def test_who_links_the_car_again_is_no_further_owner(core: Core, chat: Chat, clock: FixedClock) -> None:
    first = handed(core, chat, Section.OWNERS)
    clock.at += timedelta(days=1)
    with core.unit() as unit:
        registry.unlink(unit, chat.owner_id, 1)
        unit.session.add(Holding(owner_id=chat.owner_id, vehicle_id=1, role="owner", since=unit.now))

    assert told(handed(core, chat, Section.OWNERS)) == told(first)


def test_handing_over_the_same_again_pushes_no_earlier_list_out(
    core: Core, chat: Chat, clock: FixedClock
) -> None:
    first = handed(core, chat)
    with core.unit() as unit:
        services.record(unit, chat.owner_id, 1, Serviced("cabin_filter", date(2026, 11, 21)))
    for each in range(12):
        clock.at += timedelta(hours=1)
        handed(core, chat, *list(Section)[: each % 2 + 1])
    last = handed(core, chat)

    assert [head.size for head in last.statement.earlier] == [first.statement.size, last.statement.size]
    with core.reading() as unit:
        assert unit.session.exec(select(func.count()).select_from(LogbookIssue)).one() == 4


def test_a_section_that_fills_later_is_not_opened_by_a_button_of_before(core: Core, chat: Chat) -> None:
    chat.say("give me the dossier for the buyer")
    day = Day(date(2026, 11, 1), 9e4, 3600.0, 40.0, 4.0, 9.0, None, 8.0, odometer_km=18_000.5)
    with core.unit() as unit:
        keep(unit, 1, chat.owner_id, Features(days=(day,)))
    chat.tap(chat.words("logbook.button.make"))

    document = chat.reply.messages[0].document
    assert document is not None
    dossier = rules.check(document.body.decode())
    assert dossier.statement.size == 6
    assert Section.ODOMETER not in dossier.statement.sections
    assert len(told(dossier)) == 5

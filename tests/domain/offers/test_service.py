"""Offers in the chat of an owner, in both languages, and all that keeps them away."""

import io
import zipfile
from collections.abc import Callable
from datetime import time, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from domain.alerts.tables import Alert
from domain.booking import centres
from domain.booking import service as booking
from domain.booking.facts import VisitRequest
from domain.contact import service as contact
from domain.contact.facts import Message
from domain.contact.tables import Notice
from domain.core import Core, Unit
from domain.explain.facts import Language
from domain.handover import service as handover
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.offers import gauges, rules, service
from domain.offers.facts import State
from domain.offers.tables import Proposal
from domain.privacy import erase, export
from domain.registry import preferences
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Owner
from domain.simulation.cars import made_up_vin
from jobs.demo.seed import CENTRES
from tests.domain.dialogue.chat import Chat
from tests.domain.earlier import long_ago
from tests.domain.offers import drives
from tests.domain.offers.drives import JAM, MOTORWAY, TOWN

FILE = Path(__file__).parents[3] / "domain" / "data" / "offers.toml"
TYRES = """
[tyres]
kind = "tyres"
days = 28
title = { en = "Tyres", zh_Hans = "轮胎" }
text = { en = "Good ones.", zh_Hans = "好轮胎。" }
job = "wheel_change"
fits = { motorway_pct = "> 50" }
"""


@pytest.fixture(params=["en", "zh_Hans"])
def language(request: pytest.FixtureRequest) -> Language:
    return "en" if request.param == "en" else "zh_Hans"


@pytest.fixture
def chat(core: Core, language: Language, monkeypatch: pytest.MonkeyPatch) -> Chat:
    """An owner who agreed to the driving report long ago, with forty days on motorways, whom the lot lets see offers."""
    monkeypatch.setattr(core.settings, "offers", FILE)
    monkeypatch.setattr(rules, "WITHHELD", 0.0)
    with core.unit() as opened:
        unit = long_ago(opened)
        centres.add_centre(unit, CENTRES[0])
        owner = registry.meet(unit, 1, locale=language, zone="Asia/Shanghai")
        car = registry.register_vehicle(
            unit,
            vin=made_up_vin(900_101, year="S"),
            name="Car 1",
            model="Lark 60",
            papers=Papers(centre_id=1),
        )
        registry.link(unit, owner.id, registry.link_code(unit, car.id))
        for purpose in (Purpose.CARE, Purpose.DRIVING):
            registry.consent(unit, owner.id, purpose=purpose, given=True, channel="test")
        drives.drive(opened, car.id, owner.id, drives.travel(MOTORWAY))
        return Chat(core, language, owner.id)


def look(chat: Chat) -> bool:
    with chat.core.unit() as unit:
        results = [service.consider(unit, car) for car in service.cars_due(unit)]
    return any(results)


def delivered(chat: Chat) -> list[str]:
    """What reaches the chat now, with buttons to tap."""
    with chat.core.unit() as unit:
        going = contact.claim(unit, limit=10)
    with chat.core.unit() as unit:
        texts = [chat._one(unit, each.message) for each in going]
        if going:
            contact.sent(unit, {each.notice_id: 100 + each.notice_id for each in going})
        return texts


def tap(chat: Chat, name: str) -> str:
    label = chat.words(f"offers.button.{name}")
    return chat.press(next(each.token for each in chat.buttons if each.label == label))


def rows(chat: Chat) -> list[Proposal]:
    with chat.core.reading() as unit:
        return list(unit.session.exec(select(Proposal).order_by(col(Proposal.id))))


def said(chat: Chat, english: str, chinese: str) -> str:
    return english if chat.language == "en" else chinese


def test_an_offer_says_what_it_is_and_the_figures_that_decided(chat: Chat) -> None:
    assert look(chat)
    (text,) = delivered(chat)

    assert said(chat, "Two weeks of assisted motorway driving", "高速辅助驾驶试用两周") in text
    assert said(chat, "75% of your distance was at 90 km/h or more", "75% 的里程时速在 90 公里及以上") in text
    assert said(chat, "you drove 80 km a day", "平均每天行驶 80 公里") in text
    assert said(chat, "Valid until Wed 9 Dec", "有效期至 12月9日") in text
    assert len(chat.newest) == 3


def test_it_is_looked_at_in_the_morning_of_the_owner_alone(chat: Chat, clock: FixedClock) -> None:
    clock.advance(timedelta(hours=1))
    at_eleven = look(chat)
    clock.advance(timedelta(hours=23))

    assert not at_eleven
    assert look(chat)


def test_one_comes_within_thirty_days_and_the_next_is_another(chat: Chat, clock: FixedClock) -> None:
    days = []
    for day in range(40):
        if look(chat):
            days.append(day)
            delivered(chat)
        clock.advance(timedelta(days=1))
        with chat.core.unit() as unit:
            drives.drive(unit, 1, chat.owner_id, drives.travel(MOTORWAY, days=1), now=unit.now)

    assert days == [0, 30]
    assert [each.offer for each in rows(chat)] == ["assisted_driving_trial", "tyres_for_motorways"]


Keeping = Callable[[Unit, int], object]


def _warning(unit: Unit, owner_id: int) -> None:
    unit.session.add(
        Alert(
            owner_id=owner_id, vehicle_id=1, check="tyre_pressure", state="active", level=1, risk=0.1, horizon_s=1, severity=0,
            finding=b"", opened_at=unit.now, judged_at=unit.now, changed_at=unit.now, confirmed_at=unit.now,
        )
    )  # fmt: skip


def _push(unit: Unit, owner_id: int) -> None:
    contact.queue(unit, owner_id, key="x", message=Message(()), grade=1)


def _driver(unit: Unit, owner_id: int) -> None:
    registry.unlink(unit, owner_id, 1)
    other = registry.meet(unit, 2, locale="en", zone="Asia/Shanghai")
    registry.link(unit, other.id, registry.link_code(unit, 1))
    registry.link(unit, owner_id, registry.link_code(unit, 1, role="driver"))


REASONS: dict[str, Keeping] = {
    "no driving report": lambda unit, owner: registry.consent(
        unit, owner, purpose=Purpose.DRIVING, given=False, channel="test"
    ),
    "privacy mode": lambda unit, owner: preferences.set_privacy_mode(unit, owner, on=True),
    "only urgent": lambda unit, owner: preferences.set_messages(unit, owner, kind="notes", on=False),
    "no offers": lambda unit, owner: preferences.set_messages(unit, owner, kind="upgrades", on=False),
    "blocked": lambda unit, owner: preferences.set_blocked(unit, owner, blocked=True),
    "a warning": _warning,
    "a push this week": _push,
    "a person was asked for": lambda unit, owner: handover.ask(unit, owner, vehicle_id=1, reason="asked"),
    "a visit tomorrow": lambda unit, owner: booking.take(
        unit, VisitRequest(owner, 1, "inspection", 1, unit.now + timedelta(days=1))
    ),
    "no owner": lambda unit, owner: registry.unlink(unit, owner, 1),
    "a driver": _driver,
}


@pytest.mark.parametrize("reason", REASONS)
def test_nothing_is_offered_where_something_stands_against_it(chat: Chat, reason: str) -> None:
    with chat.core.unit() as unit:
        REASONS[reason](unit, chat.owner_id)
        unit.session.flush()

    assert not look(chat)
    assert rows(chat) == []


def test_a_visit_that_is_far_keeps_no_offer_away(chat: Chat) -> None:
    with chat.core.unit() as unit:
        at = unit.now + timedelta(days=9)
        booking.take(unit, VisitRequest(chat.owner_id, 1, "inspection", 1, at))

    assert look(chat)


@pytest.mark.parametrize(("use", "code"), [(TOWN, None), (JAM, "parking_assistance")])
def test_use_decides_what_is_offered(chat: Chat, use: tuple[float, ...], code: str | None) -> None:
    with chat.core.unit() as unit:
        drives.drive(unit, 1, chat.owner_id, drives.travel(use))
    look(chat)

    assert [each.offer for each in rows(chat)] == ([] if code is None else [code])


def test_quiet_hours_hold_an_offer_back(chat: Chat, clock: FixedClock) -> None:
    with chat.core.unit() as unit:
        preferences.set_quiet_hours(unit, chat.owner_id, quiet_from=time(8), quiet_to=time(14))

    assert look(chat)
    assert delivered(chat) == []
    clock.advance(timedelta(hours=4))
    assert len(delivered(chat)) == 1


def test_an_offer_that_waits_gives_way_to_a_warning_and_may_come_after_it(chat: Chat) -> None:
    with chat.core.unit() as unit:
        preferences.set_quiet_hours(unit, chat.owner_id, quiet_from=time(8), quiet_to=time(14))
    look(chat)
    with chat.core.unit() as unit:
        service.give_way(unit, {chat.owner_id})
    stands = rows(chat)
    with chat.core.unit() as unit:
        _warning(unit, chat.owner_id)
        service.give_way(unit, {chat.owner_id})
    with chat.core.unit() as unit:
        (notice,) = unit.session.exec(select(Notice))
        unit.session.exec(select(Alert)).one().state = "cleared"

    assert len(stands) == 1
    assert notice.state == "dropped"
    assert rows(chat) == []
    assert look(chat)


def test_an_offer_takes_its_place_in_the_message_budget_without_a_sound(chat: Chat) -> None:
    look(chat)
    with chat.core.reading() as unit:
        (notice,) = unit.session.exec(select(Notice))

    assert (notice.grade, notice.loud, notice.any_time) == (1, False, False)


def test_whom_the_lot_leaves_out_hears_nothing_and_is_recorded(
    chat: Chat, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "WITHHELD", 1.0)
    assert look(chat)
    told_at_once, answer = delivered(chat), chat.say(said(chat, "any offers for me?", "有什么优惠吗"))
    clock.advance(timedelta(days=1))

    assert told_at_once == []
    assert chat.codes == ["offers.none.now"], answer
    assert [each.state for each in rows(chat)] == [State.WITHHELD]
    assert not look(chat)


def test_interest_in_work_leads_to_its_booking(
    chat: Chat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "offers.toml"
    file.write_text(TYRES, "utf-8")
    monkeypatch.setattr(chat.core.settings, "offers", file)
    look(chat)
    delivered(chat)
    tap(chat, "yes")
    chat.press(chat.newest[0].token)  # the earliest times
    chat.press(chat.newest[0].token)
    chat.say(said(chat, "yes", "好的"))

    assert [(job, car) for job, _, car in chat.booked()] == [("wheel_change", 1)]
    assert [each.state for each in rows(chat)] == [State.ACCEPTED]


def test_interest_in_anything_else_reaches_a_person(chat: Chat) -> None:
    look(chat)
    delivered(chat)
    tap(chat, "yes")
    with chat.core.reading() as unit:
        request = handover.current(unit, chat.owner_id)

    assert request is not None
    assert request.vehicle_id == 1
    assert said(chat, "Two weeks of assisted motorway driving", "高速辅助驾驶试用两周") in request.note


def test_what_is_of_no_interest_does_not_come_again_for_a_year(chat: Chat, clock: FixedClock) -> None:
    look(chat)
    delivered(chat)
    answer = tap(chat, "no")
    clock.advance(timedelta(days=330))
    with chat.core.unit() as unit:
        drives.drive(unit, 1, chat.owner_id, drives.travel(MOTORWAY), now=unit.now)
    look(chat)

    assert said(chat, "for a year", "一年内") in answer
    assert [each.offer for each in rows(chat)] == ["assisted_driving_trial", "tyres_for_motorways"]


def test_never_is_for_good_until_it_is_wanted_again_in_words(chat: Chat, clock: FixedClock) -> None:
    look(chat)
    delivered(chat)
    tap(chat, "never")
    clock.advance(timedelta(days=90))
    with chat.core.unit() as unit:
        drives.drive(unit, 1, chat.owner_id, drives.travel(MOTORWAY), now=unit.now)

    assert not look(chat)
    asked_for = chat.say(said(chat, "any offers for me?", "有什么优惠吗"))
    assert chat.codes == ["offers.none.unwanted"], asked_for
    chat.say(said(chat, "turn offers on again", "恢复推荐"))
    assert chat.codes == ["messages.upgrades.on"]
    assert look(chat)


def test_words_stop_offers_before_one_has_gone_out(chat: Chat) -> None:
    with chat.core.unit() as unit:
        preferences.set_quiet_hours(unit, chat.owner_id, quiet_from=time(8), quiet_to=time(14))
    look(chat)
    chat.say(said(chat, "stop such offers", "不要再推荐了"))

    assert chat.codes == ["messages.upgrades.off"]
    with chat.core.reading() as unit:
        assert [each.state for each in unit.session.exec(select(Notice))] == ["dropped"]


def test_the_settings_show_and_switch_offers_where_there_are_any(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = said(chat, "what are my settings", "看看我的设置")
    chat.say(question)
    with_file = list(chat.codes)
    chat.tap(chat.words("messages.stop.upgrades"))
    chat.say(question)
    after = list(chat.codes)
    monkeypatch.setattr(chat.core.settings, "offers", None)
    chat.say(question)

    assert "settings.upgrades.on" in with_file
    assert "settings.upgrades.off" in after
    assert not any("upgrades" in each for each in chat.codes)


def test_the_offer_that_stands_is_shown_when_it_is_asked_for_until_it_is_over(
    chat: Chat, clock: FixedClock
) -> None:
    look(chat)
    delivered(chat)
    chat.say(said(chat, "any offers for me?", "有什么优惠吗"))
    standing, button = list(chat.codes), chat.newest[0]
    clock.advance(timedelta(days=22))
    chat.press(button.token)
    too_late = list(chat.codes)
    chat.say(said(chat, "any offers for me?", "有什么优惠吗"))

    assert standing[0] == "offers.title"
    assert too_late == ["refusal.offer_over"]
    assert chat.codes == ["offers.none.now"]
    assert [each.state for each in rows(chat)] == [State.SHOWN]


@pytest.mark.parametrize(
    ("reason", "code"),
    [("no driving report", "off"), ("privacy mode", "rests"), ("only urgent", "urgent_only")],
)
def test_it_is_said_why_none_comes(chat: Chat, reason: str, code: str) -> None:
    with chat.core.unit() as unit:
        REASONS[reason](unit, chat.owner_id)
    chat.say(said(chat, "any offers for me?", "有什么优惠吗"))

    assert chat.codes == [f"offers.none.{code}"]


def test_an_installation_without_a_file_offers_nothing_and_says_so(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat.core.settings, "offers", None)

    assert not look(chat)
    chat.say(said(chat, "any offers for me?", "有什么优惠吗"))
    assert chat.codes == ["offers.none.nothing"]
    chat.say(said(chat, "stop such offers", "不要再推荐了"))
    assert "messages.upgrades.off" not in chat.codes


def test_offers_stand_in_the_copy_of_an_owners_data_and_go_with_it(chat: Chat) -> None:
    look(chat)
    with chat.core.unit() as unit:
        owner = unit.session.get_one(Owner, chat.owner_id)
        say = unit.core.speaker(chat.language).say
        (parcel,) = export.parcels(unit, owner, say=say, largest=10**8)
        erase.erase(unit, owner)

    with zipfile.ZipFile(io.BytesIO(parcel.body)) as files:
        assert "assisted_driving_trial" in files.read("data.json").decode()
    assert rows(chat) == []


def test_what_came_of_an_offer_is_counted_against_those_who_never_saw_it(
    chat: Chat, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "offers.toml"
    file.write_text(TYRES, "utf-8")
    monkeypatch.setattr(chat.core.settings, "offers", file)
    look(chat)
    with chat.core.unit() as unit:
        row = unit.session.exec(select(Proposal)).one()
        for number in range(2, 12):
            owner = registry.meet(unit, number, locale="en", zone="UTC")
            state = State.WITHHELD if number > 6 else State.DECLINED
            copied = row.model_dump() | {"id": None, "owner_id": owner.id, "state": state}
            unit.session.add(Proposal(**copied))
        at = unit.now + timedelta(days=9)
        booking.take(unit, VisitRequest(chat.owner_id, 1, "wheel_change", 1, at))
    clock.advance(timedelta(days=59))
    with chat.core.reading() as unit:
        (early,) = gauges.tallies(unit)
    clock.advance(timedelta(days=1))
    with chat.core.reading() as unit:
        (tally,) = gauges.tallies(unit)

    assert (early.uplift, early.why) == (None, "too_few")
    assert (tally.offered, tally.accepted, tally.declined, tally.withheld) == (6, 0, 5, 5)
    assert tally.booked == ((1, 6), (0, 5))
    assert tally.uplift is not None
    assert tally.uplift[0] < 0 < 1 / 6 < tally.uplift[1]

"""Every no in the chat says why, and offers what is nearest, in both languages and on both databases."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from domain import phrases
from domain.booking import centres, rules
from domain.booking import service as booking
from domain.booking.facts import VisitRequest, VisitView
from domain.contact import service as contact
from domain.contact.facts import Document, Reply
from domain.core import Core, Unit
from domain.dialogue import service as dialogue
from domain.explain.facts import Language, Names
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Owner
from domain.simulation.cars import made_up_vin
from jobs.demo.seed import CENTRES

FRIDAY = date(2026, 11, 20)
EAST = replace(
    CENTRES[0], bays=("1",), technicians={"A": frozenset({"general", "brakes"})}, stock={"cabin_filter": 9}
)
WEST = CENTRES[1]


class Chat:
    """One owner with one car at East Centre, talking in one language."""

    def __init__(self, core: Core, language: Language) -> None:
        self.core, self.language = core, language
        self.say = phrases.speaker(language).say
        self.buttons: dict[str, str] = {}
        self.files: list[Document] = []
        with core.unit() as unit:
            self.centres = [centres.add_centre(unit, each).id for each in (EAST, WEST)]
            owner = registry.meet(unit, 1, locale=language, zone="Asia/Shanghai")
            car = registry.register_vehicle(
                unit,
                vin="1M8GDM9AXKP042788",
                name=Names({"en": "Little Blue", "zh_Hans": "小蓝"}),
                model="Test EV",
                papers=Papers(centre_id=self.centres[0]),
            )
            registry.link(unit, owner.id, registry.link_code(unit, car.id))
            self.owner_id, self.car_id = owner.id, car.id

    def writes(self, english: str, chinese: str) -> str:
        with self.core.unit() as unit:
            owner = unit.session.get_one(Owner, self.owner_id)
            text = english if self.language == "en" else chinese
            return self._heard(unit, dialogue.converse(unit, owner, text))

    def taps(self, label: str) -> str:
        token = next(token for said, token in self.buttons.items() if label in said)
        with self.core.unit() as unit:
            owner = unit.session.get_one(Owner, self.owner_id)
            return self._heard(unit, dialogue.press(unit, owner, token))

    def _heard(self, unit: Unit, reply: Reply) -> str:
        self.buttons, self.files, said = {}, [], []
        for message in (*((reply.edit,) if reply.edit else ()), *reply.messages):
            tokens = contact.offer(unit, self.owner_id, message)
            labels = [self.say(button.label) for row in message.rows for button in row]
            self.buttons |= dict(zip(labels, (token for row in tokens for token in row), strict=True))
            self.files += [message.document] if message.document else []
            said += [self.say(line) for line in message.lines]
        return "\n".join(said)

    def times(self) -> list[str]:
        return [label for label in self.buttons if ":" in label]

    def visit(self, job: str, day: date, clock: time, *, who: tuple[int, int] | None = None) -> VisitView:
        at = rules.instant(day, clock, zone="Asia/Shanghai")
        owner_id, car_id = who or (self.owner_id, self.car_id)
        with self.core.unit() as unit:
            return booking.take(unit, VisitRequest(owner_id, car_id, job, self.centres[0], at))

    def strangers_take(self, day: date, begin: time, end: time) -> None:
        """Every hour from begin to end goes to somebody else."""
        at = datetime.combine(day, begin)
        while at.time() < end:
            with self.core.unit() as unit:
                number = 100 + at.day * 24 + at.hour
                owner = registry.meet(unit, number, locale="en", zone="Asia/Shanghai")
                car = registry.register_vehicle(
                    unit, vin=made_up_vin(number, year="S"), name="x", model="Test EV", papers=Papers()
                )
                registry.link(unit, owner.id, registry.link_code(unit, car.id))
            self.visit("inspection", day, at.time(), who=(owner.id, car.id))
            at += timedelta(hours=1)


@pytest.fixture(params=["en", "zh_Hans"])
def chat(core: Core, request: pytest.FixtureRequest) -> Chat:
    return Chat(core, request.param)


def test_closed_hours_break_and_horizon_are_told_with_the_next_choices(chat: Chat) -> None:
    chat.writes("please book a cabin filter change", "帮我预约换空调滤芯")
    for english, chinese, told in (
        ("on Sunday", "周日", ("closed on Sun 22 Nov", "11月22日 周日不营业")),
        ("on 1 January", "1月1日", ("closed on Fri 1 Jan (New Year's Day)", "1月1日 周五不营业（元旦）")),
        ("tomorrow at 12:15", "明天中午12点15分", ("break from 12:00 to 13:00", "12:00–13:00 午休")),
        ("tomorrow at 20:00", "明天20:00", ("open 08:30–12:00 and 13:00–18:00", "营业时间是 08:30–12:00、13:00–18:00")),
        ("on 15 February", "2月15日", ("up to 60 days ahead, so until Sun 17 Jan", "最多可提前 60 天预约，目前可约到 1月17日 周日")),
        ("today at 10:30", "今天10:30", ("10:30 is too soon", "10:30 太紧了")),
    ):  # fmt: skip
        said = chat.writes(english, chinese)
        assert told[chat.language != "en"] in said
        assert len(chat.times()) == 4


def test_full_and_the_cars_own_visit_are_told_apart(chat: Chat) -> None:
    visit = chat.visit("brake_check", FRIDAY, time(16))
    chat.strangers_take(FRIDAY, time(13), time(15))
    chat.writes("please book a cabin filter change", "帮我预约换空调滤芯")

    own = chat.writes("friday at 16:30", "周五16:30")
    full = chat.writes("friday at 14:00", "周五14:00")

    assert visit.number in own
    assert ("already taken" if chat.language == "en" else "14:00 已约满") in full
    assert visit.number not in full


def test_a_second_booking_of_the_same_job_offers_to_move_the_first(chat: Chat) -> None:
    visit = chat.visit("brake_check", FRIDAY, time(10))

    said = chat.writes("please book a brake check on Saturday at 10:00", "帮我预约周六10:00刹车检查")
    chat.taps("10:00")
    chat.writes("yes", "好的")

    assert visit.number in said
    with chat.core.reading() as unit:
        (after,) = booking.visits_of(unit, chat.owner_id)
    assert after.id == visit.id
    assert rules.local(after.starts_at, zone=after.zone).date() == date(2026, 11, 21)


def test_work_that_only_another_centre_does_is_offered_there_and_said(chat: Chat) -> None:
    said = chat.writes("please book a tyre service on Friday", "帮我预约周五轮胎保养")

    assert (
        "East Centre does not do tyre service; West Centre does."
        if chat.language == "en"
        else "东区服务中心不做轮胎检修，西区服务中心可以做。"
    ) in said
    assert chat.times()


def test_work_that_no_centre_can_do_is_said_with_a_way_on(chat: Chat) -> None:
    with chat.core.unit() as unit:
        for centre_id in chat.centres:
            centres.set_stock(unit, centre_id, part="cabin_filter", count=0)

    said = chat.writes("please book a cabin filter change on Friday", "帮我预约周五换空调滤芯")

    assert ("out of stock everywhere" if chat.language == "en" else "暂时缺货") in said
    assert "+00 000-0000-0001" in said
    assert chat.buttons


def test_a_slot_that_went_before_the_tap_or_the_yes_is_told_with_others(chat: Chat) -> None:
    chat.writes("please book a cabin filter change on Friday", "帮我预约周五换空调滤芯")
    chat.strangers_take(FRIDAY, time(9), time(11))

    said = chat.taps("10:30")

    assert ("10:30 at East Centre is already taken." if chat.language == "en" else "10:30 已约满") in said
    assert len(chat.times()) == 4
    with chat.core.reading() as unit:
        assert booking.visits_of(unit, chat.owner_id) == ()


def test_a_move_overlaps_its_own_time_in_a_full_house_and_sends_a_new_file(chat: Chat) -> None:
    visit = chat.visit("brake_check", FRIDAY, time(10))
    chat.strangers_take(FRIDAY, time(13), time(18))
    chat.strangers_take(FRIDAY, time(9), time(10))

    said = chat.writes("move it to Friday at 10:30", "改到周五10:30")
    chat.writes("yes", "好的")

    assert ("already taken" if chat.language == "en" else "已约满") not in said
    with chat.core.reading() as unit:
        (after,) = booking.visits_of(unit, chat.owner_id)
    assert (after.number, after.starts_at - visit.starts_at) == (visit.number, timedelta(minutes=30))
    (file,) = chat.files
    assert file.name == f"beforehand-visit-{visit.number}-2026-11-20.ics"
    assert b"SEQUENCE:1" in file.body
    assert b"METHOD:PUBLISH" in file.body


@pytest.mark.parametrize("hour", [time(10), time(14, 30)])
def test_a_move_to_the_time_that_it_has_says_so(chat: Chat, hour: time) -> None:
    chat.visit("brake_check", FRIDAY, hour)

    said = chat.writes(f"move it to Friday at {hour:%H:%M}", f"改到周五{hour:%H:%M}")

    assert (
        f"Your visit is at Fri 20 Nov, {hour:%H:%M} already." if chat.language == "en" else "您的预约本来就是"
    ) in said
    same = ("Fri 20 Nov, " if chat.language == "en" else "11月20日 周五 ") + f"{hour:%H:%M}"
    assert chat.times()
    assert same not in chat.times()


def test_a_reader_sees_names_in_one_language_only(chat: Chat) -> None:
    chat.visit("brake_check", FRIDAY, time(10))

    said = chat.writes("what have I booked?", "我的预约")
    chat.taps("📅")

    foreign = {"en": ("东区", "演示路", "小蓝"), "zh_Hans": ("East", "Demo Road", "Little Blue")}[
        chat.language
    ]
    told = said + "".join(chat.buttons) + chat.files[0].body.decode()
    assert not [name for name in foreign if name in told]
    assert {"en": "East Centre", "zh_Hans": "东区服务中心"}[chat.language] in said

"""How one drives, asked in the chat by command, sentence and tap, in both languages: what is told, to whom, and what cannot be."""

import json
import re
from datetime import datetime, timedelta

import numpy as np
import pytest

from domain.core import Core
from domain.dialogue import trip_forms
from domain.driving import service
from domain.explain.facts import Language, Phrase
from domain.kit.arrays import Floats
from domain.kit.classified import Purpose
from domain.registry import preferences
from domain.registry import service as registry
from domain.simulation import wire as simulated
from domain.telemetry import paths
from domain.telemetry import service as telemetry
from domain.telemetry.facts import Window
from domain.telemetry.ingest import wire
from domain.trips.facts import Period
from tests.domain.dialogue.chat import Chat
from tests.domain.dialogue.test_trips import NOW, begun, driven

HARD_START: Floats = np.arange(0.0, 72.0, 9.0)  # 2.5 m/s²
SOFT_START: Floats = np.arange(0.0, 72.0, 3.0)
HARD_BRAKING: Floats = np.arange(72.0, 0.0, -12.0)  # 3.3 m/s²
SOFT_BRAKING: Floats = np.arange(72.0, 0.0, -3.0)


def course(*parts: Floats) -> Floats:
    """Speeds second by second: each start, five minutes at 72 km/h, the braking after it, and a minute's standing."""
    cruise, stands = np.full(300, 72.0), np.zeros(60)
    return np.concatenate(
        [stands, *(each for part in parts for each in (part, cruise if part[0] == 0 else stands))]
    )


def said_codes(chat: Chat) -> set[str]:
    """Codes of all that the last answer says, also within lines."""
    found: set[str] = set()

    def look(value: object) -> None:
        if isinstance(value, Phrase):
            found.add(value.code)
            look(tuple(value.params.values()))
        elif isinstance(value, tuple):
            for each in value:
                look(each)

    look(tuple(line for message in chat.reply.messages for line in message.lines))
    return found


def send(chat: Chat, kmh: Floats, *, begins: datetime, step_s: int = 1) -> None:
    """Let the car send a drive second by second, or every so many seconds."""
    at = begins.timestamp() + np.arange(kmh.size, dtype=np.float64)
    odometer = 1e7 + begins.timestamp() % 1e6 + np.cumsum(kmh / 3.6)
    every = slice(None, None, step_s)
    values = {paths.SPEED: kmh[every], paths.ODOMETER: odometer[every]}
    window = Window((at[every] * 1000).astype(np.int64), values)
    batch = wire.decode(json.dumps({"records": simulated.to_records(window)}).encode())
    with chat.core.unit() as unit:
        telemetry.ingest(unit, registry.vehicle(unit, 1), batch)
        telemetry.refresh(unit, 1)


@pytest.fixture(params=["en", "zh_Hans"])
def language(request: pytest.FixtureRequest) -> Language:
    return "en" if request.param == "en" else "zh_Hans"


@pytest.fixture
def chat(core: Core, language: Language) -> Chat:
    return begun(core, language, Purpose.CARE, Purpose.DRIVING)


def test_hard_events_of_a_drive_at_a_reading_a_second_are_counted_and_explained(chat: Chat) -> None:
    send(chat, course(HARD_START, HARD_BRAKING, SOFT_START, SOFT_BRAKING), begins=NOW - timedelta(days=2))
    said = chat.say("/driving")
    with chat.core.reading() as unit:
        owner = registry.keeper(unit, 1)
        assert owner is not None
        conduct = service.of_period(unit, owner, registry.vehicle(unit, 1), Period.MONTH)

    assert conduct is not None
    assert conduct.hard is not None
    assert (conduct.hard.starts.n, conduct.hard.brakings.n) == (1, 1)
    assert {"driving.starts", "driving.brakings", "driving.latest", "driving.how"} <= said_codes(chat)
    assert "driving.rate" not in said_codes(chat)  # on a few km a rate would be a guess
    assert re.search(r"7 (?:km/h|公里/小时)", said)


def test_from_100_km_on_it_is_told_how_many_that_is_and_within_which_range(chat: Chat) -> None:
    """One of each on 128 km: by Poisson 0.05 to 4.74 of them, so 0.04 to 3.7 on 100 km."""
    up, down = np.arange(0.0, 110.0, 9.0), np.arange(110.0, 0.0, -12.0)
    drive = np.concatenate([np.zeros(60), up, np.full(4_200, 110.0), down, np.zeros(60)])
    send(chat, drive, begins=NOW - timedelta(days=2))
    said = chat.say("/driving")

    assert "driving.rate" in said_codes(chat)
    assert re.search(r"0\.8 (?:per 100 km \(90% range: |次（90% 区间：)0\.0–3\.[67][)）]", said)


def test_seldom_readings_say_what_cannot_be_told_and_why(chat: Chat) -> None:
    send(chat, np.full(1_800, 72.0), begins=NOW - timedelta(days=2), step_s=120)
    said = chat.say("/driving")

    assert {"trips.last.not_hard", "driving.fast.unknown", "driving.rests.unknown"} <= said_codes(chat)
    assert re.search(r"every 2 minutes|每 2 分钟", said)
    assert "driving.how" not in said_codes(chat)


def test_readings_that_repeat_old_ones_are_not_said_to_come_too_seldom(chat: Chat) -> None:
    send(chat, np.repeat(course(SOFT_START, SOFT_BRAKING)[::3], 3), begins=NOW - timedelta(days=2))
    chat.say("/driving")

    assert "trips.last.repeats" in said_codes(chat)
    assert "trips.last.not_hard" not in said_codes(chat)


def test_a_long_drive_is_told_kindly_with_whose_advice_it_is(chat: Chat) -> None:
    send(chat, np.full(3 * 3_600, 100.0), begins=NOW - timedelta(days=1), step_s=20)
    said = chat.say("/driving")

    assert {"driving.over_advice", "driving.kind.advice"} <= said_codes(chat)
    assert "driving.over_law" not in said_codes(chat)
    assert re.search(r"Highway Code|公路法典", said)


def test_every_answer_says_that_nobody_else_is_told_and_no_insurer_without_a_yes(chat: Chat) -> None:
    send(chat, np.full(1_800, 72.0), begins=NOW - timedelta(days=2), step_s=20)
    said = chat.say("/driving")

    assert re.search(
        r"shared with nobody today.*insurer.*separate yes|没有提供给任何人.*另行同意.*保险公司", said
    )
    assert re.search(r"turns and lane changes|转弯和变道", said)


@pytest.mark.parametrize(
    "text",
    [
        "我开车猛不猛",
        "我踩油门是不是太狠",
        "我刹车踩得太重了吗",
        "am I too heavy on the brakes?",
        "and how do I drive? am I too rough with the accelerator",
        "do I press the accelerator too much",
        "最近急刹多吗",
        "有没有疲劳驾驶",
        "我最近开车怎么样",
        "这个月急加速几次",
        "我是不是开得太猛",
        "最近有没有超速",
        "晚上开车多吗",
        "上周连续开车多久",
        "我的驾驶习惯怎么样",
        "how do I drive",
        "how have I been driving lately?",
        "have I braked hard lately",
        "do I accelerate too hard?",
        "how many hard brakings did I have last month",
        "am I an aggressive driver",
        "do I drive too fast?",
        "have I driven too long without a break",
        "how often do I drive at night",
        "what is my driving style",
        "my wife says I brake too hard, is that true?",
        "how's my driving",
        "老婆说我开车太猛了，帮我看看是不是真的",
        "有没有连续开车超过四个小时",
        "🧭 Driving this month",
        "🧭 本月的驾驶情况",
    ],
)
def test_it_is_asked_in_words(text: str) -> None:
    question = trip_forms.read(text)

    assert question is not None
    assert question.kind is trip_forms.Kind.DRIVING


@pytest.mark.parametrize(
    "text",
    [
        "急刹车时有异响",
        "油门踩不动了",
        "刹车踩下去太软了",
        "my accelerator is stuck",
        "最近急刹车方向盘抖",
        "刹车失灵了",
        "刚才急刹车撞了",
        "疲劳驾驶提醒怎么关",
        "车突然急刹",
        "刹车太硬了是怎么回事",
        "我的车开得怎么样才省电",
        "I don't want that my driving style is used for any statistics",
        "how do I drive in winter to save range",
        "怎么避免疲劳驾驶",
        "我的车怎么样",
        "我开了多少公里",
        "when I brake hard it squeals",
        "do I need new pads if I brake hard",
        "how do I drive with a flat tyre",
        "how do I drive to the centre",
        "is it safe to drive",
        "can I still drive at night",
        "have I braked hard and now the brake warning light is on",
        "does the insurer see how I drive",
        "who can see how I drive",
        "I am too tired to drive, cancel it",
        "我刹车太重了踩不动",
        "我开着车刹车太重踩不下去",
        "我油门踩太深了松不开",
        "我刹车有点重，是不是坏了",
        "do I push the brake pedal so much before it bites",
        "do I press the brake too hard until it bites",
    ],
)
def test_what_only_sounds_like_it_is_not_taken_for_it(text: str) -> None:
    question = trip_forms.read(text)

    assert question is None or question.kind is not trip_forms.Kind.DRIVING


@pytest.mark.parametrize(
    "text",
    ["我刹车太重了踩不动", "我开着车刹车太重踩不下去", "我油门踩太深了松不开", "我开车太猛了吗，刹车踩不下去了"],
)  # fmt: skip
def test_a_pedal_that_fails_is_an_emergency_whatever_is_asked_of_ones_driving(core: Core, text: str) -> None:
    chat = begun(core, "zh_Hans", Purpose.CARE, Purpose.DRIVING)
    chat.say(text)

    assert chat.codes[0].startswith("emergency.")


def test_a_count_of_hard_brakings_is_no_emergency(core: Core) -> None:
    chat = begun(core, "en", Purpose.CARE, Purpose.DRIVING)
    for text in ("how often did I brake hard", "我踩油门是不是太狠", "am I too heavy on the brakes?"):
        chat.say(text)
        assert not chat.codes[0].startswith("emergency."), text


def test_words_name_the_days_and_taps_lead_to_others(core: Core) -> None:
    chat = driven(begun(core, "zh_Hans", Purpose.CARE, Purpose.DRIVING), days=25)
    assert "上周的驾驶情况" in chat.say("上周急刹多吗")
    chat.tap("上月的驾驶情况")

    assert "driving.basis" in said_codes(chat)
    assert "trips.last.not_hard" in said_codes(chat)


def test_without_agreement_nothing_is_told_and_the_way_to_it_is_one_tap(core: Core) -> None:
    chat = driven(begun(core, "en", Purpose.CARE), days=3)
    chat.say("how do I drive")
    assert "trips.none.off" in said_codes(chat)
    chat.tap("Allow")

    assert "privacy.purpose.driving.uses" in said_codes(chat)


def test_privacy_mode_a_silent_car_and_one_without_motion_say_so(core: Core) -> None:
    chat = begun(core, "en", Purpose.CARE, Purpose.DRIVING)
    chat.say("/driving")
    assert "trips.none.unheard" in said_codes(chat)
    driven(chat, days=3, without=(paths.SPEED, paths.ODOMETER))
    chat.say("/driving")
    assert "trips.none.motion" in said_codes(chat)
    with core.unit() as unit:
        preferences.set_privacy_mode(unit, chat.owner_id, on=True)
    chat.say("/driving")

    assert "trips.none.rests" in said_codes(chat)


def test_somebody_who_only_drives_the_car_is_told_nothing_of_it(core: Core) -> None:
    chat = begun(core, "en", Purpose.CARE, Purpose.DRIVING)
    with core.unit() as unit:
        driver = registry.meet(unit, 2, locale="en", zone="Asia/Shanghai")
        registry.link(unit, driver.id, registry.link_code(unit, 1, role="driver"))
    other = Chat(core, "en", driver.id)
    other.say("/driving")

    assert other.codes in (["refusal.driver_reads_only"], ["refusal.no_car"])
    chat.say("/driving")
    assert "refusal.driver_reads_only" not in said_codes(chat)


@pytest.mark.parametrize(
    "text",
    ["compare me with others", "how do I compare to other drivers?", "am I a calmer driver than most people", "和别人比呢", "我比别人猛吗"],
)  # fmt: skip
def test_to_be_compared_is_asked_of_ones_driving(text: str) -> None:
    question = trip_forms.read(text)

    assert question is not None
    assert question.kind is trip_forms.Kind.DRIVING


@pytest.mark.parametrize(
    "text", ["我的价格和别人比呢", "is my battery worse than others", "am I older than others", "我的续航和同车型的比怎么样"]
)  # fmt: skip
def test_other_comparisons_are_left_to_others(text: str) -> None:
    assert trip_forms.read(text) is None


def test_thrift_and_roads_behind_a_list_of_trips_are_no_danger(chat: Chat) -> None:
    driven(chat, days=5)
    chat.say("and on the motorway")
    alone = chat.reply.messages[0].lines[0].code
    for text in ("and on the motorway", "how about downhill?", "那高速上呢"):
        chat.say("/trips")
        chat.say(text)
        assert chat.reply.messages[0].lines[0].code == "trips.heading", text
    for text in ("eco driving", "节能驾驶"):
        chat.say(text)
        assert chat.reply.messages[0].lines[0].code == "report.heading", text
    assert alone == "emergency.ask"

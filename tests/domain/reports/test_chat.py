"""The driving report in the chat: asked in words, on paper, made to share, and refused with its reason."""

import re
import struct

import pytest

from domain import phrases
from domain.contact.facts import Message
from domain.core import Core
from domain.dialogue import trip_forms
from domain.dialogue.acts import savings
from domain.dialogue.trip_forms import Kind
from domain.drivers import service as drivers
from domain.explain import sheets
from domain.explain.facts import Language, Phrase, Sheet
from domain.kit.classified import Purpose
from domain.plans import billing
from domain.plans.facts import Channel, Charge
from domain.registry import service as registry
from domain.registry.tables import Owner
from domain.savings.about import OfAdvice
from domain.simulation.cars import made_up_vin
from tests.domain.dialogue.chat import Chat
from tests.domain.dialogue.test_trips import begun
from tests.domain.explain import pdfa
from tests.domain.reports.test_report import raw


@pytest.fixture(params=["en", "zh_Hans"])
def chat(core: Core, request: pytest.FixtureRequest) -> Chat:
    language: Language = "en" if request.param == "en" else "zh_Hans"
    return raw(core, days=21, step_s=20, language=language)[0]


ASKS = (
    ("这个月的用车报告", "month"),
    ("出个年度报告", "year"),
    ("电都花在哪了", "month"),
    ("帮我看看上个月的月报", "last_month"),
    ("近半年的驾驶报告发我一份", "half_year"),
    ("怎么开更省电", "month"),
    ("关于驾驶报告，去年的给我看看", "last_year"),
    ("my driving report for last month", "last_month"),
    ("where does my energy go", "month"),
    ("could you send me a yearly driving report please", "year"),
    ("how can I save energy", "month"),
    ("/report half a year", "half_year"),
    ("/report", "month"),
)


def period(chat: Chat) -> object:
    """The name of the period in the newest answer's heading."""
    inner = chat.reply.messages[0].lines[0].params["period"]
    assert isinstance(inner, Phrase)
    return inner.code.rpartition(".")[2]


def test_it_is_asked_in_words_in_either_language(chat: Chat) -> None:
    for text, days in ASKS:
        chat.say(text)
        assert (chat.reply.messages[0].lines[0].code, period(chat)) == ("report.heading", days), text


@pytest.mark.parametrize(
    "text",
    [
        "关掉驾驶报告", "turn off the driving report", "what does the driving report record", "谁看过我的驾驶报告", "谁分享了我的报告", "do you share my driving report", "今年报修了几次",
        "没电了去哪充", "充电用哪个app", "上个月报的故障修好了吗", "把检测报告发我",
    ],
)  # fmt: skip
def test_what_is_no_wish_for_a_report_is_left_to_others(text: str) -> None:
    question = trip_forms.read(text)

    assert question is None or question.kind is not Kind.REPORT


@pytest.mark.parametrize("text", ["上周开了多少公里", "/trips", "how far did I drive last week?"])
def test_trips_are_still_trips(chat: Chat, text: str) -> None:
    chat.say(text)

    assert chat.reply.messages[0].lines[0].code == "trips.heading"


def test_the_other_months_are_one_tap_away(chat: Chat) -> None:
    chat.say("/report")
    chat.tap(chat.words("report.button.last_month"))
    assert period(chat) == "last_month"
    chat.tap(chat.words("report.button.year"))
    assert period(chat) == "year"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("make me a pdf of last month's report", ["report.paged"]),
        ("上个月的报告打印一下", ["report.paged"]),
        ("share my report with a friend", ["report.shared", "report.shared.paged"]),
        ("把用车报告分享给朋友", ["report.shared", "report.shared.paged"]),
    ],
)
def test_a_file_of_it_is_wished_for_in_words(chat: Chat, text: str, codes: list[str]) -> None:
    chat.say(text)

    assert chat.codes == codes
    assert chat.reply.messages[-1].document is not None


@pytest.mark.parametrize("more", ["上次呢", "what about last time"])
def test_the_last_drive_alone_makes_no_report(chat: Chat, more: str) -> None:
    chat.say("/report last month")

    assert chat.say(more) == chat.say("/report")


def test_the_answer_is_short_and_has_a_picture(chat: Chat) -> None:
    said = chat.say("/report")
    chart = chat.reply.messages[0].chart
    assert isinstance(chart, Sheet)
    png = sheets.picture(chart, say=phrases.speaker(chat.language).say)

    assert len(said) < 1200
    assert struct.unpack(">I", png[16:20]) == (900,)


def test_its_title_names_days_where_it_is_of_less_than_a_month(chat: Chat) -> None:
    titles = {}
    for text in ("/report last week", "/report", "/report half"):
        chat.say(text)
        chart = chat.reply.messages[0].chart
        assert isinstance(chart, Sheet)
        titles[text] = phrases.speaker(chat.language).say(chart.title)
    zh = chat.language == "zh_Hans"

    assert titles["/report last week"].endswith(
        "2026年11月9日 周一至 2026年11月15日 周日驾驶报告" if zh else "Mon 9 Nov 2026 to Sun 15 Nov 2026"
    )
    assert titles["/report"].endswith("2026年11月驾驶报告" if zh else "November 2026")
    assert titles["/report half"].endswith(
        "2026年6月至 2026年11月驾驶报告" if zh else "June 2026 to November 2026"
    )


def pdf_of(chat: Chat) -> bytes:
    document = chat.reply.messages[-1].document
    assert document is not None
    assert (document.name, document.media_type) == ("driving-report.pdf", "application/pdf")
    return document.body


def test_on_paper_it_has_its_font_within_and_can_be_searched(chat: Chat) -> None:
    chat.say("/report")
    chat.tap("PDF")
    pdf = pdf_of(chat)

    assert pdfa.faults(pdf) == []
    assert b"NotoSansCJKsc" in pdf
    assert b"/ToUnicode" in pdf
    assert b"/CreationDate" not in pdf


def texts(message: Message, language: Language) -> str:
    """Everything that a sheet says."""
    assert isinstance(message.chart, Sheet)
    say = phrases.speaker(language).say
    every = [message.chart.title]
    for section in message.chart.sections:
        every += [
            section.title,
            *section.lines,
            *(each for part in section.parts for each in (part.name, part.figure)),
        ]
    return "\n".join(map(say, every))


def test_what_is_shared_tells_no_name_and_no_day(chat: Chat) -> None:
    chat.say("/report")
    chat.tap(chat.words("report.button.shared"))
    said = texts(chat.reply.messages[0], chat.language)
    with chat.core.reading() as unit:
        car = registry.vehicle(unit, 1)
    name = phrases.speaker(chat.language).say(Phrase("name", {"name": car.name}))
    assert "2026" in said  # the month, and no day
    assert not re.search(r"\d日|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b|\d Nov", said)
    for secret in (name, car.model, made_up_vin(900_101, year="S"), "/tariff"):
        assert secret not in said
        assert secret.encode() not in pdf_of(chat)  # its title is not packed


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_without_consent_it_says_so_and_offers_it(core: Core, language: Language) -> None:
    chat = begun(core, language, Purpose.CARE)
    chat.say("/report")

    assert chat.codes[-2:] == ["report.heading", "trips.none.off"]
    assert [button.verb for row in chat.reply.messages[0].rows for button in row] == ["privacy.ask"]


def test_in_privacy_mode_what_was_recorded_is_told_with_what_rests(chat: Chat) -> None:
    with chat.core.unit() as unit:
        unit.session.get_one(Owner, chat.owner_id).privacy_mode = True
    chat.say("/report")

    assert "trips.none.rests" in chat.codes
    chat.say("/report last year")
    assert chat.codes[-1] == "trips.none.rests"


def test_a_driver_gets_no_report_of_the_owners_car(core: Core) -> None:
    chat = begun(core, "en", Purpose.CARE, Purpose.DRIVING)
    with core.unit() as unit:
        driver = registry.meet(unit, 2, locale="en", zone="Asia/Shanghai")
        registry.link(unit, driver.id, registry.link_code(unit, 1, role="driver"))
    other = Chat(core, "en", driver.id)
    with core.unit() as unit:
        drivers.let_in(unit, chat.owner_id, drivers.of_car(unit, chat.owner_id, 1)[0].id)

    assert other.say("/report") == phrases.speaker("en").say(Phrase("refusal.driver_reads_only"))


def test_where_plans_are_sold_files_and_years_are_in_one_and_the_report_in_none(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat.core.settings, "plans", "default")
    chat.say("/report")
    assert chat.codes[0] == "report.heading"
    for text in ("make me a pdf of my report", "share my report with a friend", "出个年度报告"):
        chat.say(text)
        assert chat.codes == ["plans.needed"], text
    with chat.core.unit() as unit:
        owner = unit.session.get_one(Owner, chat.owner_id)
        (car,) = registry.own_vehicles(unit, owner.id)
        (told,) = savings.begin(unit, owner, OfAdvice("tyres", car.id)).messages
    assert [line.code for line in told.lines] == ["plans.needed"]
    with chat.core.unit() as unit:
        owner = unit.session.get_one(Owner, chat.owner_id)
        billing.grant(unit, owner, "optimisation", Charge("", 0, "CNY", Channel.OPERATOR, "gift"))

    chat.say("make me a pdf of my report")
    assert chat.codes == ["report.paged"]

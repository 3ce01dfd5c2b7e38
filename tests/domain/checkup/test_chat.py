"""The health report in the chat: asked in words, on paper with its signature, behind a link, by plan, and once a year."""

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
import typer
from sqlmodel import select

from domain.contact.tables import Notice
from domain.core import Core
from domain.dialogue import commands
from domain.dialogue.meaning import jobs
from domain.errors import Refusal
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from domain.reports import webpage
from domain.telemetry.facts import Features
from jobs import checkup
from tests.domain.checkup.conftest import CAME_INTO_USE
from tests.domain.dialogue.chat import Chat
from tests.domain.dialogue.test_trips import begun
from tests.domain.explain import pdfa
from tests.domain.telemetry.kept import keep

WISHES = (
    "给我出一份年度体检报告", "年度体检报告", "体检报告", "我要卖车了，帮我出个体检报告给买家看看", "开一份电池健康证书", "能不能给我的车做一份健康报告",
    "I need a health report for the sale", "yearly health report", "is there a battery certificate?",
    "hey can you quickly make me a car health report, somebody wants to buy it",
)  # fmt: skip
OTHERS = (
    "预约电池检测", "book a battery health check", "do not make a health report", "不要体检报告", "driving report", "出个年度报告", "把检测报告发我",
    "医院要我的体检报告", "is there a health report for my doctor", "give me a health check", "book me a health check", "给我的车做个体检",
)  # fmt: skip


PRICES = (
    "what does the health report cost?", "how much is a battery certificate", "is the health report free?", "can I get a health report and what does it cost",
    "体检报告多少钱", "年度体检报告要钱吗", "电池健康证书怎么收费",
)  # fmt: skip
VISITS = (
    "give me a health check",
    "book me a health check on Friday morning",
    "health check",
    "给我的车做个体检",
    "约个年度体检",
)


def test_it_is_asked_in_words_and_what_means_something_else_is_left_to_others() -> None:
    assert [commands.command_of(each) for each in WISHES] == ["checkup"] * len(WISHES)
    assert "checkup" not in [commands.command_of(each) for each in OTHERS]


def test_what_it_costs_is_told_with_the_plans_and_a_health_check_is_a_visit() -> None:
    assert [commands.command_of(each) for each in PRICES] == ["plan"] * len(PRICES)
    assert [jobs.find(each) for each in VISITS] == ["inspection"] * len(VISITS)
    assert jobs.find("a battery health-check") == "battery_check"


def test_a_health_check_is_a_visit_and_a_price_of_the_report_opens_the_plans(
    core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(core.settings, "plans", "default")
    chat = begun(core, "en")
    chat.say("what does the health report cost?")
    assert chat.codes[0].startswith("plans.")
    chat.say("give me a health check")
    assert "ask.nowhere" in chat.codes  # no centre here does any work


@pytest.mark.parametrize(
    "text",
    [
        "刹车失灵了，快给我出一份体检报告", "my brakes just failed, give me a health report",
        "there is smoke from the battery, give me the dossier for the buyer",
        "my brakes just failed, what does a health report cost", "刹车失灵了，我要卖车", "我的车冒烟了，未来三个月还要做什么",
    ],
)  # fmt: skip
def test_a_danger_beside_a_wish_for_a_command_comes_first(core: Core, text: str) -> None:
    chat = begun(core, "en", Purpose.CARE)
    chat.say(text)

    assert any(code.startswith(("emergency.", "danger")) for code in chat.codes), chat.codes


def test_the_pdf_is_signed_and_neither_a_changed_one_nor_another_key_passes(
    chat: Chat, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chat.say("I need a health report for the sale" if chat.language == "en" else "给我出一份年度体检报告")
    assert chat.codes[:2] == ["checkup.heading", "checkup.score"]
    chat.tap("PDF")
    for message in chat.reply.messages:
        assert message.document is not None
        (tmp_path / message.document.name).write_bytes(message.document.body)
    report, beside = tmp_path / "health-report.pdf", tmp_path / "health-report.pdf.sig"
    assert pdfa.faults(report.read_bytes()) == []

    checkup.verify(report)
    assert "beside: True" in (held := capsys.readouterr().out)
    assert "inside: True" in held
    refused = [
        refusal(report, capsys, key=key, change=change) for change, key in ((b"", "0" * 32), (b"\n", None))
    ]
    signature, body = beside.read_bytes(), report.read_bytes().removesuffix(b"\n")
    beside.write_text("{}")
    refused.append(refusal(report, capsys))
    beside.unlink()
    refused.append(refusal(report, capsys))
    report.write_bytes(body[: body.index(b"%%EOF")] + b"%%EOF")  # as it was before it was signed inside
    refused.append(refusal(report, capsys))
    assert refused == ["wrong_key", "other_file", "other_form", "bad_signature", "unsigned"]

    report.write_bytes(body)
    checkup.verify(report, key=msgspec.json.decode(signature)["signed"]["key"])
    assert "beside: False" in capsys.readouterr().out


def refusal(
    report: Path, capsys: pytest.CaptureFixture[str], *, key: str | None = None, change: bytes = b""
) -> str:
    """Return the code with which a report is refused, once something was written to its end."""
    report.write_bytes(report.read_bytes() + change)
    with pytest.raises(typer.Exit):
        checkup.verify(report, key=key)
    (line,) = capsys.readouterr().err.splitlines()
    return line.rpartition("[checkup_")[2].rstrip("]")


def test_a_page_names_no_car_and_closes_with_the_yes_to_health_checks(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat.core.settings, "public_url", "https://care.example")
    chat.say("/checkup")
    code = chat.tap(chat.words("checkup.button.page")).rpartition("/reports/")[2].split()[0]
    with chat.core.unit() as unit:
        vin = registry.vin_of(unit, registry.vehicle(unit, 1))
        told = str(webpage.look(unit, code))
        assert "checkup.section.battery" in told
        assert vin not in told
        assert "Car 1" not in told
        registry.consent(unit, chat.owner_id, purpose=Purpose.DRIVING, given=False, channel="test")
        webpage.look(unit, code)
        registry.consent(unit, chat.owner_id, purpose=Purpose.CARE, given=False, channel="test")
        with pytest.raises(Refusal, match="report_page_over"):
            webpage.look(unit, code)


def test_where_plans_are_sold_the_score_is_in_one_and_what_keeps_safe_in_none(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat.core.settings, "plans", "default")
    chat.say("/checkup")
    first, denial = chat.reply.messages

    assert {"checkup.open", "checkup.recalls.open", "checkup.overdue"} <= {each.code for each in first.lines}
    assert "checkup.score" not in chat.codes
    assert denial.lines[0].code == "plans.needed"


def test_without_the_yes_to_health_checks_there_is_none_and_the_way_to_allow_them(core: Core) -> None:
    chat = begun(core, "en", Purpose.DRIVING)
    chat.say("/checkup")

    assert chat.codes == ["checkup.heading", "checkup.none.care"]
    assert [each.label for each in chat.newest] == ["Allow: health checks and warnings"]


def test_it_is_offered_once_in_the_month_of_the_car_and_not_while_a_warning_is_open(
    core: Core, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = begun(core, "zh_Hans", Purpose.CARE)
    with core.unit() as unit:
        registry.vehicle(unit, 1).in_use_since = CAME_INTO_USE
    unheard = checkup.offer(core)
    with core.unit() as unit:
        keep(unit, 1, chat.owner_id, Features())
    with monkeypatch.context() as sold:
        sold.setattr(core.settings, "plans", "default")
        unpaid = checkup.offer(core)
    assert [line.split()[0] for line in (unheard, unpaid)] == ["0", "0"]
    lines = [checkup.offer(core) for _ in range(2)]
    clock.advance(timedelta(days=20))  # the month after
    lines.append(checkup.offer(core))
    clock.advance(timedelta(days=340))
    lines.append(checkup.offer(core))

    assert [line.split()[0] for line in lines] == ["1", "0", "0", "1"]
    with core.reading() as unit:
        notices = unit.session.exec(select(Notice)).all()
    assert {notice.purpose for notice in notices} == {"care"}
    assert {notice.owner_id for notice in notices} == {chat.owner_id}

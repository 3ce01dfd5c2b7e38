"""What fills a place of a Chinese text gets the space that it needs, and no other."""

from datetime import UTC, datetime, timedelta
from gettext import NullTranslations

import pytest

from domain.explain import spacing
from domain.explain.facts import Moment, Phrase
from domain.explain.render import Speaker

TEXTS = {
    "close": "为{it}预约",
    "apart": "为 {it} 预约",
    "bold": "绑定<b>{it}</b>吗",
    "marks": "（{it}）、{it}。",
    "two": "{it} {other}",
    "name": "{it}",
}
SPEAKER = Speaker("zh_Hans", TEXTS, NullTranslations())
AT = Moment(datetime(2026, 11, 24, 2, tzinfo=UTC), "Asia/Shanghai")


def said(code: str, *, html: bool = False, **params: object) -> str:
    return SPEAKER.say(Phrase(code, params), html=html)


@pytest.mark.parametrize("code", ["close", "apart"])
@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("小白", "为小白预约"),
        ("Model 3", "为 Model 3 预约"),
        ("小白 Pro", "为小白 Pro 预约"),
        (7, "为 7 预约"),
        (-2.5, "为 -2.5 预约"),
        (AT, "为 11月24日 周二 10:00 预约"),
        (timedelta(hours=60), "为 2 天 12 小时预约"),
        (Phrase("name", {"it": "ES6"}), "为 ES6 预约"),
    ],
)
def test_a_space_stands_only_between_chinese_and_other_writing(code: str, value: object, text: str) -> None:
    assert said(code, it=value) == text


def test_the_space_stands_outside_of_the_markup() -> None:
    assert said("bold", html=True, it="Model 3") == "绑定 <b>Model 3</b> 吗"
    assert said("bold", html=True, it="小白") == "绑定<b>小白</b>吗"


def test_punctuation_needs_no_space() -> None:
    assert said("marks", it="ES6") == "（ES6）、ES6。"


def test_a_space_between_two_values_and_inside_a_value_stays() -> None:
    assert said("two", it="小白", other="正常") == "小白 正常"
    assert said("close", it="我的ES6 小白") == "为我的ES6 小白预约"


def test_what_somebody_wrote_cannot_bring_the_mark_of_an_edge() -> None:
    assert said("close", it="小\ue000A") == "为小A 预约"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2.3 bar (230 kPa) at 20 °C", "2.3\u00a0bar (230\u00a0kPa) at 20\u00a0°C"),
        ("<b>47</b> 47 Ω/V，共 34 天", "<b>47</b> 47\u00a0Ω/V，共 34\u00a0天"),
        ("13.1 kWh per 100 km; 12 months", "13.1\u00a0kWh per 100\u00a0km; 12 months"),
        ("by Sat 20 Jun; 2026年10月17日 周六前", "by Sat 20 Jun; 2026年10月17日 周六前"),
        ("+00 000-0000-0100, 3 A4 pages, 5 mornings", "+00 000-0000-0100, 3 A4 pages, 5 mornings"),
    ],
)
def test_a_number_stays_on_one_line_with_its_unit_and_nothing_unseen_is_put_into_a_date(
    text: str, kept: str
) -> None:
    assert spacing.unbroken(text) == kept
    assert spacing.typed(kept) == text

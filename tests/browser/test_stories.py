"""Every story's warning on a phone: what is read first is half a screen, buttons to act with it, and no number leaves its unit."""

from typing import Any

import pytest
from aiogram.types import InlineKeyboardMarkup
from playwright.sync_api import Browser, Page

from bot import render
from bot.playground import app as playground
from domain.alerts import message
from domain.alerts.facts import Place
from domain.contact.facts import Message
from domain.explain import catalogue as languages
from domain.health import catalogue, judging
from domain.health.facts import Finding
from domain.simulation.story import Story
from tests.browser.test_page import SIZES, window
from tests.domain.alerts.test_first_part import CENTRE, FIRING, case
from tests.domain.health.test_stories import evenings
from tests.walks.person import Person
from tests.walks.stage import Stage

HALF = SIZES["phone"][1] / 2
PLACE = Place(CENTRE, "+86 21 5555 0101", tows=True, comes=True)
KEPT_TOGETHER = r"\+[0-9]+ [0-9 -]{6,}[0-9]|[0-9]\s(?:°C|Ω/V|m?V|kWh?|bar|kPa|天|小时|公里|次|个)"
MEASURE = """
(article, together) => {
  const words = article.querySelector(".words");
  const folds = words.querySelector("blockquote");
  const first = document.createRange();
  first.setStart(words, 0);
  if (folds) first.setEndBefore(folds); else first.setEndAfter(words.lastChild);
  folds?.classList.add("open");
  const nodes = [];
  const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const broken = nodes.flatMap((node) => [...node.data.matchAll(new RegExp(together, "gu"))].filter((match) => {
    const range = document.createRange();
    range.setStart(node, match.index);
    range.setEnd(node, match.index + match[0].length);
    return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1;
  }).map((match) => match[0]));
  const row = article.querySelector(".inline-row");
  return { height: first.getBoundingClientRect().height + row.getBoundingClientRect().height, broken };
}
"""


@pytest.fixture(scope="module")
def found() -> dict[str, Finding]:
    """What the check says of each story in the end."""
    return {story.code: _last(story) for story in FIRING}


def _last(story: Story) -> Finding:
    check = catalogue.BY_CODE[story.expect or ""]
    said = [
        each for seen in evenings(story) if (each := judging.conclude(check, seen)) and each.strength >= 1
    ]
    return said[-1]


def test_every_storys_warning_is_read_on_half_a_phone_and_breaks_no_number(
    browser: Browser, shown: Stage, language: str, found: dict[str, Finding]
) -> None:
    person = shown.stranger(language)
    person.opens()
    person.hears("hello.who")
    with window(browser, shown, person, size="phone", walk="stories") as phone:
        for code, each in found.items():
            told = case(each, each.level, place=PLACE)
            seen = _shown(shown, person, phone.page, message.build(told))
            assert seen["broken"] == [], code
            assert seen["height"] <= HALF, code


def _shown(stage: Stage, person: Person, page: Page, content: Message) -> Any:
    """Send as the bot would, and measure what the page makes of it."""
    tokens = tuple(tuple(f"t{number}" for number, _ in enumerate(row)) for row in content.rows)
    rendered = render.message(content, tokens=tokens, locale=languages.locale_for(person.user.language))
    sent = stage.http.post(
        f"/bot{playground.TOKEN}/sendMessage",
        json={
            "chat_id": person.user.id,
            "text": rendered.text,
            "parse_mode": "HTML",
            **_keyboard(rendered.keyboard),
        },
    ).json()["result"]
    article = page.locator(f'[data-id="{sent["message_id"]}"]')
    article.wait_for()
    return article.evaluate(MEASURE, KEPT_TOGETHER)


def _keyboard(keyboard: InlineKeyboardMarkup | None) -> dict[str, object]:
    return {} if keyboard is None else {"reply_markup": keyboard.model_dump(exclude_none=True)}

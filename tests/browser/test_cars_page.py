"""The page of a demo whose chats are in Telegram: cars, link codes and deep links, on a phone and on a desk."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import SCREENSHOTS
from tests.walks import test_real_bot as elsewhere
from tests.walks.stage import Stage

telegram = elsewhere.telegram
real = elsewhere.real

SIZES = {"phone": (390, 844), "desk": (1280, 860)}
WORDS = {
    "en": ("Open the bot in Telegram", "Show a link code", "Open in Telegram with this code", "Snowball"),
    "zh-CN": ("在 Telegram 中打开机器人", "显示绑定码", "用此绑定码在 Telegram 中打开", "雪球"),
}
OTHER = {"en": "中文", "zh-CN": "English"}


@pytest.mark.parametrize(("language", "size"), [("en", "desk"), ("zh-CN", "phone")])
def test_a_car_shows_a_code_and_the_link_that_opens_the_bot_with_it(
    browser: Browser, real: Stage, language: str, size: str
) -> None:
    bot, show, deep, car = WORDS[language]
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, locale=language)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(real.url)
    expect(page.get_by_role("link", name=bot)).to_have_attribute("href", f"https://t.me/{elsewhere.BOT}")

    card = page.get_by_role("region", name=re.compile(car))
    card.get_by_role("button", name=show).click()

    code = card.get_by_role("status").inner_text()
    link = card.get_by_role("link", name=deep)
    expect(link).to_have_attribute("href", f"https://t.me/{elsewhere.BOT}?start={code}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"cars-alone-{language}-{size}.png")
    page.get_by_role("combobox").select_option(label=OTHER[language])
    expect(page.get_by_role("status").filter(has_text=code)).to_be_visible()
    expect(page.get_by_role("link", name=bot)).to_have_count(0)
    context.close()
    assert complaints == []

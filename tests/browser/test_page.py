"""The chat page as people see it, in both languages, on a phone and on a desk. Pictures go to screenshots/."""

import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from domain.explain.facts import Phrase
from tests import pace
from tests.browser.conftest import SCREENSHOTS
from tests.walks.person import Person
from tests.walks.stage import Stage
from tests.walks.test_booking_talk import SENTENCES

SIZES = {"phone": (390, 844), "desk": (1280, 860)}
PAGE = {
    "en": {
        "start": "Start",
        "cars": "Demo cars",
        "link": "Link this car",
        "message": "Message",
        "send": "Send",
        "story": "Coolant is slowly leaking",
    },
    "zh-hans": {
        "start": "开始",
        "cars": "演示车辆",
        "link": "绑定这辆车",
        "message": "输入消息",
        "send": "发送",
        "story": "冷却液缓慢渗漏",
    },
}
STORY_S = 90.0


@dataclass
class Window:
    """One person's page in one size."""

    page: Page
    person: Person
    size: str
    walk: str
    pictures: int = 0

    @property
    def language(self) -> str:
        return self.person.user.language

    def text(self, code: str) -> str:
        return self.person.speaker.say(Phrase(code))

    def word(self, key: str) -> str:
        return PAGE[self.language][key]

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    def newest(self, part: str) -> Locator:
        """The newest message that holds a text."""
        return self.log.get_by_role("article").filter(has_text=part).last

    def reads(self, part: str, *, seconds: float = pace.PATIENCE_S) -> Locator:
        found = self.newest(part)
        expect(found).to_be_visible(timeout=ms(seconds))
        return found

    def taps(self, name: str, *, on: Locator | None = None) -> None:
        (on or self.log).get_by_role("button", name=name, exact=True).last.click()

    def types(self, text: str) -> None:
        self.page.get_by_role("textbox", name=self.word("message")).fill(text)
        self.page.get_by_role("button", name=self.word("send"), exact=True).click()

    def opens_cars(self) -> None:
        """On a phone the cars are behind a button."""
        if self.size == "phone":
            self.page.get_by_role("button", name=self.word("cars")).click()

    def shoots(self, what: str) -> None:
        self.pictures += 1
        SCREENSHOTS.mkdir(exist_ok=True)
        name = f"{self.walk}-{self.language}-{self.size}-{self.pictures}-{what}.png"
        self.page.screenshot(path=SCREENSHOTS / name)


@contextmanager
def window(browser: Browser, stage: Stage, person: Person, *, size: str, walk: str) -> Iterator[Window]:
    """Open the page as a person; what its scripts complain of fails the test."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale=person.user.language,
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",  # nothing moves in the pictures
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_default_timeout(ms(pace.PATIENCE_S))
    page.goto(f"{stage.url}/?person={person.user.id}")
    yield Window(page, person, size, walk)
    context.close()
    assert complaints == []


@pytest.mark.parametrize(
    ("language", "acting", "watching", "car"),
    [("en", "desk", "phone", "Little Blue"), ("zh-hans", "phone", "desk", "芒果")],
)
def test_from_a_story_button_to_a_booked_slot(
    browser: Browser, hurried: Stage, language: str, acting: str, watching: str, car: str
) -> None:
    person = hurried.stranger(language)
    with (
        window(browser, hurried, person, size=acting, walk="story") as hands,
        window(browser, hurried, person, size=watching, walk="story") as eyes,
    ):
        both = [hands, eyes]
        on_both(both, lambda each: each.shoots("first-sight"))
        hands.page.get_by_role("button", name=hands.word("start"), exact=True).click()
        on_both(both, lambda each: each.reads(part(each, "hello.who")))
        on_both(both, lambda each: each.shoots("hello"))

        hands.opens_cars()
        card = hands.page.get_by_role("region", name=re.compile(car))
        hands.shoots("cars")
        card.get_by_role("button", name=hands.word("link")).click()
        asked = hands.reads(part(hands, "link.done"))
        on_both(both, lambda each: each.shoots("may-i"))
        hands.taps(hands.text("consent.agree"), on=asked)
        on_both(both, lambda each: each.reads(part(each, "consent.thanks")))
        on_both(both, lambda each: each.shoots("agreed"))

        hands.opens_cars()
        expect(card.get_by_text(hands.text("demo.ready"))).to_be_visible(timeout=ms(STORY_S))
        hands.shoots("cars-ready")
        card.get_by_role("button", name=hands.word("story")).click()
        if watching == "desk":
            expect(eyes.page.get_by_role("progressbar").first).to_be_visible()
        eyes.shoots("story-plays")
        on_both(both, lambda each: each.reads(part(each, "check.coolant_loop.title"), seconds=STORY_S))
        on_both(both, lambda each: each.shoots("warning"))
        warning = hands.newest(hands.text("alert.button.book"))
        hands.taps(hands.text("alert.button.book"), on=warning)
        on_both(both, lambda each: each.reads(part(each, "visit.booked")))
        on_both(both, lambda each: each.shoots("booked"))
        hands.page.get_by_role("log").get_by_role("img").last.evaluate("each => each.scrollIntoView()")
        hands.shoots("evidence")
        expect(hands.newest(part(hands, "alert.noted"))).to_be_visible()


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_a_typed_sentence_leads_to_a_booking(
    browser: Browser, shown: Stage, language: str, size: str
) -> None:
    person = shown.owner(language)
    with window(browser, shown, person, size=size, walk="typed") as page:
        page.types(SENTENCES[language]["book"])
        page.reads(part(page, "ask.booking_or"))
        page.shoots("yes-or-no")
        page.taps(page.text("choice.confirm"))
        booked = page.reads(part(page, "visit.booked"))
        page.shoots("booked")
        page.taps(page.text("visit.calendar"), on=booked)
        page.reads(part(page, "visit.calendar_sent"))
        page.types("/car")
        page.reads(part(page, "car.never_heard"))
        page.shoots("calendar-and-car")


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_privacy_mode_footprint_copy_and_deletion(
    browser: Browser, shown: Stage, language: str, size: str
) -> None:
    car = shown.car()
    person = shown.owner(language, vehicle_id=car.id)
    shown.send(car.id, {"Vehicle.Speed": 30.0})
    with window(browser, shown, person, size=size, walk="privacy") as page:
        page.types("/privacy")
        page.reads(part(page, "privacy.never"))
        page.shoots("privacy")
        page.taps(page.text("privacy.button.mode_on"))
        rests = page.reads(part(page, "privacy.mode.now_on"))
        page.shoots("mode-on")
        page.taps(page.text("privacy.button.footprint"), on=rests)
        page.reads(part(page, "privacy.footprint.title"))
        page.shoots("footprint")
        page.types("/export")
        sent = page.reads(part(page, "privacy.export.here"))
        page.shoots("copy")
        with page.page.expect_download() as download:
            sent.get_by_role("link").click()
        assert "index.html" in zipfile.ZipFile(download.value.path()).namelist()
        page.types("/delete")
        asked = page.reads(part(page, "privacy.erase.goes"))
        page.shoots("delete")
        page.taps(page.text("privacy.button.erase"), on=asked)
        sure = page.reads(part(page, "privacy.erase.sure"))
        page.shoots("delete-sure")
        page.taps(page.text("privacy.button.erase_now"), on=sure)
        page.reads(part(page, "privacy.erase.chat"))
        page.shoots("deleted")
    assert not shown.is_known(person)


def ms(seconds: float) -> float:
    """The browser has a clock of its own: it is told beforehand how long this machine may take."""
    return 1000 * pace.patience(seconds)


def part(page: Window, code: str) -> str:
    return page.person.part_of(code)


def on_both(windows: list[Window], do: Callable[[Window], object]) -> None:
    for each in windows:
        do(each)

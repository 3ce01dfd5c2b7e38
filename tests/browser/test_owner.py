"""The owner's page, opened from the chat by a person: on a narrow phone and on a desk, by touch and by key, nothing wrong for axe-core."""

from datetime import timedelta
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from api.pages.owner.frame import SECTIONS
from domain.explain.facts import Chart, Phrase, Series
from domain.registry import service as registry
from tests.browser import test_page
from tests.browser.desks import Camera, warn
from tests.browser.test_accessible import ALL, AXE, WRONG
from tests.walks.stage import Stage

_SIZES: Final = {"narrow": (320, 640), "desk": (1280, 860)}
_OF_CAR: Final = "/my/{car}/"
_NEW: Final = f"{_OF_CAR}visits/new?job=tyre_service"
_PATHS: Final = {
    "narrow": (*(_OF_CAR + each for each in SECTIONS), _NEW, "/my/privacy"),
    "desk": (f"{_OF_CAR}now", f"{_OF_CAR}warnings", _NEW),
}
_WIDE: Final = "document.documentElement.scrollWidth > innerWidth"


def complaints(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate(ALL)["violations"]
    return [f"{page.url}: {each['id']}" for each in found if each["impact"] in WRONG]


@pytest.mark.parametrize(("language", "size"), [("zh-hans", "narrow"), ("en", "desk")])
def test_the_page_opens_from_the_chat_and_every_section_can_be_read(
    browser: Browser, workshop: Stage, language: str, size: str
) -> None:
    person = workshop.owner(language)
    warn(workshop, person, chart=_chart(workshop))
    (car,) = _cars(workshop, workshop.owner_id(person))
    camera = Camera(f"owner-{language}-{size}")
    with test_page.window(browser, workshop, person, size="phone", walk="owner") as chat:
        chat.types("/page")
        button = chat.text("page.button.app")
        chat.reads(button)
        with chat.page.context.expect_page() as opened:
            chat.taps(button)
        page = opened.value
        page.wait_for_url("**/now")
        assert "#" not in page.url
        width, height = _SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="dark" if size == "desk" else "light")
        wrong = []
        for path in (each.format(car=car) for each in _PATHS[size]):
            page.goto(workshop.url + path)
            wrong += [*complaints(page), *([f"{path} is too wide"] if page.evaluate(_WIDE) else [])]
            camera.shoots(page, path.rpartition("/")[2].partition("?")[0])
        assert wrong == []
        _looks_closer(page, f"{workshop.url}/my/{car}/warnings")


def _looks_closer(page: Page, address: str) -> None:
    """Open the evidence of a warning by key, and close it so."""
    page.goto(address)
    picture = page.locator("[data-zoom]").first
    picture.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(picture).to_be_focused()


def _chart(stage: Stage) -> Chart:
    at = tuple(stage.core.clock.now() - timedelta(days=day) for day in range(5, 0, -1))
    line = Series(Phrase("series.each_charge"), at, (90.0, 88.0, 87.0, 82.0, 78.0))
    return Chart(Phrase("chart.outlook"), "unit.percent", (line,), "Asia/Shanghai")


def _cars(stage: Stage, owner_id: int) -> list[int]:
    with stage.core.reading() as unit:
        return [car.id for car in registry.own_vehicles(unit, owner_id)]

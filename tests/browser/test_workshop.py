"""From a warning to the owner's bill, with the workshop's page in one hand and the owner's chat in the other."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from api.pages.render import speaker
from domain.alerts import service as alerts
from domain.booking import holder
from domain.booking import service as booking
from domain.booking.facts import VisitView
from domain.explain.catalogue import locale_for
from domain.explain.facts import Phrase
from domain.health.facts import Level
from domain.kit.clock import TimeLapse
from domain.registry import service as registry
from domain.registry.tables import Owner
from tests import pace
from tests.api.test_owners_alerts import DUE
from tests.browser.conftest import SCREENSHOTS
from tests.browser.test_page import SIZES, ms
from tests.walks.conftest import served, settings_for
from tests.walks.person import Person
from tests.walks.stage import Stage

FRESH_S = 2.0
SOON = replace(DUE, level=Level.YELLOW, risk=0.9, horizon=timedelta(days=7))


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with served(settings_for(tmp_path_factory.mktemp("workshop"))) as one:
        yield one


@contextmanager
def desk(browser: Browser, stage: Stage, *, size: str, language: str) -> Iterator[Page]:
    """The workshop's page, signed in by the link of the side panel; what its scripts complain of fails the test."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale=language, reduced_motion="reduce"
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    page.goto(f"{stage.url}/playground/api/workshops/east")
    page.get_by_role("button").click()
    page.wait_for_url("**/workshop")
    yield page
    context.close()
    assert complaints == []


def clock_of(stage: Stage) -> TimeLapse:
    assert isinstance(stage.core.clock, TimeLapse)
    return stage.core.clock


def warn(stage: Stage, person: Person) -> None:
    """Let a warning come up on two days, so that the owner is told with a slot kept."""
    for _ in range(2):
        clock_of(stage).advance(timedelta(days=1))
        with stage.core.unit() as unit:
            owner = unit.session.get_one(Owner, stage.owner_id(person))
            (car,) = registry.vehicles_of(unit, owner.id)
            alerts.settle(
                unit, car, owner, {DUE.check: SOON}, charts=lambda _code: None, hold=holder.hold_for
            )


def visit_of(stage: Stage, person: Person) -> VisitView:
    with stage.core.reading() as unit:
        owner_id = stage.owner_id(person)
        visits = (*booking.visits_of(unit, owner_id), *booking.visits_of(unit, owner_id, past=True))
    return visits[0]


def within(look: Callable[[], None]) -> None:
    """What an owner does is on the board within two seconds, with as much patience as the machine needs."""
    with pace.within(FRESH_S):
        look()


@pytest.mark.parametrize(("language", "size"), [("zh-hans", "phone"), ("en", "desk")])
def test_a_warning_becomes_a_visit_that_is_moved_done_and_told(
    browser: Browser, workshop: Stage, language: str, size: str
) -> None:
    person = workshop.owner(language)
    say = speaker(locale_for(language)).say
    pictures = 0

    with desk(browser, workshop, size=size, language="zh-CN" if language != "en" else "en-GB") as page:

        def shoots(what: str) -> None:
            nonlocal pictures
            pictures += 1
            SCREENSHOTS.mkdir(exist_ok=True)
            page.screenshot(path=SCREENSHOTS / f"workshop-{language}-{size}-{pictures}-{what}.png")

        def button(code: str) -> str:
            return say(Phrase(code))

        warn(workshop, person)
        warning = person.hears(f"check.{DUE.check}.title")
        held = visit_of(workshop, person)
        page.goto(f"{workshop.url}/workshop?span=week&day={held.starts_at:%Y-%m-%d}")
        card = page.locator(f"#visit{held.number}")
        expect(card.get_by_text(button("board.stage.held"))).to_be_visible()
        person.presses("alert.button.book", on=warning)
        within(lambda: expect(card.get_by_text(button("board.stage.waiting"))).to_be_visible(timeout=ms(5)))
        shoots("booked")

        card.locator(".open").focus()
        page.keyboard.press("m")
        page.get_by_role("navigation", name=button("move.days")).get_by_role("link").nth(2).click()
        shoots("times")
        time = page.locator("button[name=starts_at]").last
        moved_to = datetime.fromisoformat(time.get_attribute("value") or "")
        time.click()
        expect(page.get_by_text(button("board.news.asked"))).to_be_visible()
        asked = person.hears("visit.proposal")
        page.goto(f"{workshop.url}/workshop?day={moved_to:%Y-%m-%d}")
        expect(card).to_have_count(0)
        person.presses("visit.button.agree", on=asked)
        within(lambda: expect(card).to_be_visible(timeout=ms(5)))

        clock_of(workshop).advance(moved_to - clock_of(workshop).now() + timedelta(minutes=1))
        page.goto(f"{workshop.url}/workshop")
        card.get_by_role("button", name=button("board.to.arrived")).click()
        expect(page.locator("[data-stage=arrived]").locator(f"#visit{held.number}")).to_be_visible()
        shoots("arrived")
        card.locator(".open").click()
        shoots("visit")
        page.get_by_label(button("desk.found"), exact=True).check()
        page.get_by_role("button", name=button("desk.finish.button")).click()
        expect(page.get_by_text(button("board.news.done"))).to_be_visible()
        shoots("done")
        person.hears("after.done")
        assert visit_of(workshop, person).state == "done"

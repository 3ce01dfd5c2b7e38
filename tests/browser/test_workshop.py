"""From a warning to the owner's bill, with the workshop's page in one hand and the owner's chat in the other."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, expect

from api.pages.render import speaker
from domain.alerts import service as alerts
from domain.alerts.facts import Verdict
from domain.explain.catalogue import locale_for
from domain.explain.facts import Phrase
from domain.kit.classified import Purpose
from domain.kpi import lines
from domain.kpi import service as kpi
from domain.kpi.facts import Figure
from domain.kpi.rules import LEAST
from domain.registry import service as registry
from tests import pace
from tests.api.test_owners_alerts import DUE
from tests.browser.desks import Camera, chief, clock_of, desk, visit_of, warn
from tests.browser.test_page import ms
from tests.walks.stage import Stage

FRESH_S = 2.0


def precision(stage: Stage) -> Figure:
    """Return how many warnings of real cars were right, as it stands now."""
    with stage.core.reading() as unit:
        every = kpi.figures(unit).figures
    return next(each for each in every if (each.code, each.part) == ("precision", ""))


@pytest.fixture(scope="module")
def rated(workshop: Stage) -> Stage:
    """A service with enough warnings that an owner called wrong: of few nothing is told."""
    stage, person = workshop, workshop.stranger("en")
    with stage.core.unit() as unit:
        owner = registry.meet(unit, person.user.id, locale="en", zone="Asia/Shanghai")
        registry.consent(unit, owner.id, purpose=Purpose.CARE, given=True, channel="chat")
    for car in [stage.car() for _ in range(LEAST)]:
        with stage.core.unit() as unit:
            registry.link(unit, owner.id, registry.link_code(unit, car.id))
    warn(stage, person, DUE)
    with stage.core.unit() as unit:
        for car in registry.vehicles_of(unit, owner.id):
            for case in alerts.alerts_of(unit, owner.id, car.id):
                alerts.rate(unit, owner.id, case.alert_id, Verdict.WRONG)
    return stage


def within(look: Callable[[], None]) -> None:
    """What an owner does is on the board within two seconds, with as much patience as the machine needs."""
    with pace.within(FRESH_S):
        look()


@pytest.mark.parametrize(("language", "size"), [("zh-hans", "phone"), ("en", "desk")])
def test_a_warning_becomes_a_visit_that_is_moved_done_and_told(
    browser: Browser, rated: Stage, language: str, size: str
) -> None:
    workshop = rated
    person = workshop.owner(language)
    say = speaker(locale_for(language)).say
    before = precision(workshop)
    camera = Camera(f"workshop-{language}-{size}")

    with desk(browser, workshop, size=size, language=language) as page:

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
        camera.shoots(page, "booked")

        card.locator(".open").focus()
        page.keyboard.press("m")
        page.get_by_role("navigation", name=button("move.days")).get_by_role("link").nth(2).click()
        camera.shoots(page, "times")
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
        camera.shoots(page, "arrived")
        card.locator(".open").click()
        camera.shoots(page, "visit")
        page.get_by_label(button("desk.found"), exact=True).check()
        page.get_by_role("button", name=button("desk.finish.button")).click()
        expect(page.get_by_text(button("board.news.done"))).to_be_visible(timeout=ms(10))
        camera.shoots(page, "done")
        person.hears("after.done")
        assert visit_of(workshop, person).state == "done"
        person.presses("alert.button.right", on=warning)
        person.sees("alert.thanks.right", on=warning)

    after = precision(workshop)
    assert (after.numerator, after.count) == ((before.numerator or 0) + 1, before.count + 1)
    assert after.value != before.value
    with chief(browser, workshop, size=size, language=language) as office:
        office.goto(f"{workshop.url}/operator/figures?source=live")
        shown = office.locator("section[aria-labelledby=precision] .whole")
        expect(shown).to_contain_text(say(lines.value(after)))
        expect(shown).to_contain_text(say(Phrase("figures.count", {"n": after.count})))
        shown.scroll_into_view_if_needed()
        camera.shoots(office, "precision")

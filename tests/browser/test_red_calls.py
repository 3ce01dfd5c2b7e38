"""A red warning that its owner takes no note of, from the operator's overview to the call that reaches them."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from api.pages.render import speaker
from domain.explain.catalogue import locale_for
from domain.explain.facts import Phrase
from domain.registry import service as registry
from tests.browser.desks import RED, Camera, chief, clock_of, warn
from tests.browser.test_page import ms
from tests.walks.stage import Stage


@pytest.mark.parametrize(("language", "size"), [("zh-hans", "phone"), ("en", "desk")])
def test_an_owner_who_does_not_answer_a_red_warning_is_called_until_reached(
    browser: Browser, workshop: Stage, language: str, size: str
) -> None:
    person = workshop.owner(language)
    say = speaker(locale_for(language)).say
    camera = Camera(f"operator-{language}-{size}")
    warn(workshop, person, RED)
    person.hears(f"check.{RED.check}.title")
    clock_of(workshop).advance(timedelta(minutes=40))

    with chief(browser, workshop, size=size, language=language) as page:
        camera.shoots(page, "overview")
        page.locator(".fires a[href='/operator/calls']").first.click()
        with workshop.core.reading() as unit:
            (car,) = registry.vehicles_of(unit, workshop.owner_id(person))
        card = page.locator(".call").filter(has=page.locator(f"a[href='/operator/cars/{car.id}']"))
        step = card.locator(".step")
        expect(step).to_have_text(say(Phrase("calls.step.call")))
        camera.shoots(page, "call")
        card.locator("[id^=not-reached]").first.click()
        expect(page.get_by_text(say(Phrase("calls.told.not_reached")))).to_be_visible()
        expect(step).to_have_text(say(Phrase("calls.step.wait")), timeout=ms(5))
        camera.shoots(page, "not-reached")

        clock_of(workshop).advance(timedelta(minutes=16))
        expect(step).to_have_text(say(Phrase("calls.step.call")), timeout=ms(10))
        card.get_by_role("button", name=re.compile(re.escape(say(Phrase("calls.reached"))))).click()
        expect(step).to_have_text(say(Phrase("calls.step.finish")), timeout=ms(5))
        camera.shoots(page, "reached")
        card.locator("[id^=done]").click()
        expect(card).to_have_count(0, timeout=ms(5))
        camera.shoots(page, "done")
